"""A list of names to choose from, which tells the footer so."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Names(OptionList):
    """An option list whose prompts are plain text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓"),
        Binding("down", "cursor_down", "Choose", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)
