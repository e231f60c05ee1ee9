"""What a program prints: the newest lines, each as long as a screen could show."""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Size
from textual.widgets import Log
from typing_extensions import Self

MOST_LINES = 2_000
LONGEST = 400
"""Characters of a line; measuring and drawing a longer one takes the time of many keys."""


class Output(Log):
    """A log that stays quick however much, and however long the lines, a program prints."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(max_lines=MOST_LINES, auto_scroll=True, id=id)

    def write(self, data: str, scroll_end: bool | None = None) -> Self:
        """Add text, cut to what will be kept of it.

        In place of Textual's own, which measures and redraws line by line, and takes the size
        before it drops the oldest lines: after many it scrolls past the end.
        """
        first, *rest = data.split("\n")
        before = self._lines.pop() if self._lines else ""
        new = [before + first[: max(LONGEST - len(before), 0)]]
        new += [line[:LONGEST] for line in rest[-MOST_LINES:]]
        self._lines += new
        del self._lines[:-MOST_LINES]
        self._render_line_cache.clear()
        self._width = max(self._width, *(cell_len(self._process_line(line)) for line in new))
        self.virtual_size = Size(self._width, self.line_count)
        if self.auto_scroll if scroll_end is None else scroll_end:
            self.scroll_end(animate=False, immediate=True, x_axis=False)
        self.refresh()
        return self
