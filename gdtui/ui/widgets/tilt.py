"""The slope under the feet, as a tilted line with a ball on it."""

from __future__ import annotations

import math

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.ui.glyphs import Glyphs

REACH = 16
"""Columns of the line on each side of the ball."""

RISE = 2
"""Rows that the steepest line rises or falls on each side."""

GENTLE = 1.5
"""A slope that is drawn at three quarters of the steepest line."""


def rows(slope: float) -> list[int]:
    """The row of the line at each column from left to right, 0 at the ball, growing downwards."""
    end = RISE * math.tanh(slope / GENTLE)
    return [-round(end * column / REACH) for column in range(-REACH, REACH + 1)]


class Tilt(Widget):
    """Shows which way the ground falls, and how steeply, but not how high it is."""

    DEFAULT_CSS = f"Tilt {{ height: {2 * RISE + 2}; }}"

    slope: reactive[float] = reactive(0.0)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs

    def render(self) -> Content:
        """The line in its rows, the ball above its middle."""
        line = rows(self.slope)
        lines = []
        for row in range(-RISE - 1, RISE + 1):
            signs = [self._sign(line, column, row) for column in range(len(line))]
            lines.append(Content.styled("".join(signs), "$primary"))
        middle = "".join(lines[RISE].plain)
        ball = Content.assemble(
            (middle[:REACH], "$primary"),
            (self.glyphs.ball, "bold $accent"),
            (middle[REACH + 1 :], "$primary"),
        )
        lines[RISE] = ball
        return Content("\n").join(lines)

    def _sign(self, line: list[int], column: int, row: int) -> str:
        if line[column] != row:
            return " "
        after = line[min(column + 1, len(line) - 1)]
        # A falling sign stands in the row above its foot, a rising one in its own.
        if after > row:
            return self.glyphs.slope
        if column and line[column - 1] > row:
            return "/" if self.glyphs.slope == "\\" else "╱"
        return self.glyphs.rule
