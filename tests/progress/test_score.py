"""The score: momentum, by its closed form, and what must never happen to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.progress.model import Progress
from gdtui.progress.score import BETA, Push, Score, fact_of, pushes, score

events = st.lists(
    st.builds(Push, st.sampled_from("abcdefgh"), st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0]))
)


def test_nothing_done_is_nothing_scored() -> None:
    assert score([]) == Score()


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_a_streak_follows_the_closed_form(count: int) -> None:
    result = score(Push(str(n), 1.0) for n in range(count))
    velocity = (1 - BETA**count) / (1 - BETA)
    position = sum((1 - BETA**n) / (1 - BETA) for n in range(1, count + 1))
    assert result.velocity == pytest.approx(velocity)
    assert result.position == pytest.approx(position)
    assert result.last == Push(str(count - 1), 1.0)


def test_a_mistake_lets_the_velocity_fade_and_takes_nothing() -> None:
    before = score([Push("a", 1.0), Push("b", 1.0)])
    after = score([Push("a", 1.0), Push("b", 1.0), Push("c", 0.0)])
    assert after.position == before.position
    assert after.velocity == pytest.approx(BETA * before.velocity)
    assert after.last == before.last


@given(events, events)
def test_nothing_earned_is_taken_away(first: list[Push], more: list[Push]) -> None:
    assert score(first + more).position >= score(first).position
    assert score(first + more).velocity >= 0


@given(events, st.integers(1, 5))
def test_doing_it_again_earns_nothing(done: list[Push], times: int) -> None:
    again = [push for push in done if push.size > 0]
    assert score(done + again * times) == score(done)


@given(events)
def test_mistakes_never_help(done: list[Push]) -> None:
    flawless = [push for push in done if push.size > 0]
    assert score(done).position <= score(flawless).position + 1e-9


def test_a_better_repeat_earns_the_difference() -> None:
    result = score([Push("fog", 1.0), Push("fog", 1.5)])
    assert result.velocity == pytest.approx(BETA * 1.0 + 0.5)


@given(events)
def test_recorded_events_give_the_same_score(done: list[Push]) -> None:
    progress = Progress()
    for push in done:
        progress = progress.adding([fact_of(push, "quiz", progress)])
    assert pushes(progress) == tuple(done)
    assert score(pushes(progress)) == score(done)
