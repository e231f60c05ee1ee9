"""A lesson as frozen values: what content/ says, once it has been read and found sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

FORMAT = 1
"""The version of the content format that this program reads."""

WORK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reading": ("read", "descent", "recap"),
        "terms": ("cards", "recall"),
        "loop": ("read", "tour"),
        "code": ("as-given", "changed"),
        "experiments": ("read", "experiments"),
        "quiz": ("read", "quiz"),
        "challenge": ("read", "challenge"),
        "cases": ("opened",),
    }
)
"""The kinds of step, and the work that a step of each kind can ask for."""


@dataclass(frozen=True)
class Term:
    """A card of the glossary. Texts may hold figures, written ``{{name}}``."""

    id: str
    name: str
    symbol: str
    formula: str
    meaning: str
    example: str
    confusion: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a claim can be checked."""

    title: str
    address: str


@dataclass(frozen=True)
class Case:
    """One real-world use: its text, its sources, and the demonstration that goes with it."""

    id: str
    title: str
    text: str
    sources: tuple[Source, ...]
    demonstration: str | None = None


@dataclass(frozen=True)
class Reading:
    """A text in Markdown."""

    text: str


@dataclass(frozen=True)
class Terms:
    """The cards of a terms step, in the order of the lesson."""

    cards: tuple[Term, ...]


@dataclass(frozen=True)
class Code:
    """A program to read, change and run. ``intro`` says in a line or two what to do first."""

    name: str
    source: str
    intro: str


@dataclass(frozen=True)
class Cases:
    """The cases of a real-world step, with a text before them."""

    text: str
    cases: tuple[Case, ...]


Body: TypeAlias = Reading | Terms | Code | Cases


@dataclass(frozen=True)
class Step:
    """One step of the lesson. ``work`` names what completes it; see `WORK`."""

    id: str
    title: str
    kind: str
    minutes: int
    invitation: str
    work: tuple[str, ...]
    body: Body


@dataclass(frozen=True)
class Lesson:
    """A whole lesson."""

    id: str
    title: str
    subtitle: str
    subject: str
    minutes: int
    steps: tuple[Step, ...]
    glossary: tuple[Term, ...] = field(default=())

    def step(self, step_id: str) -> Step | None:
        """The step with this id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def number(self, step_id: str) -> int:
        """The place of a step, counted from 1. Raises KeyError where there is none."""
        for number, step in enumerate(self.steps, start=1):
            if step.id == step_id:
                return number
        raise KeyError(step_id)
