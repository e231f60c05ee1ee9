"""How a lesson is shown: what the command line and the terminal decide, as one value."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Manner:
    """How the lesson is shown on this terminal."""

    ascii: bool = False
    animation: bool = True
    game: bool = True
    """Whether there is a score; the learner's own setting can still switch it off."""
    start: str | None = None
    """The id of the step to start at, or None to resume."""
    today: Callable[[], int] = lambda: date.today().toordinal()
    """The day, counted as `datetime.date.toordinal` does."""
    clock: Callable[[], float] = time.monotonic
    """Seconds, on a clock that never goes back."""
