"""A list of lines that can be filled anew without losing the place, such as runs or settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class RunList(OptionList):
    """Lines of plain text, each with an id. Keys ask for what can be done with a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Turn", key_display="← →"),
        Binding("right", "turn(1)", "Turn", show=False),
        Binding("i", "ask('pinned')", "Pin"),
        Binding("h", "ask('hidden')", "Hide"),
        Binding("m", "ask('name')", "Rename"),
        Binding("d", "ask('deleted')", "Delete"),
    ]

    class Asked(Message):
        """Something is to be done with the line under the cursor."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Turned(Message):
        """The line under the cursor is to be turned up or down."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def fill(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these (id, text) in place of what is shown."""
        if [(each.id, each.prompt) for each in self.options] == list(lines):
            return
        at = self.highlighted
        was = self.get_option_at_index(at).id if at is not None else None
        self.clear_options()
        self.add_options(Option(text, key) for key, text in lines)
        ids = [key for key, _ in lines]
        if ids:
            self.highlighted = ids.index(was) if was in ids else min(at or 0, len(ids) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Runs can be pinned, hidden, renamed and deleted; settings can be turned."""
        kind = {"ask": "runs", "turn": "dials"}.get(action)
        return kind is None or (self.id == kind and self.highlighted is not None)

    def action_turn(self, by: int) -> None:
        """Leave it to the panel."""
        self.post_message(self.Turned(by))

    def action_ask(self, what: str) -> None:
        """Leave it to the page."""
        self.post_message(self.Asked(what))
