"""The fit: the samples, the lines that parameters draw, and how far each sample is off."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gdtui.ui.glyphs import choose
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Plot, Point, Stroke, clip, draw, room
from gdtui.ui.plots.legend import Header, Track, laid_out
from gdtui.ui.plots.loss import SMALLEST, put_x_label
from gdtui.ui.plots.picture import Curve, Picture, message
from gdtui.ui.plots.scale import Scale


def fit_picture(
    data: Sequence[tuple[float, float]],
    tracks: Sequence[Track],
    width: int,
    height: int,
    *,
    ascii: bool,
) -> Picture:
    """Draw samples (x, y) and the line ŷ = weight·x + bias at the end of each track.

    The axes follow the samples alone, so that only the lines move while parameters change;
    what of them lies outside is cut off. One line comes with its equation, and with the
    vertical distance of each sample to it where there is room; several come with a legend.
    Parameters that are not finite, or a line out of sight, are told in words.
    """
    samples = sorted((x, y) for x, y in data if math.isfinite(x) and math.isfinite(y))
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The chart needs more room.", width, height)
    if not samples:
        return message("No samples to draw.", width, height)
    x_axis, y_axis = _axes(samples, width, height)
    several = len(tracks) > 1
    rows = laid_out(_heading(tracks), width, ascii, limit=max(1, height // 4))
    plot = room(width, height, len(rows), y_axis.ticks)
    strokes, marks = [], []
    for order, track in enumerate(tracks):
        parts = _line(*track.points[-1], x_axis, y_axis)
        strokes += [Stroke(part, track.role if several else "line") for part in parts]
        if several and parts:
            spots = _spots(parts[0], order, len(tracks))
            marks.append(Stroke(spots, track.role, track.marker(ascii), lines=False))
    dots = [(x_axis.fraction(x), y_axis.fraction(y)) for x, y in samples]
    samples_drawn = Stroke(_one_a_cell(dots, plot), "point", choose(ascii).done, lines=False)
    draw(plot, [*strokes, samples_drawn, *marks], x_axis.marks(), y_axis.marks(), ascii)
    put_x_label(plot, "x")
    plot.cells.put_rows(rows)
    if not several and strokes:
        sign = ":" if ascii else "┊"
        _put_residuals(plot, samples, tracks[0].points[-1], (x_axis, y_axis), sign)
    for track in tracks:
        if not _line(*track.points[-1], x_axis, y_axis):
            words = _missing(*track.points[-1], x_axis, y_axis)
            words = f"{track.marker(ascii)} {words}" if several else words
            near = (plot.top, plot.left + plot.columns // 2)
            plot.cells.note(words, near, plot.area, "note")
    return Picture(
        width,
        height,
        plot.cells.runs(),
        plot.left,
        plot.columns,
        x_axis.low,
        x_axis.high,
        (Curve("y", samples),),
    )


def _heading(tracks: Sequence[Track]) -> Header:
    """The equation of the only line, or the names of several."""
    if len(tracks) > 1:
        return "y", [(track, track.name) for track in tracks]
    weight, bias = tracks[0].points[-1]
    equation = f"ŷ = {weight:.4g}·x {'-' if bias < 0 else '+'} {abs(bias):.4g}"
    return "y", [(None, equation.replace("-", "−"))]


def _spots(ends: Sequence[Point], order: int, count: int) -> list[Point]:
    """Two places on a line for its marker, apart from those on the other lines."""
    (x0, y0), (x1, y1) = ends[0], ends[-1]
    parts = [(half + (order + 0.5) / count) / 2 for half in (0, 1)]
    return [(x0 + part * (x1 - x0), y0 + part * (y1 - y0)) for part in parts]


def _axes(samples: Sequence[tuple[float, float]], width: int, height: int) -> tuple[Scale, Scale]:
    xs, ys = [x for x, _ in samples], [y for _, y in samples]
    margin = max(xs) / 20 - min(xs) / 20
    low, high = min(xs) - margin, max(xs) + margin
    # The intercept is read off at x = 0, and a first line often lies at y = 0: both are
    # kept in sight when that costs little.
    if 0 < low <= high / 2:
        low = 0.0
    x_axis = scale.linear(low, high, max(3, width // 11))
    bottom, top = min(ys), max(ys)
    if 0 < bottom < 0.5 * top:
        bottom = 0.0
    return x_axis, scale.linear(bottom, top, max(4, (height - 3) // 2), snap=True)


def _line(weight: float, bias: float, x_axis: Scale, y_axis: Scale) -> list[list[Point]]:
    """The visible part of the line; empty where there is none."""
    ends = [(place, weight * x_axis.value(place) + bias) for place in (0.0, 1.0)]
    if not all(math.isfinite(y) for _, y in ends):
        return []
    return clip([(place, y_axis.fraction(y)) for place, y in ends])


def _one_a_cell(dots: Sequence[Point], plot: Plot) -> list[Point]:
    """One of the points in each cell, as the others would only be drawn over it."""
    return list({plot.cell(dot): dot for dot in dots}.values())


def _put_residuals(
    plot: Plot,
    samples: Sequence[tuple[float, float]],
    line: tuple[float, float],
    axes: tuple[Scale, Scale],
    sign: str,
) -> None:
    """A dotted line from each sample to the fitted line, unless they would fill the picture."""
    (weight, bias), (x_axis, y_axis) = line, axes
    if len({plot.cell((x_axis.fraction(x), 0.0)) for x, _ in samples}) > plot.columns // 3:
        return
    for x, y in samples:
        guess = min(1.0, max(0.0, y_axis.fraction(weight * x + bias)))
        ends = [plot.cell((x_axis.fraction(x), up)) for up in (y_axis.fraction(y), guess)]
        (first, column), (last, _) = sorted(ends)
        for row in range(first, last + 1):
            if plot.cells.blank(row, column):
                plot.cells.put(row, column, sign, "residual")


def _missing(weight: float, bias: float, x_axis: Scale, y_axis: Scale) -> str:
    """Why no line can be seen."""
    if not (math.isfinite(weight) and math.isfinite(bias)):
        return f"w = {weight:.4g}, b = {bias:.4g}: no line"
    middle = weight * x_axis.value(0.5) + bias
    if not math.isfinite(middle):
        return "the line is far off the picture"
    above = middle > y_axis.value(0.5)
    return f"the line is {'above' if above else 'below'} the picture"
