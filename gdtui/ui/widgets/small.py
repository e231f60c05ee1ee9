"""The polite notice that covers a screen too small to play on."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

SMALLEST = (60, 20)
"""Columns and rows that the lesson needs."""


class TooSmall(Widget):
    """Says what size is needed; the style sheet shows it below that size."""

    def render(self) -> Content:
        """The size that is there, and the one that is needed."""
        size = self.app.size
        return Content(
            f"This terminal has {size.width}×{size.height} cells.\n"
            f"The lesson needs {SMALLEST[0]}×{SMALLEST[1]}.\n"
            "Make the window larger to go on. q quits."
        )
