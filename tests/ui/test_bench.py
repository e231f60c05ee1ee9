"""The bench: what changed, what is remembered, what is drawn and how a run is summed up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.runner.events import Ending, Failed, Finished, Measured, Stopped, Training
from gdtui.ui.bench import (
    KEPT_POINTS,
    VIEWS,
    View,
    blown_up,
    curve_of,
    drawn,
    outcome,
    program_differs,
)
from gdtui.ui.plot import Picture, text_of
from gdtui.ui.run_view import RunView, Trained

SIZES = ((1, 1), (3, 40), (19, 6), (20, 5), (20, 6), (33, 9), (60, 16), (140, 40), (140, 1))
LINE = ((1.0, 3.0), (2.0, 5.0), (3.0, 7.0))
SQUARE = tuple((float(x), float(x * x)) for x in range(-5, 6))
NAMES = ("epoch", "loss", "weight", "bias")


def ran(
    *rows: tuple[float, ...],
    names: tuple[str, ...] = NAMES,
    data: tuple[tuple[float, float], ...] | None = LINE,
    ending: Ending | None = None,
    run: int = 1,
) -> RunView:
    training = Training("train", {"lr": 0.05}, data)
    view = RunView("w = 0\n").fold([Measured(run, names, rows, training)] if rows else [])
    return view.fold([ending] if ending is not None else [])


def falling(count: int, data: tuple[tuple[float, float], ...] = LINE) -> RunView:
    rows = [(float(n), 9.0 / (n + 1), 2 - 2 / (n + 1), 1 - 1 / (n + 1)) for n in range(count)]
    return ran(*rows, data=data)


FINISHED = Finished(0.5)
HUGE = ((1e200, -1e250), (3e200, 1e300))
RUNS = {
    "nothing yet": ran(),
    "nothing at all": ran(ending=FINISHED),
    "one point": ran((0, 4, 1, 1)),
    "one point at zero": ran((0, 0, 0, 0)),
    "falling": falling(100),
    "without data": ran((0, 4, 1, 1), (1, 3, 1, 1), data=None),
    "without weight": ran((0, 4), (1, 2), names=("epoch", "loss")),
    "without loss": ran((0, 0.1), (1, 0.9), names=("epoch", "accuracy")),
    "clocks alone": ran((0,), (1,), names=("epoch",)),
    "without a clock": ran((4,), (2,), names=("loss",)),
    "to inf": ran((0, 4, 1, 1), (1, 1e200, -1e99, 1e99), (2, math.inf, -math.inf, math.inf)),
    "inf from the start": ran((0, math.inf, math.inf, 0)),
    "nan": ran((0, 4, 1, 1), (1, math.nan, math.nan, math.nan)),
    "nan clock": ran((math.nan, 4, 1, 1), (math.inf, 3, 1, 1)),
    "clock below zero": ran((-9, 4, 1, 1), (-3, 3, 1, 1)),
    "clock that goes back": ran((5, 4, 1, 1), (2, 3, 1, 1), (9, 2, 1, 1)),
    "below zero": ran((0, -4, 1, 1), (1, -5, 1, 1)),
    "a parabola": falling(50, SQUARE),
    "a single sample": falling(3, ((2.0, 5.0),)),
    "equal samples": falling(3, ((2.0, 5.0), (2.0, 5.0))),
    "samples at zero": ran((0, 0, 0, 0), data=((0.0, 0.0), (0.0, 0.0))),
    "huge samples": falling(3, HUGE),
    "several runs": falling(5).fold(
        [Measured(n, NAMES, ((0, 5, 0, 0), (1, n, 1, 1))) for n in range(2, 14)]
    ),
}


def whole(picture: Picture, width: int, height: int) -> bool:
    return (picture.width, picture.height, len(picture.rows)) == (width, height, height) and {
        sum(len(text) for text, _ in row) for row in picture.rows
    } == {width}


def text(view: RunView, kind: View, before: RunView | None = None, log: bool = True) -> str:
    return text_of(drawn(view, kind, view.rows, before, log)(76, 16, False, None))


@pytest.mark.parametrize("kind", VIEWS)
@pytest.mark.parametrize("name", RUNS)
def test_every_view_of_every_run_fills_exactly_its_size(name: str, kind: View) -> None:
    view = RUNS[name]
    for at, (width, height) in enumerate(SIZES):
        ascii, log, cursor = at % 2 == 0, at % 3 == 0, 1.0 if at % 4 == 0 else None
        before = RUNS["falling"] if at % 2 else None
        for rows in (0, 1, view.rows):
            for pair in ((ascii, log), (not ascii, not log)) if width == 60 else ((ascii, log),):
                plot = drawn(view, kind, rows, before, pair[1])
                picture = plot(width, height, pair[0], cursor)
                assert whole(picture, width, height)
                assert text_of(picture).isascii() or not pair[0]


def numbers() -> st.SearchStrategy[float]:
    return st.one_of(st.floats(), st.floats(-10, 10), st.integers(-3, 3).map(float))


@given(
    st.lists(st.tuples(*[numbers()] * 4), min_size=1, max_size=6),
    st.lists(
        st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2), min_size=1, max_size=4
    ),
    st.sampled_from(VIEWS),
    st.integers(1, 50),
    st.integers(1, 20),
    st.booleans(),
    st.booleans(),
)
def test_whatever_was_measured_is_drawn(
    rows: list[tuple[float, ...]],
    data: list[tuple[float, float]],
    kind: View,
    width: int,
    height: int,
    ascii: bool,
    log: bool,
) -> None:
    view = ran(*rows, data=tuple(data))
    assert whole(drawn(view, kind, len(rows), None, log)(width, height, ascii, None), width, height)


@pytest.mark.parametrize("kind", VIEWS)
def test_a_view_that_has_nothing_to_show_says_why(kind: View) -> None:
    assert "measured nothing" in text(RUNS["nothing at all"], kind)
    assert "easured yet" in text(RUNS["nothing yet"], kind)


def test_the_fit_and_the_path_say_what_they_need() -> None:
    assert "watch(weight=..., bias=...)" in text(RUNS["without weight"], "fit")
    assert "watch(weight=..., bias=...)" in text(RUNS["without weight"], "path")
    assert "called data" in text(RUNS["without data"], "path")
    assert "No samples" in text(RUNS["without data"], "fit")
    for kind in VIEWS[1:]:
        assert "too large to draw" in text(RUNS["huge samples"], kind)


def test_the_loss_chart_names_what_it_shows() -> None:
    assert "loss (log)" in text(RUNS["falling"], "loss")
    assert "accuracy" in text(RUNS["without loss"], "loss", log=False)
    assert "report" in text(RUNS["without a clock"], "loss")


def test_the_run_before_is_drawn_where_it_measured_the_same() -> None:
    now, before = RUNS["falling"], ran((0, 4, 1, 1), (50, 2, 1, 1))
    assert "before" in text(now, "loss", before)
    assert "before" in text(RUNS["nothing yet"], "loss", before)
    updates = ran((0, 4), (50, 2), names=("update", "loss"))
    assert "before" not in text(now, "loss", updates)
    assert "before" not in text(RUNS["without loss"], "loss", before)
    assert text(now, "loss", RUNS["clocks alone"]) == text(now, "loss")


def test_the_axis_of_a_run_that_is_half_shown_is_that_of_the_whole() -> None:
    view = falling(101)
    half = drawn(view, "loss", 50, None, True)(76, 16, False, None)
    assert half.x_high == drawn(view, "loss", 101, None, True)(76, 16, False, None).x_high == 100


def test_the_path_ends_at_the_reports_shown() -> None:
    view = RUNS["a parabola"]
    first, last = (drawn(view, "path", rows, None, True)(76, 16, False, None) for rows in (2, 50))
    assert first.rows != last.rows


@pytest.mark.parametrize(
    ("source", "other", "differs"),
    [
        ("w = 0\n", "w = 0\n", False),
        ("w = 0\n", "w  =  0  # start\n\n\n", False),
        ("def f():\n    return 1\n", "def f():\n\n        return 1  # one\n", False),
        ("w = 0.10\n", "w = .1\n", False),
        ("w = 0\n", "w = 1\n", True),
        ("a = 1\nb = 2\n", "b = 2\na = 1\n", True),
        ('def f():\n    """Says."""\n', 'def f():\n    """Says more."""\n', True),
        ("w = 0\n", "w = \n", True),
        ("w = \n", "w = # what\n", True),
        ("w = \n", "w = \n", False),
        ("w = 0\x00", "w = 1\x00", True),
        ("(" * 5000, "(" * 5001, True),
        ("x = '\\d'\n", "x = '\\d'  # an escape\n", False),
    ],
)
def test_a_program_differs_by_what_it_does(source: str, other: str, differs: bool) -> None:
    assert program_differs(source, other) is differs
    assert program_differs(other, source) is differs


@given(st.integers(0, 3000))
def test_a_remembered_curve_keeps_its_ends_and_is_short(count: int) -> None:
    trained = falling(count).last
    curve = curve_of(trained)
    points = trained.points() if trained is not None else []
    assert len(curve) <= KEPT_POINTS + 1
    assert curve[:1] == tuple(points[:1])
    assert curve[-1:] == tuple(points[-1:])
    assert set(curve) <= set(points)
    assert list(curve) == sorted(curve)
    if count <= KEPT_POINTS:
        assert list(curve) == points


def test_a_remembered_curve_may_end_in_nan_and_there_may_be_none() -> None:
    assert curve_of(None) == ()
    assert curve_of(RUNS["clocks alone"].last) == ()
    curve = curve_of(RUNS["nan"].last)
    assert len(curve) == 2
    assert math.isnan(curve[-1][1])


@pytest.mark.parametrize(
    ("ending", "words", "tone"),
    [
        (None, "epoch 99 · loss 0.09", "calm"),
        (FINISHED, "epoch 99 · loss 0.09", "good"),
        (Finished(0.1, ("1", "(2, 1)")), "epoch 99 · loss 0.09 · returned (2, 1)", "good"),
        (
            Failed("NameError", "name 'ls' is not defined", 12),
            "Line 12: NameError: name 'ls'",
            "bad",
        ),
        (Failed("process", "crashed: killed"), "process: crashed: killed", "bad"),
        (Stopped("asked", "You stopped the program."), "You stopped the program.", "bad"),
        (Stopped("time", "The program was stopped after 30 s."), "after 30 s", "bad"),
    ],
)
def test_the_outcome_tells_each_ending(ending: Ending | None, words: str, tone: str) -> None:
    view = falling(100).fold([ending] if ending is not None else [])
    told, its_tone = outcome(view, 100, playing=False)
    assert words in told
    assert its_tone == tone


def test_while_it_plays_the_outcome_is_where_it_stands() -> None:
    view = falling(100).fold([Failed("NameError", "no", 3)])
    assert outcome(view, 3, playing=True) == ("epoch 2 · loss 3", "calm")
    assert outcome(view, 0, playing=True) == ("Running …", "calm")


def test_a_run_that_measured_nothing_is_finished_all_the_same() -> None:
    for name in ("nothing at all", "clocks alone"):
        view = RUNS[name].fold([FINISHED])
        assert outcome(view, view.rows, playing=False) == (
            "Finished; nothing was measured.",
            "good",
        )


def test_where_the_loss_blew_up_is_told() -> None:
    blown = RUNS["to inf"].fold([Finished(0.1, ("None",))])
    assert outcome(blown, 3, playing=False) == (
        "The loss blew up: inf at epoch 2 · returned None",
        "bad",
    )
    assert blown_up(RUNS["nan"].last) == "nan at epoch 1"
    assert blown_up(RUNS["inf from the start"].last) == "inf at epoch 0"
    assert blown_up(RUNS["falling"].last) is None
    assert blown_up(None) is None


def test_a_loss_that_is_told_now_and_then_did_not_blow_up() -> None:
    view = RunView("").fold(
        [
            Measured(1, ("epoch", "loss"), ((0.0, 4.0),)),
            Measured(1, ("weight", "bias"), ((1.0, 1.0),)),
            FINISHED,
        ]
    )
    assert outcome(view, view.rows, playing=False) == ("epoch 0 · loss 4", "good")


def test_the_learning_rate_that_explodes_does_so_here_too() -> None:
    """At 0.5 the shipped data leave the range of floats, as the lesson says."""
    trained = Trained(1, None)
    weight = bias = 0.0
    rows = []
    for epoch in range(500):
        errors = [weight * x + bias - y for x, y in LINE]
        rows.append((float(epoch), sum(e * e for e in errors) / 3))
        weight -= 0.5 * sum(2 * e * x for e, (x, _) in zip(errors, LINE, strict=True)) / 3
        bias -= 0.5 * sum(2 * e for e in errors) / 3
    told = blown_up(trained.adding([Measured(1, ("epoch", "loss"), tuple(rows))]))
    assert told is not None
    assert told.startswith("inf at epoch ")
