"""Experiments as frozen values: what to predict, what to change, and how a run is recognised."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Numbers: TypeAlias = Mapping[str, tuple[float, ...]]
"""Settings by name, each with the values that it may have."""

NONE: Numbers = MappingProxyType({})


def _none() -> Numbers:
    return NONE


MEASURES = ("epochs", "raised")
"""What a number can be predicted of: epochs until a loss; per cent of updates that raised it."""

CLOSE = 1.5
"""A number has come true within this factor."""


@dataclass(frozen=True)
class Wanted:
    """What must have run. All of it must hold.

    ``setting`` names settings that must have one of these values; ``perhaps`` the same where
    the program has that setting; ``least`` the smallest value. ``data`` names a data set, and
    the loss must have come below ``below``, where that is not 0.
    """

    data: str
    setting: Numbers = field(default_factory=_none)
    perhaps: Numbers = field(default_factory=_none)
    least: Numbers = field(default_factory=_none)
    below: float = 0.0


@dataclass(frozen=True)
class Course:
    """A way that a run can go: the ``outcomes`` that it stands for, and what it overlooks."""

    text: str
    why: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A curve that the run may follow; ``series`` names it."""

    text: str
    why: str
    series: str


@dataclass(frozen=True)
class WhichCourse:
    """How will it go? A prediction is the index of a choice."""

    prompt: str
    choices: tuple[Course, ...]


@dataclass(frozen=True)
class WhichCurve:
    """Which of these curves? A prediction is the index of a choice."""

    prompt: str
    choices: tuple[Candidate, ...]


@dataclass(frozen=True)
class HowMany:
    """How many? ``measure`` is one of `MEASURES`, ``below`` the loss that epochs lead to."""

    prompt: str
    measure: str
    unit: str
    below: float
    close: str
    low: str
    high: str

    def comes_true(self, predicted: float, happened: float) -> bool:
        """Whether a number is near enough to what happened, or both are 0."""
        if min(predicted, happened) <= 0:
            return predicted == happened
        return abs(math.log(predicted / happened)) <= math.log(CLOSE) + 1e-9

    def explanation(self, predicted: float, happened: float) -> str:
        """The text that fits the difference."""
        if self.comes_true(predicted, happened):
            return self.close
        return self.low if predicted < happened else self.high


Forecast: TypeAlias = WhichCourse | WhichCurve | HowMany


@dataclass(frozen=True)
class Edit:
    """A change of the program: a text that stands there once, and what replaces it."""

    old: str
    new: str


@dataclass(frozen=True)
class Trial:
    """One run of an experiment: predict, change, run, and read what it shows and why."""

    id: str
    title: str
    change: str
    edits: tuple[Edit, ...]
    wanted: Wanted
    forecast: Forecast
    shows: str
    why: str

    def program(self, source: str) -> str:
        """The program as it was given, with this trial's changes."""
        for edit in self.edits:
            source = source.replace(edit.old, edit.new)
        return source


@dataclass(frozen=True)
class Experiment:
    """A question, and the runs that answer it. The lesson is done without those ``extra``."""

    id: str
    title: str
    text: str
    extra: bool
    trials: tuple[Trial, ...]


@dataclass(frozen=True)
class Experiments:
    """A bench with a program, the experiments on it, and a text to read."""

    text: str
    name: str
    source: str
    experiments: tuple[Experiment, ...]
