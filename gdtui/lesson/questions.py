"""Questions as frozen values: what is asked, what can be answered, and what each answer reveals.

An answer is a tuple of numbers, whose meaning each kind tells. `presented` is a question as one
learner gets it: shuffled, or with its numbers drawn, by a stored seed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from gdtui.lesson.numbers import Number, NumberQuestion
from gdtui.lesson.verdict import Answer, Verdict, is_index

__all__ = [
    "Answer",
    "ChartReading",
    "Choice",
    "FaultyLine",
    "Line",
    "Match",
    "Number",
    "NumberQuestion",
    "OneAnswer",
    "Order",
    "Pair",
    "Presented",
    "Question",
    "SeveralAnswers",
    "Swap",
    "Verdict",
    "presented",
]


@dataclass(frozen=True)
class Choice:
    """One possible answer. ``why`` explains it, right or wrong. Texts may hold figures."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class OneAnswer:
    """A question with one right choice. Its answer: (index of the choice,)."""

    id: str
    prompt: str
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """The index of the right choice."""
        return next(index for index, choice in enumerate(self.choices) if choice.right)

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is one that can be given here."""
        return len(answer) == 1 and is_index(answer[0], len(self.choices))

    def judge(self, answer: Answer) -> Verdict:
        """The chosen one's explanation, and after a wrong choice the right one's too."""
        chosen, right = self.choices[int(answer[0])], self.choices[self.right]
        reasons = (chosen.why,) if chosen is right else (chosen.why, right.why)
        return Verdict(chosen is right, reasons)

    def shuffled(self, order: Sequence[int]) -> OneAnswer:
        """The same with its choices in this order of their indices."""
        return replace(self, choices=tuple(self.choices[index] for index in order))


@dataclass(frozen=True)
class ChartReading(OneAnswer):
    """Which curve is it? Each choice stands for the curve at its place in ``series``.

    ``series`` names curves that the mathematics computes; ``asks`` names the property by
    which the right one is told (see `gdtui.lesson.curves`).
    """

    series: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True)
class SeveralAnswers:
    """A question with one right choice or more. Its answer: the chosen indices, rising."""

    id: str
    prompt: str
    choices: tuple[Choice, ...]

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is one that can be given here."""
        within = all(is_index(index, len(self.choices)) for index in answer)
        return within and list(answer) == sorted(set(answer))

    def judge(self, answer: Answer) -> Verdict:
        """What speaks for or against each choice that was misjudged; else why the right are so."""
        wrong = [c for i, c in enumerate(self.choices) if (i in answer) is not c.right]
        if not wrong:
            right = (choice for choice in self.choices if choice.right)
            return Verdict(True, tuple(f"{choice.text}: {choice.why}" for choice in right))
        # What is not true is never repeated without saying so.
        marks = {True: "true", False: "not true"}
        reasons = (f"{choice.text} ({marks[choice.right]}): {choice.why}" for choice in wrong)
        return Verdict(False, tuple(reasons))

    def shuffled(self, order: Sequence[int]) -> SeveralAnswers:
        """The same with its choices in this order of their indices."""
        return replace(self, choices=tuple(self.choices[index] for index in order))


@dataclass(frozen=True)
class Swap:
    """A typical slip: ``early`` before ``late`` (indices of items), though it belongs after."""

    early: int
    late: int
    why: str


@dataclass(frozen=True)
class Order:
    """Items to be put in order. Its answer: the indices of ``items`` in the learner's order.

    ``items`` is the right order, ``start`` the one that is shown first.
    """

    id: str
    prompt: str
    items: tuple[str, ...]
    why: str
    swaps: tuple[Swap, ...] = ()
    start: tuple[int, ...] = ()

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is one that can be given here."""
        return sorted(answer) == list(range(len(self.items)))

    def judge(self, answer: Answer) -> Verdict:
        """What each typical slip in the order means, then why the right order is right."""
        if list(answer) == list(range(len(self.items))):
            return Verdict(True, (self.why,))
        place = {int(item): at for at, item in enumerate(answer)}
        slips = [swap.why for swap in self.swaps if place[swap.early] < place[swap.late]]
        return Verdict(False, (*slips, self.why))


@dataclass(frozen=True)
class Line:
    """A line of a program that can be chosen; numbered from 1."""

    number: int
    why: str
    right: bool = False


@dataclass(frozen=True)
class FaultyLine:
    """Which line is at fault? Its answer: (number of the line,)."""

    id: str
    prompt: str
    program: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def right(self) -> Line:
        """The line at fault."""
        return next(line for line in self.lines if line.right)

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is one that can be given here."""
        return len(answer) == 1 and any(line.number == answer[0] for line in self.lines)

    def judge(self, answer: Answer) -> Verdict:
        """What a fault in the chosen line would look like, and what the faulty one does."""
        chosen = next(line for line in self.lines if line.number == answer[0])
        reasons = (chosen.why,) if chosen.right else (chosen.why, self.right.why)
        return Verdict(chosen.right, reasons)


@dataclass(frozen=True)
class Pair:
    """Two things that belong together; ``wrong`` explains each other partner, by its index."""

    left: str
    right: str
    why: str
    wrong: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Match:
    """Pairs to be matched. Its answer: for each pair's left, the index of the chosen right.

    ``order`` is the one in which the right sides are shown.
    """

    id: str
    prompt: str
    pairs: tuple[Pair, ...]
    order: tuple[int, ...] = ()

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is one that can be given here."""
        count = len(self.pairs)
        return len(answer) == count and all(is_index(index, count) for index in answer)

    def judge(self, answer: Answer) -> Verdict:
        """For each wrong match what it confuses, then what belongs there; else why each is so."""
        missed = [at for at, chosen in enumerate(answer) if chosen != at]
        reasons: list[str] = []
        for at in missed or range(len(self.pairs)):
            pair = self.pairs[at]
            if at in missed:
                reasons.append(f"{pair.left}: {dict(pair.wrong)[int(answer[at])]} {pair.why}")
            else:
                reasons.append(f"{pair.left}: {pair.why}")
        return Verdict(not missed, tuple(reasons))


Question: TypeAlias = (
    OneAnswer | SeveralAnswers | NumberQuestion | Order | ChartReading | FaultyLine | Match
)
"""A question as it is written."""

Presented: TypeAlias = (
    OneAnswer | SeveralAnswers | Number | Order | ChartReading | FaultyLine | Match
)
"""A question as it is asked."""


def presented(question: Question, seed: str) -> Presented:
    """The question as this seed shuffles it or draws its numbers. The seed may be any text."""
    chance = random.Random(f"{seed}/{question.id}")
    if isinstance(question, NumberQuestion):
        return question.drawn(math.floor(chance.random() * len(question.draws)))
    if isinstance(question, (ChartReading, FaultyLine)):
        return question
    if isinstance(question, Order):
        return replace(question, start=_mixed(chance, len(question.items)))
    if isinstance(question, Match):
        return replace(question, order=_permuted(chance, len(question.pairs)))
    return question.shuffled(_permuted(chance, len(question.choices)))


def _permuted(chance: random.Random, count: int) -> tuple[int, ...]:
    order = list(range(count))
    chance.shuffle(order)
    return tuple(order)


def _mixed(chance: random.Random, count: int) -> tuple[int, ...]:
    """A permutation that is not the right order already."""
    order = _permuted(chance, count)
    return order if order != tuple(range(count)) else order[::-1]
