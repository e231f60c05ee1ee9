"""The recap: what the learner did in the whole lesson, and what to look at again."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from gdtui.lesson.model import Step
from gdtui.progress.model import NotSaved, Progress, RunRecord, Status
from gdtui.ui.recap import RUNNING, gather
from gdtui.ui.recap_text import markdown
from gdtui.ui.scoring import most_stars, stars_of
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.page import Page

WIDEST, MARGIN = 72, 12
"""Columns of the chart at most, and what lies beside it on narrow screens."""

WELL = 2
"""Stars in every other step that make the whole lesson well done."""


class RecapScreen(StepScreen):
    """Belongs to the last step. Seen to its end, it is work done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Read on"),
        Binding("escape", "app.back_to_step", "Back"),
    ]

    def compose_body(self) -> ComposeResult:
        """A word until the runs are there."""
        yield Static("Gathering your runs.", id="gathering", markup=False)

    def on_mount(self) -> None:
        """Ask for the runs."""
        self.run_worker(self._gather(), group="recap", exit_on_error=True)

    async def _gather(self) -> None:
        runs: dict[str, tuple[RunRecord, ...]] = {}
        try:
            for step in self.lesson.steps:
                if step.kind in RUNNING:
                    runs[step.id] = await asyncio.wrap_future(self.owner.keeper.runs(step.id))
        except NotSaved as problem:
            self.notify(str(problem), severity="warning", markup=False)
        recap = gather(self.lesson, self.progress, runs)
        width = min(WIDEST, self.query_one("#body").size.width - MARGIN)
        ascii = self.owner.manner.ascii
        text = markdown(recap, self.owner.words, width=width, ascii=ascii, game=self.game)
        await self.query_one("#gathering").remove()
        page = Page(text)
        await self.query_one("#body").mount(page)
        page.focus()

    def on_page_moved(self, event: Page.Moved) -> None:
        """The end of it is work done; what the other steps have come to by then are merits."""
        if event.at_end:
            self.keep("work", "recap")
            others = [step for step in self.lesson.steps if step is not self.step]
            if all(done(step, self.progress) for step in others):
                self.keep("work", "all-done")
            if all(well_done(step, self.progress) for step in others):
                self.keep("work", "all-well")

    def action_page_down(self) -> None:
        """Read on."""
        for page in self.query(Page):
            page.read_on()

    def next_action(self) -> str:
        """Read on, or go."""
        if self.kept("work", "recap") is None:
            return "Space: next page, to the end of the recap."
        return f"gdtui export writes this to a file. {self.onward()}."


def done(step: Step, progress: Progress) -> bool:
    """Whether a step is completed."""
    return progress.status(step.id, step.work) is Status.COMPLETED


def well_done(step: Step, progress: Progress) -> bool:
    """Whether a step has two stars or more, or all where it has fewer."""
    return stars_of(step, progress) >= min(WELL, most_stars(step))
