"""The landscape over (w, b): its window, its heights and its bands."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.descent.contours import RATIO, REACH, frame, level, loss_grid
from gdtui.descent.data import LINE, SQUARE
from gdtui.descent.line import loss
from gdtui.descent.training import train

modest = settings(deadline=None, max_examples=80)
Path = list[tuple[float, float]]


def path_of(lr: float, batch_size: int = 4, epochs: int = 100) -> Path:
    run = train(LINE, lr, epochs, batch_size, seed=7)
    return [(0.0, 0.0), *((epoch.weight, epoch.bias) for epoch in run)]


@pytest.mark.parametrize("lr", [0.001, 0.01, 0.05, 0.08])
def test_a_path_that_converges_is_shown_whole_with_the_best_line(lr: float) -> None:
    path = path_of(lr)
    shown = frame(path, LINE)
    for w, b in [*path, (2.0, 1.0)]:
        assert shown.w[0] < w < shown.w[1]
        assert shown.b[0] < b < shown.b[1]


@pytest.mark.parametrize("lr", [0.2, 0.5])
@pytest.mark.parametrize("epochs", [5, 100, 300])
def test_an_explosion_is_cut_to_its_beginning(lr: float, epochs: int) -> None:
    shown = frame(path_of(lr, epochs=epochs), LINE)
    for low, high in shown:
        assert high - low <= 2 * REACH * math.hypot(2, 1) * 1.2 + 1e-9
    assert shown.w[0] < 0 < 2 < shown.w[1]


def test_a_start_at_the_best_line_has_a_window() -> None:
    shown = frame([(2.0, 1.0)], LINE)
    assert shown.w[0] < 2 < shown.w[1]
    assert shown.b[0] < 1 < shown.b[1]


def test_an_empty_path_shows_the_best_line() -> None:
    shown = frame([], SQUARE)
    assert shown.w[0] < 6 < shown.w[1]
    assert shown.b[0] < -7 < shown.b[1]


anything = st.floats(allow_nan=True, allow_infinity=True)


@modest
@given(st.lists(st.tuples(anything, anything), max_size=6))
def test_every_path_has_a_finite_window_of_some_width(path: Path) -> None:
    for low, high in frame(path, LINE):
        assert low < high
        assert math.isfinite(high - low)


@modest
@given(
    st.lists(st.tuples(anything, anything), min_size=1, max_size=4),
    st.lists(st.tuples(anything, anything), max_size=3),
)
def test_any_data_has_a_window(data: Path, path: Path) -> None:
    for low, high in frame(path, data):
        assert low < high


def test_the_grid_holds_the_loss_at_the_centre_of_each_cell() -> None:
    grid = loss_grid(LINE, (0.0, 4.0), (-1.0, 2.0), columns=4, rows=3)
    assert [len(row) for row in grid] == [4, 4, 4]
    for row, b in zip(grid, (1.5, 0.5, -0.5), strict=True):
        assert row == [loss(LINE, w, b) for w in (0.5, 1.5, 2.5, 3.5)]


def test_bands_count_up_by_the_ratio() -> None:
    floor, top = 2.8, 2.8 + RATIO**5
    heights = [RATIO**power * 1.01 for power in range(-3, 6)]
    assert [level(floor + h, floor, top, bands=6) for h in heights] == [0, 0, 0, 1, 2, 3, 4, 5, 5]


@pytest.mark.parametrize("value", [57.0, 1e9, math.inf, math.nan])
def test_what_is_high_or_no_number_is_in_the_top_band(value: float) -> None:
    assert level(value, 0.0, 57.0, bands=5) == 4


def test_the_floor_is_in_the_lowest_band() -> None:
    assert level(2.8, 2.8, 57.0, bands=5) == 0
    assert level(2.8 - 1e-15, 2.8, 57.0, bands=5) == 0


@modest
@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1e-3, 1e6), st.integers(1, 9))
def test_a_higher_loss_is_never_in_a_lower_band(a: float, b: float, top: float, n: int) -> None:
    low, high = sorted((a, b))
    assert 0 <= level(low, 0.0, top, n) <= level(high, 0.0, top, n) < n
