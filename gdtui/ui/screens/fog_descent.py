"""One descent in the fog: instruments, dials and a map that is uncovered on the way."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from gdtui.descent.attempts import Attempt
from gdtui.descent.fog import BETAS, RATES, Level, begin, rivals, steps
from gdtui.lesson.descents import FogLevel
from gdtui.lesson.model import Lesson
from gdtui.progress.model import FOG, Fact, Progress
from gdtui.progress.score import fog_size
from gdtui.ui.fog_levels import attempt, best_steps, fact_of, played
from gdtui.ui.fog_map import fog_map
from gdtui.ui.messages import Learned
from gdtui.ui.screens.lifted import LiftedScreen
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.instruments import comparison, lost, readings, shown, verdict
from gdtui.ui.widgets.ladder import Ladder
from gdtui.ui.widgets.told import Told

BESIDE = 76
"""Columns from which what is told at the end stands beside the map."""

FEW = 3
"""Steps that are given up without a question."""


class FogDescentScreen(LiftedScreen):
    """Enter steps. Once the flag counts, or the player gives up, the fog lifts.

    Every move is kept, so that a level is found as it was left.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "steps(1)", "Step"),
        Binding("left", "rate(-1)", "Rate", key_display="← →"),
        Binding("right", "rate(1)", "Rate", show=False),
        Binding("up", "beta(1)", "Momentum", key_display="↑↓"),
        Binding("down", "beta(-1)", "Momentum", show=False),
        Binding("t", "steps(10)", "Ten steps"),
        Binding("c", "compare", "Compare"),
        Binding("left", "look(-1)", "Look back", key_display="← →"),
        Binding("right", "look(1)", "Look back", show=False),
        Binding("v", "replay", "Replay"),
        Binding("r", "restart", "Restart"),
        Binding("l", "lift", "Lift the fog"),
        Binding("escape", "levels", "Levels"),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, told: FogLevel, level: Level) -> None:
        super().__init__(lesson, progress)
        self.told = told
        self.level = level
        self.left = attempt(progress, level)
        """The descent as it was kept last."""
        self.descent, self.lifted = self.left.descent, self.left.lifted
        self.asked = ""
        """The key that ends this descent when it is pressed again."""

    def compose_body(self) -> ComposeResult:
        """Instruments and dials above, the map below; at the end what is told beside it."""
        words, (lr, beta) = self.owner.words, self.left.setting
        with Vertical(id="instruments"):
            yield Static(id="readings", markup=False)
            rates = [f"{rate:g}" for rate in RATES]
            yield Ladder("lr ", rates, RATES.index(lr), words("← →"), id="rate")
            if not self.level.free:
                betas = [f"{beta:g}" for beta in BETAS]
                yield Ladder(words("β  "), betas, BETAS.index(beta), words("↑ ↓"), id="beta")
        with Container(id="ground"):
            yield Chart(ascii=self.owner.manner.ascii)
            with Told(id="told"):
                yield Static(id="told-words", markup=False)

    def on_mount(self) -> None:
        """In the fog, or where it had lifted."""
        self.query_one(Chart).can_focus = False
        if self.lifted:
            self._lift()
        self.show()

    def on_resize(self) -> None:
        """Where there is room, what is told stands beside the map."""
        self.set_class(self.size.width >= BESIDE, "beside")

    # Playing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now."""
        if action in ("steps", "rate", "beta"):
            held = action != "steps" and not self.level.free and self.descent.steps > 0
            offered = action != "beta" or not self.level.free
            return offered and not (self.lifted or self.descent.over or held)
        moved = self.descent.steps > 0
        return {
            "compare": self.lifted,
            "look": self.lifted and moved,
            "replay": self.lifted and moved and self.owner.manner.animation,
            "restart": self.lifted or moved,
            "lift": not self.lifted,
        }.get(action, True)

    @property
    def setting(self) -> tuple[float, float]:
        """The learning rate and the momentum on the dials."""
        beta = 0.0 if self.level.free else BETAS[self.query_one("#beta", Ladder).index]
        return RATES[self.query_one("#rate", Ladder).index], beta

    def action_steps(self, count: int) -> None:
        """Take steps with the dials as they stand, up to the end."""
        lr, beta = self.setting
        self.descent = steps(self.descent, [(lr, beta)] * count)
        if self.descent.settled is not None:
            self._reached(self.descent.settled)
            self._lift()
        self._keep()
        self.show()

    def _keep(self) -> None:
        """Keep the descent as it is now, and that it is the one being played."""
        self.asked = ""
        now = Attempt(self.descent, self.setting, self.lifted)
        if now != self.left:
            self.left = now
            self.post_message(Learned([fact_of(now, self.level), played(self.level)]))

    def on_ladder_turned(self) -> None:
        """A dial stands elsewhere, by a key or by a click."""
        self._keep()

    def action_rate(self, by: int) -> None:
        """Turn the dial of learning rates."""
        self.query_one("#rate", Ladder).turn(by)

    def action_beta(self, by: int) -> None:
        """Turn the dial of momentum."""
        self.query_one("#beta", Ladder).turn(by)

    def action_restart(self) -> None:
        """Back to the start, into the fog; a way of some length is not given up unasked."""
        if self.descent.steps > FEW and self._unsure("r"):
            return
        self.stop_film()
        self.descent = begin(self.level.surface)
        self.lifted = False
        self.rival = None
        self.set_focus(None)
        self._keep()
        self.show()

    def action_lift(self) -> None:
        """Give up, and see where it was; asked once, for then this descent is over."""
        if self._unsure("l"):
            return
        self._lift()
        self._keep()
        self.show()

    def _unsure(self, key: str) -> bool:
        """Ask whether this descent is to end, where it is under way and that was not asked."""
        if self.lifted or self.descent.over or self.asked == key:
            return False
        self.asked = key
        self.say_next()
        return True

    def on_key(self, event: events.Key) -> None:
        """Any other key takes the question back."""
        if self.asked and event.key != self.asked:
            self.asked = ""
            self.say_next()

    async def action_levels(self) -> None:
        """Back to the list of levels."""
        await self.owner.action_fog(self.level.id)

    def _reached(self, steps: int) -> None:
        """Keep the result, if it is the best."""
        self.push(FOG, self.level.id, fog_size(steps, self.level.par))
        before = best_steps(self.progress, self.level.id)
        if before is None or steps < before:
            self.post_message(Learned([Fact(FOG, "answer", self.level.id, str(steps))]))

    def _lift(self) -> None:
        self.lifted = True
        self.rivals = self.rivals or rivals(self.level)
        self.look = self.descent.steps
        # What is not shown yet cannot take the focus.
        self.call_after_refresh(self._to_told)

    def _to_told(self) -> None:
        """The keys that scroll go to what is told."""
        told = self.query_one(Told)
        told.scroll_home(animate=False)
        if self.lifted:
            told.focus()

    # Showing

    def next_action(self) -> str:
        """A step, another attempt, or the next level."""
        if self.lifted:
            return "c: compare with an optimizer. r: again. Esc: levels."
        if self.descent.diverged:
            return "r tries again, l lifts the fog."
        if self.asked == "l":
            return "l again lifts the fog: this descent ends there."
        if self.asked == "r":
            return f"r again goes back to the start: {self.descent.steps} steps are lost."
        if self.level.free:
            return "← → turns the rate, Enter takes a step with it."
        if self.descent.steps:
            return "Enter: a step. t: ten. r: again with another setting."
        return "← → and ↑ ↓ set the dials for the whole way; Enter steps."

    def progressed(self) -> None:
        """A new best result is told at once."""
        super().progressed()
        self._show_readings()

    def show(self) -> None:
        """Bring everything up to date."""
        self.set_class(self.lifted, "lifted")
        for ladder in self.query(Ladder):
            ladder.locked = not self.level.free and self.descent.steps > 0
        self._show_readings()
        if self.lifted:
            self._show_told()
        look = self.look if self.lifted else None
        rival = None if self.rival is None else self.rivals[self.rival]
        self.query_one(Chart).plot = fog_map(self.level, self.descent, look, rival)
        self.say_next()
        self.refresh_bindings()

    def _show_readings(self) -> None:
        words, descent = self.owner.words, self.descent
        record = best_steps(self.progress, self.level.id)
        if self.lifted:
            text = verdict(descent, self.level, self.told.name, record, words)
            text = text + "\n" + shown(descent, self.look, words)
        elif descent.diverged:
            text = lost(descent, self.told.name, words)
        else:
            ascii = self.owner.manner.ascii
            text = readings(descent, self.told.name, self.level.par, record, words, ascii)
        self.query_one("#readings", Static).update(text)

    def _show_told(self) -> None:
        table = comparison(self.descent, self.level, self.rivals, self.rival, self.owner.words)
        why = Content(self.owner.words(self.told.why))
        self.query_one("#told-words", Static).update(Content.assemble(table, "\n\n", why))
