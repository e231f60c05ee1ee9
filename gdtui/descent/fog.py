"""The game of descending in the fog: its state, its rules, its levels and the rivals' paths.

A player sees the loss and the gradient at the place reached, and sets a learning rate from a
coarse dial. Two forms of play keep a descent from being opened like a lock, by trying numbers:

- *A rate for every step*, plain steps, where it can be shown that no sequence of the dial's
  rates is shorter than par (`Level.free`).
- *One setting for the whole descent*, a rate and a momentum chosen before the first step, where
  par is the best of all settings of the two dials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from gdtui.descent.optimizers import Moments, adamw, heavy_ball
from gdtui.descent.surfaces import SURFACES, Point, Surface

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""The dial of learning rates; neighbours are about three times apart."""

BETAS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)
"""The dial of momentum."""

MARK = 0.001
"""The flag stands where the loss is below this."""

ROW = 10
"""So many steps in a row must end below the mark: flying through is not arriving."""

LOST = 1e6
"""A loss above this, or one that is no number, is a descent that has diverged."""

PATIENCE = 1000
"""Steps that a rival is given to arrive."""


@dataclass(frozen=True)
class Descent:
    """One attempt. ``trail`` and ``losses`` begin with the start; settings are (lr, β) a step."""

    surface: Surface
    trail: tuple[Point, ...]
    losses: tuple[float, ...]
    velocity: Point = (0.0, 0.0)
    settings: tuple[Point, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps have been taken."""
        return len(self.settings)

    @property
    def position(self) -> Point:
        """Where the player is."""
        return self.trail[-1]

    @property
    def loss(self) -> float:
        """The loss here."""
        return self.losses[-1]

    @property
    def gradient(self) -> Point:
        """The gradient here."""
        return self.surface.gradient(*self.position)

    @property
    def below(self) -> int:
        """How many steps in a row, up to this one, have ended below the mark."""
        count = 0
        while count < len(self.losses) and self.losses[-1 - count] < MARK:
            count += 1
        return count

    @property
    def settled(self) -> int | None:
        """The first of `ROW` steps in a row that ended below the mark; None before there are.

        This number, and not the step that completes the row, counts against par.
        """
        return self.steps - ROW + 1 if self.below >= ROW else None

    @property
    def diverged(self) -> bool:
        """Whether the loss has passed `LOST`."""
        return not self.loss <= LOST

    @property
    def over(self) -> bool:
        """Whether no further step can be taken."""
        return self.diverged or self.settled is not None


def begin(surface: Surface) -> Descent:
    """An attempt before its first step."""
    return Descent(surface, (surface.start,), (surface.loss(*surface.start),))


def steps(descent: Descent, settings: Iterable[Point]) -> Descent:
    """The attempt after a step with each of these (lr, β), or with as many as it takes to its end.

    A step is one of momentum: v ← β·v + ∇f, then (x, y) ← (x, y) − lr·v.
    Raises ValueError for an attempt that is over.
    """
    if descent.over:
        raise ValueError("this descent is over: begin another one")
    surface, place, velocity = descent.surface, descent.position, descent.velocity
    trail, losses, taken = list(descent.trail), list(descent.losses), list(descent.settings)
    row = descent.below
    for lr, beta in settings:
        (x, y), (vx, vy) = heavy_ball(place, velocity, surface.gradient(*place), lr, beta)
        place, velocity = (x, y), (vx, vy)
        trail.append(place)
        losses.append(surface.loss(x, y))
        taken.append((lr, beta))
        row = row + 1 if losses[-1] < MARK else 0
        if row == ROW or not losses[-1] <= LOST:
            break
    return Descent(surface, tuple(trail), tuple(losses), velocity, tuple(taken))


@dataclass(frozen=True)
class Level:
    """A surface and how it is played.

    ``view`` is the part of the plane that the map shows at last, as (x range, y range).
    ``plain`` is the learning rate of the rival that takes plain steps, ``momentum`` that of
    the one with momentum, with its β, and ``adam`` that of the third: the fastest on the
    dials, or, where no setting arrives within `PATIENCE`, the one that comes closest.
    """

    surface: Surface
    free: bool
    """Whether the rate can be turned before every step; otherwise one setting holds."""
    par: int
    """The fewest steps that the dial allows."""
    view: tuple[Point, Point]
    plain: float
    momentum: Point
    adam: float

    @property
    def id(self) -> str:
        """The id of the surface."""
        return self.surface.id


@dataclass(frozen=True)
class Walk:
    """How an optimizer fares with one setting for the whole descent.

    ``trail`` begins with the start. ``settled`` counts as `Descent.settled` does; it is None
    where the walk has not arrived within `PATIENCE` steps.
    """

    trail: tuple[Point, ...]
    settled: int | None
    diverged: bool


@dataclass(frozen=True)
class Rival:
    """A walk with the optimizer's name and its setting in words."""

    name: str
    setting: str
    walk: Walk


def rivals(level: Level) -> tuple[Rival, ...]:
    """Plain descent, momentum and Adam on a level."""
    surface, (lr, beta) = level.surface, level.momentum
    return (
        Rival("Plain descent", f"lr {level.plain:g}", heavy_walk(surface, level.plain)),
        Rival("Momentum", f"lr {lr:g}, β {beta:g}", heavy_walk(surface, lr, beta)),
        Rival("Adam", f"lr {level.adam:g}", adam_walk(surface, level.adam)),
    )


def heavy_walk(surface: Surface, lr: float, beta: float = 0.0) -> Walk:
    """Momentum; plain descent where β is 0."""

    def places() -> Iterator[Point]:
        place, velocity = surface.start, (0.0, 0.0)
        while True:
            (x, y), (vx, vy) = heavy_ball(place, velocity, surface.gradient(*place), lr, beta)
            place, velocity = (x, y), (vx, vy)
            yield place

    return _walked(surface, places())


def adam_walk(surface: Surface, lr: float) -> Walk:
    """Adam at β₁ 0.9, β₂ 0.999, without weight decay."""

    def places() -> Iterator[Point]:
        place, moments = surface.start, Moments((0.0, 0.0), (0.0, 0.0))
        while True:
            slopes = surface.gradient(*place)
            (x, y), moments = adamw(place, moments, slopes, lr, weight_decay=0.0)
            place = (x, y)
            yield place

    return _walked(surface, places())


def _walked(surface: Surface, places: Iterator[Point]) -> Walk:
    """The places up to where the walk has arrived, has diverged, or has run out of patience."""
    trail = [surface.start]
    row = 0
    for place in islice(places, PATIENCE + ROW - 1):
        trail.append(place)
        loss = surface.loss(*place)
        if not loss <= LOST:
            return Walk(tuple(trail), None, True)
        row = row + 1 if loss < MARK else 0
        if row == ROW:
            return Walk(tuple(trail), len(trail) - ROW, False)
    return Walk(tuple(trail), None, False)


_LEVELS = (
    Level(
        SURFACES["bowl"],
        free=True,
        par=4,
        view=((-3.0, 5.0), (-4.0, 3.0)),
        plain=0.3,
        momentum=(0.3, 0.5),
        adam=1.0,
    ),
    Level(
        SURFACES["ravine"],
        free=False,
        par=24,
        view=((-1.0, 6.0), (-3.0, 5.0)),
        plain=0.03,
        momentum=(0.1, 0.5),
        adam=0.3,
    ),
    Level(
        SURFACES["saddle"],
        free=True,
        par=4,
        view=((-2.0, 2.0), (-2.5, 2.5)),
        plain=1.0,
        momentum=(1.0, 0.5),
        adam=0.3,
    ),
    Level(
        SURFACES["plateau"],
        free=False,
        par=28,
        view=((-6.0, 6.0), (-3.0, 3.0)),
        plain=1.0,
        momentum=(3.0, 0.7),
        adam=1.0,
    ),
    Level(
        SURFACES["beale"],
        free=True,
        par=7,
        view=((-1.0, 4.0), (-1.5, 1.5)),
        plain=0.03,
        momentum=(0.03, 0.7),
        adam=0.3,
    ),
    Level(
        SURFACES["two-valleys"],
        free=False,
        par=11,
        view=((-2.0, 2.2), (-1.5, 1.5)),
        plain=0.3,
        momentum=(0.3, 0.5),
        adam=1.0,
    ),
    Level(
        SURFACES["rosenbrock"],
        free=False,
        par=205,
        view=((-2.0, 2.0), (-1.0, 3.0)),
        plain=0.003,
        momentum=(0.003, 0.9),
        adam=1.0,
    ),
)

LEVELS: Mapping[str, Level] = MappingProxyType({level.id: level for level in _LEVELS})
"""Every level by its id. Pars are recomputed by a test, by search over the dials."""
