"""The levels of a lesson's descent in the fog, and what a learner's progress tells of each."""

from __future__ import annotations

from gdtui.descent.attempts import Attempt, as_text, from_text
from gdtui.descent.fog import LEVELS, Level, begin
from gdtui.lesson.descents import FogLevel
from gdtui.lesson.model import Lesson
from gdtui.progress.model import FOG, Fact, Progress


def playable(lesson: Lesson) -> tuple[FogLevel, ...]:
    """The levels that name a surface; a check of the content tells of others."""
    return tuple(told for told in lesson.fog if told.id in LEVELS)


def best_steps(progress: Progress, level: str) -> int | None:
    """The fewest steps in which a level was finished; None where it was not."""
    value = progress.value(FOG, "answer", level)
    return int(value) if value is not None and value.isdecimal() else None


def attempt(progress: Progress, level: Level) -> Attempt:
    """The descent as it was left, or one that begins."""
    kept = progress.value(FOG, "place", level.id)
    return (kept and from_text(kept, level)) or Attempt(begin(level.surface))


LAST = "level"
"""The key of the level that was played last."""


def played(level: Level) -> Fact:
    """The level as the one that was played last, to be kept."""
    return Fact(FOG, "setting", LAST, level.id)


def last_played(progress: Progress) -> str | None:
    """The id of the level that was played last."""
    return progress.value(FOG, "setting", LAST)


def under_way(progress: Progress, level: Level) -> int:
    """The steps of a descent that has not ended yet; 0 where there is none."""
    left = attempt(progress, level)
    return 0 if left.lifted else left.descent.steps


def fact_of(left: Attempt, level: Level) -> Fact:
    """The descent as it is left, to be kept."""
    return Fact(FOG, "place", level.id, as_text(left))
