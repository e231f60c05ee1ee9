"""Playing with the training loop: it runs by itself, goes by hand, and its dials are turned."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.app import ComposeResult
from textual.timer import Timer

from gdtui.lesson.model import Lesson, Loop, Step
from gdtui.progress.model import Progress
from gdtui.ui.deck import Deck
from gdtui.ui.loop_course import lost
from gdtui.ui.pace import Pace
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.diagram import Diagram
from gdtui.ui.widgets.stage import Scene, Stage

FRAME = 0.1
"""Seconds between two frames while the loop plays."""

CONTROLS = (
    "play",
    "pause",
    "step",
    "node",
    "batch",
    "epoch",
    "lr",
    "size",
    "speed",
    "restart",
    "shuffle",
)
"""The actions that move the loop."""


class Plays(StepScreen):
    """A stage with the loop on it: `deck` is where it stands."""

    clock: Callable[[], float] = staticmethod(time.monotonic)
    """Seconds, on a clock that never goes back."""

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        assert isinstance(step.body, Loop)
        self.body = step.body
        self.deck = Deck().back_at(self.kept("place", "loop") or "")
        self.pace = Pace(0.0)
        self._frames: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The stage."""
        self.stage = Stage(
            self.body.captions,
            len(self.body.stops),
            self.owner.words,
            self.owner.glyphs,
            ascii=self.owner.manner.ascii,
        )
        yield self.stage

    def on_unmount(self) -> None:
        """Remember the place."""
        self.remember()

    def remember(self) -> None:
        """Remember where the loop stands."""
        self.keep("place", "loop", self.deck.place)

    def scene(self, pulse: int) -> Scene:
        """What the stage shows, with the pulse so many cells on its way."""
        return Scene(self.deck, pulse)

    def show_loop(self, pulse: int = 0) -> None:
        """Show the loop as it is; what has not changed is not drawn again."""
        self.stage.scene = self.scene(pulse)

    def show_all(self) -> None:
        """Show it, and the keys and the next action that go with it."""
        self.show_loop()
        self.refresh_bindings()
        self.say_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space plays or pauses; where nothing moves by itself it steps."""
        if action in ("play", "pause"):
            return self.owner.manner.animation and self.playing == (action == "pause")
        return action != "step" or not self.owner.manner.animation

    # By itself

    @property
    def playing(self) -> bool:
        """Whether the loop plays."""
        return self._frames is not None

    def action_play(self) -> None:
        """Let the loop run."""
        self.pace = Pace(self.clock())
        self._frames = self.set_interval(FRAME, self._frame)
        self.show_all()

    def action_pause(self) -> None:
        """Stand still: no timer is left."""
        self.stand_still()
        self.remember()

    def stand_still(self) -> None:
        """Play no longer."""
        if self._frames is not None:
            self._frames.stop()
            self._frames = None
            self.show_all()

    def _frame(self) -> None:
        self.pace, onward = self.pace.on(self.clock(), self.deck.pace)
        if not onward:
            self.show_loop(self.pace.pulse(self.stage.query_one(Diagram).arrow_cells))
            return
        self.deck = self.deck.node(1)
        self.show_loop()
        if lost(self.deck.loop):
            self.action_pause()

    # By hand

    def by_hand(self, deck: Deck) -> None:
        """A control was used: the loop stands still there."""
        self.stand_still()
        self._turn(deck)

    def action_step(self) -> None:
        """What space does where nothing moves by itself: the next node."""
        self.action_node(1)

    def action_node(self, by: int) -> None:
        """One node forward or back."""
        self.by_hand(self.deck.node(by))

    def action_batch(self) -> None:
        """One mini-batch on."""
        self.by_hand(self.deck.at(self.deck.loop.next_batch()))

    def action_epoch(self) -> None:
        """To the end of this epoch; from there to the end of the next."""
        self.by_hand(self.deck.at(self.deck.loop.epoch_end()))

    def action_restart(self) -> None:
        """From w = b = 0."""
        self.by_hand(self.deck.restart())

    def action_shuffle(self) -> None:
        """From w = b = 0 in the other order."""
        self.by_hand(self.deck.restart(not self.deck.shuffled))

    # The dials

    def action_lr(self, by: int) -> None:
        """Turn the learning rate; a loop that plays goes on."""
        self._turn(self.deck.turn_lr(by))

    def action_size(self, by: int) -> None:
        """Turn the batch size; a loop that plays goes on."""
        self._turn(self.deck.turn_size(by))

    def action_speed(self, by: int) -> None:
        """Play faster or slower."""
        self._turn(self.deck.turn_speed(by))

    def _turn(self, deck: Deck) -> None:
        self.deck = deck
        self.show_loop()
        self.remember()
