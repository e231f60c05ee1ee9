"""A line of names of which one is shown, such as the views of a run."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

GAP = 2


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

    def render(self) -> Content:
        """The names, then the note."""
        parts = [
            (f"[{name}]", "bold $accent") if index == self.chosen else (f" {name} ", "$secondary")
            for index, name in enumerate(self.names)
        ]
        names = Content(" " * GAP).join(Content.assemble(part) for part in parts)
        gap = self.size.width - names.cell_length - len(self.note)
        return Content.assemble(names, " " * gap, self.note) if gap > 1 else names

    def on_click(self, event: events.Click) -> None:
        """Choose the name under the pointer."""
        at = 1
        for index, name in enumerate(self.names):
            if at <= event.x < at + len(name) + 2:
                self.post_message(self.Picked(index))
                return
            at += len(name) + 2 + GAP
