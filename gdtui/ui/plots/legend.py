"""The heading of a chart: its title, a legend of its curves, or what a cursor reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdtui.ui.glyphs import choose, plain
from gdtui.ui.plots.picture import CURVES, Curve, Reading, Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARKERS = "●▲■◆○△□◇"
_ASCII_MARKERS = "o*+#@%&="


def marker(number: int, ascii: bool) -> str:
    """The sign of the curve with this number, counted from 0."""
    return (_ASCII_MARKERS if ascii else _MARKERS)[number % CURVES]


@dataclass(frozen=True)
class Numbered:
    """One of several in a picture: its number, counted from 0, gives it a colour and a sign."""

    number: int

    @property
    def role(self) -> str:
        """The role that its line has in the picture."""
        return f"curve-{self.number % CURVES}"

    def marker(self, ascii: bool) -> str:
        """The sign that tells it from the others."""
        return marker(self.number, ascii)


@dataclass(frozen=True)
class Track(Numbered):
    """The path of a run's parameters (weight, bias), not empty; the last ones are its line."""

    points: Sequence[tuple[float, float]]
    name: str = ""


@dataclass(frozen=True)
class Series(Numbered):
    """A curve as it can be drawn: an array (n, 2) of finite points, and how it ended."""

    curve: Curve
    points: NDArray[np.float64]
    note: str
    left_out: int
    changed: bool

    def readable(self) -> Sequence[tuple[float, float]]:
        """The points as plain values."""
        # Numbers that nothing was taken from are not copied: there may be a hundred thousand.
        if not self.changed:
            return self.curve.points
        return [(x, y) for x, y in self.points.tolist()]


Header = tuple[str, Sequence[tuple["Numbered | None", str]]]
"""A title, and a legend of pairs: a curve, when its marker is to be shown, and a text."""


def header(series: Sequence[Series], drawn: Sequence[Series], title: str) -> Header:
    """What is drawn: the name of the y axis and those of the curves."""
    left_out = sum(one.left_out for one in series)
    if left_out:
        title += f", {left_out} {'value' if left_out == 1 else 'values'} ≤ 0 left out"
    several = len(drawn) > 1
    names = [(one if several else None, one.curve.name) for one in drawn]
    return title, [entry for entry in names if entry[1]]


def read_header(drawn: Sequence[Series], read: Reading, x_label: str, width: int) -> Header:
    """What a cursor reads; the names of several curves give way where room is short."""
    values = dict(read.values)
    several = len(drawn) > 1
    title = f"{x_label} {read.x:g}"

    def entries(named: bool) -> list[tuple[Series | None, str]]:
        found = []
        for one in drawn:
            value = values.get(str(one.number))
            text = "–" if value is None else f"{value:.3g}"
            name = one.curve.name if named else ""
            found.append((one if several else None, f"{name} {text}".strip()))
        return found

    length = len(title) + sum(len(text) + (4 if several else 2) for _, text in entries(True))
    return title, entries(named=length <= width)


def laid_out(heading: Header, width: int, ascii: bool, limit: int) -> list[tuple[Run, ...]]:
    """The header in as few rows as it needs: the title on the left, the legend on the right."""
    title, entries = heading
    title = plain(title) if ascii else title
    pieces: list[list[Run]] = []
    for one, text in entries:
        text = plain(text) if ascii else text
        label: list[Run] = [(text, "label")]
        pieces.append([(f"{one.marker(ascii)} ", one.role), *label] if one else label)
    rows: list[list[Run]] = [[(title[:width], "title")]]
    used = len(rows[0][0][0])
    waiting: list[Run] = []
    for piece in pieces:
        length = sum(len(text) for text, _ in piece)
        if used + 2 + length > width and len(rows) < limit:
            _flush(rows[-1], waiting, width)
            waiting = []
            rows.append([])
            used = 0
        if used + 2 + length > width:
            piece = _shortened(piece, width - used - 2, choose(ascii).ellipsis)
            length = sum(len(text) for text, _ in piece)
        if piece:
            waiting += [("  ", ""), *piece]
            used += 2 + length
    _flush(rows[-1], waiting, width)
    return [tuple(row) for row in rows]


def _shortened(piece: list[Run], length: int, ellipsis: str) -> list[Run]:
    """A legend entry cut to a length, with a sign that it was cut; nothing if too short."""
    mark, (name, role) = piece[:-1], piece[-1]
    left = length - sum(len(text) for text, _ in mark) - len(ellipsis)
    return [*mark, (name[:left] + ellipsis, role)] if left > 0 else []


def _flush(row: list[Run], waiting: Sequence[Run], width: int) -> None:
    used = sum(len(text) for text, _ in row) + sum(len(text) for text, _ in waiting)
    row.extend([(" " * max(0, width - used), ""), *waiting])
