"""The paths of parameters over the contours of the loss, as on a hiker's map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gdtui.ui.glyphs import choose
from gdtui.ui.plots import scale
from gdtui.ui.plots.canvas import Plot, Point, Stroke, clip, draw, room
from gdtui.ui.plots.legend import Track, laid_out
from gdtui.ui.plots.loss import SMALLEST, put_x_label
from gdtui.ui.plots.picture import CURVES, Picture, Run, message
from gdtui.ui.plots.scale import Scale

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Range = tuple[float, float]

_FAR = 1e9
"""Windows away; what is further off is moved in, as it may be infinitely many."""

_MARKER_EVERY = 12
"""Cells along a path between the markers that tell it from the others without colour."""


def path_picture(
    tracks: Sequence[Track],
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
    """Draw paths of (weight, bias): a single one from its start to its current point.

    ``grid`` holds losses at the centres of equal cells over ``w_range`` × ``b_range``: the
    first row has the largest bias, weight grows to the right. ``levels`` are the losses at
    which contours run. A path ends before its first point that is not finite, and is cut
    off where it leaves the window. Several paths come with a legend.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("The map needs more room.", width, height)
    several, glyphs = len(tracks) > 1, choose(ascii)
    rows = _rows(tracks, optimum, width, height, ascii)
    x_axis = scale.linear(*w_range, max(3, width // 11))
    y_axis = scale.linear(*b_range, max(4, (height - 3) // 2))
    plot = room(width, height, len(rows), y_axis.marks())
    finite = [_finite(track.points) for track in tracks]
    ways = [[placed(point, x_axis, y_axis) for point in points] for points in finite]
    strokes = _several(tracks, ways, plot, ascii) if several else _single(ways, plot, ascii)
    draw(plot, strokes, x_axis.marks(), y_axis.marks(), ascii)
    if optimum is not None and all(map(math.isfinite, optimum)):
        _put(plot, placed(optimum, x_axis, y_axis), "+", "optimum")
    for way in [] if several else ways:
        for place, sign in zip((*way[:1], *way[-1:]), (glyphs.todo, glyphs.here), strict=False):
            _put(plot, place, sign, "path-end")
    put_contours(plot, grid, levels, ascii)
    plot.cells.put_rows(rows)
    put_x_label(plot, "weight")
    for track, points, way in zip(tracks, finite, ways, strict=True):
        words = ""
        if len(points) < len(track.points):
            words = "ends: no longer finite"
        elif not all(map(_inside, way[-1:])):
            words = "now outside the map"
        if words:
            words = f"{track.marker(ascii)} {words}" if several else words
            plot.cells.note(words, (plot.top, plot.left + plot.columns), plot.area, "note")
    return Picture(
        width, height, plot.cells.runs(), plot.left, plot.columns, x_axis.low, x_axis.high
    )


def _rows(
    tracks: Sequence[Track],
    optimum: tuple[float, float] | None,
    width: int,
    height: int,
    ascii: bool,
) -> Sequence[Sequence[Run]]:
    """The heading: what the signs of one path mean, or the names of several."""
    if len(tracks) == 1:
        return [_legend(optimum, width, ascii)]
    lowest = [] if optimum is None else [(None, "+ lowest loss")]
    heading = "bias", [*((track, track.name) for track in tracks), *lowest]
    return laid_out(heading, width, ascii, limit=max(1, height // 4))


def _single(ways: Sequence[Sequence[Point]], plot: Plot, ascii: bool) -> list[Stroke]:
    marker = "*" if ascii else "•"
    parts = (part for way in ways for part in clip(thinned(way, plot)))
    return [Stroke(part, "path", marker) for part in parts]


def _several(
    tracks: Sequence[Track], ways: Sequence[Sequence[Point]], plot: Plot, ascii: bool
) -> list[Stroke]:
    """Fine lines, and over them the markers that tell them apart."""
    lines, marks = [], []
    for order, (track, way) in enumerate(zip(tracks, ways, strict=True)):
        parts = clip(thinned(way, plot))
        lines += [Stroke(part, track.role) for part in parts]
        if spots := _spots([place for part in parts for place in part], plot, order / len(tracks)):
            marks.append(Stroke(spots, track.role, track.marker(ascii), lines=False))
    return lines + marks


def _spots(way: Sequence[Point], plot: Plot, phase: float) -> list[Point]:
    """Points so many cells apart, shifted so that paths do not hide each other, and the last.

    What leaves the plot has its last one at the edge.
    """
    spots: list[Point] = []
    walked = _MARKER_EVERY * phase
    before: tuple[int, int] | None = None
    for place in way:
        cell = plot.cell(place)
        walked += math.dist(before, cell) if before is not None else 0
        before = cell
        if walked >= _MARKER_EVERY:
            spots.append(place)
            walked = 0
    return [*spots, *way[-1:]]


def _inside(place: Point) -> bool:
    return all(0 <= part <= 1 for part in place)


def _put(plot: Plot, place: Point, sign: str, role: str) -> None:
    if _inside(place):
        plot.cells.put(*plot.cell(place), sign, role)


def _finite(path: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """The path up to its first point that is not finite."""
    for number, point in enumerate(path):
        if not all(map(math.isfinite, point)):
            return path[:number]
    return path


def placed(point: tuple[float, float], x_axis: Scale, y_axis: Scale) -> Point:
    """Where a point lies between the axes' ends."""
    weight, bias = (min(scale.BIGGEST, max(-scale.BIGGEST, value)) for value in point)
    across, up = x_axis.fraction(weight), y_axis.fraction(bias)
    return min(_FAR, max(-_FAR, across)), min(_FAR, max(-_FAR, up))


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


def _legend(optimum: tuple[float, float] | None, width: int, ascii: bool) -> list[Run]:
    """The y axis' name, and what the signs on the map mean."""
    glyphs = choose(ascii)
    signs = [(glyphs.todo, "first", "path-end"), (glyphs.here, "now", "path-end")]
    if optimum is not None:
        signs.append(("+", "lowest loss", "optimum"))
    entries: list[Run] = []
    for sign, name, role in signs:
        entries += [("  ", ""), (sign, role), (f" {name}", "label")]
    used = len("bias") + sum(len(text) for text, _ in entries)
    if used > width:
        return [("bias", "title")]
    return [("bias", "title"), (" " * (width - used), ""), *entries]


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
