"""What a check comes to: pure values, which the screens may know."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

Outcome: TypeAlias = Literal["passed", "failed", "error", "unattempted"]
Status: TypeAlias = Literal["passed", "failed", "error", "not run"]


class Arguments(NamedTuple):
    """The arguments of one call, in their order."""

    data: tuple[tuple[float, float], ...]
    lr: float
    beta: float
    epochs: int

    def __str__(self) -> str:
        pairs = ", ".join(f"({x:g}, {y:g})" for x, y in self.data)
        return f"[{pairs}], {self.lr:g}, {self.beta:g}, {self.epochs}"


@dataclass(frozen=True)
class CaseResult:
    """One case. ``actual`` is a number, what came in its place in words, or None: nothing came."""

    name: str
    hidden: bool
    status: Status
    arguments: Arguments
    expected: float
    actual: float | str | None
    message: str = ""


@dataclass(frozen=True)
class Course:
    """w after so many epochs on the arguments of one case: the right one, and the learner's.

    ``actual`` holds nan where there was no number.
    """

    name: str
    arguments: Arguments
    epochs: tuple[int, ...]
    expected: tuple[float, ...]
    actual: tuple[float, ...]


@dataclass(frozen=True)
class Finding:
    """The one message: what was seen, then what to do about it.

    ``mistake`` and ``hint`` are ids of the lesson, ``line`` the learner's own, from 1;
    ``excerpt`` shows a piece of the program with a caret below it.
    """

    outcome: Outcome
    seen: str
    advice: str = ""
    mistake: str | None = None
    hint: str | None = None
    line: int | None = None
    excerpt: str = ""

    @property
    def message(self) -> str:
        """All of it as one text."""
        said = " ".join(part for part in (self.seen, self.advice) if part)
        return f"{said}\n{self.excerpt}" if self.excerpt else said


@dataclass(frozen=True)
class Verdict:
    """A whole check. ``limits`` says what the program could use, and what held it."""

    finding: Finding
    cases: tuple[CaseResult, ...] = ()
    course: Course | None = None
    output: str = ""
    seconds: float = 0.0
    limits: Mapping[str, float | bool | None] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """How it ended, in a word."""
        return self.finding.outcome

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(case.status == "passed" for case in self.cases)


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """The one object that ``gdtui check --json`` prints."""
    return {
        "outcome": verdict.outcome,
        "message": verdict.finding.message,
        "mistake": verdict.finding.mistake,
        "line": verdict.finding.line,
        "cases": [
            {
                "name": case.name,
                "hidden": case.hidden,
                "status": case.status,
                "arguments": [[*map(list, case.arguments.data)], *case.arguments[1:]],
                "expected": case.expected,
                "actual": _plain(case.actual),
                "message": case.message,
            }
            for case in verdict.cases
        ],
        "output": verdict.output,
        "limits": dict(verdict.limits),
    }


def _plain(actual: float | str | None) -> float | str | None:
    """JSON has no signs for inf, -inf and nan."""
    return str(actual) if isinstance(actual, float) and not math.isfinite(actual) else actual
