"""Small problems beside the line, on which one idea of real training can be seen alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gdtui.descent.data import NOISY, Data, Sample
from gdtui.descent.line import gradient, least_squares, loss
from gdtui.descent.optimizers import Moments, adamw
from gdtui.descent.training import Schedule, train

DECAY_LR = 0.02
"""The learning rate at which the schedules on the noisy data start."""


def bandit(lr: float, steps: int) -> list[float]:
    """The chance p of the better of two arms, before and after each step of gradient ascent.

    The better arm pays 1, the other 0; the policy is p = σ(θ) from θ = 0. The expected
    reward is p, and its exact slope dp/dθ = p·(1 − p).
    """
    theta = 0.0
    chances = [_sigmoid(theta)]
    for _ in range(steps):
        p = chances[-1]
        theta += lr * p * (1 - p)
        chances.append(_sigmoid(theta))
    return chances


def _sigmoid(theta: float) -> float:
    return 1 / (1 + math.exp(-theta))


def steep_start(lr: float, warm_up: int, steps: int) -> list[tuple[float, float]]:
    """Pairs (learning rate, w after the step) on f(w) = w⁴/4 + w²/2 from w = 4.

    In the first ``warm_up`` steps the rate grows evenly up to ``lr``. Ends with the first
    w that is not finite.
    """
    w = 4.0
    taken = []
    for step in range(1, steps + 1):
        rate = lr * min(1.0, step / warm_up) if warm_up else lr
        w -= rate * (w * w * w + w)
        taken.append((rate, w))
        if not math.isfinite(w):
            break
    return taken


def scaled_bowl(slope: float, lr: float, steps: int) -> tuple[list[float], list[float]]:
    """The paths of w under plain descent and under AdamW on L = slope·(w − 1)²/2 from w = 0.

    The gradient at the start is −slope; the best w is 1 whatever the slope.
    """
    plain, adaptive = [0.0], [0.0]
    moments = Moments((0.0,), (0.0,))
    for _ in range(steps):
        plain.append(plain[-1] - lr * slope * (plain[-1] - 1))
        (w,), moments = adamw((adaptive[-1],), moments, (slope * (adaptive[-1] - 1),), lr)
        adaptive.append(w)
    return plain, adaptive


def constant(epoch: int) -> float:
    """The same learning rate in every epoch."""
    return DECAY_LR


def cosine(epochs: int) -> Schedule:
    """A learning rate that falls to 0 along half a cosine wave within so many epochs."""
    return lambda epoch: DECAY_LR * (1 + math.cos(math.pi * epoch / epochs)) / 2


def excess_by_epoch(lr: Schedule, epochs: int, seeds: int) -> list[float]:
    """Loss above the least-squares floor after each epoch on `NOISY`, one sample a step.

    The mean of so many runs, seeded 0, 1, 2, …
    """
    floor = least_squares(NOISY).floor
    runs = [
        [epoch.loss - floor for epoch in train(NOISY, lr, epochs, batch_size=1, seed=seed)]
        for seed in range(seeds)
    ]
    return [sum(losses) / seeds for losses in zip(*runs, strict=True)]


def shards(data: Data, sizes: Sequence[int]) -> list[tuple[Sample, ...]]:
    """``data`` cut into consecutive parts of these sizes, which must add up to all of it."""
    if sum(sizes) != len(data):
        raise ValueError(f"shards of {sum(sizes)} samples in all cannot hold {len(data)}")
    ends = [sum(sizes[: index + 1]) for index in range(len(sizes))]
    return [tuple(data[end - size : end]) for end, size in zip(ends, sizes, strict=True)]


def plain_mean(parts: Sequence[Data], w: float, b: float) -> tuple[float, float]:
    """The mean of the parts' gradients, each part counted once, whatever its size."""
    slopes = [gradient(part, w, b) for part in parts]
    return sum(dw for dw, _ in slopes) / len(parts), sum(db for _, db in slopes) / len(parts)


def sharded_descent(sizes: Sequence[int], lr: float, steps: int) -> tuple[list[float], list[float]]:
    """The loss above the floor on `NOISY` before and after each step from w = b = 0.

    First with the plain mean of the shards' gradients, then with all samples' gradient.
    """
    floor = least_squares(NOISY).floor
    divisions = (shards(NOISY, sizes), [NOISY])
    losses: tuple[list[float], list[float]] = ([], [])
    for parts, excess in zip(divisions, losses, strict=True):
        w = b = 0.0
        excess.append(loss(NOISY, w, b) - floor)
        for _ in range(steps):
            dw, db = plain_mean(parts, w, b)
            w -= lr * dw
            b -= lr * db
            excess.append(loss(NOISY, w, b) - floor)
    return losses
