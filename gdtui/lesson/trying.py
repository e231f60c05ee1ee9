"""Reads experiments from TOML tables, and notes what authors get wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from gdtui.lesson.experiments import (
    MEASURES,
    NONE,
    Candidate,
    Course,
    Edit,
    Experiment,
    Forecast,
    HowMany,
    Numbers,
    Trial,
    Wanted,
    WhichCourse,
    WhichCurve,
)
from gdtui.lesson.notes import shown
from gdtui.lesson.table import Table


def read_experiments(table: Table, source: str | None) -> tuple[Experiment, ...]:
    """The ``[[experiment]]`` tables of a file; ``source`` is the program that they change."""
    return tuple(_experiment(each, source) for each in table.tables("experiment"))


def _experiment(table: Table, source: str | None) -> Experiment:
    experiment = Experiment(
        id=table.name("id"),
        title=table.line("title"),
        text=table.prose("text"),
        extra=table.flag("extra"),
        trials=tuple(_trial(trial, source) for trial in table.tables("trial")),
    )
    table.done()
    table.notes.claim("experiment", experiment.id, table.place.within("id"))
    return experiment


def _trial(table: Table, source: str | None) -> Trial:
    kind = table.choice("kind", FORECASTS) or "course"
    trial = Trial(
        id=table.name("id"),
        title=table.line("title"),
        change=table.prose("change"),
        edits=tuple(_edit(edit, source) for edit in table.optional_tables("edit")),
        wanted=Wanted(
            data=table.name("data"),
            setting=_numbers(table, "setting"),
            perhaps=_numbers(table, "perhaps"),
            least=_numbers(table, "least"),
            below=table.number("below"),
        ),
        forecast=FORECASTS[kind](table),
        shows=table.prose("shows"),
        why=table.prose("why"),
    )
    table.done()
    table.notes.claim("trial", trial.id, table.place.within("id"))
    return trial


def _numbers(table: Table, key: str) -> Numbers:
    return table.numbers(key) if table.holds(key) else NONE


def _edit(table: Table, source: str | None) -> Edit:
    edit = Edit(table.line("old"), table.line("new"))
    table.done()
    count = source.count(edit.old) if source and edit.old else 1
    if count != 1:
        what = f"{shown(edit.old)} stands in the program {count} times"
        table.notes.add(table.place.within("old"), what, "Give a text that is there once.")
    return edit


def _course(table: Table) -> WhichCourse:
    choices = []
    for each in table.tables("choice"):
        choices.append(Course(each.line("text"), each.prose("why"), each.choices("outcomes", None)))
        each.done()
    return WhichCourse(table.prose("prompt"), tuple(choices))


def _curve(table: Table) -> WhichCurve:
    choices = []
    for each in table.tables("choice"):
        choices.append(Candidate(each.line("text"), each.prose("why"), each.name("series")))
        each.done()
    return WhichCurve(table.prose("prompt"), tuple(choices))


def _how_many(table: Table) -> HowMany:
    measure = table.choice("measure", MEASURES) or "raised"
    question = HowMany(
        prompt=table.prose("prompt"),
        measure=measure,
        unit=table.optional_line("unit"),
        below=table.number("target"),
        close=table.prose("close"),
        low=table.prose("low"),
        high=table.prose("high"),
    )
    if (measure == "epochs") is not (question.below > 0):
        what = "does not go with the measure"
        remedy = "Give epochs a target above 0, and no other measure one."
        table.notes.add(table.place.within("target"), what, remedy)
    return question


FORECASTS: Mapping[str, Callable[[Table], Forecast]] = MappingProxyType(
    {"course": _course, "curve": _curve, "number": _how_many}
)
"""The kinds of prediction, and what reads each."""
