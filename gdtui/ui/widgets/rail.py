"""The rail: where the nine steps stand, as a column of names or as one line of marks."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress, Status
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.messages import Chosen
from gdtui.ui.themes import MUTED


def mark(status: Status, here: bool, glyphs: Glyphs) -> tuple[str, str]:
    """The glyph of a step and the style that goes with it."""
    if here:
        return glyphs.here, "bold $accent"
    if status is Status.COMPLETED:
        return glyphs.done, "$success"
    if status is Status.IN_PROGRESS:
        return glyphs.partial, "$primary"
    return glyphs.todo, MUTED


def marks(lesson: Lesson, progress: Progress, here: Step | None, glyphs: Glyphs) -> Content:
    """One mark a step, in a row."""
    parts = (
        mark(progress.status(step.id, step.work), step is here, glyphs) for step in lesson.steps
    )
    return Content.assemble(*parts)


class Rail(Widget):
    """A column of the step names; a click goes to a step."""

    progress: reactive[Progress] = reactive(Progress, layout=False)

    def __init__(self, lesson: Lesson, step: Step | None, glyphs: Glyphs) -> None:
        super().__init__()
        self.lesson = lesson
        self.step = step
        self.glyphs = glyphs

    def render(self) -> Content:
        """A line of air, then a line a step."""
        return Content("\n").join((Content(""), *map(self._line, self.lesson.steps)))

    def _line(self, step: Step) -> Content:
        here = step is self.step
        status = self.progress.status(step.id, step.work)
        glyph, style = mark(status, here, self.glyphs)
        name = "bold" if here else "" if status is Status.COMPLETED else MUTED
        number = self.lesson.number(step.id)
        return Content.assemble((f" {glyph} ", style), (f"{number} {step.title}", name))

    def on_click(self, event: events.Click) -> None:
        """Go to the step that was clicked."""
        index = event.y - 1
        if 0 <= index < len(self.lesson.steps):
            self.post_message(Chosen(self.lesson.steps[index].id))
