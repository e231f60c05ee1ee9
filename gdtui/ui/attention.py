"""How long a learner was at the keys of a step: the time between inputs, without long pauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gdtui.progress.model import Progress

SECONDS = "seconds"
"""The key under which the time spent on a step is kept, as a place."""

IDLE = 120.0
"""Seconds after which a pause counts as time away."""


@dataclass
class Attention:
    """Adds up; `take` gives whole seconds and keeps the rest. ``clock`` never goes back."""

    clock: Callable[[], float]
    spent: float = 0.0
    last: float | None = field(default=None)

    def notice(self) -> None:
        """The learner did something."""
        now = self.clock()
        if self.last is not None and now - self.last <= IDLE:
            self.spent += now - self.last
        self.last = now

    def take(self) -> int:
        """The whole seconds since they were last taken."""
        whole = int(self.spent)
        self.spent -= whole
        return whole


def seconds_of(step_id: str, progress: Progress) -> int:
    """The seconds spent on a step, as far as they are known."""
    kept = progress.value(step_id, "place", SECONDS) or ""
    return int(kept) if kept.isdecimal() else 0
