"""The training loop as a picture: boxes with numbers, arrows, and a pulse on its way."""

from __future__ import annotations

from dataclasses import dataclass

from gdtui.descent.trace import NODES, Loop
from gdtui.ui.glyphs import Glyphs, choose
from gdtui.ui.plots.picture import Cells, Picture
from gdtui.ui.ring import Arrow, Box, Cell, Layout, layout
from gdtui.ui.workings import TITLES, Paper, workings

ADJUST = "adjust"
"""What the arrow from the last node to the first one says."""


@dataclass(frozen=True)
class View:
    """What is shown: the loop, and how far the pulse is on the arrow to the next node.

    ``pulse`` counts cells from 1; 0 is no pulse. ``tour`` dims all nodes but the one at work.
    """

    loop: Loop
    pulse: int = 0
    tour: bool = False


def loop_picture(view: View, width: int, height: int, ascii: bool) -> Picture:
    """Draw the loop in so many cells."""
    glyphs = choose(ascii)
    plan = layout(width, height, view.loop.node)
    cells = Cells(width, height)
    for box in plan.boxes:
        _draw_box(cells, box, view, glyphs, ascii)
    for node, arrow in enumerate(plan.arrows):
        _draw_arrow(cells, arrow, "dim" if view.tour else "arrow", glyphs)
        if node == view.loop.node and 0 < view.pulse <= len(arrow.cells):
            cells.put(*arrow.cells[view.pulse - 1], glyphs.ball, "pulse")
    if plan.marks:
        _draw_marks(cells, plan, view.loop.node, glyphs)
    else:
        row, column = plan.arrows[-1].cells[-1]
        cells.put(row, column + 2, ADJUST, "dim" if view.tour else "arrow")
    return Picture(width, height, cells.runs())


def node_under(width: int, height: int, node: int, cell: Cell) -> int | None:
    """The node drawn at a cell, by its box or its mark; None where there is none."""
    plan = layout(width, height, node)
    if cell in plan.marks:
        return plan.marks.index(cell)
    return next((box.node for box in plan.boxes if box.holds(cell)), None)


def arrow_length(width: int, height: int, node: int) -> int:
    """How many cells the pulse travels from a node to the next."""
    return len(layout(width, height, node).arrows[node].cells)


def _draw_box(cells: Cells, box: Box, view: View, glyphs: Glyphs, ascii: bool) -> None:
    """A frame with the title in it; heavy around the node at work."""
    at_work = box.node == view.loop.node
    dim = view.tour and not at_work
    role = "work" if at_work else "dim" if dim else "box"
    heavy = (
        glyphs.heavy_rule, glyphs.heavy_bar, glyphs.heavy_top_left, glyphs.heavy_top_right,
        glyphs.heavy_bottom_left, glyphs.heavy_bottom_right,
    )  # fmt: skip
    light = (
        glyphs.rule, glyphs.bar, glyphs.top_left, glyphs.top_right,
        glyphs.bottom_left, glyphs.bottom_right,
    )  # fmt: skip
    rule, bar, top_left, top_right, bottom_left, bottom_right = heavy if at_work else light
    inner = box.width - 2
    title = f" {box.node + 1} {TITLES[box.node]} "
    cells.put(box.row, box.column, top_left + rule * inner + top_right, role)
    cells.put(box.row, box.column + 2, title, "work" if at_work else "dim" if dim else "name")
    for row in range(box.row + 1, box.row + box.height - 1):
        cells.put(row, box.column, bar, role)
        cells.put(row, box.column + box.width - 1, bar, role)
    bottom = box.row + box.height - 1
    cells.put(bottom, box.column, bottom_left + rule * inner + bottom_right, role)
    paper = Paper(inner - 1 - (inner > 21), box.height - 2, ascii)
    lines = workings(view.loop, box.node, paper)
    for row, (text, line_role) in enumerate(lines, box.row + 1):
        cells.put(row, box.column + 2, text, "dim" if dim else line_role)


def _draw_arrow(cells: Cells, arrow: Arrow, role: str, glyphs: Glyphs) -> None:
    heads = {
        "right": glyphs.arrow_head,
        "left": glyphs.arrow_back,
        "up": glyphs.arrow_up,
        "down": glyphs.arrow_down,
    }
    line = glyphs.rule if arrow.heading in ("left", "right") else glyphs.bar
    for cell in arrow.cells[:-1]:
        cells.put(*cell, line, role)
    cells.put(*arrow.cells[-1], heads[arrow.heading], role)


def _draw_marks(cells: Cells, plan: Layout, node: int, glyphs: Glyphs) -> None:
    """The map: one mark a node, and which of them is shown below."""
    for place, cell in enumerate(plan.marks):
        sign = glyphs.here if place == node else glyphs.done if place < node else glyphs.todo
        cells.put(*cell, sign, "work" if place == node else "arrow")
    count = f"{node + 1} of {len(NODES)}"
    right = plan.boxes[0].column + plan.boxes[0].width
    if plan.marks[-1][1] + len(count) + 3 < right:
        cells.put(0, right - len(count), count, "arrow")
