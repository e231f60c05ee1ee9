"""The tour through the training loop: each beat sets the loop where its text needs it."""

from __future__ import annotations

from dataclasses import replace

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.progress.score import ANSWER
from gdtui.ui.deck import Deck
from gdtui.ui.screens.playing import CONTROLS, Plays
from gdtui.ui.touring import Beat, beats, loop_at
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.diagram import Diagram
from gdtui.ui.widgets.stage import Scene

TOUR = ("on", "before", "leave_tour")
"""What works on the tour alone."""
FREE = (*CONTROLS, "start_tour")
"""What works while no tour is going on."""


class Tours(Plays):
    """A loop to be played with that can also be toured; the place in the tour is kept."""

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        self.beats = beats(self.body.stops)
        self.at: int | None = None
        """Where the tour is, as an index of its beats; None while there is none."""
        self._asked_anew: set[str] = set()

    @property
    def beat(self) -> Beat | None:
        """What the tour shows; None while there is none."""
        return None if self.at is None else self.beats[self.at]

    def on_mount(self) -> None:
        """Go on where the learner left: on the tour, or at the same node."""
        if self.kept("place", "mode") == "tour":
            self._go_to_beat(self.kept_beat)
        else:
            self.show_loop()

    def remember(self) -> None:
        """Remember the place on the tour, or where the loop stands."""
        self.keep("place", "mode", "free" if self.at is None else "tour")
        if self.at is None:
            super().remember()
        else:
            self.keep("place", "tour", str(self.at))

    def scene(self, pulse: int) -> Scene:
        """The loop, with the beat of the tour and what was answered there."""
        beat, scene = self.beat, super().scene(pulse)
        return scene if beat is None else replace(scene, beat=beat, answer=self._answer(beat))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The free loop and the tour have keys of their own."""
        if action in FREE and self.beat is not None:
            return False
        if action in TOUR:
            return self.beat is not None and (action != "on" or not self.open_question)
        return super().check_action(action, parameters)

    def on_diagram_node_picked(self, event: Diagram.NodePicked) -> None:
        """A click on a node goes there, within the mini-batch; the tour stays where it is."""
        if self.beat is None:
            self.by_hand(self.deck.at(self.deck.loop.to_node(event.node)))

    def action_start_tour(self) -> None:
        """Start the tour, or go on with it."""
        self.stand_still()
        at = self.kept_beat
        if at == 0:
            # Walked anew, its questions are open again.
            self._asked_anew = {beat.question.id for beat in self.beats if beat.question}
        self._go_to_beat(at)

    @property
    def kept_beat(self) -> int:
        """The beat at which the tour was left; 0 where it begins anew."""
        kept = self.kept("place", "tour") or "0"
        at = int(kept) if kept.isdecimal() and len(kept) < 5 else 0
        return at if at < len(self.beats) else 0

    def _go_to_beat(self, at: int) -> None:
        self.at = at
        self.deck = Deck(loop_at(self.beats[at].stop), self.deck.speed)
        self.show_all()
        self.remember()

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
        self.show_all()
        self.remember()

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
        self.remember()
        self.at = None
        self.show_all()
        self.remember()

    # The questions

    def _answer(self, beat: Beat) -> int | None:
        """The remembered answer to the question of a beat, as the index of a choice."""
        question = beat.question
        if question is None or question.id in self._asked_anew:
            return None
        kept = self.kept("answer", question.id)
        texts = [choice.text for choice in question.choices]
        return texts.index(kept) if kept in texts else None

    @property
    def open_question(self) -> bool:
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
