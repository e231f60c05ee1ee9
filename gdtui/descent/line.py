"""A straight line ŷ = w·x + b under mean squared error: loss, gradient, curvature, best fit."""

from __future__ import annotations

import math
from typing import NamedTuple

from gdtui.descent.data import Data


class Fit(NamedTuple):
    """A least-squares line and the loss that is left, which no other line can undercut."""

    w: float
    b: float
    floor: float


def predict(w: float, b: float, x: float) -> float:
    """The prediction ŷ = w·x + b."""
    return w * x + b


def loss(data: Data, w: float, b: float) -> float:
    """The mean squared error over ``data``; inf where it overflows, ValueError without data."""
    _require(data)
    total = 0.0
    for x, y in data:
        error = predict(w, b, x) - y
        # error**2 would raise OverflowError where the product gives inf.
        total += error * error / len(data)
    return total


def gradient(batch: Data, w: float, b: float) -> tuple[float, float]:
    """The slopes (∂L/∂w, ∂L/∂b) = (mean(2·e·x), mean(2·e)) with e = ŷ − y."""
    _require(batch)
    dw = db = 0.0
    for x, y in batch:
        error = predict(w, b, x) - y
        dw += 2 * error * x / len(batch)
        db += 2 * error / len(batch)
    return dw, db


def hessian(data: Data) -> tuple[tuple[float, float], tuple[float, float]]:
    """The second derivatives ((ww, wb), (bw, bb)); the same at every (w, b)."""
    _require(data)
    ww = sum(2 * x * x for x, _ in data) / len(data)
    wb = sum(2 * x for x, _ in data) / len(data)
    return (ww, wb), (wb, 2.0)


def curvatures(data: Data) -> tuple[float, float]:
    """The eigenvalues (λmin, λmax) of the Hessian, in closed form."""
    (ww, wb), (_, bb) = hessian(data)
    steepest = (ww + bb) / 2 + math.hypot((ww - bb) / 2, wb)
    # λmin·λmax = det H = 4·var(x); the difference of two large numbers would lose digits.
    mean = wb / 2
    variance = sum((x - mean) * (x - mean) for x, _ in data) / len(data)
    return 4 * variance / steepest, steepest


def condition_number(data: Data) -> float:
    """How many times steeper the steepest direction is, λmax/λmin; inf for a flat valley."""
    flattest, steepest = curvatures(data)
    return steepest / flattest if flattest else math.inf


def largest_stable_lr(data: Data) -> float:
    """The learning rate 2/λmax, above which descent on all of ``data`` diverges."""
    _, steepest = curvatures(data)
    return 2 / steepest


def least_squares(data: Data) -> Fit:
    """The best line in closed form: w = cov(x, y)/var(x), b = mean(y) − w·mean(x).

    Where all x are equal, many lines are best; the one with the smallest w² + b² is given.
    """
    _require(data)
    n = len(data)
    mean_x = sum(x for x, _ in data) / n
    mean_y = sum(y for _, y in data) / n
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in data) / n
    variance = sum((x - mean_x) * (x - mean_x) for x, _ in data) / n
    if variance == 0:
        b = mean_y / (mean_x * mean_x + 1)
        w = b * mean_x
    else:
        w = covariance / variance
        b = mean_y - w * mean_x
    return Fit(w, b, loss(data, w, b))


def _require(data: Data) -> None:
    if not data:
        raise ValueError("there are no samples: give at least one (x, y)")
