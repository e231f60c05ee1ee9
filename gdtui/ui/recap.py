"""What a learner did, gathered from the lesson, the progress and the runs. Pure values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments
from gdtui.lesson.model import Lesson, Quiz, Step, Terms
from gdtui.lesson.questions import Question, presented
from gdtui.lesson.recall import order_of
from gdtui.progress.model import Progress, RunRecord, Status
from gdtui.progress.recall import recall
from gdtui.progress.rounds import Round, Score, best, returns
from gdtui.ui.asking_again import open_round, quizzes
from gdtui.ui.attention import seconds_of
from gdtui.ui.scoring import Standing, most_stars, standing, stars_of

FIRST, PASSED, SOLUTION, HINT = "first attempt", "passed", "solution", "hint-"
"""Keys of the challenge: the program that was checked first, the one that passed, and help."""


RUNNING = ("code", "experiments")
"""The kinds of step whose runs are kept."""


@dataclass(frozen=True)
class StepLine:
    """A step; ``seconds`` is the time at its keys, 0 where it is not known."""

    number: int
    title: str
    status: Status
    stars: int
    most_stars: int
    seconds: int


@dataclass(frozen=True)
class Asked:
    """A question of the quiz as it was answered last, and the names of its terms."""

    prompt: str
    right: bool
    terms: tuple[str, ...]


@dataclass(frozen=True)
class AskedAgain:
    """What was missed in the quiz: the round that is offered now, and how it returns later.

    ``later`` counts the questions that return on another day, the first of them in ``days``.
    """

    offered: Round | None
    later: int
    days: int


@dataclass(frozen=True)
class Prediction:
    """A run of an experiment: what was said, None where it was shown; and what happened."""

    title: str
    said: str | None
    happened: str
    true: bool


@dataclass(frozen=True)
class TermLine:
    """A term: quiz questions about it, those right at last, and whether its card was known."""

    name: str
    asked: int
    right: int
    recalled: bool | None


@dataclass(frozen=True)
class Solved:
    """The challenge: the program as it is now or as it passed, and the first that was checked."""

    name: str
    passed: bool
    program: str
    first: str
    hints: int
    solution_seen: bool


@dataclass(frozen=True)
class FogLine:
    """A level of the fog; ``steps`` is the best result, or None."""

    name: str
    steps: int | None
    par: int


@dataclass(frozen=True)
class Recap:
    """Everything that is looked back at."""

    lesson: str
    title: str
    standing: Standing
    steps: tuple[StepLine, ...]
    runs: tuple[RunRecord, ...]
    predictions: tuple[Prediction, ...]
    quiz: Score | None
    asked: tuple[Asked, ...]
    asked_again: AskedAgain | None
    """None where no question of the quiz was answered."""
    terms: tuple[TermLine, ...]
    challenge: Solved | None
    fog: tuple[FogLine, ...]

    @property
    def again(self) -> tuple[str, ...]:
        """What to look at again, in words."""
        opened = [
            f"Step {step.number}, {step.title}: {step.status.label.lower()}"
            for step in self.steps[:-1]
            if step.status is not Status.COMPLETED
        ]
        missed = [
            f"Missed in the quiz{about(one.terms)}: {one.prompt}"
            for one in self.asked
            if not one.right
        ]
        cards = [f"Card not recalled: {term.name}" for term in self.terms if term.recalled is False]
        above = [
            f"{level.name} in the fog: {level.steps} steps, par {level.par}"
            for level in self.fog
            if level.steps is not None and level.steps > level.par
        ]
        return (*opened, *missed, *cards, *above)


def about(terms: Sequence[str]) -> str:
    """The terms of a question as an aside."""
    return f" ({'; '.join(terms)})" if terms else ""


def gather(
    lesson: Lesson, progress: Progress, runs: Mapping[str, Sequence[RunRecord]], today: int
) -> Recap:
    """The recap of a learner; ``runs`` holds the runs of each step by its id.

    ``today`` is counted as `datetime.date.toordinal` does.
    """
    quiz, asked = _quiz(lesson, progress)
    return Recap(
        lesson.id,
        lesson.title,
        standing(lesson, progress),
        tuple(_step(lesson, step, progress) for step in lesson.steps),
        tuple(run for step in lesson.steps for run in runs.get(step.id, ())),
        _predictions(lesson, progress),
        quiz,
        asked,
        _asked_again(lesson, progress, today) if asked else None,
        _terms(lesson, progress, asked),
        _challenge(lesson, progress),
        _fog(lesson, progress),
    )


def _step(lesson: Lesson, step: Step, progress: Progress) -> StepLine:
    return StepLine(
        lesson.number(step.id),
        step.title,
        progress.status(step.id, step.work),
        stars_of(step, progress),
        most_stars(step),
        seconds_of(step.id, progress),
    )


def _predictions(lesson: Lesson, progress: Progress) -> tuple[Prediction, ...]:
    """The runs of experiments that were predicted, or shown, and made."""
    found = []
    for step in lesson.steps:
        if isinstance(step.body, Experiments):
            from gdtui.ui.experimenting import Standing, said

            for trial in (each for one in step.body.experiments for each in one.trials):
                answer = progress.value(step.id, "answer", trial.id)
                run = Standing(trial, answer, progress.value(step.id, "seen", trial.id))
                if run.happened is not None:
                    words = None if run.predicted is None else said(trial.forecast, run.predicted)
                    happened = said(trial.forecast, run.happened)
                    found.append(Prediction(trial.title, words, happened, run.true))
    return tuple(found)


def _quiz(lesson: Lesson, progress: Progress) -> tuple[Score | None, tuple[Asked, ...]]:
    """The best score of the first quiz, and each of its questions as it was answered last."""
    for step, history in quizzes(lesson, progress):
        assert isinstance(step.body, Quiz)
        seed = progress.value(step.id, "place", "seed") or ""
        names = {term.id: term.name for term in lesson.glossary}
        asked = (_asked(q, history, seed, step.body, names) for q in step.body.questions)
        return best(history), tuple(one for one in asked if one is not None)
    return None, ()


def _asked_again(lesson: Lesson, progress: Progress, today: int) -> AskedAgain:
    found = open_round(lesson, progress, today)
    offered = found[1] if found else None
    days = [
        day - today
        for _, history in quizzes(lesson, progress)
        for question, day in returns(history).items()
        if day > today and (offered is None or question not in offered.questions)
    ]
    return AskedAgain(offered, len(days), min(days, default=0))


def _asked(
    question: Question,
    history: Sequence[Round],
    seed: str,
    quiz: Quiz,
    names: Mapping[str, str],
) -> Asked | None:
    for one in reversed(history):
        if question.id in one.answers:
            prompt = presented(question, f"{seed}/{one.number}").prompt
            terms = tuple(names[term] for term in quiz.terms.get(question.id, ()) if term in names)
            return Asked(prompt, one.answers[question.id].right, terms)
    return None


def _terms(lesson: Lesson, progress: Progress, asked: Sequence[Asked]) -> tuple[TermLine, ...]:
    """The terms that were asked about, in the order of the glossary."""
    known = _recalled(lesson, progress)
    lines = []
    for term in lesson.glossary:
        about_it = [one.right for one in asked if term.name in one.terms]
        if about_it or term.id in known:
            line = TermLine(term.name, len(about_it), sum(about_it), known.get(term.id))
            lines.append(line)
    return tuple(lines)


def _recalled(lesson: Lesson, progress: Progress) -> Mapping[str, bool]:
    """Whether each card was known when it was first asked in the latest round that asked it."""
    known: dict[str, bool] = {}
    for step in lesson.steps:
        if isinstance(step.body, Terms):
            seed = progress.value(step.id, "place", "recall-seed") or ""
            for number in range(1, int(progress.value(step.id, "place", "recall") or 0) + 1):
                round_ = recall(
                    progress, step.id, number, order_of(step.body.cards, f"{seed}/{number}")
                )
                first = zip(round_.cards, round_.answers, strict=False)
                known |= {card: answered.right for card, answered in first}
    return known


def _challenge(lesson: Lesson, progress: Progress) -> Solved | None:
    for step in lesson.steps:
        body = step.body
        first = progress.value(step.id, "draft", FIRST)
        if isinstance(body, Challenge) and first is not None:
            passed = progress.value(step.id, "draft", PASSED)
            draft = progress.value(step.id, "draft", body.name)
            seen = progress.keys(step.id, "seen")
            return Solved(
                body.name,
                passed is not None,
                passed or draft or first,
                first,
                sum(key.startswith(HINT) for key in seen),
                SOLUTION in seen,
            )
    return None


def _fog(lesson: Lesson, progress: Progress) -> tuple[FogLine, ...]:
    if not lesson.fog:
        return ()
    from gdtui.descent.fog import LEVELS
    from gdtui.ui.fog_levels import best_steps, playable

    return tuple(
        FogLine(level.name, best_steps(progress, level.id), LEVELS[level.id].par)
        for level in playable(lesson)
    )
