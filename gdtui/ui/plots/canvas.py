"""plotext, behind one function: strokes and ticks in, cells with roles out.

plotext keeps one figure per process, so this is called from one thread at a time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from threading import Thread
from typing import TYPE_CHECKING, Any

from gdtui.ui.glyphs import ascii_cells
from gdtui.ui.plots.picture import Cells

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Point = tuple[float, float]
"""A position in the plot: (0, 0) is the middle of the lower left cell, (1, 1) of the last."""


@dataclass(frozen=True)
class Stroke:
    """Points to draw in one role, all within 0…1; ``marker`` None draws fine lines in braille."""

    points: Sequence[Point]
    role: str
    marker: str | None = None
    lines: bool = True


@dataclass(frozen=True)
class Plot:
    """A drawn frame: the cells, and where in them the plot itself lies."""

    cells: Cells
    left: int
    top: int
    columns: int
    lines: int

    @property
    def area(self) -> tuple[range, range]:
        """The rows and the columns of the plot itself."""
        return (
            range(self.top, self.top + self.lines),
            range(self.left, self.left + self.columns),
        )

    def cell(self, point: Point) -> tuple[int, int]:
        """The row and column in which a position lies."""
        across, up = point
        # A position in the middle between two cells must not fall by its last digit.
        return (
            self.top + self.lines - 1 - round(up * (self.lines - 1) + 1e-9),
            self.left + round(across * (self.columns - 1) + 1e-9),
        )


def room(width: int, height: int, top: int, y_marks: Iterable[tuple[float, str]]) -> Plot:
    """An empty plot with ``top`` rows kept free above; plotext lays it out the same way."""
    left = max((len(label) for _, label in y_marks), default=0) + 1
    return Plot(Cells(width, height), left, top, width - left, height - top - 2)


def draw(
    plot: Plot,
    strokes: Sequence[Stroke],
    x_marks: Sequence[tuple[float, str]],
    y_marks: Sequence[tuple[float, str]],
    ascii: bool,
) -> None:
    """Draw axes, ticks and strokes into the cells of a plot, later strokes over earlier ones."""
    matrix = _matrix(plot, strokes, x_marks, y_marks)
    inside_rows, inside_columns = plot.area
    for row, line in enumerate(matrix.string(colorless=True).split("\n")[:-1], plot.top):
        for column, sign in enumerate(line):
            # plotext writes an empty braille cell where nothing but a clipped line was.
            if sign in " ⠀":
                continue
            if row in inside_rows and column in inside_columns:
                colour = matrix.get(row - plot.top, column).foreground()
                role = strokes[colour[2] - 1].role if colour else ""
            else:
                role = "label" if column < plot.left - 1 or row == plot.cells.height - 1 else "axis"
            plot.cells.put(row, column, stroke_sign(sign) if ascii else sign, role)


_loader: Thread | None = None


def load_in_background() -> None:
    """Import what draws before it is needed: on the screen's own thread it would hold up the keys.

    What is loaded by then stays to the end. To look through all of it for garbage takes 60 ms,
    again and again, so that it is taken out of that search.
    """
    global _loader

    def load() -> None:
        for name in ("numpy", "plotext"):
            import_module(name)
        gc.freeze()

    if _loader is None:
        _loader = Thread(target=load, name="gdtui-plotext", daemon=True)
        _loader.start()


def loading() -> bool:
    """Whether what draws is being loaded: whoever draws now waits for it with all else."""
    return _loader is not None and _loader.is_alive()


def _matrix(
    plot: Plot,
    strokes: Sequence[Stroke],
    x_marks: Sequence[tuple[float, str]],
    y_marks: Sequence[tuple[float, str]],
) -> Any:
    """plotext's own matrix; the blue part of a cell's colour is the number of its stroke."""
    import plotext

    figure = plotext.figure
    # Without this plotext cuts every picture to the size of the terminal it runs in.
    plotext.terminal.limit(False, False)
    figure.clear()
    figure.plot_size(plot.cells.width, plot.cells.height - plot.top)
    figure.canvas("default")
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    for axis, side, marks in (("x", "lower", x_marks), ("y", "left", y_marks)):
        ruler = figure.ruler(axis, side)
        ruler.ticks([place for place, _ in marks], [label for _, label in marks])
        ruler.lim(0, 1)
    for number, stroke in enumerate(strokes, 1):
        pixel = plotext.pixel(foreground=(0, 0, number))
        signal = figure.signal(
            [x for x, _ in stroke.points],
            [y for _, y in stroke.points],
            marker=plotext.marker(stroke.marker or "braille", pixel),
        )
        figure.draw(signal.lines(stroke.lines))
    return figure.build()


_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell, by row from the top and by column."""


def stroke_sign(sign: str) -> str:
    """ASCII for a cell of the plot: a braille cell by the direction its dots run in."""
    code = ord(sign) - 0x2800
    if not 0 <= code <= 0xFF:
        return ascii_cells(sign)
    columns = [[row for row in range(4) if code & _DOTS[row][side]] for side in (0, 1)]
    rows = sorted({row for column in columns for row in column})
    if rows[-1] - rows[0] < 2:
        return "'" if rows[0] == 0 else "-" if rows[-1] < 3 else "."
    if not all(columns):
        return "|"
    lean = sum(columns[1]) / len(columns[1]) - sum(columns[0]) / len(columns[0])
    return "\\" if lean >= 1 else "/" if lean <= -1 else "|"


def reduce(points: ArrayLike, columns: int) -> list[Point]:
    """At most two points a column, the lowest and the highest, and the two ends.

    ``points`` has shape (n, 2): positions, x rising. What is left out would fall into
    cells that the line through the others covers anyway, and plotext takes its time by
    the point.
    """
    import numpy as np

    places = np.asarray(points, dtype=float).reshape(-1, 2)
    if len(places) > 2 * columns:
        column = np.rint(places[:, 0] * (columns - 1)).astype(int)
        order = np.lexsort((places[:, 1], column))
        edges = np.flatnonzero(np.diff(column[order])) + 1
        lowest = order[np.concatenate(([0], edges))]
        highest = order[np.concatenate((edges - 1, [len(order) - 1]))]
        places = places[np.unique(np.concatenate(([0, len(places) - 1], lowest, highest)))]
    return [(x, y) for x, y in places.tolist()]


def clip(points: Sequence[Point]) -> list[list[Point]]:
    """The parts of a line through points that lie within the plot (Liang–Barsky)."""
    if all(0 <= x <= 1 and 0 <= y <= 1 for x, y in points):
        return [list(points)] if points else []
    if len(points) == 1:
        return []
    parts: list[list[Point]] = []
    for start, end in pairwise(points):
        piece = _clip_segment(start, end)
        if piece is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return parts


def _clip_segment(start: Point, end: Point) -> tuple[Point, Point] | None:
    """The part of one segment within the plot; None when it misses it."""
    enter, leave = 0.0, 1.0
    for low, high in zip(start, end, strict=True):
        step = high - low
        if step == 0:
            if not 0 <= low <= 1:
                return None
            continue
        first, last = sorted(((0 - low) / step, (1 - low) / step))
        enter, leave = max(enter, first), min(leave, last)
    if enter > leave:
        return None

    def along(part: float) -> Point:
        return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])

    def at(part: float) -> Point:
        # Of a segment from far away, rounding may leave a little that is outside.
        x, y = start if part == 0 else end if part == 1 else along(part)
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))

    return at(enter), at(leave)
