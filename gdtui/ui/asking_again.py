"""The quizzes of a lesson with the rounds so far: where missed questions are asked again."""

from __future__ import annotations

from collections.abc import Iterator

from gdtui.lesson.model import Lesson, Quiz, Step
from gdtui.progress.model import Progress
from gdtui.progress.rounds import Round, is_begun, looking_back, returning, rounds


def quizzes(lesson: Lesson, progress: Progress) -> Iterator[tuple[Step, tuple[Round, ...]]]:
    """Each step with a quiz that was begun, and its rounds; the others are not even read."""
    for step in lesson.steps:
        if is_begun(progress, step.id) and isinstance(step.body, Quiz):
            yield step, rounds(progress, step.id, [each.id for each in step.body.questions])


def returning_today(lesson: Lesson, progress: Progress, today: int) -> tuple[Step, Round] | None:
    """The round of what returns today, and its step; none while another round is under way."""
    for step, history in quizzes(lesson, progress):
        found = returning(history, today)
        if found is not None and history[-1].done:
            return step, found
    return None


def open_round(lesson: Lesson, progress: Progress, today: int) -> tuple[Step, Round] | None:
    """The round that the recap offers, and its step: one under way, else what is still missed."""
    for step, history in quizzes(lesson, progress):
        under_way = history[-1] if history and not history[-1].done else None
        found = under_way or looking_back(history, today)
        if found is not None:
            return step, found
    return None


def offer(round_: Round) -> str:
    """What the key for such a round does, in words."""
    if round_.sort == "whole":
        return "goes on with the quiz"
    return f"asks {missed(len(round_.questions) - len(round_.answers))} again"


def missed(count: int) -> str:
    """So many missed questions, in words."""
    return f"the {count} missed" if count != 1 else "the one missed"
