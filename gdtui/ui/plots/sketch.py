"""Two small pictures for the side of a screen: the data with a line, and a falling loss.

They need four rows and sixteen columns, no ticks and no plotext: a title tells the numbers.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from gdtui.descent.data import Sample
from gdtui.descent.formats import compact
from gdtui.ui.glyphs import choose, plain
from gdtui.ui.plots.canvas import Point, clip, reduce, stroke_sign
from gdtui.ui.plots.picture import Cells, Picture, message

SMALLEST = (16, 4)

SPAN = 100.0
"""How many times smaller the least loss is than the largest before the axis is logarithmic."""


class Sketch:
    """Cells with a title above, an axis on the left and one below; the plot lies between."""

    def __init__(self, width: int, height: int, ascii: bool) -> None:
        self.cells = Cells(width, height)
        self.ascii = ascii
        self.glyphs = choose(ascii)
        self.columns = width - 1
        self.rows = height - 2
        for row in range(1, height - 1):
            self.cells.put(row, 0, self.glyphs.bar, "axis")
        self.cells.put(height - 1, 0, self.glyphs.bottom_left, "axis")
        self.cells.put(height - 1, 1, self.glyphs.rule * self.columns, "axis")

    def write(self, row: int, column: int, text: str, role: str) -> None:
        """A text in the characters of the terminal."""
        self.cells.put(row, column, plain(text) if self.ascii else text, role)

    def title(self, *ways: str, role: str = "title") -> None:
        """The first of the texts that fits above the plot."""
        fitting = [way for way in ways if len(plain(way)) < self.cells.width]
        if fitting:
            self.write(0, 0, fitting[0], role)

    def name_axis(self, text: str) -> None:
        """What runs to the right."""
        self.write(self.cells.height - 1, self.cells.width - len(text) - 1, f" {text}", "label")

    def cell(self, point: Point) -> tuple[int, int]:
        """The cell of a position between (0, 0) and (1, 1)."""
        across, up = point
        return self.rows - round(up * (self.rows - 1)), 1 + round(across * (self.columns - 1))

    def curve(self, points: Sequence[Point], role: str) -> None:
        """A line through positions, in dots of which a cell has two by four."""
        dots: dict[tuple[int, int], int] = {}
        for part in clip(points):
            for start, end in zip(part, part[1:] or part, strict=False):
                self._stroke(start, end, dots)
        for (row, column), bits in dots.items():
            sign = chr(0x2800 + bits)
            self.cells.put(row, column, stroke_sign(sign) if self.ascii else sign, role)

    def _stroke(self, start: Point, end: Point, dots: dict[tuple[int, int], int]) -> None:
        wide, high = 2 * self.columns - 1, 4 * self.rows - 1
        count = max(abs(end[0] - start[0]) * wide, abs(end[1] - start[1]) * high)
        steps = max(1, math.ceil(count))
        for step in range(steps + 1):
            part = step / steps
            x = round((start[0] + part * (end[0] - start[0])) * wide)
            y = high - round((start[1] + part * (end[1] - start[1])) * high)
            cell = 1 + y // 4, 1 + x // 2
            dots[cell] = dots.get(cell, 0) | _BITS[y % 4][x % 2]

    def picture(self) -> Picture:
        """The finished picture."""
        return Picture(self.cells.width, self.cells.height, self.cells.runs())


_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell, by row from the top and by column."""


def data_picture(
    data: Sequence[Sample],
    batch: Collection[Sample],
    line: tuple[float, float],
    width: int,
    height: int,
    ascii: bool,
) -> Picture:
    """The samples, those of the mini-batch filled, and the line ŷ = w·x + b.

    The axes begin at 0 and end a little beyond the samples, whose values are above 0.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("", width, height)
    sketch = Sketch(width, height, ascii)
    x_end, y_end = max(x for x, _ in data) * 1.1, max(y for _, y in data) * 1.1
    (w, b), glyphs = line, sketch.glyphs
    visible = clip([(0.0, b / y_end), (1.0, (w * x_end + b) / y_end)]) if _finite(w, b) else []
    for part in visible:
        sketch.curve(part, "line")
    for sample in data:
        role, sign = ("point", glyphs.done) if sample in batch else ("label", glyphs.todo)
        sketch.cells.put(*sketch.cell((sample[0] / x_end, sample[1] / y_end)), sign, role)
    sketch.name_axis("x")
    if not visible:
        sketch.title("the line is out of sight", "no line in sight", role="note")
    else:
        marks = f"{glyphs.done} batch {glyphs.todo} rest"
        sketch.title(
            f"y   {marks} {glyphs.rule} line w = {compact(w)}, b = {compact(b)}",
            f"y   {marks} {glyphs.rule} line",
            f"y  {marks}",
        )
    return sketch.picture()


def losses_picture(losses: Sequence[float], width: int, height: int, ascii: bool) -> Picture:
    """The loss on all data from update to update, since training began.

    The axis is logarithmic once the losses lie far apart; losses that are not finite are left
    out, and the title tells the last one, whatever it is.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return message("", width, height)
    sketch = Sketch(width, height, ascii)
    points = [(at, loss) for at, loss in enumerate(losses) if math.isfinite(loss) and loss > 0]
    values = [loss for _, loss in points]
    log = bool(values) and max(values) > SPAN * min(values)
    if points:
        sketch.curve(_placed(points, len(losses) - 1, log, sketch.columns), "curve-0")
    scale = " (log)" if log else ""
    now = compact(losses[-1])
    sketch.title(
        f"loss on all data: {now}{scale}", f"all data: {now}{scale}", f"all data: {now}", now
    )
    sketch.name_axis(f"{len(losses) - 1} updates" if len(losses) != 2 else "1 update")
    return sketch.picture()


def _placed(points: Sequence[tuple[int, float]], last: int, log: bool, columns: int) -> list[Point]:
    """Positions in the plot: the whole width is at least ten updates."""
    heights = [math.log10(loss) if log else loss for _, loss in points]
    low, high = (min(heights) if log else 0.0), max(heights)
    unit = max(abs(low), abs(high)) or 1.0
    extent = high / unit - low / unit or 1.0
    end = max(last, 10)
    return reduce(
        [
            (at / end, (height / unit - low / unit) / extent)
            for (at, _), height in zip(points, heights, strict=True)
        ],
        2 * columns,
    )


def _finite(*values: float) -> bool:
    return all(map(math.isfinite, values))
