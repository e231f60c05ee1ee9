"""A lesson as frozen values: what content/ says, once it has been read and found sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # most of a lesson is read after its first picture
    from gdtui.lesson.challenge import Challenge
    from gdtui.lesson.descents import FirstDescent, FogLevel
    from gdtui.lesson.experiments import Experiments
    from gdtui.lesson.questions import OneAnswer, Question

    Body: TypeAlias = "Challenge | Quiz | Reading | Terms | Code | Cases | Loop | Experiments"

RESERVED = ("fog", "overview")
"""Names under which progress keeps something else; no step can have them as its id."""

FORMAT = 1
"""The version of the content format that this program reads."""

WORK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reading": ("read", "descent", "recap"),
        "terms": ("cards", "recall"),
        "loop": ("tour",),
        "code": ("as-given", "changed"),
        "experiments": ("experiments",),
        "quiz": ("quiz",),
        "challenge": ("challenge",),
        "cases": ("opened",),
    }
)
"""The kinds of step, and the work that a step of each kind can ask for."""

MERITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "reading": ("descent-found", "descent-soon", "all-done", "all-well"),
        "terms": ("recalled-well", "recalled-all"),
        "loop": ("tour-well", "tour-right"),
        "code": ("low", "very-low"),
        "experiments": ("predicted", "half-true"),
        "quiz": ("right-90", "first-90"),
        "challenge": ("solution-unseen", "hints-unseen"),
        "cases": ("read-through", "dials-turned"),
    }
)
"""What can earn a star beyond completing a step, by the kind of step; screens record it as work."""

NODES = ("parameters", "forward-pass", "loss", "backward-pass", "update", "repeat")
"""The six nodes of the training loop, in their order."""


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
    """A text in Markdown, and the first descent where the step offers it."""

    text: str
    descent: FirstDescent | None = None


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
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The comment that labels the lines of a node in the training loop (see `NODES`)."""


@dataclass(frozen=True)
class Cases:
    """The cases of a real-world step, with a text before them."""

    text: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Quiz:
    """The questions of a quiz, in the order in which they are asked."""

    questions: tuple[Question, ...]
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The ids of the terms that a question is about, by the question's id."""


@dataclass(frozen=True)
class Stop:
    """A stop of the tour through the training loop: a node of a mini-batch, counted from 1."""

    id: str
    node: str
    batch: int
    text: str
    question: OneAnswer | None = None


@dataclass(frozen=True)
class Loop:
    """The training loop: a text to read, a caption a node (see `NODES`), and the tour."""

    text: str
    captions: Mapping[str, str]
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Star:
    """What earns a star beyond completing the step: a merit (see `MERITS`), and its words."""

    merit: str
    words: str


@dataclass(frozen=True)
class Step:
    """One step of the lesson. ``work`` names what completes it; see `WORK`.

    ``stars`` says what earns the second star, for done well, and the third, for no help.
    ``read`` gives the body; it raises `gdtui.lesson.notes.Unfit` where that is not sound.
    """

    id: str
    title: str
    kind: str
    minutes: int
    invitation: str
    work: tuple[str, ...]
    read: Callable[[], Body] = field(repr=False, compare=False)
    stars: tuple[Star, ...] = ()

    @cached_property
    def body(self) -> Body:
        """What the step shows and asks, read when it is first wanted. Raises Unfit."""
        return self.read()


@dataclass(frozen=True)
class Lesson:
    """A whole lesson."""

    id: str
    title: str
    subtitle: str
    subject: str
    minutes: int
    steps: tuple[Step, ...]
    read_fog: Callable[[], tuple[FogLevel, ...]] | None = field(repr=False, compare=False)

    @cached_property
    def fog(self) -> tuple[FogLevel, ...]:
        """The levels of the descent in the fog, where there is one. Raises Unfit."""
        return () if self.read_fog is None else self.read_fog()

    @property
    def has_fog(self) -> bool:
        """Whether there is a descent in the fog."""
        return self.read_fog is not None

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """The cards of every step of terms. Raises Unfit."""
        bodies = (step.body for step in self.steps if step.kind == "terms")
        return tuple(card for body in bodies if isinstance(body, Terms) for card in body.cards)

    def step(self, step_id: str) -> Step | None:
        """The step with this id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def number(self, step_id: str) -> int:
        """The place of a step, counted from 1. Raises KeyError where there is none."""
        for number, step in enumerate(self.steps, start=1):
            if step.id == step_id:
                return number
        raise KeyError(step_id)
