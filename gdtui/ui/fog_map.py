"""The map of a descent in the fog: what lies in sight on the way, and everything at the end."""

from __future__ import annotations

from gdtui.descent.fog import Descent, Level, Rival
from gdtui.ui.plot import Picture, terrain_picture
from gdtui.ui.widgets.chart import Plotter

SIGHT = (0.07, 0.1)
"""How far one sees, as shares of the map's width and height."""


def fog_map(level: Level, descent: Descent, look: int | None, rival: Rival | None) -> Plotter:
    """What draws the map: in the fog, or, where it has lifted, with the way up to ``look``."""
    (left, right), (low, high) = level.view
    top = max(level.surface.loss(*corner) for corner in ((left, low), (right, high)))
    lifted = look is not None
    sight = None if lifted else (SIGHT[0] * (right - left), SIGHT[1] * (high - low))
    trail = descent.trail if look is None else descent.trail[: look + 1]
    goals = level.surface.minima if lifted else ()

    def draw(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        return terrain_picture(
            level.surface.loss,
            trail,
            level.view,
            top,
            width,
            height,
            ascii=ascii,
            sight=sight,
            goals=goals,
            rival=None if rival is None else (rival.name, rival.walk.trail),
        )

    return draw
