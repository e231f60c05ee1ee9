"""The fold: batches of events in, one value out, however they were cut."""

from __future__ import annotations

import math
import time
import tracemalloc
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gdtui.runner.events import Event, Failed, Finished, Measured, Printed, Started, Training
from gdtui.ui.run_view import NAMES, RunView, Trained

ROW_NAMES = ("epoch", "loss", "weight", "bias", "update")
TRAINING = Training("train", {"lr": 0.05, "epochs": 100.0}, ((1.0, 3.0),))


def measured(names: str, *rows: tuple[float, ...], run: int = 1) -> Measured:
    return Measured(run, tuple(names.split()), rows)


def only(*events: Event) -> Trained:
    (trained,) = RunView("").fold(events).trained
    return trained


def told(view: RunView) -> object:
    """All that a view tells, in a form in which nan equals nan."""
    trained = [
        (
            one.run,
            one.training,
            [(n, list(map(repr, c)), one.told[n]) for n, c in one.columns.items()],
        )
        for one in view.trained
    ]
    return trained, "".join(view.output), view.ending


@st.composite
def single_events(draw: st.DrawFn) -> Event:
    """An event that cannot be cut further."""
    if draw(st.integers(0, 4)) == 0:
        return Printed(draw(st.text(max_size=3)))
    names = tuple(draw(st.lists(st.sampled_from(ROW_NAMES), min_size=1, max_size=4, unique=True)))
    row = tuple(draw(st.floats()) for _ in names)
    return Measured(draw(st.integers(1, 3)), names, (row,))


def joined(events: list[Event]) -> list[Event]:
    """The same with neighbours of one run and the same names in one event."""
    result: list[Event] = []
    for event in events:
        last = result[-1] if result else None
        if (
            isinstance(event, Measured)
            and isinstance(last, Measured)
            and (last.run, last.names) == (event.run, event.names)
        ):
            result[-1] = Measured(last.run, last.names, last.rows + event.rows)
        else:
            result.append(event)
    return result


@given(st.lists(single_events(), max_size=30), st.lists(st.integers(0, 30), max_size=6))
def test_any_cut_of_the_same_events_gives_the_same_view(
    events: list[Event], cuts: list[int]
) -> None:
    at_once = RunView("").fold(events)
    view = RunView("")
    for start, end in pairwise([0, *sorted(cuts), len(events)]):
        view = view.fold(joined(events[start:end]))
    assert told(view) == told(at_once)
    assert view.rows == sum(isinstance(event, Measured) for event in events)
    assert all(len(column) == len(one) for one in view.trained for column in one.columns.values())


@given(st.lists(single_events(), max_size=20))
def test_folding_does_not_change_the_view_before(events: list[Event]) -> None:
    before = RunView("").fold(events)
    as_it_was = told(before)
    before.fold([*events, Finished(1.0)])
    assert told(before) == as_it_was


def test_names_that_come_and_go_leave_nan_where_they_were_not_told() -> None:
    one = only(measured("epoch loss", (0, 4)), measured("epoch weight", (1, 2)))
    assert list(one.columns["epoch"]) == [0, 1]
    assert one.columns["loss"][0] == 4
    assert math.isnan(one.columns["loss"][1])
    assert math.isnan(one.columns["weight"][0])


def test_what_is_told_in_two_calls_each_makes_a_curve_and_a_path_without_gaps() -> None:
    events = [
        event
        for epoch in range(3)
        for event in (
            measured("epoch loss", (epoch, 9.0 - epoch)),
            measured("weight bias", (epoch / 2, epoch / 4)),
        )
    ]
    one = only(*events)
    assert one.points() == [(0, 9), (1, 8), (2, 7)]
    assert one.points(3) == [(0, 9), (1, 8)]
    assert one.path() == [(0, 0), (0.5, 0.25), (1, 0.5)]
    assert one.path(2) == [(0, 0)]


def test_a_loss_that_is_nan_is_no_gap() -> None:
    one = only(measured("epoch loss", (0, math.nan)), measured("weight", (1.0,)))
    ((epoch, loss),) = one.points()
    assert epoch == 0
    assert math.isnan(loss)


def test_the_finest_clock_is_the_axis() -> None:
    for names, clock in (
        ("iteration step epoch update loss", "update"),
        ("iteration step epoch loss", "epoch"),
        ("iteration step loss", "step"),
        ("iteration loss", "iteration"),
        ("loss", "report"),
    ):
        assert only(measured(names, tuple(range(len(names.split()))))).clock == clock


def test_a_clock_that_is_never_told_with_the_loss_is_not_its_axis() -> None:
    one = only(measured("update weight", (0, 1), (1, 2)), measured("epoch loss", (0, 5)))
    assert one.clock == "epoch"
    assert one.points() == [(0, 5)]


def test_without_a_clock_the_reports_are_counted() -> None:
    one = only(measured("loss", (3,), (2,)), measured("other", (7,)), measured("loss", (1,)))
    assert one.points() == [(0, 3), (1, 2), (3, 1)]
    assert one.points(2) == [(0, 3), (1, 2)]


def test_the_loss_is_the_measure_or_else_the_first_name() -> None:
    assert only(measured("epoch weight loss", (0, 1, 2))).measure == "loss"
    accuracy = only(measured("epoch accuracy weight", (0, 0.5, 2)))
    assert accuracy.measure == "accuracy"
    assert accuracy.points() == [(0, 0.5)]


def test_a_program_that_watches_clocks_alone_measures_nothing() -> None:
    one = only(measured("epoch", (0,), (1,)))
    assert one.measure is None
    assert one.points() == []
    assert one.path() == []


def test_the_path_knows_both_pairs_of_names_and_needs_both_of_a_pair() -> None:
    assert only(measured("w b", (1, 2))).path() == [(1, 2)]
    assert only(measured("weight bias", (1, 2), (3, 4))).path(1) == [(1, 2)]
    assert only(measured("weight loss", (1, 2))).path() == []
    assert only(measured("w", (1,)), measured("b", (2,))).path() == []


def test_of_very_many_names_only_so_many_are_kept() -> None:
    one = only(*(measured(f"n{number}", (number,)) for number in range(3 * NAMES)))
    assert len(one.columns) == NAMES
    assert len(one) == 3 * NAMES


def test_training_runs_stand_in_their_order_each_with_what_it_was_called_with() -> None:
    second = Measured(2, ("loss",), ((1.0,),), Training("other", {}, None))
    first = Measured(1, ("loss",), ((2.0,), (3.0,)), TRAINING)
    view = RunView("").fold([second]).fold([first])
    assert [(one.run, len(one)) for one in view.trained] == [(1, 2), (2, 1)]
    assert view.trained[0].training is TRAINING
    assert view.trained[0].data == ((1.0, 3.0),)
    assert view.last is view.trained[1]
    assert view.trained[1].data == ()


def test_shown_shares_out_the_first_reports_in_order() -> None:
    view = RunView("").fold(
        [measured("loss", (1,), (2,), run=1), measured("loss", (3,), (4,), (5,), run=2)]
    )
    counts = {
        rows: [(one.run, share) for one, share in view.shown(rows)] for rows in (0, 1, 2, 3, 9)
    }
    assert counts == {
        0: [],
        1: [(1, 1)],
        2: [(1, 2)],
        3: [(1, 2), (2, 1)],
        9: [(1, 2), (2, 3)],
    }


def test_only_a_finished_run_that_measured_something_is_completed() -> None:
    loss, clock = measured("loss", (1,)), measured("epoch", (1,))
    assert RunView("").fold([Started(True), loss, Finished(0.1)]).completed
    assert not RunView("").fold([loss]).completed
    assert not RunView("").fold([loss, Failed("ValueError", "no")]).completed
    assert not RunView("").fold([clock, Finished(0.1)]).completed
    assert not RunView("").fold([Finished(0.1)]).completed


def test_two_hundred_thousand_reports_in_batches_cost_little_time_and_room() -> None:
    rows = [(float(n), 1.0 / (n + 1), 2.0, 1.0) for n in range(200_000)]
    names = ("epoch", "loss", "weight", "bias")
    batches = [
        [Measured(1, names, tuple(rows[at : at + 2000]))] for at in range(0, len(rows), 2000)
    ]
    started = time.process_time()
    view = RunView("")
    for batch in batches:
        view = view.fold(batch)
    seconds = time.process_time() - started
    tracemalloc.start()
    view.fold(batches[0])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert view.rows == 200_000
    assert seconds < 3
    # Four columns of doubles take 6.4 MB; one copy may grow by half as it is extended.
    assert peak < 20_000_000


def test_prints_between_the_reports_do_not_make_the_fold_slow() -> None:
    batch: list[Event] = []
    for n in range(20_000):
        batch += [measured("epoch loss", (n, 1.0)), Printed("\n")]
    started = time.process_time()
    view = RunView("").fold(batch)
    # Copied once a report, the columns alone would be 3 GB.
    assert time.process_time() - started < 1
    assert view.rows == 20_000
    assert view.output == ("\n" * 20_000,)
