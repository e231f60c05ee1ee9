"""The picture of the loop at every size: nothing cut, nothing over something else."""

from __future__ import annotations

import pytest

from gdtui.descent.trace import NODES, start
from gdtui.ui.glyphs import ASCII, UNICODE
from gdtui.ui.loop_picture import View, arrow_length, loop_picture, node_under
from gdtui.ui.plots.picture import text_of
from gdtui.ui.ring import RING_ROWS, fits_ring, layout
from gdtui.ui.workings import TITLES

SIZES = [
    (60, 7),
    (60, 10),
    (78, 13),
    (80, 13),
    (100, 13),
    (100, 17),
    (111, 21),
    (71, 14),
    (140, 30),
]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("node", range(6))
def test_parts_lie_inside_and_apart(width: int, height: int, node: int) -> None:
    plan = layout(width, height, node)
    taken: dict[tuple[int, int], str] = {}
    for box in plan.boxes:
        for row in range(box.row, box.row + box.height):
            for column in range(box.column, box.column + box.width):
                assert taken.setdefault((row, column), f"box {box.node}") == f"box {box.node}"
    for number, arrow in enumerate(plan.arrows):
        assert arrow.cells
        for cell in arrow.cells:
            assert taken.setdefault(cell, f"arrow {number}") == f"arrow {number}"
    for number, cell in enumerate(plan.marks):
        assert taken.setdefault(cell, f"mark {number}") == f"mark {number}"
    assert all(0 <= row < height and 0 <= column < width for row, column in taken)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_all_six_or_one_with_a_map(width: int, height: int) -> None:
    plan = layout(width, height, 3)
    whole = fits_ring(width) and height >= RING_ROWS
    assert len(plan.boxes) == (6 if whole else 1)
    assert len(plan.marks) == (0 if whole else 6)
    assert len(plan.arrows) == 6


def test_every_arrow_leads_from_a_box_to_the_next() -> None:
    plan = layout(80, 13, 0)
    for number, arrow in enumerate(plan.arrows):
        here, there = plan.boxes[number], plan.boxes[(number + 1) % 6]
        steps = {"right": (0, 1), "left": (0, -1), "down": (1, 0), "up": (-1, 0)}
        down, along = steps[arrow.heading]
        first, last = arrow.cells[0], arrow.cells[-1]
        assert here.holds((first[0] - down, first[1] - along))
        assert there.holds((last[0] + down, last[1] + along))
        for a, b in zip(arrow.cells, arrow.cells[1:], strict=False):
            assert (b[0] - a[0], b[1] - a[1]) == (down, along)


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("node", range(6))
def test_the_node_at_work_is_marked_by_its_frame(
    width: int, height: int, node: int, ascii: bool
) -> None:
    loop = start().to_node(node)
    picture = loop_picture(View(loop), width, height, ascii)
    lines = text_of(picture).split("\n")
    assert all(sum(len(text) for text, _ in row) == width for row in picture.rows)
    assert not ascii or text_of(picture).isascii()
    heavy = (ASCII if ascii else UNICODE).heavy_top_left
    at = f"{heavy}{(ASCII if ascii else UNICODE).heavy_rule} {node + 1} {TITLES[node]} "
    assert sum(at in line for line in lines) == 1
    if len(layout(width, height, node).boxes) == 6:
        for number, title in enumerate(TITLES, start=1):
            assert any(f" {number} {title} " in line for line in lines)
        assert any("adjust" in line for line in lines)


def test_the_pulse_passes_every_cell_of_an_arrow() -> None:
    for width, height in ((80, 13), (60, 10)):
        for node in range(len(NODES)):
            loop = start().to_node(node)
            length = arrow_length(width, height, node)
            seen = set()
            for pulse in range(1, length + 1):
                rows = loop_picture(View(loop, pulse), width, height, False).rows
                cells = [
                    (y, sum(len(text) for text, _ in row[:at]))
                    for y, row in enumerate(rows)
                    for at, (_, role) in enumerate(row)
                    if role == "pulse"
                ]
                assert len(cells) == 1
                seen.add(cells[0])
            assert seen == set(layout(width, height, node).arrows[node].cells)


def test_a_pulse_changes_two_rows_at_most() -> None:
    loop = start()
    before = loop_picture(View(loop, 1), 80, 13, False).rows
    after = loop_picture(View(loop, 2), 80, 13, False).rows
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_clicks_find_their_node() -> None:
    for box in layout(80, 13, 0).boxes:
        assert node_under(80, 13, 0, (box.row + 1, box.column + 1)) == box.node
    assert node_under(80, 13, 0, (3, 25)) is None
    plan = layout(60, 10, 2)
    assert [node_under(60, 10, 2, cell) for cell in plan.marks] == list(range(6))


def test_the_tour_dims_what_it_does_not_speak_of() -> None:
    rows = loop_picture(View(start().to_node(2), tour=True), 80, 13, False).rows
    roles = {role for row in rows for _, role in row}
    assert {"work", "dim"} <= roles
    assert "name" not in roles
