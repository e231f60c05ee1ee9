"""The path of the parameters over the contours of the loss, as on a hiker's map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gdtui.ui.glyphs import choose
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Plot, Point, Stroke, clip, draw, room
from gdtui.ui.plots.loss import SMALLEST, put_x_label
from gdtui.ui.plots.picture import CURVES, Cells, Picture, Run, message
from gdtui.ui.plots.scale import Scale

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Range = tuple[float, float]


def path_picture(
    path: Sequence[tuple[float, float]],
    optimum: tuple[float, float] | None,
    grid: Sequence[Sequence[float]],
    levels: Sequence[float],
    w_range: Range,
    b_range: Range,
    width: int,
    height: int,
    *,
    ascii: bool,
) -> Picture:
    """Draw a path of (weight, bias) from its start to its current point.

    ``grid`` holds losses at the centres of equal cells over ``w_range`` × ``b_range``: the
    first row has the largest bias, weight grows to the right. ``levels`` are the losses at
    which contours run. The path ends before its first point that is not finite, and is cut
    off where it leaves the window.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The map needs more room.", width, height)
    header, finite = _legend(path, optimum, width, ascii), _finite(path)
    x_axis = scale.linear(*w_range, max(3, width // 11))
    y_axis = scale.linear(*b_range, max(4, (height - 3) // 2))
    plot = room(width, height, 1, y_axis.marks())
    places = [placed(point, x_axis, y_axis) for point in finite]
    glyphs = choose(ascii)
    marker = "*" if ascii else "•"
    strokes = [Stroke(part, "path", marker) for part in clip(thinned(places, plot))]
    draw(plot, strokes, x_axis.marks(), y_axis.marks(), ascii)
    ends = [(place, sign) for place, sign in zip(places[:1], [glyphs.todo], strict=False)]
    if optimum is not None and all(map(math.isfinite, optimum)):
        ends.append((placed(optimum, x_axis, y_axis), "+"))
    ends += [(place, glyphs.here) for place in places[-1:]]
    for place, sign in ends:
        if all(0 <= part <= 1 for part in place):
            plot.cells.put(*plot.cell(place), sign, "optimum" if sign == "+" else "path-end")
    put_contours(plot, grid, levels, ascii)
    put_header(plot.cells, header)
    put_x_label(plot, "weight")
    if len(finite) < len(path):
        words = f"update {len(finite)}: no longer finite"
        plot.cells.note(words, (plot.top, plot.left + plot.columns), plot.area, "note")
    elif places and not all(0 <= part <= 1 for part in places[-1]):
        plot.cells.note(
            "now outside the map", (plot.top, plot.left + plot.columns), plot.area, "note"
        )
    return Picture(
        width, height, plot.cells.runs(), plot.left, plot.columns, x_axis.low, x_axis.high
    )


def _finite(path: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """The path up to its first point that is not finite."""
    for number, point in enumerate(path):
        if not all(map(math.isfinite, point)):
            return path[:number]
    return path


def placed(point: tuple[float, float], x_axis: Scale, y_axis: Scale) -> Point:
    """Where a point lies between the axes' ends."""
    weight, bias = (min(scale.BIGGEST, max(-scale.BIGGEST, value)) for value in point)
    return x_axis.fraction(weight), y_axis.fraction(bias)


def thinned(places: Sequence[Point], plot: Plot) -> list[Point]:
    """Without the points that stay in the cell of the one before."""
    kept: list[Point] = []
    last: tuple[int, int] | None = None
    for place in places:
        cell = (round(place[0] * plot.columns), round(place[1] * plot.lines))
        if cell != last:
            kept.append(place)
            last = cell
    return kept


def _legend(
    path: Sequence[tuple[float, float]],
    optimum: tuple[float, float] | None,
    width: int,
    ascii: bool,
) -> list[Run]:
    """The heading: the y axis' name, and what the signs on the map mean."""
    glyphs = choose(ascii)
    signs = [(glyphs.todo, "first", "path-end"), (glyphs.here, "now", "path-end")] if path else []
    if optimum is not None:
        signs.append(("+", "lowest loss", "optimum"))
    entries: list[Run] = []
    for sign, name, role in signs:
        entries += [("  ", ""), (sign, role), (f" {name}", "label")]
    used = len("bias") + sum(len(text) for text, _ in entries)
    if used > width:
        return [("bias", "title")]
    return [("bias", "title"), (" " * (width - used), ""), *entries]


def put_header(cells: Cells, runs: Sequence[Run]) -> None:
    """Write the heading into the first row."""
    column = 0
    for text, role in runs:
        cells.put(0, column, text, role)
        column += len(text)


def put_contours(
    plot: Plot, grid: Sequence[Sequence[float]], levels: Sequence[float], ascii: bool
) -> None:
    """Fine lines where the loss crosses a level, in cells that are still empty."""
    import numpy as np

    if not grid or not levels:
        return
    bands = _bands(plot, grid, levels)
    edges = np.zeros(bands.shape, dtype=bool)
    edges[:, :-1] |= bands[:, :-1] != bands[:, 1:]
    edges[:-1, :] |= bands[:-1, :] != bands[1:, :]
    # Every other dot: a contour must stay fainter than the path.
    edges &= np.add.outer(*map(np.arange, edges.shape)) % 2 == 0
    weights = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])
    shape = (plot.lines, 4, plot.columns, 2)
    codes = (edges.reshape(shape) * weights[None, :, None, :]).sum(axis=(1, 3))
    lowest = bands.reshape(shape).min(axis=(1, 3))
    for row, column in np.argwhere(codes).tolist():
        at = (plot.top + row, plot.left + column)
        if plot.cells.blank(*at):
            sign = "." if ascii else chr(0x2800 + int(codes[row, column]))
            plot.cells.put(*at, sign, f"contour-{int(lowest[row, column]) % CURVES}")


def _bands(
    plot: Plot, grid: Sequence[Sequence[float]], levels: Sequence[float]
) -> NDArray[np.int64]:
    """The band of the loss at each dot of the plot, four rows and two columns of dots a cell."""
    import numpy as np

    heights = np.asarray(grid, dtype=float)
    floor = min(float(np.min(heights[np.isfinite(heights)], initial=math.inf)), *levels)
    steps = np.sqrt(np.maximum(np.sort(np.asarray(levels, dtype=float)) - floor, 0))
    # On a quadratic bowl the root grows evenly, so little is lost between the samples.
    roots = np.sqrt(np.nan_to_num(heights, nan=math.inf, posinf=1e300) - floor)
    dots = _resampled(_resampled(roots, plot.lines, 4).T, plot.columns, 2).T
    found: NDArray[np.int64] = np.searchsorted(steps, dots)
    return found


def _resampled(values: NDArray[np.float64], cells: int, dots: int) -> NDArray[np.float64]:
    """Rows read between the rows of a grid: ``dots`` for each of ``cells`` rows of the plot.

    The middle of the plot's first cell is the upper end of the window, where the grid's
    first cell begins.
    """
    import numpy as np

    place = ((np.arange(cells * dots) + 0.5) / dots - 0.5) / max(1, cells - 1)
    index = place * len(values) - 0.5
    # Half a grid cell at both ends lies beyond the samples and continues their slope.
    below = np.clip(np.floor(index).astype(int), 0, max(0, len(values) - 2))
    above = np.minimum(below + 1, len(values) - 1)
    part = (index - below)[:, None]
    read: NDArray[np.float64] = values[below] * (1 - part) + values[above] * part
    return read
