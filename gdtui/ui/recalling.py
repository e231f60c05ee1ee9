"""The recall of the cards as the screen asks it: from the facts alone to the next question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from gdtui.lesson.model import Term
from gdtui.lesson.questions import OneAnswer
from gdtui.lesson.recall import order_of, question_of
from gdtui.progress.model import Progress
from gdtui.progress.recall import PASS, Recall, recall
from gdtui.ui.widgets.rows import Words


@dataclass(frozen=True)
class Recalling:
    """One round of the recall, with the cards that it asks."""

    cards: tuple[Term, ...]
    round: Recall
    seed: str

    @classmethod
    def of(
        cls, progress: Progress, step: str, cards: Sequence[Term], number: int, seed: str
    ) -> Recalling:
        """The round as far as it has come."""
        order = order_of(cards, f"{seed}/{number}")
        return cls(tuple(cards), recall(progress, step, number, order), seed)

    def question(self, at: int) -> OneAnswer:
        """The question at a place in the queue; each round turns the way of every card."""
        card = self.round.queue[at]
        index = next(index for index, term in enumerate(self.cards) if term.id == card)
        backwards = (index + self.round.number) % 2 == 1
        return question_of(self.cards, index, backwards, f"{self.seed}/{self.round.number}/{at}")

    def standing(self, at: int) -> Content:
        """Where the learner is in the round."""
        if at >= len(self.round.queue):
            return Content.styled("Recall · result", "bold $primary")
        place = f"Recall · card {at + 1} · {len(self.round.queue) - at} to go"
        again = "  a missed card returns" if at >= len(self.round.cards) else ""
        return Content.assemble((place, "bold $primary"), (again, "$secondary"))

    def result(self, words: Words) -> Content:
        """How a finished round went."""
        names = {card.id: card.name for card in self.cards}
        total = len(self.round.cards)
        first = zip(self.round.cards, self.round.answers, strict=False)
        missed = [names[card] for card, answered in first if not answered.right]
        good = self.round.passed
        share = f"{100 * self.round.known / total:.0f}%"
        lines = [
            Content.assemble(
                (f"{self.round.known} of {total} known at first asking: ", "bold"),
                (share, "bold $text-success" if good else "bold $text-error"),
            ),
            Content(f"{100 * PASS:.0f}% of one round completes the recall."),
        ]
        if missed:
            lines += [Content(""), Content.styled("Missed, and asked until known", "$secondary")]
            lines += [Content(words(f"  {name}")) for name in missed]
        return Content("\n").join(lines)
