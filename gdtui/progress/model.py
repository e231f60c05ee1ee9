"""What the learner has done, as facts, and what follows from them. Pure values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["work", "seen", "place", "draft", "answer", "setting", "push"]
Key: TypeAlias = tuple[str, Kind, str]


FOG = "fog"
"""The step of facts of the descent in the fog: ("fog", "answer", level) → fewest steps."""


class NotSaved(Exception):
    """Something could not be kept or read; the text tells a learner what, where and the way out."""


class Status(Enum):
    """How far a step has come."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"

    @property
    def label(self) -> str:
        """The status as the screens write it."""
        return self.value.capitalize()


@dataclass(frozen=True)
class Fact:
    """One thing worth keeping: the newest value of (step, kind, key).

    Steps are known by their id. Facts of the lesson as a whole have the step "".
    """

    step: str
    kind: Kind
    key: str
    value: str = ""

    @property
    def address(self) -> Key:
        """Where the fact is kept."""
        return (self.step, self.kind, self.key)


@dataclass(frozen=True)
class RunRecord:
    """One run of a program, as it is remembered.

    ``curve`` holds (time, loss) pairs, at most a few hundred. The time counts in ``clock``:
    "epoch", "update", "report" or another name that the program gave; "" where it was not kept.
    ``path`` is the way of (weight, bias), ``data`` the samples (x, y); empty where they are not
    known, or too many.
    ``outcome`` is "finished", "failed" or "stopped"; ``at`` is seconds since 1970 (UTC).
    """

    step: str
    at: float
    source: str
    outcome: str
    settings: Mapping[str, float] = field(default_factory=dict)
    curve: tuple[tuple[float, float], ...] = ()
    clock: str = ""
    path: tuple[tuple[float, float], ...] = ()
    data: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Progress:
    """Everything remembered about one learner in one lesson."""

    facts: Mapping[Key, str] = field(default_factory=lambda: MappingProxyType({}))

    def adding(self, facts: Iterable[Fact]) -> Progress:
        """The progress after these facts."""
        return Progress(MappingProxyType({**self.facts, **{f.address: f.value for f in facts}}))

    def without(self, step: str | None) -> Progress:
        """The progress with one step, or everything, as if it had never been touched."""
        kept = {} if step is None else {k: v for k, v in self.facts.items() if k[0] != step}
        return Progress(MappingProxyType(kept))

    def value(self, step: str, kind: Kind, key: str) -> str | None:
        """The newest value of a fact, or None where there is none."""
        return self.facts.get((step, kind, key))

    def keys(self, step: str, kind: Kind) -> frozenset[str]:
        """The keys of all facts of one kind in one step."""
        return frozenset(k for s, t, k in self.facts if s == step and t == kind)

    def status(self, step: str, work: Collection[str]) -> Status:
        """How far a step has come, given the work that completes it.

        A step that was completed once stays completed, whatever its content asks later.
        """
        done = self.keys(step, "work")
        if "completed" in done or (work and done.issuperset(work)):
            return Status.COMPLETED
        if any(address[0] == step for address in self.facts):
            return Status.IN_PROGRESS
        return Status.NOT_STARTED


def newly_completed(before: Progress, after: Progress, step: str, work: Collection[str]) -> bool:
    """Whether the step became complete between two states of the progress."""
    return (
        before.status(step, work) is not Status.COMPLETED
        and after.status(step, work) is Status.COMPLETED
    )
