"""A line of names of which one is shown, such as the views of a run."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = 2
"""Blanks between two names, where they all fit."""


class Tabs(Widget):
    """The chosen name stands in brackets; a click chooses. ``note`` stands at the right end."""

    chosen: reactive[int] = reactive(0)
    note: reactive[str] = reactive("")

    class Picked(Message):
        """A name was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(classes="pane-title")
        self.names = tuple(names)

    @property
    def labels(self) -> tuple[list[str], int]:
        """What stands there, and the blanks between: fewer where not all would fit."""
        room = self.size.width - sum(len(name) + 2 for name in self.names)
        pad, gap = " ", min(GAP, room // max(1, len(self.names) - 1))
        if room < 0:
            pad, gap = "", 1
        labels = [
            f"[{name}]" if index == self.chosen else f"{pad}{name}{pad}"
            for index, name in enumerate(self.names)
        ]
        return labels, gap

    def render(self) -> Content:
        """The names, then the note."""
        labels, gap = self.labels
        parts = [
            (label, "bold $accent" if index == self.chosen else "$secondary")
            for index, label in enumerate(labels)
        ]
        names = Content(" " * gap).join(Content.assemble(part) for part in parts)
        gap = self.size.width - names.cell_length - len(self.note)
        return Content.assemble(names, " " * gap, self.note) if gap > 1 else names

    def on_click(self, event: events.Click) -> None:
        """Choose the name under the pointer."""
        labels, gap = self.labels
        at = 1
        for index, label in enumerate(labels):
            if at <= event.x < at + len(label):
                self.post_message(self.Picked(index))
                return
            at += len(label) + gap
