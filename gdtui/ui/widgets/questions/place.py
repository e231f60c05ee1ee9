"""The place of a question: it scrolls, and tells so where part of it is out of sight."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message


class QuestionPage(VerticalScroll, can_focus=False):
    """A question and what explains it. Its scroll keys are told while part is out of sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Scroll", key_display="PgUp PgDn"),
        Binding("pagedown", "page_down", "Scroll", show=False),
    ]

    class Moved(Message):
        """What is in sight has changed, and with it perhaps what is next."""

    def on_mount(self) -> None:
        """Follow what there is to scroll."""
        self.watch(self, "show_vertical_scrollbar", self.refresh_bindings, init=False)
        for value in ("scroll_y", "virtual_size"):
            self.watch(self, value, self._moved, init=False)

    def _moved(self) -> None:
        self.post_message(self.Moved())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to scroll where everything is in sight."""
        return action not in ("page_up", "page_down") or self.show_vertical_scrollbar

    @property
    def rest(self) -> str:
        """What to press for what lies below; nothing where the end is in sight."""
        return "PgDn shows the rest. " if self.scroll_y < self.max_scroll_y else ""
