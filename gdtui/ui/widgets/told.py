"""What is told beside a map: it scrolls up and down, and leaves ← and → to the page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Told(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Has the keys once there is something told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Read", key_display="↑↓"),
        Binding("down", "scroll_down", "Read", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
    ]
