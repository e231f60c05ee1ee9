"""Rounds of questions: who is asked again, what a score is, and when a missed one returns.

Pure values. A round asks each of its questions once. A whole round begins an attempt; the
retries after it, and the questions that return on another day, count for the same attempt.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from gdtui.progress.model import Fact, Progress

PASS = 0.7
"""The share of right answers that completes a quiz."""

WELL = 0.9
"""The share of right answers that is well done, in the quiz and in the recall of cards."""

RETURNS = (1, 3, 7, 21)
"""Leitner boxes: days until a missed question returns, longer after each right answer."""

Sort: TypeAlias = Literal["whole", "retry", "due", "recap"]
"""A round of all questions, of those missed, of those that return, or of both from the recap."""

RESULT = ".result"
"""The page after the last question; no question can have it as an id."""


@dataclass(frozen=True)
class Answered:
    """A confirmed answer, on a day counted as `datetime.date.toordinal` does."""

    answer: tuple[float, ...]
    right: bool
    day: int

    def written(self) -> str:
        """As a text that `read` understands."""
        return json.dumps({"answer": self.answer, "right": self.right, "day": self.day})

    @staticmethod
    def read(text: str) -> Answered | None:
        """The answer in a text; None where it holds none."""
        try:
            values = json.loads(text)
            answer = tuple(float(number) for number in values["answer"])
            right, day = bool(values["right"]), int(values["day"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None
        return Answered(answer, right, day) if all(map(math.isfinite, answer)) else None


@dataclass(frozen=True)
class Round:
    """What a round asks, and what was answered so far, by the questions' ids."""

    number: int
    sort: Sort
    questions: tuple[str, ...]
    answers: dict[str, Answered]

    @property
    def done(self) -> bool:
        """Whether every question has its answer."""
        return all(question in self.answers for question in self.questions)

    @property
    def missed(self) -> tuple[str, ...]:
        """The questions that were answered wrongly."""
        return tuple(q for q in self.questions if q in self.answers and not self.answers[q].right)

    @property
    def pages(self) -> tuple[str, ...]:
        """What can be turned to: the questions, and once all are answered the result."""
        return (*self.questions, *([RESULT] if self.done else []))

    def page_at(self, kept: str | None) -> str:
        """The page that was kept as the place, if it is one; else the first that is open."""
        if kept in self.pages:
            return kept
        return next((q for q in self.questions if q not in self.answers), RESULT)

    def page_after(self, question: str) -> str:
        """The next question; behind the last one the first that is open, or the result."""
        at = self.questions.index(question)
        opened = [q for q in self.questions[:at] if q not in self.answers]
        return (*self.questions[at + 1 : at + 2], *opened, RESULT)[0]

    def begun(self, step: str) -> tuple[Fact, Fact]:
        """What there is to remember once the round begins in a step."""
        return (
            Fact(step, "place", f"round-{self.number}", self.written()),
            Fact(step, "place", "question", self.questions[0]),
        )

    def written(self) -> str:
        """What the round asks, as a text that `rounds` understands."""
        return json.dumps({"sort": self.sort, "questions": self.questions})


@dataclass(frozen=True)
class Score:
    """Right answers of an attempt: in its first round, and with those that came after it."""

    first: int
    right: int
    total: int
    missed: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share that is right by now."""
        return self.right / self.total if self.total else 0.0

    @property
    def passed(self) -> bool:
        """Whether the share completes the quiz."""
        return self.share >= PASS


def is_begun(progress: Progress, step: str) -> bool:
    """Whether a quiz was begun in this step."""
    return progress.value(step, "place", "round-1") is not None


def rounds(progress: Progress, step: str, known: Sequence[str]) -> tuple[Round, ...]:
    """The rounds of a step's quiz, oldest first; questions that are not known any more are out."""
    found = []
    number = 1
    while (text := progress.value(step, "place", f"round-{number}")) is not None:
        plan = _plan(text, known)
        if plan is not None:
            sort, questions = plan
            kept = {q: progress.value(step, "answer", key_of(number, q)) for q in questions}
            read = {q: Answered.read(value) for q, value in kept.items() if value is not None}
            answers = {q: answered for q, answered in read.items() if answered is not None}
            found.append(Round(number, sort, questions, answers))
        number += 1
    return tuple(found)


def key_of(number: int, question: str) -> str:
    """The key of the fact that holds an answer."""
    return f"{number}/{question}"


def _plan(text: str, known: Sequence[str]) -> tuple[Sort, tuple[str, ...]] | None:
    try:
        values = json.loads(text)
        sort, asked = values["sort"], values["questions"]
        questions = tuple(question for question in known if question in asked)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (sort, questions) if sort in get_args(Sort) and questions else None


def score(history: Sequence[Round]) -> Score | None:
    """The score of the latest attempt that is finished or under way; None before the first."""
    start = max((at for at, one in enumerate(history) if one.sort == "whole"), default=None)
    if start is None:
        return None
    first = history[start]
    right = {q for q in first.questions if q in first.answers and first.answers[q].right}
    count = len(right)
    for later in history[start + 1 :]:
        right |= {q for q, answered in later.answers.items() if answered.right}
    right &= set(first.questions)
    answered = {q for one in history[start:] for q in one.answers}
    missed = tuple(q for q in first.questions if q in answered and q not in right)
    return Score(count, len(right), len(first.questions), missed)


def best(history: Sequence[Round]) -> Score | None:
    """The best score of all attempts whose whole round is done; None where there is none."""
    starts = [at for at, one in enumerate(history) if one.sort == "whole"]
    ends = [*starts[1:], len(history)][: len(starts)]
    attempts = (history[a:b] for a, b in zip(starts, ends, strict=True) if history[a].done)
    scores = [found for attempt in attempts if (found := score(attempt)) is not None]
    return max(scores, key=lambda one: one.share, default=None)


def earned(history: Sequence[Round]) -> Iterator[str]:
    """What the latest attempt is worth as work, once a whole round is done."""
    total = score(history)
    whole = any(one.done for one in history if one.sort == "whole")
    if total is not None and total.passed and whole:
        yield "quiz"
        if total.share >= WELL:
            yield "right-90"
        if total.first >= WELL * total.total:
            yield "first-90"


def retry(history: Sequence[Round]) -> Round | None:
    """A round of what the latest attempt still misses; None where it misses nothing."""
    latest = score(history)
    if latest is None or not latest.missed:
        return None
    return Round(_next(history), "retry", latest.missed, {})


def again(history: Sequence[Round], questions: Sequence[str]) -> Round:
    """A whole round."""
    return Round(_next(history), "whole", tuple(questions), {})


def returning(history: Sequence[Round], today: int) -> Round | None:
    """A round of the missed questions that return today; None where there are none."""
    questions = due(history, today)
    return Round(_next(history), "due", questions, {}) if questions else None


def looking_back(history: Sequence[Round], today: int) -> Round | None:
    """A round of all that is open: what the latest attempt misses and what returns today."""
    latest = score(history)
    opened = {*(latest.missed if latest else ()), *due(history, today)}
    known = dict.fromkeys(question for one in history for question in one.questions)
    questions = tuple(question for question in known if question in opened)
    return Round(_next(history), "recap", questions, {}) if questions else None


def next_round(
    history: Sequence[Round], sort: Sort, questions: Sequence[str], today: int
) -> Round | None:
    """The round of this sort that could begin now; ``questions`` are those of a whole one."""
    if sort == "whole":
        return again(history, questions)
    if sort == "retry":
        return retry(history)
    return returning(history, today) if sort == "due" else looking_back(history, today)


def _next(history: Sequence[Round]) -> int:
    return history[-1].number + 1 if history else 1


def due(history: Iterable[Round], today: int) -> tuple[str, ...]:
    """The questions that were missed once and return today or before."""
    return tuple(question for question, day in returns(history).items() if day <= today)


def returns(history: Iterable[Round]) -> Mapping[str, int]:
    """The day on which each question that was missed once is to be asked again.

    A wrong answer puts a question into the first Leitner box; a right one, given when the
    question was due, moves it on, and out of the last. `RETURNS` says how long each box rests.
    """
    boxes: dict[str, tuple[int, int]] = {}
    for one in history:
        for question, answered in one.answers.items():
            box, at = boxes.get(question, (-1, 0))
            if not answered.right:
                boxes[question] = (0, answered.day + RETURNS[0])
            elif box >= 0 and answered.day >= at:
                box += 1
                if box == len(RETURNS):
                    del boxes[question]
                else:
                    boxes[question] = (box, answered.day + RETURNS[box])
    return {question: at for question, (_, at) in boxes.items()}
