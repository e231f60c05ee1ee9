"""The straight line: its derivatives against differences, its closed forms against numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdtui.descent import line
from gdtui.descent.data import LINE, NOISY, SQUARE, Sample

numbers = st.floats(-20, 20).map(lambda value: round(value, 3))
samples = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8)
modest = settings(deadline=None, max_examples=60)


def design(data: list[Sample]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(data, dtype=float)
    return np.column_stack([table[:, 0], np.ones(len(table))]), table[:, 1]


@modest
@given(samples, numbers, numbers)
def test_gradient_is_the_slope_of_the_loss(data: list[Sample], w: float, b: float) -> None:
    h = 1e-3
    dw, db = line.gradient(data, w, b)
    # A parabola's central difference is exact up to rounding.
    rounding = 1e-9 * (1 + line.loss(data, w, b)) / h
    by_w = (line.loss(data, w + h, b) - line.loss(data, w - h, b)) / (2 * h)
    by_b = (line.loss(data, w, b + h) - line.loss(data, w, b - h)) / (2 * h)
    assert dw == pytest.approx(by_w, rel=1e-6, abs=rounding)
    assert db == pytest.approx(by_b, rel=1e-6, abs=rounding)


@modest
@given(samples, numbers, numbers)
def test_loss_is_the_mean_of_squared_errors(data: list[Sample], w: float, b: float) -> None:
    features, targets = design(data)
    expected = float(np.mean((features @ [w, b] - targets) ** 2))
    assert line.loss(data, w, b) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@modest
@given(samples, numbers, numbers)
def test_hessian_is_the_slope_of_the_gradient(data: list[Sample], w: float, b: float) -> None:
    here = np.array(line.gradient(data, w, b))
    by_w = np.array(line.gradient(data, w + 1, b)) - here
    by_b = np.array(line.gradient(data, w, b + 1)) - here
    np.testing.assert_allclose(line.hessian(data), [by_w, by_b], rtol=1e-9, atol=1e-8)


@modest
@given(samples)
def test_curvatures_are_the_eigenvalues(data: list[Sample]) -> None:
    expected = np.linalg.eigvalsh(np.array(line.hessian(data)))
    np.testing.assert_allclose(line.curvatures(data), expected, rtol=1e-10, atol=1e-10)


@modest
@given(samples)
def test_least_squares_agrees_with_numpy(data: list[Sample]) -> None:
    features, targets = design(data)
    spread = float(np.ptp(features[:, 0]))
    assume(spread == 0 or spread > 0.1)  # nearly alike: both lose digits in the flat direction
    expected, *_ = np.linalg.lstsq(features, targets, rcond=None)
    fit = line.least_squares(data)
    np.testing.assert_allclose((fit.w, fit.b), expected, rtol=1e-6, atol=1e-6)
    assert fit.floor == pytest.approx(line.loss(data, *expected), rel=1e-6, abs=1e-9)


@modest
@given(samples, numbers, numbers)
def test_no_line_undercuts_the_floor(data: list[Sample], w: float, b: float) -> None:
    assert line.loss(data, w, b) >= line.least_squares(data).floor * (1 - 1e-9) - 1e-9


@pytest.mark.parametrize("n", range(3, 11))
def test_best_line_of_a_parabola(n: int) -> None:
    fit = line.least_squares([(float(x), float(x * x)) for x in range(1, n + 1)])
    assert fit.w == pytest.approx(n + 1)
    assert fit.b == pytest.approx(-(n + 1) * (n + 2) / 6)
    assert fit.floor == pytest.approx((n * n - 1) * (n * n - 4) / 180)


def test_the_lesson_s_own_valley() -> None:
    assert line.hessian(LINE) == ((22.0, 6.0), (6.0, 2.0))
    assert line.curvatures(LINE) == pytest.approx((12 - math.sqrt(136), 12 + math.sqrt(136)))
    assert line.condition_number(LINE) == pytest.approx(69.986, abs=5e-4)
    assert line.largest_stable_lr(LINE) == pytest.approx(0.084524, abs=5e-7)
    assert line.loss(LINE, 0, 0) == pytest.approx(57)
    assert line.loss(SQUARE, 0, 0) == pytest.approx(195.8)
    assert line.least_squares(NOISY).floor == pytest.approx(0.3758, abs=5e-5)


def test_standardised_inputs_have_two_equal_curvatures() -> None:
    spread = math.sqrt(2)
    data = [((x - 3) / spread, y) for x, y in LINE]
    assert line.curvatures(data) == pytest.approx((2, 2))
    assert line.condition_number(data) == pytest.approx(1)


def test_one_x_makes_a_flat_valley() -> None:
    data = [(2.0, 1.0), (2.0, 3.0)]
    assert line.condition_number(data) == math.inf
    assert line.least_squares(data) == pytest.approx((0.8, 0.4, 1.0))


def test_overflow_is_inf_and_no_error() -> None:
    assert line.loss(LINE, 1e200, 0) == math.inf


@pytest.mark.parametrize("function", [line.hessian, line.curvatures, line.least_squares])
def test_no_samples_are_named(function: object) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match="at least one"):
        function([])


@pytest.mark.parametrize("function", [line.loss, line.gradient])
def test_no_samples_have_no_loss(function: object) -> None:
    assert callable(function)
    with pytest.raises(ValueError, match="at least one"):
        function([], 0.0, 0.0)
