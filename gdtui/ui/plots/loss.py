"""The loss chart: one or several curves over epochs, with a linear or a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gdtui.ui.glyphs import choose, plain
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Plot, Stroke, clip, draw, reduce, room
from gdtui.ui.plots.legend import Series, header, laid_out, read_header
from gdtui.ui.plots.picture import Curve, Picture, Reading, message, nearest
from gdtui.ui.plots.scale import Scale

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Range = tuple[float, float]

_MARKER_EVERY = 14
"""Columns between the markers that tell one curve from another without colour."""

SMALLEST = (20, 6)
"""Fewer columns or rows than these hold no chart that can be read."""


def loss_picture(
    curves: Sequence[Curve],
    width: int,
    height: int,
    *,
    log: bool,
    x_label: str,
    ascii: bool,
    cursor: float | None = None,
    x_range: Range | None = None,
    y_range: Range | None = None,
    y_label: str = "loss",
) -> Picture:
    """Draw curves of (x, loss) into ``width`` × ``height`` cells.

    A curve ends before its first value that is not finite, and the picture says so. A log
    axis leaves out values that are not above 0, and says how many; where none is above 0 the
    axis is linear, and the title says why. ``x_range`` and
    ``y_range`` fix an axis, so that a growing curve does not rescale it; ``cursor`` is an
    x value to read, whose measurements are written at the top.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The chart needs more room.", width, height)
    series = [_prepare(curve, number, log, x_label) for number, curve in enumerate(curves)]
    title = f"{y_label} (log)" if log else y_label
    if log and not any(len(one.points) for one in series):
        log, title = False, f"{y_label}; a log axis has no place for 0 and below"
        series = [_prepare(curve, number, log, x_label) for number, curve in enumerate(curves)]
    drawn = [one for one in series if len(one.points)]
    if not drawn:
        return message(_nothing(series, x_label), width, height)
    read = None if cursor is None else _read(drawn, cursor)
    heading = header(series, drawn, title)
    rows = laid_out(heading, width, ascii, limit=max(1, height // 4))
    if read is not None:
        # In as many rows as the legend has: the plot must not jump when a cursor appears.
        heading = read_header(drawn, read, x_label, width)
        rows = (laid_out(heading, width, ascii, limit=len(rows)) + [()] * len(rows))[: len(rows)]

    x_axis = _x_axis(drawn, x_range, width)
    y_axis = _y_axis(drawn, y_range, log, height - len(rows) - 2)
    plot = room(width, height, len(rows), y_axis.ticks)
    placed = {one.number: _placed(one, x_axis, y_axis) for one in drawn}
    strokes = _strokes(drawn, placed, plot, ascii)
    draw(plot, strokes, x_axis.marks(), y_axis.marks(), ascii)
    plot.cells.put_rows(rows)
    put_x_label(plot, plain(x_label) if ascii else x_label)
    if read is not None:
        _put_cursor(plot, drawn, read, x_axis, y_axis, ascii)
    _put_ends(plot, drawn, placed, ascii)
    return Picture(
        width,
        height,
        plot.cells.runs(),
        plot.left,
        plot.columns,
        x_axis.low,
        x_axis.high,
        tuple(Curve(one.curve.name, one.readable()) for one in drawn),
    )


def _prepare(curve: Curve, number: int, log: bool, x_label: str) -> Series:
    """Cut a curve at its first value that is not finite, and drop what a log axis lacks."""
    import numpy as np

    points = np.asarray(curve.points, dtype=float).reshape(-1, 2)
    points = points[np.isfinite(points[:, 0])]
    broken = np.flatnonzero(~np.isfinite(points[:, 1]))
    note = curve.ended or ""
    if len(broken):
        x, y = points[broken[0]]
        note = note or f"{y} at {x_label} {x:g}"
        points = points[: broken[0]]
    left_out = 0
    if log:
        above = points[:, 1] > 0
        left_out = int(len(points) - above.sum())
        points = points[above]
    falling = bool(np.any(np.diff(points[:, 0]) < 0))
    if falling:
        points = points[np.argsort(points[:, 0], kind="stable")]
    changed = falling or len(points) < len(curve.points)
    return Series(number, curve, points, note, left_out, changed)


def _nothing(series: Sequence[Series], x_label: str) -> str:
    """Why there is no curve to draw."""
    notes = [one.note for one in series if one.note]
    if notes:
        return f"Nothing to draw: {notes[0]}, the first value."
    return f"Nothing measured yet. The first {x_label} will appear here."


def _read(drawn: Sequence[Series], cursor: float) -> Reading | None:
    """What was measured nearest to the cursor."""
    curves = [Curve(str(one.number), one.readable()) for one in drawn]
    return nearest(curves, cursor)


def _x_axis(drawn: Sequence[Series], fixed: Range | None, width: int) -> Scale:
    import numpy as np

    every = np.concatenate([one.points[:, 0] for one in drawn])
    low, high = fixed or (float(every.min()), float(every.max()))
    if fixed is None and 0 < low <= max(1.0, 0.1 * high):
        # Epochs are counted from 1; an axis that begins at 0 has rounder ticks.
        low = 0.0
    whole = bool(np.all(every == np.floor(every))) and high - low >= 1
    return scale.linear(low, high, max(3, width // 11), whole=whole)


def _y_axis(drawn: Sequence[Series], fixed: Range | None, log: bool, lines: int) -> Scale:
    import numpy as np

    every = np.concatenate([one.points[:, 1] for one in drawn])
    most = max(4, lines // 2)
    if fixed and (not log or fixed[0] > 0):
        low, high = fixed
        return (scale.logarithmic if log else scale.linear)(low, high, most, snap=False)
    low, high = float(every.min()), float(every.max())
    if log:
        return scale.logarithmic(low, high, most)
    if 0 < low < 0.5 * high:
        low = 0.0
    return scale.linear(low, high, most, snap=True)


def _placed(one: Series, x_axis: Scale, y_axis: Scale) -> NDArray[np.float64]:
    """The points of a series as positions, shape (n, 2)."""
    import numpy as np

    x, y = one.points[:, 0], one.points[:, 1]
    y = (
        np.log10(np.clip(y, *scale.LOG_ENDS))
        if y_axis.log
        else np.clip(y, -scale.BIGGEST, scale.BIGGEST)
    )
    unit = max(abs(y_axis.low), abs(y_axis.high))
    up = (y / unit - y_axis.low / unit) / (y_axis.high / unit - y_axis.low / unit)
    across = (x - x_axis.low) / (x_axis.high - x_axis.low)
    # Rounding must not push what lies on an edge out of the plot.
    near = np.stack([across, up], axis=1)
    return np.where(np.abs(near - np.clip(near, 0, 1)) < 1e-9, np.clip(near, 0, 1), near)


def _strokes(
    drawn: Sequence[Series],
    placed: dict[int, NDArray[np.float64]],
    plot: Plot,
    ascii: bool,
) -> list[Stroke]:
    """The lines of all series, and over them the markers that tell them apart."""
    lines: list[Stroke] = []
    marks: list[Stroke] = []
    for order, one in enumerate(drawn):
        positions = placed[one.number]
        lines += [Stroke(part, one.role) for part in clip(reduce(positions, plot.columns))]
        if len(drawn) > 1 or len(positions) == 1:
            spots = _marker_spots(positions, plot.columns, order / len(drawn))
            if spots:
                marks.append(Stroke(spots, one.role, one.marker(ascii), lines=False))
    return lines + marks


def _marker_spots(
    positions: NDArray[np.float64], columns: int, phase: float
) -> list[tuple[float, float]]:
    """Measured points about so many columns apart, shifted so that curves do not hide them."""
    import numpy as np

    step = _MARKER_EVERY / max(1, columns - 1)
    aims = np.arange((0.25 + phase) * step, 1.0, step)
    reached = aims[aims <= positions[-1, 0]]
    indexes = np.searchsorted(positions[:, 0], reached)
    chosen = {min(int(index), len(positions) - 1) for index in indexes} | {len(positions) - 1}
    spots = [tuple(positions[index].tolist()) for index in sorted(chosen)]
    return [(x, y) for x, y in spots if 0 <= x <= 1 and 0 <= y <= 1]


def put_x_label(plot: Plot, label: str) -> None:
    """Write the name of the x axis between two of its ticks, as far right as it fits."""
    row = plot.cells.height - 1
    for column in range(plot.cells.width - len(label) - 1, plot.left, -1):
        if plot.cells.blank(row, column - 2, len(label) + 3):
            # Centred in its gap, so that it is not taken for part of a number.
            slack = 0
            while plot.cells.blank(row, column - 3 - slack):
                slack += 1
            plot.cells.put(row, column - slack // 2, label, "title")
            return
    plot.cells.put(row - 1, plot.cells.width - len(label) - 2, f" {label} ", "title")


def _put_cursor(
    plot: Plot, drawn: Sequence[Series], read: Reading, x_axis: Scale, y_axis: Scale, ascii: bool
) -> None:
    """A vertical mark at the point that is read, and a dot on every curve there."""
    across = x_axis.fraction(read.x)
    if not 0 <= across <= 1:
        return
    glyphs = choose(ascii)
    rows, _ = plot.area
    _, column = plot.cell((across, 0))
    for row in rows:
        if plot.cells.blank(row, column):
            plot.cells.put(row, column, glyphs.bar, "cursor")
    for one in drawn:
        value = dict(read.values).get(str(one.number))
        if value is not None and 0 <= (up := y_axis.fraction(value)) <= 1:
            sign = one.marker(ascii) if len(drawn) > 1 else glyphs.done
            plot.cells.put(plot.cell((across, up))[0], column, sign, one.role)


def _put_ends(
    plot: Plot,
    drawn: Sequence[Series],
    placed: dict[int, NDArray[np.float64]],
    ascii: bool,
) -> None:
    """A cross where a curve broke off, and why in words next to it."""
    for one in drawn:
        if not one.note:
            continue
        x, y = (min(1.0, max(0.0, place)) for place in placed[one.number][-1].tolist())
        row, column = plot.cell((x, y))
        plot.cells.put(row, column, choose(ascii).cross, "mark")
        note = plain(one.note) if ascii else one.note
        if len(drawn) > 1:
            note = f"{one.marker(ascii)} {note}"
        plot.cells.note(note, (row, column), plot.area, "note")
