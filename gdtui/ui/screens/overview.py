"""The overview: the valley with its way-points, where a learner starts and comes back to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from gdtui.lesson.model import Step
from gdtui.progress.model import Progress, Status
from gdtui.ui.messages import Chosen
from gdtui.ui.screens.frame import LessonScreen
from gdtui.ui.widgets.valley import Valley


class OverviewScreen(LessonScreen):
    """Shows the whole lesson; Enter goes to the step under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "app.step(1)", "Next step", show=False)]

    def compose_body(self) -> ComposeResult:
        """A line on what this is, and the valley."""
        yield Static(self.lesson.subtitle, id="subtitle", markup=False)
        valley = Valley(
            self.lesson, recommended(self.lesson.steps, self.progress), self.owner.glyphs
        )
        yield valley.data_bind(LessonScreen.progress)

    def on_mount(self) -> None:
        """The valley takes the keys."""
        self.query_one(Valley).focus()

    def on_valley_picked(self, event: Valley.Picked) -> None:
        """Go to the step."""
        self.post_message(Chosen(event.step.id))

    def next_action(self) -> str:
        """The recommended step's invitation."""
        step = recommended(self.lesson.steps, self.progress)
        number = self.lesson.number(step.id)
        return f"Enter opens step {number}. {step.invitation}."


def recommended(steps: tuple[Step, ...], progress: Progress) -> Step:
    """The step to go on with.

    The one the learner was at, while it is open; else the first that is not completed and
    not merely waiting for work that is done elsewhere; else the last.
    """
    at = progress.value("", "place", "step")
    for step in steps:
        if step.id == at and progress.status(step.id, step.work) is not Status.COMPLETED:
            return step
    for step in steps:
        if progress.status(step.id, step.work) is Status.NOT_STARTED:
            return step
    for step in steps:
        if progress.status(step.id, step.work) is not Status.COMPLETED:
            return step
    return steps[-1]
