"""The recap: what the learner did in the whole lesson, and what to look at again."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from gdtui.lesson.model import Step
from gdtui.progress.model import NotSaved, Progress, RunRecord
from gdtui.progress.rounds import Round
from gdtui.ui.asking_again import offer, open_round
from gdtui.ui.messages import Chosen, Learned
from gdtui.ui.recap import RUNNING, gather
from gdtui.ui.recap_text import markdown
from gdtui.ui.scoring import completed, most_stars, stars_of
from gdtui.ui.screens.paged import PagedScreen
from gdtui.ui.widgets.page import Page

WIDEST, MARGIN = 72, 12
"""Columns of the chart at most, and what lies beside it on narrow screens."""

EXPORT = "`gdtui export` writes this to a file."

WELL = 2
"""Stars in every other step that make the whole lesson well done."""


class RecapScreen(PagedScreen):
    """Belongs to the last step. Seen to its end, it is work done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "ask_missed", "Missed again"),
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
        recap = gather(self.lesson, self.progress, runs, self.owner.manner.today())
        width = min(WIDEST, self.query_one("#body").size.width - MARGIN)
        ascii = self.owner.manner.ascii
        text = markdown(recap, self.owner.words, width=width, ascii=ascii, game=self.game)
        await self.query_one("#gathering").remove()
        self.page = Page(f"{text}\n{EXPORT}")
        await self.query_one("#body").mount(self.page)
        self.page.focus()

    def arrived(self, place: float, at_end: bool) -> None:
        """The end of it is work done; what the other steps have come to by then are merits."""
        if at_end:
            self.keep("work", "recap")
            others = [step for step in self.lesson.steps if step is not self.step]
            if all(completed(step, self.progress) for step in others):
                self.keep("work", "all-done")
            if all(well_done(step, self.progress) for step in others):
                self.keep("work", "all-well")

    def missed(self) -> tuple[Step, Round] | None:
        """The round of missed questions that can begin, or go on, and its step."""
        return open_round(self.lesson, self.progress, self.owner.manner.today())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was missed is asked again."""
        if action == "ask_missed":
            return self.missed() is not None
        return super().check_action(action, parameters)

    def action_ask_missed(self) -> None:
        """Ask what was missed; the result of that round leads back here."""
        found = self.missed()
        if found is not None:
            step, round_ = found
            if not round_.answers:
                self.post_message(Learned(round_.begun(step.id)))
            self.post_message(Chosen(step.id))

    def next_action(self) -> str:
        """Read on, answer what was missed, or go."""
        if self.kept("work", "recap") is None:
            return "Space: next page, to the end of the recap."
        if (found := self.missed()) is not None:
            return f"m {offer(found[1])}. {self.onward()}."
        return f"Read. {self.onward()}."


def well_done(step: Step, progress: Progress) -> bool:
    """Whether a step has two stars or more, or all where it has fewer."""
    return stars_of(step, progress) >= min(WELL, most_stars(step))
