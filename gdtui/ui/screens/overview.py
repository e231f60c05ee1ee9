"""The overview: the valley with its way-points, where a learner starts and comes back to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from gdtui.lesson.model import Step
from gdtui.progress.model import Progress
from gdtui.progress.rounds import Round
from gdtui.ui.asking_again import returning_today
from gdtui.ui.messages import Chosen, Learned
from gdtui.ui.scoring import completed, recap_step
from gdtui.ui.screens.frame import LessonScreen
from gdtui.ui.widgets.meter import Meter
from gdtui.ui.widgets.valley import Valley

POINTER = 2
"""Cells before the words of the next action."""


class OverviewScreen(LessonScreen):
    """Shows the whole lesson; Enter goes to the step under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "app.step(1)", "Next step", show=False),
        Binding("d", "due", "Due questions"),
        Binding("f", "fog", "Fog"),
        Binding("r", "recap", "Recap"),
        Binding("m", "momentum", "Momentum"),
    ]

    def compose_body(self) -> ComposeResult:
        """A line on what this is, and the valley."""
        yield Static(self.lesson.subtitle, id="subtitle", markup=False)
        yield Static(id="due", markup=False)
        valley = Valley(
            self.lesson, recommended(self.lesson.steps, self.progress), self.owner.glyphs
        )
        yield valley.data_bind(LessonScreen.progress, LessonScreen.game)
        meter = Meter(self.lesson, self.owner.words, self.owner.glyphs)
        yield meter.data_bind(LessonScreen.progress, LessonScreen.game)

    def on_mount(self) -> None:
        """The valley takes the keys."""
        self.query_one(Valley).focus()
        self._tell_due()

    def progressed(self) -> None:
        """Questions may return today."""
        super().progressed()
        self._tell_due()

    def _tell_due(self) -> None:
        found = self.due()
        line = self.query_one("#due", Static)
        line.display = found is not None
        if found is not None:
            count = len(found[1].questions)
            what = "question that you missed returns" if count == 1 else "questions return"
            line.update(self.owner.words(f"{count} {what} today: d asks again."))
        self.refresh_bindings()

    def due(self) -> tuple[Step, Round] | None:
        """The missed questions that return today, and their step; none while a round is open."""
        return returning_today(self.lesson, self.progress, self.owner.manner.today())

    def action_due(self) -> None:
        """Ask what returns today."""
        found = self.due()
        if found is not None:
            step, round_ = found
            self.post_message(Learned(round_.begun(step.id)))
            self.post_message(Chosen(step.id))

    async def action_recap(self) -> None:
        """Go to the recap."""
        await self.owner.action_recap()

    def action_momentum(self) -> None:
        """Tell the rule of the game."""
        self.owner.action_momentum()

    def watch_game(self) -> None:
        """Its key comes and goes with the game."""
        self.refresh_bindings()

    def on_valley_picked(self, event: Valley.Picked) -> None:
        """Go to the step."""
        self.post_message(Chosen(event.step.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The descent in the fog is where the lesson has it, and questions when some are due."""
        if action == "due":
            return self.due() is not None
        if action == "recap":
            return recap_step(self.lesson) is not None
        if action == "momentum":
            return self.game
        return action != "fog" or self.lesson.has_fog

    async def action_fog(self) -> None:
        """Go to the descent in the fog."""
        await self.owner.action_fog()

    def on_resize(self) -> None:
        """The invitation is there where there is room for it."""
        self.call_after_refresh(self._say_anew)

    def _say_anew(self) -> None:
        if self.whole:
            self.say_next()

    def on_valley_pointed(self) -> None:
        """Say what Enter opens now."""
        self.say_next()

    def next_action(self) -> str:
        """The invitation of the step under the cursor, which is the recommended one at first."""
        step = self.query_one(Valley).pointed
        number = self.lesson.number(step.id)
        opens = f"Enter opens step {number}"
        whole = f"{opens}. {step.invitation}."
        room = self.query_one("#next").content_size.width - POINTER
        return (
            whole if room < 0 or len(self.owner.words(whole)) <= room else f"{opens}, {step.title}."
        )


def recommended(steps: tuple[Step, ...], progress: Progress) -> Step:
    """The step to go on with.

    The one the learner was at, while it is open; else the first that is open; else the last.
    """
    at = progress.value("", "place", "step")
    opened = [step for step in steps if not completed(step, progress)]
    return next((step for step in opened if step.id == at), opened[0] if opened else steps[-1])
