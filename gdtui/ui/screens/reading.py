"""A page to read, with the place in it remembered."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from gdtui.lesson.model import Reading
from gdtui.progress.model import Status
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.page import Page


class ReadingScreen(StepScreen):
    """Reading to the end is work done; opening the page is not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Read on"),
    ]
    body: Reading

    def compose_body(self) -> ComposeResult:
        """The text."""
        assert isinstance(self.step.body, Reading)
        yield Page(self.owner.words(self.step.body.text), place=self.place())

    def place(self) -> float:
        """The share of the text that was above the screen when it was left."""
        return float(self.kept("place", "scroll") or 0.0)

    def on_mount(self) -> None:
        """The text takes the keys."""
        self.query_one(Page).focus()

    def on_page_moved(self, event: Page.Moved) -> None:
        """Remember the place, and the end when it is reached."""
        self.keep("place", "scroll", f"{event.place:.4f}")
        if event.at_end:
            self.keep("work", "read")
        self.say_next()

    def action_page_down(self) -> None:
        """Read on, and at the end of the text go on to the next step."""
        self.query_one(Page).read_on()

    def next_action(self) -> str:
        """Read on, or go on."""
        if self.kept("work", "read") is None:
            return f"Space: next page. {self.step.invitation}."
        if self.progress.status(self.step.id, self.step.work) is Status.COMPLETED:
            return f"Completed. {self.onward()}."
        return f"Read to the end. {self.onward()}."
