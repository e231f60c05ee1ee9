"""A coarse dial: a few values in a row, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.ui.themes import MUTED


class Ladder(Widget):
    """Shows the values in one line; the page turns it by keys, a click chooses a value."""

    DEFAULT_CSS = "Ladder { height: 1; }"

    index: reactive[int] = reactive(0)
    locked: reactive[bool] = reactive(False)
    """Whether the choice holds and cannot be changed now."""

    class Turned(Message):
        """The learner chose a value."""

        def __init__(self, ladder: Ladder) -> None:
            super().__init__()
            self.ladder = ladder

    def __init__(self, label: str, values: Sequence[str], index: int, keys: str, id: str) -> None:
        super().__init__(id=id)
        self.label = label
        self.values = tuple(values)
        self.keys = keys
        self.set_reactive(Ladder.index, index)

    def turn(self, by: int) -> None:
        """Choose the value so many places on; it stops at its ends."""
        if not self.locked:
            self.index = max(0, min(len(self.values) - 1, self.index + by))

    def watch_index(self) -> None:
        """Tell the page."""
        self.post_message(self.Turned(self))

    def render(self) -> Content:
        """The label, the values, and the keys that turn them."""
        parts: list[tuple[str, str]] = [(self.label, "$secondary")]
        for index, value in enumerate(self.values):
            here = index == self.index
            style = "bold $accent" if here else MUTED if self.locked else ""
            parts.append((f"[{value}]" if here else f" {value} ", style))
        parts.append(("  held" if self.locked else f"  {self.keys}", MUTED))
        return Content.assemble(*parts).truncate(self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the value that was clicked."""
        at = len(self.label)
        for index, value in enumerate(self.values):
            if at <= event.x < at + len(value) + 2:
                self.turn(index - self.index)
                return
            at += len(value) + 2
