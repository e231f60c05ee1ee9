"""The values behind the loop's screen: pace, deck, tour, and the two small pictures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent.data import LINE
from gdtui.descent.line import largest_stable_lr
from gdtui.descent.trace import NODES, start
from gdtui.lesson.model import Stop
from gdtui.lesson.questions import Choice, OneAnswer
from gdtui.ui.deck import RATES, SIZES, Deck, moved, turned
from gdtui.ui.pace import NODE, SPEEDS, STAY, USUAL, Pace
from gdtui.ui.plots.picture import text_of
from gdtui.ui.plots.sketch import data_picture, losses_picture
from gdtui.ui.touring import beats, loop_at

QUESTION = OneAnswer("q", "Which?", (Choice("a", "no"), Choice("b", "yes", right=True)))


def test_a_node_takes_its_time_at_every_speed() -> None:
    for speed in SPEEDS:
        pace, now, onward = Pace(0.0), 0.0, False
        while not onward:
            now += 0.001
            pace, onward = pace.on(now, speed)
        assert now == pytest.approx(NODE / speed, abs=0.01)
        assert pace == Pace(now)


@given(st.lists(st.floats(0, 0.5), max_size=50), st.sampled_from(SPEEDS))
def test_the_pulse_only_moves_on(gaps: list[float], speed: float) -> None:
    pace, now, before = Pace(0.0), 0.0, 0
    for gap in gaps:
        now += gap
        pace, onward = pace.on(now, speed)
        pulse = pace.pulse(4)
        assert 0 <= pulse <= 4
        assert onward or pulse >= before
        before = 0 if onward else pulse


def test_the_pulse_sets_out_late_and_arrives() -> None:
    assert Pace(0, STAY - 0.01).pulse(4) == 0
    assert [Pace(0, STAY + share * (1 - STAY)).pulse(4) for share in (0.0, 0.3, 0.6, 0.99)] == [
        1, 2, 3, 4,
    ]  # fmt: skip


def test_a_clock_that_stands_still_moves_nothing() -> None:
    assert Pace(5.0, 0.5).on(5.0, 10.0) == (Pace(5.0, 0.5), False)
    assert Pace(5.0, 0.5).on(4.0, 10.0) == (Pace(4.0, 0.5), False)


def test_the_limit_lies_between_two_rates_of_the_dial() -> None:
    limit = largest_stable_lr(LINE)
    assert RATES.index(0.08) + 1 == RATES.index(0.09)
    assert 0.08 < limit < 0.09
    assert Deck().loop.lr in RATES
    assert Deck().loop.batch_size in SIZES
    assert SPEEDS[USUAL] == 1


def test_dials_stop_at_their_ends_and_take_up_foreign_values() -> None:
    assert turned(RATES, RATES[0], -1) == RATES[0]
    assert turned(RATES, RATES[-1], 1) == RATES[-1]
    assert turned(RATES, 0.0101, 1) == 0.02
    assert Deck().turn_speed(99).pace == SPEEDS[-1]
    assert Deck().turn_size(1).loop.batch_size == 5


def test_turning_rewrites_nothing_and_counts_from_the_next_forward_pass() -> None:
    for turns in range(4):
        deck = Deck().node(4)
        for _ in range(turns):
            deck = deck.turn_lr(1).turn_size(-1)
        assert deck.loop.trace == Deck().loop.trace
        assert (deck.loop.node, deck.loop.dials) == (4, (RATES[2 + turns], 4 - turns))
        after = deck.node(2).loop
        assert (after.lr, after.batch_size, after.turned) == (RATES[2 + turns], 4 - turns, None)
        assert after.w == Deck().loop.trace.new_w
    # At the parameters nothing is computed yet.
    assert Deck().turn_lr(1).loop.trace.new_w == pytest.approx(0.02 * 35)
    assert Deck().node(4).turn_lr(1).node(-4).loop.lr == RATES[3]


def test_restart_keeps_the_dials() -> None:
    deck = Deck().turn_lr(1).node(9).restart()
    assert (deck.loop.lr, deck.loop.update, deck.loop.node) == (0.02, 0, 0)
    shuffled = deck.restart(shuffled=True)
    assert shuffled.loop.order != LINE
    assert shuffled.restart().loop.order == shuffled.loop.order


@given(st.booleans(), st.integers(0, 60), st.integers(-3, 3))
def test_a_deck_comes_back_at_its_place(shuffled: bool, nodes: int, turns: int) -> None:
    deck = Deck().restart(shuffled).node(7).turn_lr(turns).turn_size(turns).node(nodes)
    assert Deck().back_at(deck.place) == deck


@pytest.mark.parametrize("place", ["", "ordered", "sideways 0*0.01/4 loss", "ordered x", "a b c"])
def test_what_is_no_place_changes_nothing(place: str) -> None:
    assert Deck().back_at(place) == Deck()


def test_a_place_can_be_moved_to_another_node() -> None:
    deck = Deck().node(9)
    assert Deck().back_at(moved(deck.place, "update")) == deck.at(deck.loop.to_node(4))
    assert Deck().back_at(moved("", "loss")) == Deck().node(2)


def test_the_tour_has_a_beat_for_each_text_and_question() -> None:
    stops = (Stop("a", "loss", 1, "one", QUESTION), Stop("b", "repeat", 2, "two"))
    found = beats(stops)
    assert [(beat.number, beat.question) for beat in found] == [(1, None), (1, QUESTION), (2, None)]
    assert loop_at(stops[1]) == start().next_batch().to_node(NODES.index("repeat"))


@given(
    st.integers(1, 90),
    st.integers(1, 30),
    st.booleans(),
    st.floats(-40, 40) | st.just(math.inf) | st.just(math.nan) | st.just(1e308),
    st.floats(-40, 40),
)
def test_the_data_picture_fills_its_cells(
    width: int, height: int, ascii: bool, w: float, b: float
) -> None:
    picture = data_picture(LINE, LINE[:2], (w, b), width, height, ascii)
    assert len(picture.rows) == height
    assert all(sum(len(text) for text, _ in row) == width for row in picture.rows)
    assert not ascii or text_of(picture).isascii()


@given(
    st.lists(st.floats(0) | st.just(math.nan), min_size=1, max_size=300),
    st.integers(1, 60),
    st.integers(1, 20),
    st.booleans(),
)
def test_the_picture_of_losses_fills_its_cells(
    losses: list[float], width: int, height: int, ascii: bool
) -> None:
    picture = losses_picture(losses, width, height, ascii)
    assert len(picture.rows) == height
    assert all(sum(len(text) for text, _ in row) == width for row in picture.rows)
    assert not ascii or text_of(picture).isascii()


def test_the_batch_is_marked_by_its_sign() -> None:
    text = text_of(data_picture(LINE, LINE[:4], (0.0, 0.0), 30, 8, False))
    plot = "\n".join(text.split("\n")[1:])
    assert (plot.count("●"), plot.count("○")) == (4, 1)
    text = text_of(data_picture(LINE, LINE[4:], (0.0, 0.0), 30, 8, True))
    plot = "\n".join(text.split("\n")[1:])
    assert (plot.count("*"), plot.count("o")) == (1, 4)


def test_a_line_out_of_sight_is_told() -> None:
    assert "no line in sight" in text_of(data_picture(LINE, (), (9.0, 99.0), 20, 6, False))
    assert "out of sight" in text_of(data_picture(LINE, (), (math.nan, 0.0), 40, 6, False))


def test_losses_that_lie_far_apart_get_a_logarithmic_axis() -> None:
    assert "(log)" not in text_of(losses_picture((57.0, 39.4, 9.5), 40, 6, False))
    assert "(log)" in text_of(losses_picture((57.0, 0.1), 40, 6, False))
