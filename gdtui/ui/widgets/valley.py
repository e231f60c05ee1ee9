"""The valley: the steps as way-points on a slope, a cursor to choose one."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress, Status
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.rail import mark

FLATTENING = 1.55
"""How the slope eases off: column of way-point i of n is proportional to (i/n) to this power."""


def columns(count: int, width: int) -> list[int]:
    """The columns of the way-points of a descent that is steep first and flat at last."""
    last = max(1, count - 1)
    return [round(width * (index / last) ** FLATTENING) for index in range(count)]


class Valley(Widget, can_focus=True):
    """One row a step, two on tall screens. ↑ ↓ move the cursor, Enter picks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open"),
        Binding("up", "move(-1)", "Choose", key_display="↑↓"),
        Binding("down", "move(1)", "Choose", show=False),
    ]

    progress: reactive[Progress] = reactive(Progress, layout=False)
    cursor: reactive[int] = reactive(0)

    class Picked(Message):
        """The learner picked a step."""

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def __init__(self, lesson: Lesson, ball: Step, glyphs: Glyphs) -> None:
        super().__init__()
        self.lesson = lesson
        self.ball = ball
        self.glyphs = glyphs
        self.set_reactive(Valley.cursor, lesson.number(ball.id) - 1)

    def render(self) -> Content:
        """The slope, row by row."""
        steps = self.lesson.steps
        longest = max(len(step.title) for step in steps) + 4
        slope = max(len(steps), min(self.size.width - longest - 22, 60))
        at = columns(len(steps), slope)
        rows = [self._row(index, at) for index in range(len(steps))]
        if self._pitch() == 2:
            rows = [line for index, row in enumerate(rows) for line in (row, self._drop(index, at))]
        return Content("\n").join(rows)

    def _pitch(self) -> int:
        return 2 if self.size.height >= 2 * len(self.lesson.steps) else 1

    def _row(self, index: int, at: list[int]) -> Content:
        step = self.lesson.steps[index]
        glyphs = self.glyphs
        status = self.progress.status(step.id, step.work)
        glyph, style = mark(status, step is self.ball, glyphs)
        dashes = at[index + 1] - at[index] - 1 if index + 1 < len(at) else 0
        track = glyphs.rule * max(0, dashes) + (glyphs.slope_edge if index + 1 < len(at) else "")
        start = " " * at[index] + (glyphs.slope_foot if index else glyphs.slope)
        here = index == self.cursor and self.has_focus
        name = "bold $accent" if here else "" if status is Status.COMPLETED else "$foreground 85%"
        left = Content.assemble(
            (" " + start, "$secondary"),
            (glyph, style),
            (track, "$secondary"),
            "  ",
            (glyphs.pointer + " " if here else "  ", "bold $accent"),
            (f"{index + 1} {step.title}", name),
        )
        right = self._note(step, status)
        gap = max(1, self.size.width - left.cell_length - right.cell_length - 1)
        return Content.assemble(left, " " * gap, right)

    def _note(self, step: Step, status: Status) -> Content:
        if status is Status.NOT_STARTED:
            words = f"{step.minutes} min"
            return Content.styled(words, MUTED)
        return Content.styled(
            status.label, "$success" if status is Status.COMPLETED else "$primary"
        )

    def _drop(self, index: int, at: list[int]) -> Content:
        if index + 1 == len(at):
            return Content("")
        return Content.styled(" " + " " * at[index + 1] + " " + self.glyphs.bar, "$secondary")

    def action_move(self, by: int) -> None:
        """Move the cursor up or down."""
        self.cursor = max(0, min(len(self.lesson.steps) - 1, self.cursor + by))

    def action_pick(self) -> None:
        """Pick the step under the cursor."""
        self.post_message(self.Picked(self.lesson.steps[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """Pick the step that was clicked."""
        index = event.y // self._pitch()
        if 0 <= index < len(self.lesson.steps):
            self.post_message(self.Picked(self.lesson.steps[index]))
