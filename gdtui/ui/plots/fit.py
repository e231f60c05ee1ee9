"""The fit: the samples, the line that the parameters draw, and how far each sample is off."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gdtui.ui.glyphs import choose, plain
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Plot, Point, Stroke, clip, draw, room
from gdtui.ui.plots.loss import SMALLEST, put_x_label
from gdtui.ui.plots.picture import Curve, Picture, message
from gdtui.ui.plots.scale import Scale


def fit_picture(
    data: Sequence[tuple[float, float]],
    weight: float,
    bias: float,
    width: int,
    height: int,
    *,
    ascii: bool,
    residuals: bool = True,
) -> Picture:
    """Draw samples (x, y) and the line ŷ = weight·x + bias.

    The axes follow the samples alone, so that only the line moves while parameters change;
    what of it lies outside is cut off. ``residuals`` adds the vertical distance of each
    sample to the line where there is room. Parameters that are not finite, or a line out
    of sight, are told in words.
    """
    samples = sorted((x, y) for x, y in data if math.isfinite(x) and math.isfinite(y))
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The chart needs more room.", width, height)
    if not samples:
        return message("No samples to draw.", width, height)
    x_axis, y_axis = _axes(samples, width, height)
    plot = room(width, height, 1, y_axis.ticks)
    line = _line(weight, bias, x_axis, y_axis)
    glyphs = choose(ascii)
    dots = [(x_axis.fraction(x), y_axis.fraction(y)) for x, y in samples]
    strokes = [Stroke(part, "line") for part in line]
    strokes.append(Stroke(_one_a_cell(dots, plot), "point", glyphs.done, lines=False))
    draw(plot, strokes, x_axis.marks(), y_axis.marks(), ascii)
    put_x_label(plot, "x")
    equation = f"ŷ = {weight:.4g}·x {'-' if bias < 0 else '+'} {abs(bias):.4g}"
    equation = plain(equation) if ascii else equation.replace("-", "−")
    plot.cells.put(0, 0, "y", "title")
    plot.cells.put(0, max(2, width - len(equation)), equation[: width - 2], "line")
    if residuals and line:
        _put_residuals(plot, samples, (weight, bias), (x_axis, y_axis), ":" if ascii else "┊")
    if not line:
        words = _missing(weight, bias, x_axis, y_axis)
        plot.cells.note(words, (1, plot.left + plot.columns // 2), plot.area, "note")
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
