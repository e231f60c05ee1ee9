"""The figures that the fog's texts quote: curvatures, limits and slopes of the surfaces."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from gdtui.descent.formats import significant
from gdtui.descent.surfaces import SURFACES


def _limit(name: str, beta: float = 0.0) -> str:
    """The rate 2·(1 + β)/λmax at the goal, above which momentum on a quadratic diverges."""
    surface = SURFACES[name]
    _, steepest = surface.curvatures(*surface.minima[0])
    return significant(2 * (1 + beta) / steepest)


def _at_goal(name: str, which: int) -> str:
    """The smallest (0) or the largest (1) curvature at the goal."""
    surface = SURFACES[name]
    return significant(surface.curvatures(*surface.minima[0])[which], 4 if which else 3)


def _start_slope(name: str) -> str:
    """The length of the gradient at the start."""
    surface = SURFACES[name]
    return significant(math.hypot(*surface.gradient(*surface.start)), 2)


def _saddle_slope() -> str:
    """How steep the way off the ridge is at the start."""
    surface = SURFACES["saddle"]
    return significant(abs(surface.gradient(*surface.start)[0]), 2)


def _trap() -> str:
    """How high the shallow valley lies above the deep one."""
    surface = SURFACES["two-valleys"]
    return significant(surface.loss(*surface.traps[0]))


def _wall() -> str:
    """The largest curvature at the start of Beale's surface."""
    surface = SURFACES["beale"]
    return significant(surface.curvatures(*surface.start)[1])


FOG_FIGURES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "fog-bowl-limit": lambda: _limit("bowl"),
        "fog-ravine-limit": lambda: _limit("ravine", 0.5),
        "fog-saddle-curvature": lambda: significant(SURFACES["saddle"].curvatures(0.0, 0.0)[0]),
        "fog-saddle-slope": _saddle_slope,
        "fog-plateau-slope": lambda: _start_slope("plateau"),
        "fog-plateau-limit": lambda: _limit("plateau"),
        "fog-plateau-limit-momentum": lambda: _limit("plateau", 0.7),
        "fog-beale-wall": _wall,
        "fog-beale-flat": lambda: _at_goal("beale", 0),
        "fog-two-valleys-trap": _trap,
        "fog-rosenbrock-steep": lambda: _at_goal("rosenbrock", 1),
        "fog-rosenbrock-flat": lambda: _at_goal("rosenbrock", 0),
        "fog-rosenbrock-limit": lambda: _limit("rosenbrock"),
    }
)
"""Every figure of the fog by its name."""
