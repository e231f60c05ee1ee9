"""Seven losses of two parameters to descend, with exact gradients and curvatures.

Each is written as a function of x and y and moved so that its lowest value is 0. Products stand
in place of powers: where numbers grow too large they give inf, which a descent can notice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Two parameters (x, y), or the two slopes there."""

Hessian: TypeAlias = tuple[float, float, float]
"""The second derivatives (xx, xy, yy)."""


@dataclass(frozen=True)
class Surface:
    """A loss, its derivatives, where a descent starts, and where it can end."""

    id: str
    loss: Callable[[float, float], float]
    gradient: Callable[[float, float], Point]
    hessian: Callable[[float, float], Hessian]
    start: Point
    minima: tuple[Point, ...]
    """The lowest points; the loss there is 0."""
    traps: tuple[Point, ...] = ()
    """Minima that are not the lowest."""

    def curvatures(self, x: float, y: float) -> tuple[float, float]:
        """The smallest and the largest curvature at a point: the eigenvalues of the Hessian."""
        xx, xy, yy = self.hessian(x, y)
        middle, spread = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
        if middle > 0:
            # The difference of two large numbers would lose the small one's digits.
            high = middle + spread
            return (xx * yy - xy * xy) / high, high
        return middle - spread, middle + spread


def bowl_loss(x: float, y: float) -> float:
    """f = (x² + 3y²)/2: curvature 1 along x and 3 along y, everywhere."""
    return (x * x + 3 * y * y) / 2


def bowl_gradient(x: float, y: float) -> Point:
    """∇f = (x, 3y)."""
    return x, 3 * y


def bowl_hessian(x: float, y: float) -> Hessian:
    """The same at every point."""
    return 1.0, 0.0, 3.0


def ravine_loss(w: float, b: float) -> float:
    """The mean squared error of ŷ = w·x + b on the five samples of y = 2x + 1, multiplied out.

    f = 11w² + 6wb + b² − 50w − 14b + 57.
    """
    return 11 * w * w + 6 * w * b + b * b - 50 * w - 14 * b + 57


def ravine_gradient(w: float, b: float) -> Point:
    """∇f = (22w + 6b − 50, 6w + 2b − 14)."""
    return 22 * w + 6 * b - 50, 6 * w + 2 * b - 14


def ravine_hessian(w: float, b: float) -> Hessian:
    """The same at every point; its eigenvalues are 12 ± √136."""
    return 22.0, 6.0, 2.0


def saddle_loss(x: float, y: float) -> float:
    """f = x⁴/4 − x²/2 + 1/4 + y²/2: a saddle of height 1/4 at (0, 0), minima at (±1, 0)."""
    return x * x * x * x / 4 - x * x / 2 + 0.25 + y * y / 2


def saddle_gradient(x: float, y: float) -> Point:
    """∇f = (x³ − x, y)."""
    return x * x * x - x, y


def saddle_hessian(x: float, y: float) -> Hessian:
    """Along x the curvature is 3x² − 1, below 0 near the saddle."""
    return 3 * x * x - 1, 0.0, 1.0


def plateau_loss(x: float, y: float) -> float:
    """f = 1 − exp(−(x²/8 + y²/2)): a hole in a plain that is almost flat."""
    return 1 - math.exp(-(x * x / 8 + y * y / 2))


def plateau_gradient(x: float, y: float) -> Point:
    """∇f = (x/4, y)·exp(−(x²/8 + y²/2))."""
    height = math.exp(-(x * x / 8 + y * y / 2))
    return x / 4 * height, y * height


def plateau_hessian(x: float, y: float) -> Hessian:
    """The product rule on the gradient."""
    height = math.exp(-(x * x / 8 + y * y / 2))
    return (1 / 4 - x * x / 16) * height, -x * y / 4 * height, (1 - y * y) * height


_BEALE = (1.5, 2.25, 2.625)


def beale_loss(x: float, y: float) -> float:
    """Beale's function (1958): Σ (cₖ − x + x·yᵏ)² for k = 1, 2, 3, c = 1.5, 2.25, 2.625."""
    total, power = 0.0, y
    for c in _BEALE:
        rest = c - x + x * power
        total += rest * rest
        power *= y
    return total


def beale_gradient(x: float, y: float) -> Point:
    """∇f = Σ 2r·(yᵏ − 1, k·x·yᵏ⁻¹) with r = cₖ − x + x·yᵏ."""
    dx = dy = 0.0
    below = 1.0
    for k, c in enumerate(_BEALE, start=1):
        power = below * y
        rest = c - x + x * power
        dx += 2 * rest * (power - 1)
        dy += 2 * rest * k * x * below
        below = power
    return dx, dy


def beale_hessian(x: float, y: float) -> Hessian:
    """The product rule on each term of the gradient."""
    xx = xy = yy = 0.0
    further, below = 0.0, 1.0  # yᵏ⁻², left out by its factor where k is 1, and yᵏ⁻¹
    for k, c in enumerate(_BEALE, start=1):
        power = below * y
        rest, slope = c - x + x * power, k * x * below
        xx += 2 * (power - 1) * (power - 1)
        xy += 2 * (slope * (power - 1) + rest * k * below)
        yy += 2 * (slope * slope + rest * k * (k - 1) * x * further)
        further, below = below, power
    return xx, xy, yy


TILT = 0.15
"""How far the floor of the two valleys leans, per unit of x."""


def _two_valleys(x: float, y: float) -> float:
    return x * x * x * x / 4 - x * x / 2 + TILT * x + y * y / 2


def _root(x: float) -> float:
    """The place near x where x³ − x + TILT is 0, by Newton's method."""
    for _ in range(60):
        x -= (x * x * x - x + TILT) / (3 * x * x - 1)
    return x


_DEEP, _SHALLOW = (_root(-1.0), 0.0), (_root(1.0), 0.0)
_LOWEST = _two_valleys(*_DEEP)


def two_valleys_loss(x: float, y: float) -> float:
    """f = x⁴/4 − x²/2 + 0.15·x + y²/2, less its lowest value: two valleys, the left one deeper."""
    return _two_valleys(x, y) - _LOWEST


def two_valleys_gradient(x: float, y: float) -> Point:
    """∇f = (x³ − x + 0.15, y)."""
    return x * x * x - x + TILT, y


def two_valleys_hessian(x: float, y: float) -> Hessian:
    """Along x the curvature is 3x² − 1; on the ridge between the valleys it is below 0."""
    return 3 * x * x - 1, 0.0, 1.0


def rosenbrock_loss(x: float, y: float) -> float:
    """Rosenbrock's function (1960): (1 − x)² + 100(y − x²)², a ravine that bends."""
    rest = y - x * x
    return (1 - x) * (1 - x) + 100 * rest * rest


def rosenbrock_gradient(x: float, y: float) -> Point:
    """∇f = (−2(1 − x) − 400x(y − x²), 200(y − x²))."""
    rest = y - x * x
    return -2 * (1 - x) - 400 * x * rest, 200 * rest


def rosenbrock_hessian(x: float, y: float) -> Hessian:
    """The second derivatives of the same."""
    return 2 - 400 * (y - 3 * x * x), -400 * x, 200.0


SURFACES: Mapping[str, Surface] = MappingProxyType(
    {
        surface.id: surface
        for surface in (
            Surface("bowl", bowl_loss, bowl_gradient, bowl_hessian, (4.0, -3.0), ((0.0, 0.0),)),
            Surface(
                "ravine", ravine_loss, ravine_gradient, ravine_hessian, (0.0, 0.0), ((2.0, 1.0),)
            ),
            Surface(
                "saddle",
                saddle_loss,
                saddle_gradient,
                saddle_hessian,
                (0.01, 2.0),
                ((1.0, 0.0), (-1.0, 0.0)),
            ),
            Surface(
                "plateau",
                plateau_loss,
                plateau_gradient,
                plateau_hessian,
                (5.0, 2.0),
                ((0.0, 0.0),),
            ),
            Surface("beale", beale_loss, beale_gradient, beale_hessian, (1.0, 1.0), ((3.0, 0.5),)),
            Surface(
                "two-valleys",
                two_valleys_loss,
                two_valleys_gradient,
                two_valleys_hessian,
                (1.8, 1.0),
                (_DEEP,),
                (_SHALLOW,),
            ),
            Surface(
                "rosenbrock",
                rosenbrock_loss,
                rosenbrock_gradient,
                rosenbrock_hessian,
                (-1.2, 1.0),
                ((1.0, 1.0),),
            ),
        )
    }
)
"""Every surface by its id, the easiest first."""
