"""The first descent: a hidden curve in one dimension, of which only the slope is felt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

START = 1.4
"""Where the learner stands at first."""

SIZES = (0.25, 1.0, 3.0)
"""How far a small, a medium and a large step go."""

MOST_STEPS = 12
"""After so many steps the curve is uncovered, found or not: about a minute."""

MARK = 0.6
"""The descent has succeeded where the height is below this; the lowest height is 0.5."""

RANGE = (-1.0, 11.0)
"""The part of the curve that is uncovered at last."""


def height(x: float) -> float:
    """h(x) = 6 − 5.5·exp(−d²/4) + d²/10 with d = x − 7: lowest at 7, steep near it, gentle afar."""
    d = x - 7
    return 6 - 5.5 * math.exp(-d * d / 4) + d * d / 10


def slope(x: float) -> float:
    """h′(x) = 2.75·d·exp(−d²/4) + d/5 with d = x − 7."""
    d = x - 7
    return 2.75 * d * math.exp(-d * d / 4) + d / 5


@dataclass(frozen=True)
class Walk:
    """Where the learner has been, the start first."""

    places: tuple[float, ...] = (START,)

    @property
    def steps(self) -> int:
        """How many steps have been taken."""
        return len(self.places) - 1

    @property
    def place(self) -> float:
        """Where the learner is."""
        return self.places[-1]

    @property
    def found(self) -> bool:
        """Whether the learner stands below the mark."""
        return height(self.place) < MARK

    @property
    def over(self) -> bool:
        """Whether the descent has been tried to its end."""
        return self.found or self.steps >= MOST_STEPS

    @property
    def moves(self) -> tuple[float, ...]:
        """The steps, each one of `SIZES`, below 0 to the left."""
        ways = [after - before for before, after in pairwise(self.places)]
        return tuple(
            math.copysign(min(SIZES, key=lambda size: abs(abs(way) - size)), way) for way in ways
        )

    @property
    def text(self) -> str:
        """The steps as a text that `walked` can read."""
        return " ".join(f"{move:g}" for move in self.moves)


def walk(before: Walk, by: float) -> Walk:
    """The walk after a step to the right (to the left if ``by`` is below 0).

    Raises ValueError for a walk that is over.
    """
    if before.over:
        raise ValueError("this walk is over: begin another one")
    return Walk((*before.places, before.place + by))


def walked(text: str) -> Walk:
    """The walk that a `Walk.text` tells of; one that begins where the text tells of none."""
    sizes = {f"{side * size:g}": side * size for size in SIZES for side in (1, -1)}
    at = Walk()
    for move in text.split():
        if move not in sizes or at.over:
            return Walk()
        at = walk(at, sizes[move])
    return at
