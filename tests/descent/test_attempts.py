"""A descent in the fog as a text: every one comes back as it was, and no text is trusted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent.attempts import MOST_STEPS, Attempt, as_text, from_text
from gdtui.descent.fog import BETAS, LEVELS, RATES, Level, begin, steps

BOWL, RAVINE = LEVELS["bowl"], LEVELS["ravine"]


@st.composite
def attempts(draw: st.DrawFn) -> tuple[Attempt, Level]:
    """Any attempt that can be played, and its level."""
    level = draw(st.sampled_from(list(LEVELS.values())))
    rates = st.sampled_from(RATES)
    setting = st.tuples(rates, st.just(0.0) if level.free else st.sampled_from(BETAS))
    dials = draw(setting)
    moves = draw(st.lists(setting if level.free else st.just(dials), max_size=60))
    descent = begin(level.surface)
    if moves:
        descent = steps(descent, moves)
    lifted = draw(st.booleans()) or descent.settled is not None
    return Attempt(descent, dials, lifted), level


@given(attempts())
def test_every_attempt_comes_back_as_it_was(played: tuple[Attempt, Level]) -> None:
    attempt, level = played
    assert from_text(as_text(attempt), level) == attempt


def test_a_setting_that_is_kept_up_is_told_once() -> None:
    descent = steps(begin(RAVINE.surface), [(0.001, 0.0)] * 900)
    assert len(as_text(Attempt(descent, (0.001, 0.0)))) < 100


def text(dials: object = (0.01, 0.0), moves: object = (), lifted: object = False) -> str:
    return json.dumps({"dials": dials, "moves": moves, "lifted": lifted})


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        text(dials=(0.02, 0.0)),
        text(dials=(0.01, 0.5)),
        text(dials=(float("nan"), 0.0)),
        text(dials=[[], {}]),
        text(moves=3),
        text(moves=[[0.01, 0.0]]),
        text(moves=[[0.02, 0.0, 1]]),
        text(moves=[[0.01, 0.5, 1]]),
        text(moves=[[0.01, 0.0, 0]]),
        text(moves=[[0.01, 0.0, -1]]),
        text(moves=[[0.01, 0.0, float("inf")]]),
        text(moves=[[0.01, 0.0, MOST_STEPS + 1]]),
        text(moves=[[3.0, 0.0, 999]]),
    ],
)
def test_what_cannot_have_been_played_is_no_attempt(kept: str) -> None:
    assert from_text(kept, BOWL) is None


def test_one_setting_holds_for_the_whole_way_where_it_should() -> None:
    assert from_text(text(moves=[[0.03, 0.0, 1]]), RAVINE) is None
    assert from_text(text(moves=[[0.01, 0.0, 1]]), RAVINE) is not None


@given(st.text() | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_read_or_refused(kept: str) -> None:
    assert from_text(kept, BOWL) is None
