"""The fog's map: a path over contours, uncovered where the player has been, or as a whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from gdtui.ui.glyphs import choose
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Plot, Point, Stroke, clip, draw, room
from gdtui.ui.plots.loss import SMALLEST, put_x_label
from gdtui.ui.plots.path import placed, put_contours, thinned
from gdtui.ui.plots.picture import Picture, Run, message
from gdtui.ui.plots.scale import Scale

Range = tuple[float, float]

BANDS = 8
"""Contours that are drawn; each runs at a quarter of the loss of the one outside it."""

SAMPLES = (60, 30)
"""Columns and rows at which the loss is looked up for the contours."""


def terrain_picture(
    loss: Callable[[float, float], float],
    trail: Sequence[Point],
    view: tuple[Range, Range],
    top: float,
    width: int,
    height: int,
    *,
    ascii: bool,
    sight: Point | None = None,
    goals: Sequence[Point] = (),
    rival: tuple[str, Sequence[Point]] | None = None,
) -> Picture:
    """Draw a trail of places (x, y), the first one being the start and the last one "here".

    ``loss`` is above 0 and the highest contour runs at ``top``. With a ``sight``, fog covers
    all that lies further than so much (in x and y) from every place of the trail; without
    one the whole ``view`` is shown, with the lowest points in ``goals`` and the places of a
    ``rival`` after its name. What lies outside the view is cut off.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The map needs more room.", width, height)
    x_axis = scale.linear(*view[0], max(3, width // 11))
    y_axis = scale.linear(*view[1], max(4, (height - 3) // 2))
    plot = room(width, height, 1, y_axis.marks())
    finite = [at for at in trail if all(map(math.isfinite, at))]
    places = [placed(at, x_axis, y_axis) for at in finite]
    glyphs = choose(ascii)
    strokes = [Stroke(part, "path") for part in clip(thinned(places, plot))]
    draw(plot, strokes, x_axis.marks(), y_axis.marks(), ascii)
    signs = [(at, glyphs.bullet, "path") for at in places]
    if rival is not None:
        steps = [at for at in rival[1] if all(map(math.isfinite, at))]
        signs += [(placed(at, x_axis, y_axis), "x", "curve-0") for at in steps]
    signs += [(placed(at, x_axis, y_axis), "+", "optimum") for at in goals]
    signs += [(at, glyphs.todo, "path-end") for at in places[:1]]
    signs += [(at, glyphs.here, "path-end") for at in places[-1:]]
    for at, sign, role in signs:
        if _inside([at]):
            plot.cells.put(*plot.cell(at), sign, role)
    levels = [top / 4**band for band in range(BANDS)]
    put_contours(plot, _grid(loss, x_axis, y_axis), levels, ascii)
    if sight is not None:
        _cover(plot, finite, sight, (x_axis, y_axis), glyphs.block_empty if not ascii else ":")
    plot.cells.put_rows([_header(width, bool(goals), rival, ascii)])
    put_x_label(plot, "x")
    if places and not _inside(places[-1:]):
        near = (plot.top, plot.left + plot.columns)
        plot.cells.note("now outside the map", near, plot.area, "note")
    return Picture(
        width, height, plot.cells.runs(), plot.left, plot.columns, x_axis.low, x_axis.high
    )


def _inside(places: Sequence[Point]) -> list[Point]:
    return [at for at in places if all(0 <= part <= 1 for part in at)]


def _grid(loss: Callable[[float, float], float], x_axis: Scale, y_axis: Scale) -> list[list[float]]:
    """The loss at the centres of equal cells; the first row has the largest y."""
    columns, rows = SAMPLES
    xs = [x_axis.value((column + 0.5) / columns) for column in range(columns)]
    ys = [y_axis.value(1 - (row + 0.5) / rows) for row in range(rows)]
    return [[loss(x, y) for x in xs] for y in ys]


def _cover(
    plot: Plot, seen: Sequence[Point], sight: Point, axes: tuple[Scale, Scale], fog: str
) -> None:
    """Fog over every cell that is out of sight and not crossed by the path."""
    (x_axis, y_axis), (reach_x, reach_y) = axes, sight
    rows, columns = plot.area
    for row in rows:
        y = y_axis.value(1 - (row - plot.top) / max(1, plot.lines - 1))
        near = [(x, (y - at) / reach_y) for x, at in seen if abs(y - at) <= reach_y]
        for column in columns:
            x = x_axis.value((column - plot.left) / max(1, plot.columns - 1))
            if any(math.hypot((x - at) / reach_x, up) <= 1 for at, up in near):
                continue
            role = plot.cells.roles[row][column]
            if not role or role.startswith("contour"):
                plot.cells.put(row, column, fog, "fog")


def _header(
    width: int, lifted: bool, rival: tuple[str, Sequence[Point]] | None, ascii: bool
) -> list[Run]:
    """The name of the y axis, and what the signs on the map mean, as far as there is room."""
    glyphs = choose(ascii)
    signs: list[tuple[str, str, str]] = [
        (glyphs.todo, "start", "path-end"),
        (glyphs.here, "you", "path-end"),
    ]
    if lifted:
        signs.append(("+", "lowest", "optimum"))
    if rival is not None:
        signs.append(("x", rival[0], "curve-0"))
    # The last ones are news: where room is short, the first give way.
    while 1 + sum(4 + len(name) for _, name, _ in signs) > width:
        del signs[0]
    entries: list[Run] = []
    for sign, name, role in signs:
        entries += [("  ", ""), (sign, role), (f" {name}", "label")]
    used = 1 + sum(len(text) for text, _ in entries)
    return [("y", "title"), (" " * (width - used), ""), *entries]
