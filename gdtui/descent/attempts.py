"""A descent in the fog as a text that can be kept, and back: its moves are taken again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby

from gdtui.descent.fog import BETAS, RATES, Descent, Level, begin, steps
from gdtui.descent.surfaces import Point

MOST_STEPS = 100_000
"""No text is followed further than this; a level takes a few hundred steps."""

START: Point = (RATES[2], BETAS[0])
"""Where the dials stand at first."""


@dataclass(frozen=True)
class Attempt:
    """A level as a player left it. ``setting`` is (lr, β), as the dials stand."""

    descent: Descent
    setting: Point = START
    lifted: bool = False
    """Whether the fog has lifted: at the flag, or because the player gave up."""


def as_text(attempt: Attempt) -> str:
    """The dials, and the moves as [lr, β, how often in a row]; no place needs to be told."""
    moves = [[*setting, len(list(row))] for setting, row in groupby(attempt.descent.settings)]
    return json.dumps({"dials": attempt.setting, "moves": moves, "lifted": attempt.lifted})


def from_text(text: str, level: Level) -> Attempt | None:
    """The attempt that a text tells of; None where it tells of none that is possible here."""
    try:
        told = json.loads(text)
        lr, beta = told["dials"]
        moves = [((float(a), float(b)), int(often)) for a, b, often in told["moves"]]
        lifted = told["lifted"] is True
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    if not _possible(moves, (lr, beta), level):
        return None
    descent = begin(level.surface)
    if moves:
        descent = steps(descent, (setting for setting, often in moves for _ in range(often)))
    if descent.steps != sum(often for _, often in moves):
        return None
    return Attempt(descent, (float(lr), float(beta)), lifted or descent.settled is not None)


def _possible(moves: list[tuple[Point, int]], dials: Point, level: Level) -> bool:
    """Whether the dials of a level allow these moves."""
    used = {setting for setting, _ in moves}
    if not level.free and moves and used != {dials}:
        return False
    betas = BETAS[:1] if level.free else BETAS
    return (
        all(lr in RATES and beta in betas for lr, beta in (dials, *used))
        and all(often > 0 for _, often in moves)
        and sum(often for _, often in moves) <= MOST_STEPS
    )
