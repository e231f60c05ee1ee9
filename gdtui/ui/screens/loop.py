"""The visual model: the training loop runs, node by node, with the numbers of real mini-batches."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from gdtui.descent.trace import NODES
from gdtui.lesson.labels import lines_of
from gdtui.lesson.model import Code, Lesson, Loop, Step
from gdtui.progress.model import Progress, Status
from gdtui.progress.score import ANSWER
from gdtui.ui.deck import Deck
from gdtui.ui.pace import Pace
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.touring import Beat, beats, loop_at
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.diagram import Diagram
from gdtui.ui.widgets.page import Page
from gdtui.ui.widgets.stage import Scene, Stage
from gdtui.ui.workings import TITLES, lost

FRAME = 0.1
"""Seconds between two frames while the loop plays."""

FREE = ("play", "pause", "step", "node", "batch", "epoch", "lr", "size", "speed", "restart")
"""What works while no tour is going on."""
TOUR = ("on", "before", "leave_tour")
"""What works on the tour alone."""


class LoopScreen(StepScreen, inherit_bindings=False):
    """Free, the loop is played with; on the tour, each beat sets it where its text needs it.

    The controls come first in the footer: the bindings of other steps follow them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "Go on"),
        Binding("right,space", "on", "Go on", show=False),
        Binding("left", "before", "Back", key_display="←"),
        Binding("escape", "leave_tour", "Leave the tour"),
        Binding("space", "play", "Play"),
        Binding("space", "pause", "Pause"),
        Binding("space", "step", "Step"),
        Binding("left", "node(-1)", "Node", key_display="← →"),
        Binding("right", "node(1)", "Node", show=False),
        Binding("enter", "start_tour", "Tour"),
        Binding("b", "batch", "Batch"),
        Binding("e", "epoch", "Epoch"),
        Binding("c", "code", "Code"),
        Binding("left_square_bracket", "speed(-1)", "Speed", key_display="[ ]"),
        Binding("right_square_bracket", "speed(1)", "Speed", show=False),
        Binding("minus", "lr(-1)", "Learning rate", key_display="- +"),
        Binding("plus,equals_sign", "lr(1)", "Learning rate", show=False),
        Binding("comma", "size(-1)", "Batch size", key_display=", ."),
        Binding("full_stop", "size(1)", "Batch size", show=False),
        Binding("r", "restart", "Restart"),
        Binding("s", "shuffle", "Shuffle"),
        Binding("t", "text", "Text"),
        *StepScreen.BINDINGS,
        *Screen.BINDINGS,
    ]
    clock: Callable[[], float] = staticmethod(time.monotonic)
    """Seconds, on a clock that never goes back."""

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        assert isinstance(step.body, Loop)
        self.body = step.body
        self.beats = beats(self.body.stops)
        self.deck = Deck().back_at(self.kept("place", "loop") or "")
        self.at: int | None = None
        """Where the tour is, as an index of its beats; None while there is none."""
        self.reading = False
        """Whether the text is shown in place of the picture."""
        self.pace = Pace(0.0)
        self._frames: Timer | None = None
        self._asked_anew: set[str] = set()

    @property
    def foremost(self) -> tuple[str, ...]:
        """What moves on comes first, then the way to the next step."""
        return ("on", "start_tour", "play", "pause", "step", "app.step")

    def compose_body(self) -> ComposeResult:
        """The stage; the text comes when it is asked for."""
        self.stage = Stage(
            self.body.captions,
            len(self.body.stops),
            self.owner.words,
            self.owner.glyphs,
            ascii=self.owner.manner.ascii,
        )
        yield self.stage

    def on_mount(self) -> None:
        """Go on where the learner left: on the tour, or at the same node."""
        if self.kept("place", "mode") == "tour":
            self._go_to_beat(self._kept_beat())
        else:
            self._show()

    def on_unmount(self) -> None:
        """Remember the place."""
        self._remember()

    def _remember(self) -> None:
        self.keep("place", "mode", "free" if self.at is None else "tour")
        if self.at is None:
            self.keep("place", "loop", self.deck.place)
        else:
            self.keep("place", "tour", str(self.at))

    def _show(self, pulse: int = 0) -> None:
        """Show the loop as it is; what has not changed is not drawn again."""
        beat = self.beat
        answer = self._answer(beat) if beat is not None else None
        self.stage.scene = Scene(self.deck, pulse, beat, answer)

    def _changed(self) -> None:
        """Show it, and the keys and the next action that go with it."""
        self._show()
        self.refresh_bindings()
        self.say_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The free loop and the tour have keys of their own; beside the text none of them work."""
        if action in (*FREE, "shuffle", "start_tour"):
            if self.reading or self.beat is not None:
                return False
            if action in ("play", "pause"):
                return self.owner.manner.animation and self.playing == (action == "pause")
            return action != "step" or not self.owner.manner.animation
        if action in TOUR:
            going = not self.reading and self.beat is not None
            return going and (action != "on" or not self._open_question())
        return action != "code" or not self.reading

    # Playing

    @property
    def playing(self) -> bool:
        """Whether the loop plays."""
        return self._frames is not None

    def action_play(self) -> None:
        """Let the loop run."""
        self.pace = Pace(self.clock())
        self._frames = self.set_interval(FRAME, self._frame)
        self._changed()

    def action_pause(self) -> None:
        """Stand still: no timer is left."""
        self._stand_still()
        self._remember()

    def _stand_still(self) -> None:
        if self._frames is not None:
            self._frames.stop()
            self._frames = None
            self._changed()

    def _frame(self) -> None:
        self.pace, onward = self.pace.on(self.clock(), self.deck.pace)
        if not onward:
            self._show(self.pace.pulse(self.stage.query_one(Diagram).arrow_cells))
            return
        self.deck = self.deck.node(1)
        self._show()
        if lost(self.deck.loop):
            self.action_pause()

    def action_step(self) -> None:
        """What space does where nothing moves by itself: the next node."""
        self.action_node(1)

    def _by_hand(self, deck: Deck) -> None:
        """A control was used: the loop stands still there."""
        self._stand_still()
        self.deck = deck
        self._show()
        self._remember()

    def action_node(self, by: int) -> None:
        """One node forward or back."""
        self._by_hand(self.deck.node(by))

    def action_batch(self) -> None:
        """One mini-batch on."""
        self._by_hand(self.deck.at(self.deck.loop.next_batch()))

    def action_epoch(self) -> None:
        """To the end of this epoch; from there to the end of the next."""
        self._by_hand(self.deck.at(self.deck.loop.epoch_end()))

    def action_restart(self) -> None:
        """From w = b = 0."""
        self._by_hand(self.deck.restart())

    def action_shuffle(self) -> None:
        """From w = b = 0 in the other order."""
        self._by_hand(self.deck.restart(not self.deck.shuffled))

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
        self._show()
        self._remember()

    def on_diagram_node_picked(self, event: Diagram.NodePicked) -> None:
        """A click on a node goes there, within the mini-batch."""
        if self.beat is None:
            self._by_hand(self.deck.at(self.deck.loop.to_node(event.node)))

    # The tour

    @property
    def beat(self) -> Beat | None:
        """What the tour shows; None while there is none."""
        return None if self.at is None else self.beats[self.at]

    def action_start_tour(self) -> None:
        """Start the tour, or go on with it."""
        self._stand_still()
        at = self._kept_beat()
        if at == 0:
            # Walked anew, its questions are open again.
            self._asked_anew = {beat.question.id for beat in self.beats if beat.question}
        self._go_to_beat(at)

    def _kept_beat(self) -> int:
        kept = self.kept("place", "tour") or "0"
        at = int(kept) if kept.isdecimal() and len(kept) < 5 else 0
        return at if at < len(self.beats) else 0

    def _go_to_beat(self, at: int) -> None:
        self.at = at
        self.deck = Deck(loop_at(self.beats[at].stop), self.deck.speed)
        self._changed()
        self._remember()

    def action_on(self) -> None:
        """The next beat; after the last one the tour is walked."""
        assert self.at is not None
        if self.at + 1 < len(self.beats):
            self._go_to_beat(self.at + 1)
            return
        self.at = None
        self.keep("place", "tour", "0")
        self.keep("work", "tour")
        self._keep_merits()
        self._changed()
        self._remember()

    def _keep_merits(self) -> None:
        """Of the answers of this walk, all are right, or all but one."""
        asked = [beat for beat in self.beats if beat.question is not None]
        right = [
            beat for beat in asked if beat.question and self._answer(beat) == beat.question.right
        ]
        if len(asked) - len(right) <= 1:
            self.keep("work", "tour-well")
        if len(right) == len(asked):
            self.keep("work", "tour-right")

    def action_before(self) -> None:
        """The beat before."""
        assert self.at is not None
        self._go_to_beat(max(0, self.at - 1))

    def action_leave_tour(self) -> None:
        """The loop stays where the tour was; the tour can be resumed there."""
        self._remember()
        self.at = None
        self._changed()
        self._remember()

    def _answer(self, beat: Beat) -> int | None:
        """The remembered answer to the question of a beat, as the index of a choice."""
        question = beat.question
        if question is None or question.id in self._asked_anew:
            return None
        kept = self.kept("answer", question.id)
        texts = [choice.text for choice in question.choices]
        return texts.index(kept) if kept in texts else None

    def _open_question(self) -> bool:
        """Whether a question waits for its answer."""
        beat = self.beat
        if beat is None or beat.question is None:
            return False
        return self.stage.query_one(Choices).answer is None

    def on_choices_answered(self, event: Choices.Answered) -> None:
        """Remember the answer; it is explained where it was given."""
        self._asked_anew.discard(event.question.id)
        self.keep("answer", event.question.id, event.question.choices[event.index].text)
        self.push(self.step.id, event.question.id, ANSWER if event.right else 0)
        self.refresh_bindings()
        self.say_next()

    # The code and the text

    def action_code(self) -> None:
        """Show the lines of the program that are the node at work."""
        from gdtui.ui.screens.lines import LinesScreen

        node = self.deck.loop.node
        for step in self.lesson.steps:
            code = step.body
            if isinstance(code, Code) and (comment := code.labels.get(NODES[node])):
                draft = self.progress.value(step.id, "draft", code.name) or code.source
                source = draft if lines_of(draft, comment) else code.source
                lines = lines_of(source, comment)
                assert lines is not None
                self._stand_still()
                self.app.push_screen(LinesScreen(step, TITLES[node], source, lines))
                return
        self.notify("No program of this lesson says which lines are this node.", markup=False)

    async def action_text(self) -> None:
        """The text in place of the picture, or the picture again."""
        self._stand_still()
        self.reading = not self.reading
        self.stage.display = not self.reading
        if self.reading:
            page = Page(self.owner.words(self.body.text))
            await self.query_one("#body").mount(page)
            page.focus()
        else:
            await self.query(Page).remove()
        self._changed()

    def next_action(self) -> str:
        """Start the tour, walk it, go on."""
        if self.reading:
            return "t goes back to the picture."
        if self.beat is not None:
            if self._open_question():
                return "Choose with ↑ ↓, then answer with Enter."
            return "Enter goes on, ← goes back, Esc leaves the tour."
        if self.playing:
            return "Space pauses. [ and ] change the speed."
        if self.progress.status(self.step.id, self.step.work) is Status.COMPLETED:
            return f"Completed. {self.onward()}."
        if self._kept_beat():
            return "Enter takes up the tour where you left it."
        return f"{self.step.invitation}: Enter."
