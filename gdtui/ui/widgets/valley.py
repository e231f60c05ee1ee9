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
from gdtui.ui.scoring import completed, most_stars, stars_of
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.rail import mark

GROUND = "on $panel"
"""What lies under the slope."""

NOTE, STARS = 12, 4
"""Cells for how a step stands and for its stars, each with its gap."""

WIDEST, MOST_PITCH = 96, 3
"""The widest slope in columns, and the most rows for a step."""

FLATTENING = 1.55
"""How the slope eases off: column of way-point i of n is proportional to (i/n) to this power."""


def columns(count: int, width: int) -> list[int]:
    """The columns of the way-points of a descent that is steep first and flat at last."""
    last = max(1, count - 1)
    return [round(width * (index / last) ** FLATTENING) for index in range(count)]


class Valley(Widget, can_focus=True):
    """A loss curve from above: one row a step, more on tall screens, the ground under the slope.

    ↑ ↓ move the cursor, Enter picks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open"),
        Binding("up", "move(-1)", "Choose", key_display="↑↓"),
        Binding("down", "move(1)", "Choose", show=False),
    ]

    progress: reactive[Progress] = reactive(Progress, layout=False)
    game: reactive[bool] = reactive(True)
    cursor: reactive[int] = reactive(0)

    class Pointed(Message):
        """The cursor moved."""

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
        notes = NOTE + (STARS if self.game else 0)
        slope = max(len(steps), min(self.size.width - longest - notes - 8, WIDEST))
        at = columns(len(steps), slope)
        drops = self._pitch() - 1
        rows: list[Content] = []
        for index in range(len(steps)):
            rows += [self._row(index, at), *[self._drop(index, at)] * drops]
        return Content("\n").join(rows)

    def _pitch(self) -> int:
        """Rows from one way-point to the next."""
        return max(1, min(MOST_PITCH, self.size.height // len(self.lesson.steps)))

    def _row(self, index: int, at: list[int]) -> Content:
        step = self.lesson.steps[index]
        glyphs = self.glyphs
        status = self.progress.status(step.id, step.work)
        glyph, style = mark(status, step is self.ball, glyphs)
        dashes = at[index + 1] - at[index] - 1 if index + 1 < len(at) else 0
        track = glyphs.rule * max(0, dashes) + (glyphs.slope_edge if index + 1 < len(at) else "")
        behind = "$success" if status is Status.COMPLETED else "$secondary"
        here = index == self.cursor and self.has_focus
        name = "bold $accent" if here else "" if status is Status.COMPLETED else "$foreground 85%"
        left = Content.assemble(
            (" " * (at[index] + 1), GROUND),
            (glyphs.slope_foot if index else glyphs.slope, behind),
            (glyph, style),
            (track, behind),
            "  ",
            (glyphs.pointer + " " if here else "  ", "bold $accent"),
            (f"{index + 1} {step.title}", name),
        )
        right = self._note(step, status)
        gap = max(1, self.size.width - left.cell_length - right.cell_length - 1)
        return Content.assemble(left, " " * gap, right)

    def _note(self, step: Step, status: Status) -> Content:
        if status is Status.NOT_STARTED:
            words, style = f"{step.minutes} min", MUTED
        else:
            words = status.label
            style = "$success" if status is Status.COMPLETED else "$primary"
        return Content.assemble(*self._stars(step), (words.rjust(NOTE), style))

    def _stars(self, step: Step) -> tuple[tuple[str, str], ...]:
        """The stars of a step, earned and not; none without the game."""
        if not self.game:
            return ()
        earned, most = stars_of(step, self.progress), most_stars(step)
        empty = self.glyphs.star_empty * (most - earned)
        return (
            (self.glyphs.star * earned, "$accent"),
            (empty + " " * (STARS - most), MUTED),
        )

    def _drop(self, index: int, at: list[int]) -> Content:
        """The ground between two way-points, and the slope at its edge; last, the floor."""
        if index + 1 == len(at):
            return Content.styled(" " * (at[-1] + 4), GROUND)
        step = self.lesson.steps[index]
        done = completed(step, self.progress)
        return Content.assemble(
            (" " * (at[index + 1] + 1), GROUND),
            (" " + self.glyphs.bar, "$success" if done else "$secondary"),
        )

    def action_move(self, by: int) -> None:
        """Move the cursor up or down."""
        self.cursor = max(0, min(len(self.lesson.steps) - 1, self.cursor + by))

    @property
    def pointed(self) -> Step:
        """The step under the cursor."""
        return self.lesson.steps[self.cursor]

    def watch_cursor(self) -> None:
        """Tell that the cursor moved."""
        self.post_message(self.Pointed())

    def action_pick(self) -> None:
        """Pick the step under the cursor."""
        self.post_message(self.Picked(self.pointed))

    def on_click(self, event: events.Click) -> None:
        """Pick the step that was clicked."""
        index = event.y // self._pitch()
        if 0 <= index < len(self.lesson.steps):
            self.post_message(self.Picked(self.lesson.steps[index]))
