"""What is said around the games of descending: the levels of the fog, and the first descent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FogLevel:
    """The words of a level; its id names a surface. ``invitation`` and ``why`` may hold figures."""

    id: str
    name: str
    invitation: str
    """What the player is told beforehand."""
    why: str
    """What lies behind it, told once the fog has lifted."""


@dataclass(frozen=True)
class FirstDescent:
    """The words of the first descent, on a curve of which only the slope is felt."""

    ask: str
    found: str
    lost: str
    about: str
    """What the learner has done, in a sentence, at the end of both."""
