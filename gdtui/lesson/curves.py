"""What a chart question can ask of its curves, told from their points alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

Points: TypeAlias = Sequence[tuple[float, float]]
"""The points (x, loss) of a curve, x rising."""

MARGIN = 1.2
"""How many times a loss must differ from the next one, so that a chart shows it."""


def growing(curves: Sequence[Points]) -> int | None:
    """The only curve that ends above its start."""
    grown = [at for at, curve in enumerate(curves) if curve[-1][1] > MARGIN * curve[0][1]]
    return grown[0] if len(grown) == 1 else None


def slowest(curves: Sequence[Points]) -> int | None:
    """The curve that ends highest among those that fell."""
    fallen = [at for at, curve in enumerate(curves) if curve[-1][1] < curve[0][1]]
    ends = sorted(fallen, key=lambda at: curves[at][-1][1], reverse=True)
    return _clear(ends, curves)


def lowest(curves: Sequence[Points]) -> int | None:
    """The curve that ends lowest."""
    return _clear(sorted(range(len(curves)), key=lambda at: curves[at][-1][1]), curves)


def unsteady(curves: Sequence[Points]) -> int | None:
    """The only curve that rises again and again, and yet falls on the whole."""
    found = [
        at for at, curve in enumerate(curves) if curve[-1][1] < curve[0][1] and _rises(curve) >= 3
    ]
    return found[0] if len(found) == 1 else None


def _clear(places: Sequence[int], curves: Sequence[Points]) -> int | None:
    """The first place, if its end is clearly apart from that of the second."""
    if len(places) < 2:
        return places[0] if places else None
    ends = sorted(curves[at][-1][1] for at in places[:2])
    return places[0] if ends[1] > MARGIN * ends[0] else None


def _rises(curve: Points) -> int:
    return sum(after[1] > before[1] for before, after in pairwise(curve))


PROPERTIES: Mapping[str, Callable[[Sequence[Points]], int | None]] = MappingProxyType(
    {"growing": growing, "slowest": slowest, "lowest": lowest, "unsteady": unsteady}
)
"""The properties by name; each gives the place of the one curve that has it, or None."""
