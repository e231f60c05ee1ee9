"""Where the picture of the training loop puts its parts, for every size. Pure geometry.

Three boxes above run to the right, three below run to the left, and one arrow leads up again.
Where there is no room for all six, one box is shown, with a row of six marks above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Cell: TypeAlias = tuple[int, int]
"""A row and a column."""

Heading: TypeAlias = Literal["right", "left", "up", "down"]

ACROSS = 3
NODES = 2 * ACROSS
GAP = 4
"""Columns between two boxes: the arrow."""
SMALLEST_BOX = (21, 6)
"""Columns and rows of a box, its border included: four lines of nineteen signs."""
LARGEST_BOX = (38, 11)
LARGEST_ALONE = (66, 12)


@dataclass(frozen=True)
class Box:
    """The frame of a node."""

    node: int
    row: int
    column: int
    width: int
    height: int

    def holds(self, cell: Cell) -> bool:
        """Whether a cell is part of the box."""
        row, column = cell
        return (
            self.row <= row < self.row + self.height
            and self.column <= column < self.column + self.width
        )


@dataclass(frozen=True)
class Arrow:
    """The way from a node to the next one: its cells in the order of travel, the head last."""

    heading: Heading
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Layout:
    """Boxes, and by node the arrow that leads on from it.

    ``marks`` are the cells of the six marks where one box alone is shown; else there are none.
    """

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    marks: tuple[Cell, ...] = ()


def layout(width: int, height: int, node: int) -> Layout:
    """The parts of the picture in so many cells, with the loop at a node."""
    return _ring(width, height) or _alone(width, height, node)


def _ring(width: int, height: int) -> Layout | None:
    """All six boxes; None where they do not fit."""
    box_width = min((width - GAP * (ACROSS - 1)) // ACROSS, LARGEST_BOX[0])
    between = 1 if height < 2 * SMALLEST_BOX[1] + 4 else 2
    box_height = min((height - between) // 2, LARGEST_BOX[1])
    if box_width < SMALLEST_BOX[0] or box_height < SMALLEST_BOX[1]:
        return None
    left = (width - box_width * ACROSS - GAP * (ACROSS - 1)) // 2
    top = (height - 2 * box_height - between) // 2
    below = top + box_height + between
    columns = [left + place * (box_width + GAP) for place in range(ACROSS)]
    boxes = [
        Box(node, top, column, box_width, box_height) for node, column in enumerate(columns)
    ] + [
        Box(ACROSS + node, below, column, box_width, box_height)
        for node, column in enumerate(reversed(columns))
    ]
    return Layout(tuple(boxes), tuple(_arrow(boxes, node) for node in range(NODES)))


def _arrow(boxes: list[Box], node: int) -> Arrow:
    """The cells between a box and the next one."""
    here, there = boxes[node], boxes[(node + 1) % NODES]
    row, column = here.row + here.height // 2, here.column + here.width // 2
    if here.column < there.column:
        across = range(here.column + here.width, there.column)
        return Arrow("right", tuple((row, at) for at in across))
    if here.column > there.column:
        across = range(here.column - 1, there.column + there.width - 1, -1)
        return Arrow("left", tuple((row, at) for at in across))
    if here.row < there.row:
        down = range(here.row + here.height, there.row)
        return Arrow("down", tuple((at, column) for at in down))
    up = range(here.row - 1, there.row + there.height - 1, -1)
    return Arrow("up", tuple((at, column) for at in up))


def _alone(width: int, height: int, node: int) -> Layout:
    """One box, and above it six marks with arrows between them."""
    box_width = min(width, LARGEST_ALONE[0])
    left = (width - box_width) // 2
    step = min(8, max(2, (box_width - 2) // NODES))
    marks = tuple((0, left + 1 + step * place) for place in range(NODES))
    # The arrow from the last mark, back to the first one, leads out of the row.
    arrows = tuple(
        Arrow("right", tuple((0, column + more) for more in range(1, step))) for _, column in marks
    )
    box = Box(node, 1, left, box_width, max(3, min(height - 1, LARGEST_ALONE[1])))
    return Layout((box,), arrows, marks)


RING_ROWS = 2 * SMALLEST_BOX[1] + 1
"""Rows that the six boxes need."""


def fits_ring(width: int) -> bool:
    """Whether six boxes have room in so many columns."""
    return width >= ACROSS * SMALLEST_BOX[0] + (ACROSS - 1) * GAP
