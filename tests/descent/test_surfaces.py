"""The seven surfaces: slopes and curvatures against differences, and against known values."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent import line
from gdtui.descent.data import LINE
from gdtui.descent.surfaces import SURFACES, Surface

# f at the start, the gradient there, the curvatures there and at the goal: worked out apart.
KNOWN = {
    "bowl": (21.5, (4, -9), (1, 3), (1, 3)),
    "ravine": (57, (-50, -14), (0.3381, 23.66), (0.3381, 23.66)),
    "saddle": (2.25, (-0.009999, 2), (-0.9997, 1), (1, 2)),
    "plateau": (0.9941, (0.007433, 0.01189), (-0.02851, 0.002868), (0.25, 1)),
    "beale": (14.2, (0, 27.75), (-9.831, 78.33), (0.3015, 48.98)),
    "two-valleys": (2.18, (4.182, 1), (1, 8.72), (1, 2.421)),
    "rosenbrock": (24.2, (-215.6, -88), (23.63, 1506), (0.3994, 1002)),
}
NEAR = st.floats(-2.5, 2.5, allow_nan=False)
surfaces = pytest.mark.parametrize("surface", SURFACES.values(), ids=list(SURFACES))


@surfaces
def test_the_start_and_the_goal_are_as_known(surface: Surface) -> None:
    loss, gradient, at_start, at_goal = KNOWN[surface.id]
    assert surface.loss(*surface.start) == pytest.approx(loss, rel=1e-3)
    assert surface.gradient(*surface.start) == pytest.approx(gradient, rel=1e-3, abs=1e-9)
    assert surface.curvatures(*surface.start) == pytest.approx(at_start, rel=1e-3)
    for goal in surface.minima:
        assert surface.curvatures(*goal) == pytest.approx(at_goal, rel=1e-3)


@surfaces
def test_the_minima_are_level_and_the_lowest(surface: Surface) -> None:
    for goal in surface.minima:
        assert surface.loss(*goal) == pytest.approx(0, abs=1e-15)
    for place in (*surface.minima, *surface.traps):
        assert surface.gradient(*place) == pytest.approx((0, 0), abs=1e-12)
        assert surface.curvatures(*place)[0] > 0
    for trap in surface.traps:
        assert surface.loss(*trap) == pytest.approx(0.2991, abs=1e-4)


@surfaces
@given(x=NEAR, y=NEAR)
def test_nothing_lies_below_the_minima(surface: Surface, x: float, y: float) -> None:
    assert surface.loss(x, y) >= -1e-12


@surfaces
@given(x=NEAR, y=NEAR)
def test_gradients_and_curvatures_agree_with_differences(
    surface: Surface, x: float, y: float
) -> None:
    h = 1e-5
    loss, gradient = surface.loss, surface.gradient
    dx, dy = gradient(x, y)
    xx, xy, yy = surface.hessian(x, y)
    scale = 1 + abs(loss(x, y)) + abs(xx) + abs(yy)

    def near(value: float) -> object:
        return pytest.approx(value, abs=1e-5 * scale)

    assert near(dx) == (loss(x + h, y) - loss(x - h, y)) / (2 * h)
    assert near(dy) == (loss(x, y + h) - loss(x, y - h)) / (2 * h)
    right, left = gradient(x + h, y), gradient(x - h, y)
    above, under = gradient(x, y + h), gradient(x, y - h)
    assert near(xx) == (right[0] - left[0]) / (2 * h)
    assert near(xy) == (right[1] - left[1]) / (2 * h)
    assert near(xy) == (above[0] - under[0]) / (2 * h)
    assert near(yy) == (above[1] - under[1]) / (2 * h)


@surfaces
@given(x=NEAR, y=NEAR)
def test_the_curvatures_are_the_hessians_eigenvalues(surface: Surface, x: float, y: float) -> None:
    xx, xy, yy = surface.hessian(x, y)
    low, high = surface.curvatures(x, y)
    assert low <= high
    assert low + high == pytest.approx(xx + yy, abs=1e-9 * (1 + abs(xx) + abs(yy)))
    assert low * high == pytest.approx(xx * yy - xy * xy, abs=1e-9 * (1 + xx * xx + yy * yy))


@given(w=NEAR, b=NEAR)
def test_the_ravine_is_the_lessons_own_loss(w: float, b: float) -> None:
    ravine = SURFACES["ravine"]
    assert ravine.loss(w, b) == pytest.approx(line.loss(LINE, w, b), abs=1e-10)
    assert ravine.gradient(w, b) == pytest.approx(line.gradient(LINE, w, b), abs=1e-10)
    assert ravine.curvatures(w, b) == pytest.approx(line.curvatures(LINE))


def test_the_ridge_between_the_two_valleys_is_where_it_is_known_to_be() -> None:
    valleys = SURFACES["two-valleys"]
    assert valleys.minima[0][0] == pytest.approx(-1.0679, abs=1e-4)
    assert valleys.traps[0][0] == pytest.approx(0.9143, abs=1e-4)
    assert valleys.gradient(0.1536, 0)[0] == pytest.approx(0, abs=1e-4)
    assert valleys.loss(0.1536, 0) == pytest.approx(0.4166, abs=1e-4)


@surfaces
@pytest.mark.parametrize("far", [1e80, 1e200, math.inf, math.nan])
def test_far_away_there_are_no_exceptions(surface: Surface, far: float) -> None:
    for x, y in [(far, 0.0), (0.0, far), (-far, far)]:
        surface.loss(x, y)
        surface.gradient(x, y)
