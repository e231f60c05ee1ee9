"""A coding challenge as frozen values: the task, its cases, its hints, and the known mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SIGNS: tuple[str, ...] = (
    "values", "none", "printed", "bool", "text", "complex", "tuple", "list", "dict", "array",
    "generator", "function", "object", "data-changed", "state-kept", "any-order", "rounded",
    "constant",
)  # fmt: skip
"""How a mistake is recognised: by the values its program gives, or by a sign of its own."""


@dataclass(frozen=True)
class Trial:
    """A case: the arguments of one call. Right values are computed, never written down."""

    name: str
    data: tuple[tuple[float, float], ...]
    lr: float
    beta: float
    epochs: int
    hidden: bool


@dataclass(frozen=True)
class Hint:
    """One hint; a known mistake can name the one that fits it."""

    id: str
    text: str


@dataclass(frozen=True)
class Solution:
    """A right program with a title and a remark."""

    title: str
    remark: str
    source: str


@dataclass(frozen=True)
class Mistake:
    """A known mistake: a wrong program, and what to tell whoever wrote one like it.

    ``sign`` is one of `SIGNS`; ``name`` says what was seen, ``advice`` why it matters and where
    to look; ``hint`` is the id of the hint that fits, or None.
    """

    id: str
    sign: str
    name: str
    advice: str
    hint: str | None
    source: str


@dataclass(frozen=True)
class Challenge:
    """A function to write. ``solutions`` holds the published one, then notable variants.

    ``mistakes`` is the folder of the known mistakes; see `gdtui.lesson.posing.read_mistakes`.
    """

    name: str
    text: str
    starter: str
    trials: tuple[Trial, ...]
    hints: tuple[Hint, ...]
    solutions: tuple[Solution, ...]
    mistakes: Path
