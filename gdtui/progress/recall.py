"""A round of recall: cards are asked one by one, and missed ones return until they are known.

Pure values: what is asked next follows from the order of the cards and the answers so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gdtui.progress.model import Progress
from gdtui.progress.rounds import WELL, Answered

PASS = 0.8
"""The share of cards, right when they are first asked in a round, that completes the recall."""


@dataclass(frozen=True)
class Recall:
    """One round: the order of the cards, and the answers in the order in which they came."""

    number: int
    cards: tuple[str, ...]
    answers: tuple[Answered, ...] = ()

    @property
    def queue(self) -> tuple[str, ...]:
        """All cards that were asked or will be, in their order; a missed one stands again."""
        queue = list(self.cards)
        for at, answered in enumerate(self.answers):
            if not answered.right:
                queue.append(queue[at])
        return tuple(queue)

    @property
    def done(self) -> bool:
        """Whether every card is known."""
        return len(self.answers) >= len(self.queue)

    @property
    def known(self) -> int:
        """How many cards were right when they were first asked."""
        return sum(answered.right for answered in self.answers[: len(self.cards)])

    @property
    def passed(self) -> bool:
        """Whether the round, once done, completes the recall."""
        return self.done and bool(self.cards) and self.known >= PASS * len(self.cards)


def earned(round_: Recall) -> Iterator[str]:
    """What a round is worth as work, once it is done."""
    if round_.passed:
        yield "recall"
        if round_.known >= WELL * len(round_.cards):
            yield "recalled-well"
        if round_.known == len(round_.cards):
            yield "recalled-all"


def recall(progress: Progress, step: str, number: int, cards: Sequence[str]) -> Recall:
    """A round with the answers that were given in it."""
    round_ = Recall(number, tuple(cards))
    while not round_.done:
        text = progress.value(step, "answer", key_of(number, len(round_.answers)))
        answered = Answered.read(text) if text is not None else None
        if answered is None:
            break
        round_ = Recall(number, round_.cards, (*round_.answers, answered))
    return round_


def key_of(number: int, at: int) -> str:
    """The key of the fact that holds an answer: the round, and its place in the queue."""
    return f"recall-{number}/{at}"
