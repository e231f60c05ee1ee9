"""The heading of a chart: its title, a legend of its curves, or what a cursor reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdtui.ui.glyphs import choose, plain
from gdtui.ui.plots.picture import CURVES, Curve, Reading, Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARKERS = "●▲■◆○△□◇"
_READABLE = 8
"""Characters below which a name that is cut tells nothing."""

_NUMBERED = re.compile(r" \(\d+\)$")
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
    """The header in as few rows as it needs: the title on the left, the legend on the right.

    Where the names are too long for ``limit`` rows, all are cut alike.
    """
    title, entries = heading
    title = (plain(title) if ascii else title)[:width]
    named = [(one, plain(text) if ascii else text) for one, text in entries]
    longest = max((len(text) for _, text in named), default=0)
    lengths = [*range(longest, _READABLE, -1), *[_READABLE] * (len(named) + 1)]
    for at, length in enumerate(lengths):
        # Names shorter than that tell nothing: then the last ones are left out.
        left_out = max(0, at - max(0, longest - _READABLE))
        pieces = _pieces(named[: len(named) - left_out], length, ascii)
        rows = _rows(title, pieces, width)
        if len(rows) <= limit and all(2 + _length(piece) <= width for piece in pieces):
            break
    return rows


def _pieces(
    named: Sequence[tuple[Numbered | None, str]], length: int, ascii: bool
) -> list[list[Run]]:
    """The entries of a legend, none with a name longer than this."""
    pieces: list[list[Run]] = []
    for one, text in named:
        label: Run = (cut(text, length, choose(ascii).ellipsis), "label")
        pieces.append([(f"{one.marker(ascii)} ", one.role), label] if one else [label])
    return pieces


def _rows(title: str, pieces: Sequence[list[Run]], width: int) -> list[tuple[Run, ...]]:
    """The rows that a title and the entries of a legend fill; an entry too wide has its own."""
    rows: list[list[Run]] = [[(title, "title")]]
    used = len(title)
    waiting: list[Run] = []
    for piece in pieces:
        length = _length(piece)
        if used + 2 + length > width:
            _flush(rows[-1], waiting, width)
            waiting = []
            rows.append([])
            used = 0
        waiting += [("  ", ""), *piece]
        used += 2 + length
    _flush(rows[-1], waiting, width)
    return [tuple(row) for row in rows]


def cut(name: str, length: int, ellipsis: str) -> str:
    """A name in so many characters, with a sign where it was cut; a number at its end stays."""
    if len(name) <= length:
        return name
    found = _NUMBERED.search(name)
    number = found.group() if found else ""
    body = name.removesuffix(number)
    left = length - len(number) - len(ellipsis)
    return f"{body[:left].rstrip(' ,')}{ellipsis}{number}" if left > 0 else name[:length]


def _length(runs: Sequence[Run]) -> int:
    return sum(len(text) for text, _ in runs)


def _flush(row: list[Run], waiting: Sequence[Run], width: int) -> None:
    used = _length(row) + _length(waiting)
    row.extend([(" " * max(0, width - used), ""), *waiting])
