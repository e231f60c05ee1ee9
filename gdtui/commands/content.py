"""Whether a lesson is fit to teach: its form, and what it asks of mathematics and checker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdtui.lesson.model import Lesson
    from gdtui.lesson.notes import Fault


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a lesson: its form, then what it asks of the mathematics."""
    from gdtui.descent.datasets import DATASETS
    from gdtui.descent.demonstrations import DEMONSTRATIONS
    from gdtui.descent.figures import FIGURES
    from gdtui.descent.fog import LEVELS
    from gdtui.descent.outcome import KINDS
    from gdtui.descent.series import SERIES
    from gdtui.lesson.load import check
    from gdtui.lesson.notes import Fault, nearest
    from gdtui.lesson.uses import (
        datasets_in,
        demonstrations_in,
        figures_in,
        levels_in,
        outcomes_in,
        series_in,
    )

    lesson, faults = check(folder)
    if lesson is None:
        return faults
    asked = (
        ("figure", figures_in(lesson), FIGURES),
        ("demonstration", demonstrations_in(lesson), DEMONSTRATIONS),
        ("curve", series_in(lesson), SERIES),
        ("surface", levels_in(lesson), LEVELS),
        ("data set", datasets_in(lesson), DATASETS),
        ("outcome", outcomes_in(lesson), KINDS),
    )
    unknown = tuple(
        Fault("lesson.toml", place, f"there is no {kind} called {name}", nearest(name, known))
        for kind, uses, known in asked
        for name, places in uses.items()
        if name not in known
        for place in places
    )
    return unknown or (*_contradictions(lesson), *_misjudged(lesson))


def _misjudged(lesson: Lesson) -> tuple[Fault, ...]:
    """Programs of a challenge that do not get the verdict that they are there for."""
    import asyncio

    from gdtui.checker.fitness import faults_of
    from gdtui.lesson.challenge import Challenge
    from gdtui.lesson.notes import Fault

    async def found(challenge: Challenge) -> tuple[Fault, ...]:
        folder = challenge.mistakes.parent.name
        faults = [fault async for fault in faults_of(challenge)]
        return tuple(
            Fault(f"{folder}/{file}", "whole file", what, remedy) for file, what, remedy in faults
        )

    bodies = (step.body for step in lesson.steps)
    challenges = [body for body in bodies if isinstance(body, Challenge)]
    return tuple(fault for each in challenges for fault in asyncio.run(found(each)))


def _contradictions(lesson: Lesson) -> tuple[Fault, ...]:
    """Charts whose curves do not have the answer that is marked as right."""
    from gdtui.descent.series import series
    from gdtui.lesson.curves import PROPERTIES
    from gdtui.lesson.notes import Fault
    from gdtui.lesson.uses import charts_in

    faults = []
    for place, chart in charts_in(lesson).items():
        found = PROPERTIES[chart.asks]([series(name) for name in chart.series])
        if found != chart.right:
            marked = chart.choices[chart.right].text
            told = "no single curve is" if found is None else f"{chart.choices[found].text} is"
            what = f"{marked} is marked as right, but {told} {chart.asks}"
            faults.append(Fault("lesson.toml", place, what, "Mark that one, or change the curves."))
    return tuple(faults)
