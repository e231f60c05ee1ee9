"""A hidden curve uncovered: the curve, the mark, and where each step came to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gdtui.ui.glyphs import choose
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Stroke, clip, draw, room
from gdtui.ui.plots.loss import SMALLEST, put_x_label
from gdtui.ui.plots.picture import Picture, Run, message


def hill_picture(
    height_at: Callable[[float], float],
    places: Sequence[float],
    mark: float,
    span: tuple[float, float],
    width: int,
    height: int,
    *,
    ascii: bool,
) -> Picture:
    """Draw a curve over ``span``, widened to show every place; the last place is "here"."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The curve needs more room.", width, height)
    low, high = min(span[0], *places), max(span[1], *places)
    x_axis = scale.linear(low, high, max(3, width // 11))
    plot = room(width, height, 1, [(0.0, "00")])
    xs = [x_axis.value(part / (2 * plot.columns)) for part in range(2 * plot.columns + 1)]
    tops = [height_at(x) for x in xs]
    y_axis = scale.linear(0.0, max(tops), max(3, (height - 3) // 3), snap=True)
    plot = room(width, height, 1, y_axis.marks())
    curve = [(x_axis.fraction(x), y_axis.fraction(top)) for x, top in zip(xs, tops, strict=True)]
    level = y_axis.fraction(mark)
    strokes = [Stroke(part, "line") for part in clip(curve)]
    draw(plot, strokes, x_axis.marks(), y_axis.marks(), ascii)
    glyphs = choose(ascii)
    row = plot.cell((0.0, level))[0]
    for column in plot.area[1]:
        if plot.cells.blank(row, column):
            plot.cells.put(row, column, "." if ascii else "┄", "residual")
    for number, x in enumerate(places):
        last = number == len(places) - 1
        sign = glyphs.here if last else glyphs.todo if number == 0 else glyphs.bullet
        at = plot.cell((x_axis.fraction(x), y_axis.fraction(height_at(x))))
        plot.cells.put(*at, sign, "path-end" if number == 0 or last else "path")
    _put_header(plot.cells.put, width, glyphs.todo, glyphs.bullet, glyphs.here)
    put_x_label(plot, "place")
    return Picture(
        width, height, plot.cells.runs(), plot.left, plot.columns, x_axis.low, x_axis.high
    )


def _put_header(
    put: Callable[[int, int, str, str], None], width: int, start: str, step: str, here: str
) -> None:
    entries: list[Run] = [
        (start, "path-end"), (" start   ", "label"),
        (step, "path"), (" a step   ", "label"),
        (here, "path-end"), (" the last", "label"),
    ]  # fmt: skip
    put(0, 0, "height", "title")
    column = width - sum(len(text) for text, _ in entries)
    for text, role in entries:
        put(0, column, text, role)
        column += len(text)
