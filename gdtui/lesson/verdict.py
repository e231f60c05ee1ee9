"""What is said to an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Answer: TypeAlias = tuple[float, ...]
"""An answer in numbers; what each one means is told by the kind of question."""


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and its explanations, the most telling one first."""

    right: bool
    reasons: tuple[str, ...]


def is_index(number: float, count: int) -> bool:
    """Whether a number is an index of so many things."""
    return number == int(number) and 0 <= number < count
