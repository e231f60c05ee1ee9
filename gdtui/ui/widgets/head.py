"""The header line: the lesson, this step and its status, how many are completed."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import FOG, Progress, Status
from gdtui.progress.score import pushes, score
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.scoring import completed
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.rail import Rail, marks

ROOMY = 100
"""Columns from which the lesson's title and the step's stand in one line."""

SCORED = 76
"""Columns from which one line has room for the longest title, its status, the marks, the score."""


class Head(Widget):
    """One line on wide screens, where the rail stands beside the body; else two."""

    progress: reactive[Progress] = reactive(Progress, layout=False)
    trouble: reactive[str] = reactive("")
    """Why nothing is being saved, or an empty text."""
    game: reactive[bool] = reactive(True)

    def __init__(self, lesson: Lesson, step: Step | None, glyphs: Glyphs) -> None:
        super().__init__()
        self.lesson = lesson
        self.step = step
        self.glyphs = glyphs

    def render(self) -> Content:
        """The line or lines, as wide as the widget."""
        lesson = Content.styled(self.lesson.title, MUTED if self.step else "bold")
        here = self._here()
        if self.size.height == 1:
            roomy = self.app.size.width >= ROOMY
            narrow = here if self.step else lesson
            left = Content.assemble(lesson, "   ", here) if roomy else narrow
            if self.screen.query_one(Rail).display:
                return self._counted(left, self._count())
            return self._counted(left, Content.assemble(self._marks(), "  ", self._count()))
        return Content("\n").join(
            (self._counted(lesson, self._count()), self._spread(here, self._marks()))
        )

    def on_resize(self) -> None:
        """The rail may come or go with the size, a moment later."""
        self.call_after_refresh(self.refresh)

    def _here(self) -> Content:
        if self.step is None:
            subtitle = f"{self.lesson.subject} · {self.lesson.minutes} min"
            return Content.styled(subtitle, MUTED)
        status = self.progress.status(self.step.id, self.step.work)
        number = self.lesson.number(self.step.id)
        return Content.assemble(
            (f"Step {number} ", "$accent"),
            (self.step.title, "bold"),
            (f" · {status.label}", "$text-success" if status is Status.COMPLETED else "$secondary"),
        )

    def _marks(self) -> Content:
        return marks(self.lesson, self.progress, self.step, self.glyphs)

    def _count(self) -> Content:
        steps = self.lesson.steps
        done = sum(completed(step, self.progress) for step in steps)
        count = Content.styled(f"{done}/{len(steps)}", "bold $primary")
        if self.trouble:
            return Content.assemble(("not saved", "bold $text-error"), "  ", count)
        if self.step is not None:
            return count
        return Content.assemble(count, (f" · {overall(done, len(steps), self.progress)}", ""))

    @property
    def _ball(self) -> str:
        """The score."""
        return f" {self.glyphs.arrow_up} {score(pushes(self.progress)).position:.1f}"

    def _counted(self, left: Content, right: Content) -> Content:
        """The count comes last, and after it the score, on every page of a size or on none."""
        if self.game and (self.size.height > 1 or self.size.width >= SCORED):
            right = Content.assemble(right, (self._ball, "bold $accent"))
        return self._spread(left, right)

    def _spread(self, left: Content, right: Content) -> Content:
        room = self.size.width
        left = left.truncate(max(0, room - right.cell_length - 1), ellipsis=True)
        gap = max(1, room - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)


def overall(done: int, steps: int, progress: Progress) -> str:
    """The status of the whole lesson, in words."""
    if done == steps:
        return Status.COMPLETED.label
    started = any(
        step != FOG and kind in ("work", "seen", "answer", "draft")
        for step, kind, _ in progress.facts
    )
    return (Status.IN_PROGRESS if done or started else Status.NOT_STARTED).label
