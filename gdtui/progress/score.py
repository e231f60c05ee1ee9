"""The score: a ball with momentum, pushed by good answers. A pure function of what is recorded.

Every push p adds to a velocity that carries on: velocity = β·velocity + p, and the ball moves on:
position = position + velocity. A mistake pushes nothing: the velocity fades by β, and the ball
stays where it is, so nothing that was earned is taken away and nothing can be gained by failing.
The rule is heavy-ball momentum with a learning rate of 1 (B. T. Polyak, 1964).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gdtui.progress.model import Fact, Progress

BETA = 0.9
"""The share of the velocity that each event leaves."""

ANSWER, FORETOLD, UNDERSTOOD = 1.0, 1.0, 0.5
"""Sizes: a right answer, a prediction that came true, and an experiment of which every run
was predicted, one of them rightly."""

DESCENT, CASE, SOLVED, PAR = 1.0, 0.1, 2.0, 2.0
"""Sizes: the first descent found, a case of the challenge passed and all of them, and a level of
the fog at par (`fog_size` gives less for more steps)."""


@dataclass(frozen=True)
class Push:
    """An event of the game. ``what`` names what was done; a ``size`` of 0 is a mistake."""

    what: str
    size: float


@dataclass(frozen=True)
class Score:
    """Where the ball is, how fast it goes, and the last push that moved it."""

    position: float = 0.0
    velocity: float = 0.0
    last: Push | None = None


def score(pushes: Iterable[Push]) -> Score:
    """The score after these events. Each thing counts once: a repeat adds what it improves."""
    best: dict[str, float] = {}
    position = velocity = 0.0
    last = None
    for push in pushes:
        if push.size <= 0:
            velocity *= BETA
            continue
        gain = push.size - best.get(push.what, 0.0)
        if gain <= 0:
            continue
        best[push.what] = push.size
        velocity = BETA * velocity + gain
        position += velocity
        last = push
    return Score(position, velocity, last)


def fog_size(steps: int, par: int) -> float:
    """The size of a level of the fog, finished in so many steps."""
    return PAR * min(1.0, par / steps)


def pushes(progress: Progress) -> tuple[Push, ...]:
    """The events that are recorded, in their order."""
    found = sorted(
        (key, value) for (_, kind, key), value in progress.facts.items() if kind == "push"
    )
    return tuple(Push(key.partition(" ")[2], float(value)) for key, value in found)


def counts(push: Push, progress: Progress) -> bool:
    """Whether the event changes the score: a mistake does, and what is better than before."""
    return push.size <= 0 or all(
        push.what != earlier.what or push.size > earlier.size for earlier in pushes(progress)
    )


def fact_of(push: Push, step: str, progress: Progress) -> Fact:
    """The event as a fact that can be kept. Its key begins with its place in the order."""
    numbers = (int(key.partition(" ")[0]) for _, kind, key in progress.facts if kind == "push")
    number = max(numbers, default=-1) + 1
    return Fact(step, "push", f"{number:06d} {push.what}", f"{push.size:.6g}")
