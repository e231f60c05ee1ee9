"""A page to read, with the place in it remembered."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from gdtui.lesson.model import Reading
from gdtui.ui.screens.paged import PagedScreen
from gdtui.ui.widgets.page import Page


class ReadingScreen(PagedScreen):
    """Reading to the end is work done; opening the page is not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "descend", "Descend"),
        Binding("r", "recap", "Recap"),
    ]
    body: Reading

    def compose_body(self) -> ComposeResult:
        """The text."""
        assert isinstance(self.step.body, Reading)
        self.page = Page(self.owner.words(self.step.body.text), place=self.place())
        yield self.page

    @property
    def offers_descent(self) -> bool:
        """Whether the first descent belongs to this text."""
        assert isinstance(self.step.body, Reading)
        return self.step.body.descent is not None

    @property
    def foremost(self) -> tuple[str, ...]:
        """Once the text is read, what belongs to it."""
        if self.kept("work", "read") is None:
            return super().foremost
        return ("descend",) if self.kept("work", "descent") is None else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The first descent is where the lesson has it."""
        if action == "recap":
            return "recap" in self.step.work
        if action == "descend":
            return self.offers_descent
        return super().check_action(action, parameters)

    async def action_descend(self) -> None:
        """Go to the first descent."""
        await self.owner.action_first_descent()

    async def action_recap(self) -> None:
        """Go to the recap."""
        await self.owner.action_recap()

    def place(self) -> float:
        """The share of the text that was above the screen when it was left."""
        return float(self.kept("place", "scroll") or 0.0)

    def on_mount(self) -> None:
        """The text takes the keys."""
        self.query_one(Page).focus()

    def arrived(self, place: float, at_end: bool) -> None:
        """Keep the place, unless nothing was scrolled yet; the end of the text is work done."""
        if place != self.place():
            self.keep("place", "scroll", f"{place:.4f}")
        if at_end:
            self.keep("work", "read")

    def next_action(self) -> str:
        """Read on, or go on."""
        if self.kept("work", "read") is None:
            return f"Space: next page. {self.step.invitation}."
        if self.done:
            return f"Completed. {self.onward()}."
        if self.offers_descent and self.kept("work", "descent") is None:
            if self.kept("place", "descent"):
                return "d: go on with your descent of the hidden curve."
            return "d: now get down a hidden curve by hand, before any theory."
        if "recap" in self.step.work and self.kept("work", "recap") is None:
            return "r: now look back at what you did."
        return f"Read. {self.onward()}."
