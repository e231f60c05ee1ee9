"""The last thing before the terminal, where that can show nothing but ASCII."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from gdtui.ui.glyphs import ascii_cells


class AsciiFilter(LineFilter):
    """Puts an ASCII sign of the same width in the place of every other sign."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, in ASCII."""
        return [
            segment if segment.text.isascii() else segment._replace(text=ascii_cells(segment.text))
            for segment in segments
        ]
