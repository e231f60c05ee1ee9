"""What the game shows: stars, minutes to go and the last push, from values alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import FOG, Progress, Status
from gdtui.progress.score import Push, Score, pushes, score
from gdtui.progress.stars import stars

DONE_WELL: Mapping[str, str] = MappingProxyType(
    {
        "reading": "the first descent",
        "terms": "a card recalled",
        "loop": "a right answer",
        "experiments": "a prediction that came true",
        "quiz": "a right answer",
        "challenge": "a case passed",
    }
)
"""What a push was for, by the kind of step."""


def completed(step: Step, progress: Progress) -> bool:
    """Whether a step is completed."""
    return progress.status(step.id, step.work) is Status.COMPLETED


def stars_of(step: Step, progress: Progress) -> int:
    """The stars that a step has earned."""
    return stars(progress, step.id, step.work, [star.merit for star in step.stars])


def most_stars(step: Step) -> int:
    """The stars that a step can earn."""
    return 1 + len(step.stars)


EXPERIMENT = "understood-"
"""Before the id of an experiment in the name of its push."""


@dataclass(frozen=True)
class Standing:
    """How a learner stands in the whole lesson."""

    completed: int
    steps: int
    stars: int
    most_stars: int
    minutes: int
    """About how long the steps that are not completed take."""
    score: Score


def standing(lesson: Lesson, progress: Progress) -> Standing:
    """How the learner stands."""
    left = [step for step in lesson.steps if not completed(step, progress)]
    return Standing(
        len(lesson.steps) - len(left),
        len(lesson.steps),
        sum(stars_of(step, progress) for step in lesson.steps),
        sum(map(most_stars, lesson.steps)),
        sum(step.minutes for step in left),
        score(pushes(progress)),
    )


def told(push: Push, lesson: Lesson) -> str:
    """What a push was for, in words, and where."""
    what, (step_id, _, _) = done(push, lesson), push.what.partition("/")
    return what if lesson.step(step_id) is None else f"{what} in step {lesson.number(step_id)}"


def done(push: Push, lesson: Lesson) -> str:
    """What a push was for, in words."""
    step_id, _, name = push.what.partition("/")
    if step_id == FOG:
        level = next((level.name for level in lesson.fog if level.id == name), name)
        return f"{level}, in the fog"
    step = lesson.step(step_id)
    if step is None:
        return name
    what = "every case passed" if (step.kind, name) == ("challenge", "all") else None
    if step.kind == "experiments" and name.startswith(EXPERIMENT):
        what = "an experiment understood"
    return what or DONE_WELL.get(step.kind, name)


def recap_step(lesson: Lesson) -> Step | None:
    """The step that the recap belongs to."""
    return next((step for step in lesson.steps if "recap" in step.work), None)
