"""What steps with one page to read share: space reads on, and where the reader came is told."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.page import Page


class PagedScreen(StepScreen):
    """Whoever leaves before coming to rest was there too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "page_down", "Read on")]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        self.page: Page | None = None
        """The page, once there is one."""

    @property
    def foremost(self) -> tuple[str, ...]:
        """Reading comes before going on."""
        return ("page_down",)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """At the end there is nothing to read on to."""
        return not (action == "page_down" and self.page is not None and self.page.place >= 1.0)

    def arrived(self, place: float, at_end: bool) -> None:
        """The reader has come to a place, perhaps to the end; it may have been told before."""
        raise NotImplementedError

    def on_page_moved(self, event: Page.Moved) -> None:
        """The reader rests."""
        self.arrived(event.place, event.at_end)
        if self.whole:
            self.say_next()
            self.refresh_bindings()

    def on_unmount(self) -> None:
        """The reader leaves: what the page told meanwhile may be lost, but it has its place."""
        if self.page is not None:
            self.arrived(self.page.place, self.page.place >= 1.0)

    def action_page_down(self) -> None:
        """Read on."""
        if self.page is not None:
            self.page.read_on()
