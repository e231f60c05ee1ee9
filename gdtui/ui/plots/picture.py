"""What a chart is before anything shows it: rows of text with roles, and a way to read it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Run = tuple[str, str]
"""A piece of a row: its text, and its role, such as "axis" or "curve-0" ("" for none)."""

CURVES = 8
"""How many roles curves have; further curves begin again at the first."""


@dataclass(frozen=True)
class Curve:
    """A named series of points (x, y), x rising.

    ``ended`` says why it ends where it ends, when that is to be told: "stopped".
    """

    name: str
    points: Sequence[tuple[float, float]]
    ended: str | None = None


@dataclass(frozen=True)
class Reading:
    """What was measured at ``x``: pairs of a curve's name and its value there."""

    x: float
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Picture:
    """A chart of ``width`` × ``height`` cells, each row a tuple of runs that fill it.

    The plot itself begins at column ``left`` and is ``columns`` wide; the middle of its
    first cell is ``x_low``, of its last ``x_high``. ``curves`` is what a cursor can read.
    """

    width: int
    height: int
    rows: tuple[tuple[Run, ...], ...]
    left: int = 0
    columns: int = 0
    x_low: float = 0.0
    x_high: float = 1.0
    curves: tuple[Curve, ...] = field(default=(), compare=False, repr=False)

    def x_at(self, column: int) -> float | None:
        """The x value in the middle of a column of the picture; None outside the plot."""
        place = column - self.left
        if not 0 <= place < self.columns:
            return None
        part = place / max(1, self.columns - 1)
        return self.x_low * (1 - part) + self.x_high * part

    def nearest(self, x: float) -> Reading | None:
        """The measurement nearest to x, of all curves together; None if there is none."""
        return nearest(self.curves, x)

    def neighbour(self, x: float, columns: int) -> Reading | None:
        """The next measurement at least so many columns to the right (to the left if below 0).

        Where the curves end before, the last one in that direction; None without any curve.
        """
        aim = x + columns * (self.x_high - self.x_low) / max(1, self.columns - 1)
        every = [points for points in (curve.points for curve in self.curves) if points]
        if columns > 0:
            found = [
                points[index][0]
                for points in every
                if (index := bisect_left(points, (aim,))) < len(points)
            ]
            return reading(self.curves, min(found)) if found else self.end(last=True)
        found = [
            points[index - 1][0]
            for points in every
            if (index := bisect_right(points, (aim, math.inf))) > 0
        ]
        return reading(self.curves, max(found)) if found else self.end(last=False)

    def end(self, last: bool) -> Reading | None:
        """The first measurement of all curves, or the last."""
        every = [curve.points for curve in self.curves if curve.points]
        if not every:
            return None
        at = max(p[-1][0] for p in every) if last else min(p[0][0] for p in every)
        return reading(self.curves, at)


def reading(curves: Iterable[Curve], x: float) -> Reading:
    """What the curves measured at x; a curve that ended before x or has no point there is left out.

    Curves with other spacing give their nearest point, as long as x lies within them.
    """
    values = []
    for curve in curves:
        if curve.points and curve.points[0][0] <= x <= curve.points[-1][0]:
            values.append((curve.name, curve.points[_near(curve.points, x)][1]))
    return Reading(x, tuple(values))


def nearest(curves: Sequence[Curve], x: float) -> Reading | None:
    """The measurement nearest to x; None if there is none."""
    found = [curve.points[_near(curve.points, x)][0] for curve in curves if curve.points]
    return reading(curves, min(found, key=lambda at: abs(at - x))) if found else None


def _near(points: Sequence[tuple[float, float]], x: float) -> int:
    """The index of the point whose x is nearest; points are in the order of x."""
    right = min(bisect_left(points, (x,)), len(points) - 1)
    left = max(0, right - 1)
    return left if abs(points[left][0] - x) <= abs(points[right][0] - x) else right


class Cells:
    """A grid of cells under construction: one character and one role each."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.text = [[" "] * width for _ in range(height)]
        self.roles = [[""] * width for _ in range(height)]

    def put(self, row: int, column: int, text: str, role: str) -> None:
        """Write over what is there; what lies outside the grid is left out."""
        if 0 <= row < self.height:
            for place, sign in enumerate(text, column):
                if 0 <= place < self.width:
                    self.text[row][place] = sign
                    self.roles[row][place] = role

    def put_rows(self, rows: Sequence[Sequence[Run]]) -> None:
        """Write a heading: its rows from the top, the runs of each from the left."""
        for row, runs in enumerate(rows):
            column = 0
            for text, role in runs:
                self.put(row, column, text, role)
                column += len(text)

    def blank(self, row: int, column: int, length: int = 1) -> bool:
        """Whether so many cells from here on are there and empty."""
        return (
            0 <= row < self.height
            and column >= 0
            and column + length <= self.width
            and all(sign == " " for sign in self.text[row][column : column + length])
        )

    def note(self, text: str, near: tuple[int, int], area: tuple[range, range], role: str) -> None:
        """Write a text as near as possible to a cell, where the area is empty.

        Where nothing is empty it covers what is nearest, as it must be said.
        """
        rows, columns = area
        text = text[: len(columns)]
        row, column = near
        places = [
            (abs(r - row) * 3 + max(c - column, column - c - len(text) + 1, 0), r, c)
            for r in rows
            for c in range(columns.start, columns.stop - len(text) + 1)
        ]
        if not places:
            return
        # An empty cell on both sides keeps the note apart from the curve.
        pad = len(text) + 2
        free = [place for place in places if self.blank(place[1], place[2] - 1, pad)]
        near_free = [place for place in places if self.blank(place[1], place[2], len(text))]
        _, r, c = min(free or near_free or places)
        self.put(r, c, text, role)

    def runs(self) -> tuple[tuple[Run, ...], ...]:
        """The finished rows, neighbours of the same role joined."""
        return tuple(map(_joined, self.text, self.roles))


def _joined(text: Sequence[str], roles: Sequence[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or roles[place] != roles[start]:
            runs.append(("".join(text[start:place]), roles[start]))
            start = place
    return tuple(runs)


def text_of(picture: Picture) -> str:
    """The picture as lines of text without colour and without blanks at their ends."""
    return "\n".join("".join(text for text, _ in row).rstrip() for row in picture.rows)


def message(text: str, width: int, height: int) -> Picture:
    """A picture that says something in the middle, because there is nothing to draw."""
    cells = Cells(width, height)
    lines = _wrapped(text, width)[:height]
    for row, line in enumerate(lines, (height - len(lines)) // 2):
        cells.put(row, max(0, (width - len(line)) // 2), line, "label")
    return Picture(width, height, cells.runs())


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, max(1, width))
