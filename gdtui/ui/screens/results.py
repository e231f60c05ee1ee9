"""What pages with results share: their views, and the last run of an earlier visit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import NotSaved, Progress, RunRecord
from gdtui.ui.bench import VIEWS, Plot, look_back, remembered
from gdtui.ui.screens.workbench import Pane, Workbench
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.tabs import Tabs


class Results(Workbench):
    """A workbench with a chart, an output and a line that says how a run stands."""

    views: ClassVar[tuple[str, ...]] = VIEWS
    """The names of the views, in the order of their tabs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "log", "Output", priority=True),
        Binding("l", "axis", "Log axis"),
    ]

    view: reactive[str] = reactive("loss", init=False)
    logarithmic: reactive[bool] = reactive(True, init=False)
    output: reactive[bool] = reactive(False, init=False)

    def __init__(
        self, lesson: Lesson, progress: Progress, step: Step, program: str, original: str
    ) -> None:
        super().__init__(lesson, progress, step, program, original)
        self.earlier: RunRecord | None = None

    def on_mount(self) -> None:
        """The axis is as it was left; the runs of other days come when the page stands."""
        self.set_reactive(Results.logarithmic, self.kept("setting", "axis") != "linear")
        self.call_after_refresh(self.run_worker, self._recall, group="recall")

    def result_widget(self) -> Widget:
        """The chart takes the keys on its side."""
        return self.query_one(Chart)

    # Earlier visits

    async def _recall(self) -> None:
        try:
            records = await asyncio.wrap_future(self.owner.keeper.runs(self.step.id))
        except NotSaved as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        if self.whole:
            self.recalled(records)

    def recalled(self, records: Sequence[RunRecord]) -> None:
        """The runs of other days are there: until there is a new one, show the last."""
        if not self.began:
            self.earlier = next((run for run in reversed(records) if run.curve), None)
        if self.earlier is not None:
            if not self.crowded:
                self.query_one("#bench").remove_class("fresh")
            self.draw()

    @property
    def began(self) -> bool:
        """Whether the program was run on this visit."""
        return False

    def recollected(self, record: RunRecord) -> Plot:
        """The picture of the last run of an earlier visit."""
        kind = next((each for each in VIEWS if each == self.view), VIEWS[0])
        return remembered(record, kind, self.logarithmic)

    def bring(self, front: Pane) -> None:
        """Bring a pane to the front; there is something to see, if it was run earlier."""
        if front == "results" and self.earlier is not None:
            self.query_one("#bench").remove_class("fresh")
        super().bring(front)

    # Showing

    @property
    def opening(self) -> str:
        """What the line under the results says before there is any run."""
        return ""

    def draw(self) -> None:
        """Show the last run of an earlier visit, if there is one."""
        if self.earlier is None:
            self.show(None, self.opening)
        else:
            told = self.owner.words(look_back(self.earlier))
            self.show(self.recollected(self.earlier), told)

    def show(self, plot: Plot | None, words: str, tone: str = "calm") -> None:
        """A picture, and the line under it with its tone."""
        self.query_one(Chart).plot = plot
        line = self.query_one("#outcome", Static)
        line.update(words)
        line.set_classes(tone)
        self.say_title()

    def watch_view(self) -> None:
        """Draw the other view."""
        self.draw()

    def watch_logarithmic(self) -> None:
        """Draw on the other axis, and remember it."""
        self.keep("setting", "axis", "logarithmic" if self.logarithmic else "linear")
        self.draw()

    def watch_output(self) -> None:
        """Show the output in place of the chart, or beside it where there is room."""
        self.query_one("#results").set_class(self.output, "printed")
        self.say_title()

    def say_title(self) -> None:
        """The titles of both sides."""
        super().say_title()
        tabs = self.query_one(Tabs)
        tabs.chosen = len(self.views) if self.output else self.views.index(self.view)
        tabs.note = "last run" if self.earlier else ""

    def action_view(self) -> None:
        """The next view, and round again."""
        if self.output:
            self.output = False
        else:
            self.view = self.views[(self.views.index(self.view) + 1) % len(self.views)]

    def on_tabs_picked(self, event: Tabs.Picked) -> None:
        """A click on a view shows it."""
        self.output = event.index == len(self.views)
        if not self.output:
            self.view = self.views[event.index]

    def action_log(self) -> None:
        """Show what the program printed, or the chart again."""
        self.output = not self.output

    def action_axis(self) -> None:
        """Linear or logarithmic."""
        self.logarithmic = not self.logarithmic
