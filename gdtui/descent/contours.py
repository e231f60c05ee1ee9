"""The loss as a landscape over (w, b): which part to show, its heights, and their bands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from gdtui.descent.data import Data
from gdtui.descent.line import least_squares, loss

Range: TypeAlias = tuple[float, float]
"""A lower and an upper end, lower < upper."""

REACH = 4.0
"""An exploding path is shown up to this many times its start's distance from the best line."""

MARGIN = 0.1
"""What the frame leaves free on each side, as a share of what it shows."""

RATIO = 4.0
"""A band ends where the loss above the floor is this many times lower: half as far to go."""

_LARGEST = 1e100
"""A parameter beyond this cannot be drawn: its squares overflow."""


class Frame(NamedTuple):
    """The part of the (w, b) plane that is shown."""

    w: Range
    b: Range


def frame(path: Sequence[tuple[float, float]], data: Data) -> Frame:
    """The window that shows a path of (w, b) and the least-squares line, with a margin.

    A path that ends within `REACH` times its start's distance from the best line is shown
    whole. One that ends beyond, or in inf or nan, has exploded: its points count as long as
    they are within that distance, and the rest lies outside the window.
    """
    fit = least_squares(data)
    best = [(fit.w, fit.b)] if _drawable((fit.w, fit.b)) else []
    finite = [point for point in path if _drawable(point)]
    centre = (best or finite or [(0.0, 0.0)])[0]
    if finite:
        reach = REACH * (math.dist(finite[0], centre) or 1.0)
        if not _drawable(path[-1]) or math.dist(path[-1], centre) > reach:
            finite = [point for point in finite if math.dist(point, centre) <= reach]
    shown = [centre, *best, *finite]
    return Frame(_around([w for w, _ in shown]), _around([b for _, b in shown]))


def loss_grid(
    data: Data, w_range: Range, b_range: Range, columns: int, rows: int
) -> list[list[float]]:
    """The loss at the centres of ``rows`` × ``columns`` cells.

    w grows from left to right; the first row is the one with the largest b, as on a screen.
    """
    ws = _centres(w_range, columns)
    bs = _centres(b_range, rows)
    return [[loss(data, w, b) for w in ws] for b in reversed(bs)]


def level(value: float, floor: float, top: float, bands: int) -> int:
    """The contour band of a loss: 0 (lowest) to bands − 1 (at ``top`` and above, inf and nan).

    Bands are logarithmic in the loss above ``floor``: each is `RATIO` times lower than the
    next, so that on a quadratic bowl every contour is half as far from the best line.
    """
    excess, highest = value - floor, top - floor
    if not excess < highest:
        return bands - 1
    if excess <= 0:
        return 0
    below_top = int((math.log(highest) - math.log(excess)) / math.log(RATIO))
    return max(0, bands - 1 - below_top)


def _drawable(point: tuple[float, float]) -> bool:
    return all(abs(value) <= _LARGEST for value in point)


def _around(values: Sequence[float]) -> Range:
    low, high = min(values), max(values)
    # A single value still needs a window of some width, seen at its own scale.
    margin = MARGIN * (high - low) or max(1.0, abs(low)) / 2
    return low - margin, high + margin


def _centres(ends: Range, cells: int) -> list[float]:
    low, high = ends
    return [low + (high - low) * (cell + 0.5) / cells for cell in range(cells)]
