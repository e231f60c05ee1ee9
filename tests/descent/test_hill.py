"""The hidden curve of the first descent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent.hill import (
    MARK,
    MOST_STEPS,
    RANGE,
    SIZES,
    START,
    Walk,
    height,
    slope,
    walk,
    walked,
)


@given(x=st.floats(-20, 20))
def test_the_slope_agrees_with_differences(x: float) -> None:
    h = 1e-5
    assert slope(x) == pytest.approx((height(x + h) - height(x - h)) / (2 * h), abs=1e-6)


@given(x=st.floats(-20, 20))
def test_there_is_one_valley_and_the_slope_leads_to_it(x: float) -> None:
    if x != 7:
        assert (slope(x) < 0) == (x < 7)
    assert height(x) >= height(7)


def test_a_steeper_slope_does_not_mean_that_it_is_further() -> None:
    assert abs(slope(5.6)) > abs(slope(START)) > abs(slope(2.9))


def test_stepping_against_the_slope_arrives_in_time() -> None:
    """Medium steps until the slope turns, then small ones."""
    here, size = Walk(), SIZES[2]
    while not here.over:
        down = -1.0 if slope(here.place) > 0 else 1.0
        if here.steps and (here.places[-1] - here.places[-2]) * down < 0:
            size = SIZES[max(0, SIZES.index(size) - 1)]
        here = walk(here, down * size)
    assert here.found
    assert here.steps <= MOST_STEPS // 2


def test_walking_the_wrong_way_ends_after_its_steps() -> None:
    here = Walk()
    while not here.over:
        here = walk(here, -SIZES[0])
    assert not here.found
    assert here.steps == MOST_STEPS
    with pytest.raises(ValueError, match="over"):
        walk(here, 1.0)


def test_the_start_and_the_goal_are_in_range_and_the_start_is_not_below_the_mark() -> None:
    assert RANGE[0] < START < 7 < RANGE[1]
    assert height(START) > MARK > height(7)


@given(st.lists(st.sampled_from([side * size for size in SIZES for side in (1, -1)]), max_size=20))
def test_a_walk_comes_back_from_its_text(moves: list[float]) -> None:
    at = Walk()
    for move in moves:
        at = at if at.over else walk(at, move)
    assert walked(at.text) == at


@pytest.mark.parametrize("text", ["", "2", "1 x", "nan", "1 " * (MOST_STEPS + 1)])
def test_what_is_no_walk_begins_anew(text: str) -> None:
    assert walked(text) == Walk()
