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


def column_of(picture: Picture, x: float) -> int | None:
    """The column in which an x value lies; None outside the plot."""
    part = (x - picture.x_low) / (picture.x_high - picture.x_low)
    place = round(part * (picture.columns - 1))
    return picture.left + place if picture.columns and 0 <= place < picture.columns else None
