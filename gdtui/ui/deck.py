"""The controls of the training loop as a value: the loop, its dials, its speed, its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gdtui.descent.data import LINE
from gdtui.descent.figures import SEED
from gdtui.descent.trace import Loop, at_place, start
from gdtui.ui.pace import SPEEDS, USUAL

RATES = (0.001, 0.003, 0.01, 0.02, 0.03, 0.05, 0.08, 0.09, 0.1, 0.5)
"""Learning rates on the dial. The limit on all data, 0.0845, lies between two of them."""

SIZES = tuple(range(1, len(LINE) + 1))
"""Batch sizes on the dial."""


@dataclass(frozen=True)
class Deck:
    """Where the loop stands and how it is played. Every control gives a new deck."""

    loop: Loop = field(default_factory=start)
    speed: int = USUAL
    """An index in `SPEEDS`."""
    shuffled: bool = False

    @property
    def pace(self) -> float:
        """Times the usual speed."""
        return SPEEDS[self.speed]

    def at(self, loop: Loop) -> Deck:
        """The same controls with the loop elsewhere."""
        return replace(self, loop=loop)

    def node(self, by: int) -> Deck:
        """So many nodes forward, or back."""
        return self.at(self.loop.forward(by) if by > 0 else self.loop.back(-by))

    def turn_lr(self, by: int) -> Deck:
        """The next learning rate on the dial; it counts from the next forward pass on."""
        return self.at(self.loop.with_lr(turned(RATES, self.loop.dials[0], by)))

    def turn_size(self, by: int) -> Deck:
        """The next batch size on the dial; it counts from the next forward pass on."""
        return self.at(self.loop.with_batch_size(int(turned(SIZES, self.loop.dials[1], by))))

    def turn_speed(self, by: int) -> Deck:
        """The next speed."""
        return replace(self, speed=max(0, min(len(SPEEDS) - 1, self.speed + by)))

    def restart(self, shuffled: bool | None = None) -> Deck:
        """From w = b = 0 with the dials as they are; in another order where one is asked for."""
        order = self.shuffled if shuffled is None else shuffled
        first = start(LINE, *self.loop.dials, SEED if order else None)
        return replace(self, loop=first, shuffled=order)

    @property
    def place(self) -> str:
        """Where the loop stands, as a line of text."""
        return f"{'shuffled' if self.shuffled else 'ordered'} {self.loop.place}"

    def back_at(self, place: str) -> Deck:
        """The deck at a `place`; this one where the text is none."""
        order, _, rest = place.partition(" ")
        loop = at_place(rest, SEED if order == "shuffled" else None)
        known = loop is not None and order in ("shuffled", "ordered")
        return replace(self, loop=loop, shuffled=order == "shuffled") if loop and known else self


def moved(place: str, node: str) -> str:
    """A `Deck.place` at another node of the same mini-batch; at training's start without one."""
    before, _, _ = (place or Deck().place).rpartition(" ")
    return f"{before} {node}"


def turned(values: Sequence[float], value: float, by: int) -> float:
    """The value so many places on from another one; the ends hold."""
    nearest = min(range(len(values)), key=lambda index: abs(values[index] - value))
    return values[max(0, min(len(values) - 1, nearest + by))]
