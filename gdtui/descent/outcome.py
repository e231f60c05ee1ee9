"""What happened in a training run, told from its losses and, where they are known, more.

Nothing here trusts a setting: lr and batch size only explain what the curve shows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal, TypeAlias

from gdtui.descent import line
from gdtui.descent.data import Data

Kind: TypeAlias = Literal[
    "smooth", "slow", "oscillating", "bouncing", "diverged", "stalled", "unmoved"
]
KINDS: tuple[Kind, ...] = (
    "smooth", "slow", "oscillating", "bouncing", "diverged", "stalled", "unmoved",
)  # fmt: skip
"""Falls, and ``raised`` tells how evenly; the same, but far from done; falls while it swings
across the valley; jumps about without getting lower; ends above its start; comes to rest above 0;
never moves."""

SLOW = 1 / 2000
"""A loss, above its floor, that ends above this share of its start is far from done."""

SWING = 0.1
"""A swing counts while it is at least this share of the first distance to the valley."""

JUMPY = 0.2
"""The share of rises in the second half from which a curve that gets no lower is bouncing."""

JUMP = 1.0
"""How far it jumps there, as a share of what it is above the floor."""

AT_FLOOR = 0.02
"""A loss has come to rest on its floor within this share of the floor."""

EXACT = 1e-9
"""Shares of the start loss below this are rounding, not training."""


@dataclass(frozen=True)
class Curvature:
    """What the data that ran say about the learning rate that ran.

    ``steep`` and ``flat`` are the factors 1 − lr·λ by which one update on all samples
    multiplies the distance to the best line in the steepest and the flattest direction.
    """

    flattest: float
    steepest: float
    condition: float
    limit: float
    steep: float
    flat: float


@dataclass(frozen=True)
class Happened:
    """What a curve shows. Places are indices into the losses, counted from 0.

    ``since`` is where a diverged loss left its start for good, ``overflow`` the first loss
    that is no finite number; ``floor`` the loss of the best line for the data, where known;
    ``raised`` the share of steps that raised the loss, None for a single loss.
    """

    kind: Kind
    start: float
    end: float
    since: int | None = None
    overflow: int | None = None
    floor: float | None = None
    raised: float | None = None


def happened(
    losses: Sequence[float],
    data: Data = (),
    path: Sequence[tuple[float, float]] = (),
) -> Happened:
    """What a run did whose loss on all its data was ``losses``, one value after every step.

    ``data`` are the (x, y) that a line ŷ = w·x + b was fitted to, ``path`` its (w, b) after
    every step; both may be unknown. Raises ValueError without any loss.
    """
    if not losses:
        raise ValueError("there are no losses: a run needs at least one to be judged")
    start = line.loss(data, 0.0, 0.0) if data else losses[0]
    floor = line.least_squares(data).floor if data else None
    overflow = next((at for at, value in enumerate(losses) if not math.isfinite(value)), None)
    found = Happened(
        "smooth", start, losses[-1], overflow=overflow, floor=floor, raised=raised_share(losses)
    )
    if overflow is not None or _ends_above(losses, start):
        finite = losses if overflow is None else losses[:overflow]
        since = next((at + 1 for at in range(len(finite) - 1, -1, -1) if finite[at] <= start), 0)
        return replace(found, kind="diverged", since=since)
    return replace(found, kind=_finite_kind(losses, start, floor, data, path))


def curvature(data: Data, lr: float) -> Curvature:
    """The curvature of the loss of a line over ``data``, and what it means for ``lr``."""
    flattest, steepest = line.curvatures(data)
    return Curvature(
        flattest,
        steepest,
        line.condition_number(data),
        line.largest_stable_lr(data),
        1 - lr * steepest,
        1 - lr * flattest,
    )


def raised_share(losses: Sequence[float]) -> float | None:
    """The share of steps after which the loss was higher than before; None without a step.

    A step from or to a value that is not finite counts as raising it.
    """
    if len(losses) < 2:
        return None
    return sum(not after <= before for before, after in pairwise(losses)) / (len(losses) - 1)


def passes_until(losses: Sequence[float], threshold: float) -> int | None:
    """How many steps it takes until the loss is first below ``threshold``; None where never."""
    return next((at for at, value in enumerate(losses, start=1) if value < threshold), None)


def _ends_above(losses: Sequence[float], start: float) -> bool:
    """Whether the last tenth of the curve lies above its start altogether."""
    tail = losses[-max(1, len(losses) // 10) :]
    return min(tail) > start * (1 + EXACT)


def _finite_kind(
    losses: Sequence[float],
    start: float,
    floor: float | None,
    data: Data,
    path: Sequence[tuple[float, float]],
) -> Kind:
    if all(value == losses[0] for value in losses) and losses[0] >= start > 0:
        return "unmoved"
    lowest = floor or 0.0
    excess = [value - lowest for value in losses]
    first = (start - lowest) or 1.0
    # Where a line fits exactly, all noise dies out: what is nearly done is not bouncing.
    exact = floor is not None and floor <= EXACT * first
    if _bounces(excess, (SLOW if exact else EXACT) * first):
        return "bouncing"
    if _rests(losses, lowest, first):
        return "stalled"
    if data and _swings(data, path):
        return "oscillating"
    rises = raised_share(losses)
    if not path and rises is not None and rises >= JUMPY:
        return "oscillating"
    return "slow" if excess[-1] > SLOW * first else "smooth"


def _bounces(excess: Sequence[float], least: float) -> bool:
    """Whether the second half rises again and again, above ``least``, without getting lower."""
    half, quarter = len(excess) // 2, len(excess) // 4
    if quarter < 4:
        return False
    tail = excess[half:]
    rises = raised_share(tail)
    if rises is None or rises < JUMPY:
        return False
    last = tail[-quarter:]
    before, after = median(tail[:-quarter]), median(last)
    jumps = max(last) - min(last) > JUMP * after
    return jumps and after > least and after >= 0.5 * before


def _rests(losses: Sequence[float], floor: float, first: float) -> bool:
    """Whether the loss came to rest above 0: on a known floor, or where it stopped falling."""
    end = losses[-1]
    if end <= EXACT * first:
        return False
    if floor > EXACT * first:
        return end - floor <= AT_FLOOR * floor
    middle = losses[len(losses) // 2]
    return len(losses) >= 20 and abs(middle - end) <= 1e-4 * end and end > SLOW * first


def _swings(data: Data, path: Sequence[tuple[float, float]]) -> bool:
    """Whether the path crosses the valley: its place in the steepest direction changes sides."""
    fit = line.least_squares(data)
    _, steepest = line.curvatures(data)
    (ww, wb), _ = line.hessian(data)
    # (λ − bb, wb) is an eigenvector of ((ww, wb), (wb, bb)); where wb is 0, the axes are.
    across, along = (steepest - 2.0, wb) if wb else ((1.0, 0.0) if ww > 2.0 else (0.0, 1.0))
    sides = [(w - fit.w) * across + (b - fit.b) * along for w, b in ((0.0, 0.0), *path)]
    least = SWING * abs(sides[0])
    far = [side for side in sides if abs(side) > least]
    return least > 0 and any((a > 0) is not (b > 0) for a, b in pairwise(far))
