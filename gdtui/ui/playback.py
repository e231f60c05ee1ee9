"""The pace at which a run is shown: never faster than the eye, never later than it must be."""

from __future__ import annotations

from dataclasses import dataclass

SECONDS = 2.5
"""How long a run that is over at once takes to be drawn."""

SLOWEST = 30.0
"""Reports a second below which a run is shown as it comes."""


@dataclass(frozen=True)
class Playback:
    """How many reports of a run are shown, at a time on some clock in seconds."""

    shown: float = 0.0
    at: float = 0.0

    def on(self, now: float, total: int) -> Playback:
        """The playback at a later time, with so many reports there by then."""
        pace = max(SLOWEST, total / SECONDS)
        return Playback(min(float(total), self.shown + pace * max(0.0, now - self.at)), now)

    def at_end(self, total: int) -> Playback:
        """All that is there, at once."""
        return Playback(float(total), self.at)

    @property
    def rows(self) -> int:
        """Whole reports shown."""
        return int(self.shown)
