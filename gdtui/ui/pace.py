"""The pace at which the training loop plays: how long a node is shown, and where the pulse is."""

from __future__ import annotations

from dataclasses import dataclass

SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Times the usual speed."""

USUAL = SPEEDS.index(1.0)

NODE = 1.6
"""Seconds for a node at the usual speed."""

STAY = 0.6
"""The share of that time before the pulse sets out for the next node."""


@dataclass(frozen=True)
class Pace:
    """How much of a node's time has passed, as a share, at a time on some clock in seconds."""

    at: float
    passed: float = 0.0

    def on(self, now: float, speed: float) -> tuple[Pace, bool]:
        """The pace at a later time, and whether the loop goes on to the next node.

        It goes on by one node at most, so that none is passed over; time left over is dropped.
        """
        passed = self.passed + max(0.0, now - self.at) * speed / NODE
        return (Pace(now), True) if passed >= 1 else (Pace(now, passed), False)

    def pulse(self, cells: int) -> int:
        """The cell of the pulse on an arrow of so many cells, counted from 1; 0 before it."""
        if self.passed < STAY:
            return 0
        return min(cells, 1 + int((self.passed - STAY) / (1 - STAY) * cells))
