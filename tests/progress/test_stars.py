"""Stars: none before a step is completed, one for that, one more for each merit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.progress.model import Fact, Progress
from gdtui.progress.score import Push, counts, fact_of, fog_size, pushes
from gdtui.progress.stars import stars

WORK, MERITS = ("read", "descent"), ("well", "unaided")


def after(*done: str) -> int:
    progress = Progress().adding(Fact("why", "work", name) for name in done)
    return stars(progress, "why", WORK, MERITS)


@pytest.mark.parametrize(
    ("done", "earned"),
    [
        ((), 0),
        (("read", "well", "unaided"), 0),
        (WORK, 1),
        ((*WORK, "well"), 2),
        ((*WORK, "well", "unaided"), 3),
        ((*WORK, "well", "another"), 2),
        (("completed", "unaided"), 2),
    ],
)
def test_stars(done: tuple[str, ...], earned: int) -> None:
    assert after(*done) == earned


@given(st.lists(st.sampled_from([*WORK, *MERITS, "completed"])), st.sampled_from(MERITS))
def test_no_fact_takes_a_star_away(done: list[str], more: str) -> None:
    assert after(*done, more) >= after(*done)


def test_only_what_changes_the_score_counts() -> None:
    progress = Progress()
    for push in (Push("a", 1.0), Push("b", 0.5)):
        assert counts(push, progress)
        progress = progress.adding([fact_of(push, "quiz", progress)])
    assert not counts(Push("a", 1.0), progress)
    assert not counts(Push("b", 0.4), progress)
    assert counts(Push("b", 0.6), progress)
    assert counts(Push("a", 0.0), progress)


def test_a_forgotten_step_leaves_the_order_of_the_others() -> None:
    progress = Progress()
    for number, step in enumerate(("quiz", "terms", "quiz", "loop")):
        push = Push(f"{step}/{number}", 1.0)
        progress = progress.adding([fact_of(push, step, progress)])
    progress = progress.without("terms")
    progress = progress.adding([fact_of(Push("quiz/9", 1.0), "quiz", progress)])
    assert [push.what for push in pushes(progress)] == ["quiz/0", "quiz/2", "loop/3", "quiz/9"]


def test_a_level_of_the_fog_is_worth_most_at_par() -> None:
    assert fog_size(20, 20) == fog_size(10, 20) == 2.0
    assert fog_size(40, 20) == 1.0
