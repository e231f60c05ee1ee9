"""Pictures: whatever the numbers are, the picture is whole, honest and can be read."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.ui.plot import Curve, Picture, loss_picture, text_of
from gdtui.ui.plots.canvas import Stroke, clip, draw, reduce, room
from gdtui.ui.plots.scale import linear, logarithmic
from tests.ui.pictures import column_of, curve_cells, roles, whole

DATA = [(1.0, 3.0), (2.0, 5.0), (3.0, 7.0), (4.0, 9.0)]
DEFAULT = [(float(epoch), 19.0 * 0.9**epoch + 0.01) for epoch in range(1, 101)]
RISING = [(float(epoch), 10.0**epoch) for epoch in range(300)] + [(300.0, math.inf), (301.0, 1.0)]


def loss(*curves: Curve, width: int = 60, height: int = 16, **options: object) -> Picture:
    given = {"log": True, "x_label": "epoch", "ascii": False, **options}
    return loss_picture(curves, width, height, **given)  # type: ignore[arg-type]


# The loss


@pytest.mark.parametrize("size", [(60, 16), (38, 12), (76, 10)])
@pytest.mark.parametrize("log", [True, False])
def test_default_run_has_labelled_axes(size: tuple[int, int], log: bool) -> None:
    picture = loss(Curve("lr 0.01", DEFAULT), width=size[0], height=size[1], log=log)
    text = text_of(picture)
    assert whole(picture)
    assert "epoch" in text
    assert "lr 0.01" in text
    assert ("loss (log)" in text) is log
    labels = [line.split("┤")[0].strip() for line in text.splitlines() if "┤" in line]
    assert len(labels) >= 3
    values = [float(label) for label in labels]
    assert values == sorted(values, reverse=True)


def test_log_axis_is_honest() -> None:
    """Equal factors take equal rows: 100, 10, 1 and 0.1 lie equally far apart."""
    points = [(float(x), 10.0**y) for x, y in enumerate((2, 1, 0, -1))]
    picture = loss(Curve("", points), height=13, y_range=(0.1, 100.0), x_range=(0.0, 3.0))
    lines = text_of(picture).splitlines()
    rows = {line.split("┤")[0].strip(): y for y, line in enumerate(lines) if "┤" in line}
    assert [rows[label] for label in ("100", "10", "1", "0.1")] == [1, 4, 7, 10]
    cells = curve_cells(picture)
    for value, (x, _) in zip(("100", "10", "1", "0.1"), points, strict=True):
        assert (rows[value], column_of(picture, x)) in cells


def test_broken_curve_ends_with_a_mark_and_words() -> None:
    picture = loss(Curve("lr 0.5", RISING))
    text = text_of(picture)
    assert "✗" in text
    assert "inf at epoch 300" in text
    assert {"mark", "note"} <= roles(picture)
    assert picture.nearest(999.0) is not None
    assert max(x for x, _ in picture.curves[0].points) == 299


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_nothing_but_broken(bad: float) -> None:
    assert f"{bad} at epoch 1" in text_of(loss(Curve("a", [(1.0, bad)])))


def test_reason_of_the_end_is_told() -> None:
    assert "stopped" in text_of(loss(Curve("a", DEFAULT[:20], ended="stopped")))


def test_log_axis_says_what_it_leaves_out() -> None:
    points = [(1.0, 2.0), (2.0, 0.0), (3.0, -1.0), (4.0, 1.0)]
    assert "2 values ≤ 0 left out" in text_of(loss(Curve("a", points)))
    assert "left out" not in text_of(loss(Curve("a", points), log=False))


def test_where_a_log_axis_has_no_place_for_any_value_the_axis_is_linear() -> None:
    picture = loss(Curve("a", [(1.0, 0.0), (2.0, 0.0)]))
    assert "loss; a log axis has no place for 0 and below" in text_of(picture)
    assert picture.curves[0].points == [(1.0, 0.0), (2.0, 0.0)]
    assert "curve-0" in roles(picture)
    one = loss(Curve("a", [(1.0, 0.0)]), Curve("b", [(1.0, 1.0)]))
    assert "1 value ≤ 0 left out" in text_of(one)


def test_curves_differ_in_role_and_marker() -> None:
    curves = [Curve(f"lr {n}", [(x, y * 3**n) for x, y in DEFAULT]) for n in range(3)]
    picture = loss(*curves)
    assert {"curve-0", "curve-1", "curve-2"} <= roles(picture)
    heading, *plot = text_of(picture).splitlines()
    for marker, curve in zip("●▲■", curves, strict=True):
        assert f"{marker} {curve.name}" in heading
        assert any(marker in line for line in plot)


def test_empty_is_told() -> None:
    assert "first epoch" in text_of(loss(Curve("a", [])))
    assert "first epoch" in text_of(loss())


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize(
    "points",
    [
        [(1.0, 0.5)],
        [(1.0, 5.0), (2.0, 5.0), (3.0, 5.0)],
        [(1.0, 1e300), (2.0, 1e308), (3.0, 1e-300)],
        [(1.0, 5e-324), (2.0, 1.7e308)],
        [(1.0, 5e-324)],
        [(1.0, 1e15), (2.0, 1e15 + 1)],
    ],
)
def test_extremes_draw(points: list[tuple[float, float]], log: bool) -> None:
    picture = loss(Curve("a", points), log=log)
    assert whole(picture)
    assert curve_cells(picture)


def test_spikes_survive_reduction() -> None:
    points = [(float(x), 1.0) for x in range(100_000)]
    points[43_210] = (43_210.0, 1000.0)
    picture = loss(Curve("a", points), y_range=(1.0, 1000.0))
    column = column_of(picture, 43_210.0)
    assert (1, column) in curve_cells(picture)


def test_fixed_range_grows_from_the_left() -> None:
    before, after = (
        loss(Curve("a", DEFAULT[:end]), x_range=(0.0, 100.0), y_range=(0.01, 20.0))
        for end in (50, 53)
    )
    edge = column_of(before, 50.0)
    assert edge is not None
    grown = curve_cells(after) - curve_cells(before)
    assert grown
    assert min(x for _, x in grown) >= edge
    assert before.rows[0] == after.rows[0]


def test_outside_a_fixed_range_nothing_is_drawn() -> None:
    picture = loss(Curve("a", [(0.0, 1.0), (10.0, 1e6)]), x_range=(0.0, 5.0), y_range=(1.0, 100.0))
    columns = [x for _, x in curve_cells(picture)]
    last = column_of(picture, 10 * 2 / 6)
    assert last is not None
    assert max(columns) <= last


def test_cursor_is_drawn_and_read() -> None:
    plain, read = loss(Curve("a", DEFAULT)), loss(Curve("a", DEFAULT), cursor=40.2)
    assert "cursor" not in roles(plain)
    assert {x for _, x in curve_cells(read, "cursor")} == {column_of(read, 40.0)}
    heading = text_of(read).splitlines()[0]
    assert "epoch 40" in heading
    assert f"{DEFAULT[39][1]:.3g}" in heading


def test_columns_and_values_agree() -> None:
    picture = loss(Curve("a", DEFAULT))
    assert picture.x_at(picture.left) == picture.x_low
    assert picture.x_at(picture.left + picture.columns - 1) == picture.x_high
    assert picture.x_at(picture.left - 1) is None
    assert picture.x_at(picture.left + picture.columns) is None
    for column in range(picture.left, picture.left + picture.columns):
        x = picture.x_at(column)
        assert x is not None
        assert column_of(picture, x) == column


def test_reading_moves_from_point_to_point() -> None:
    picture = loss(Curve("a", [(0.0, 1.0), (50.0, 2.0), (100.0, 3.0)]), Curve("b", [(0.0, 9.0)]))
    first, last = picture.end(last=False), picture.end(last=True)
    assert first is not None
    assert last is not None
    assert first.values == (("a", 1.0), ("b", 9.0))
    assert last.values == (("a", 3.0),)
    places = [picture.neighbour(x, step) for x, step in ((0, 1), (50, 1), (100, 1), (100, -1))]
    assert [place and place.x for place in places] == [50, 100, 100, 50]
    near = picture.nearest(30.0)
    assert near is not None
    assert near.x == 50


finite = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=60, deadline=None)
@given(
    losses=st.lists(st.lists(finite, max_size=30), max_size=4),
    width=st.integers(0, 90),
    height=st.integers(0, 30),
    log=st.booleans(),
    ascii=st.booleans(),
    cursor=st.none() | st.floats(-10, 40),
)
def test_any_loss_draws(
    losses: list[list[float]],
    width: int,
    height: int,
    log: bool,
    ascii: bool,
    cursor: float | None,
) -> None:
    curves = [
        Curve(f"λ {number}", [(float(x), y) for x, y in enumerate(values)])
        for number, values in enumerate(losses)
    ]
    picture = loss(*curves, width=width, height=height, log=log, ascii=ascii, cursor=cursor)
    assert whole(picture)
    assert not ascii or text_of(picture).isascii()


# What they are made of


@pytest.mark.parametrize("columns", [10, 55, 56])
def test_plotext_puts_positions_where_we_say(columns: int) -> None:
    marks = [(0.0, "0"), (1.0, "1")]
    for step in range(0, 38, 3):
        plot = room(columns + 2, 7, 0, marks)
        spot = (step / 37, step / 37)
        draw(plot, [Stroke([spot], "here", "*", lines=False)], marks, marks, ascii=False)
        row, column = plot.cell(spot)
        assert plot.cells.roles[row][column] == "here"


@pytest.mark.parametrize("scale", [linear, logarithmic])
@given(st.floats(1e-6, 1e6), st.floats(1.0, 1e6), st.integers(4, 12))
def test_scales_have_few_ticks_and_keep_the_values(
    scale: Callable[..., object], low: float, factor: float, most: int
) -> None:
    axis = (linear if scale is linear else logarithmic)(low, low * factor, most, snap=True)
    assert 2 <= len(axis.ticks) <= most
    assert -1e-6 <= axis.fraction(low) <= axis.fraction(low * factor) <= 1 + 1e-6
    for value, label in axis.ticks:
        assert float(label) == pytest.approx(value)
    assert len({label for _, label in axis.ticks}) == len(axis.ticks)


def test_ticks_are_round() -> None:
    assert [label for _, label in linear(0, 100, 5, whole=True).ticks] == [
        "0", "25", "50", "75", "100",
    ]  # fmt: skip
    assert [label for _, label in logarithmic(0.008, 19, 6).ticks] == ["0.01", "0.1", "1", "10"]
    assert [label for _, label in logarithmic(2, 9, 6).ticks] == ["2", "5", "10"]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(-5, 5)), max_size=400), st.integers(2, 60))
def test_reduction_keeps_extremes(points: list[tuple[float, float]], columns: int) -> None:
    points.sort()
    kept = reduce(points, columns)
    assert len(kept) <= 2 * columns + 2
    assert set(kept) <= set(points)
    if points:
        assert min(y for _, y in kept) == min(y for _, y in points)
        assert max(y for _, y in kept) == max(y for _, y in points)
        assert {kept[0], kept[-1]} == {points[0], points[-1]}


@given(st.lists(st.tuples(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300)), max_size=20))
def test_clipped_lines_lie_within(points: list[tuple[float, float]]) -> None:
    for part in clip(points):
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in part)


def test_clip_cuts_at_the_edge() -> None:
    assert clip([(0.5, 0.5), (1.5, 0.5), (1.5, 0.0), (0.5, 0.0)]) == [
        [(0.5, 0.5), (1.0, 0.5)],
        [(1.0, 0.0), (0.5, 0.0)],
    ]


def test_import_is_light() -> None:
    """Neither numpy nor plotext nor Textual comes with the import."""
    program = "import sys, gdtui.ui.plot; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not {"numpy", "plotext", "textual", "rich"} & set(done.stdout.split())
