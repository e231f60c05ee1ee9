"""Reads pictures: whether they are whole, which roles they have, and where."""

from __future__ import annotations

from gdtui.ui.plot import Picture


def whole(picture: Picture) -> bool:
    """Every row fills the width, and there are as many rows as the height."""
    widths = {sum(len(text) for text, _ in row) for row in picture.rows}
    return len(picture.rows) == picture.height and widths <= {picture.width}


def roles(picture: Picture) -> set[str]:
    return {role for row in picture.rows for _, role in row}


def curve_cells(picture: Picture, role: str = "curve-0") -> set[tuple[int, int]]:
    cells = set()
    for y, row in enumerate(picture.rows):
        x = 0
        for text, of in row:
            cells |= {(y, x + place) for place in range(len(text)) if of == role}
            x += len(text)
    return cells
