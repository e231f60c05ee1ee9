"""The pace of showing: never ahead of what is there, never back, never long behind."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.ui.playback import SECONDS, SLOWEST, Playback

STEPS = st.lists(
    st.tuples(st.floats(0, 5), st.integers(0, 100_000)),  # seconds passed, reports come
    max_size=30,
)


@given(STEPS)
def test_it_shows_never_more_than_there_is_and_never_goes_back(
    steps: list[tuple[float, int]],
) -> None:
    playback, now, total = Playback(), 0.0, 0
    for seconds, more in steps:
        now, total = now + seconds, total + more
        later = playback.on(now, total)
        assert playback.rows <= later.rows <= total
        playback = later


@given(st.integers(1, 200_000), st.lists(st.floats(0.001, 0.5), min_size=1, max_size=50))
def test_a_run_that_is_over_at_once_is_shown_whole_in_time(total: int, pauses: list[float]) -> None:
    playback = Playback(0.0, 10.0)
    for now in accumulate(pauses, initial=10.0):
        playback = playback.on(now, total)
        if now < 10.0 + min(SECONDS, total / SLOWEST) * 0.99:
            assert playback.rows < total
    # A tick more than the time, for what rounding leaves.
    assert playback.on(10.0 + SECONDS * 1.001, total).rows == total


@given(st.floats(0.1, SLOWEST), st.integers(2, 200))
def test_a_slow_run_is_shown_as_it_comes(rate: float, ticks: int) -> None:
    playback = Playback()
    for tick in range(1, ticks):
        total = int(rate * tick / 10)
        playback = playback.on(tick / 10, total)
    assert playback.rows >= total - 1


def test_a_clock_that_goes_back_changes_nothing() -> None:
    playback = Playback().on(1.0, 1000)
    assert playback.on(0.5, 1000).rows == playback.rows


@pytest.mark.parametrize("total", [0, 1, 99_999])
def test_the_end_can_be_had_at_once(total: int) -> None:
    assert Playback(0.0, 3.0).at_end(total).rows == total


def test_nothing_to_show_shows_nothing() -> None:
    assert Playback().on(100.0, 0).rows == 0
