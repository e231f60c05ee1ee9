"""What the instruments say in the fog, and what is told once it has lifted. Pure texts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from textual.content import Content

from gdtui.descent.fog import MARK, ROW, Descent, Level, Rival
from gdtui.descent.formats import compact
from gdtui.descent.surfaces import Point
from gdtui.ui.themes import MUTED

Words = Callable[[str], str]
"""Fits a text to the terminal's characters."""

LAST = 5
"""Losses that are shown of the way so far."""

ARROWS = "→↗↑↖←↙↓↘"
SIDES = ("right", "up right", "up", "up left", "left", "down left", "down", "down right")


def downhill(gradient: Point, ascii: bool) -> str:
    """The direction against a gradient: an arrow where there are arrows, and in words."""
    dx, dy = -gradient[0], -gradient[1]
    if not (math.isfinite(dx) and math.isfinite(dy)) or (dx == 0 and dy == 0):
        return "nowhere"
    sector = round(math.atan2(dy, dx) / (math.pi / 4)) % 8
    return SIDES[sector] if ascii else f"{ARROWS[sector]} {SIDES[sector]}"


def readings(
    descent: Descent, name: str, par: int, best: int | None, words: Words, ascii: bool
) -> Content:
    """Four lines: where the game stands, the loss, the gradient, and the losses on the way."""
    dx, dy = descent.gradient
    row = descent.below
    flag = f"{row} of {ROW} steps in a row below {MARK:g}" if row else f"flag below {MARK:g}"
    record = "" if best is None else f", your best {best}"
    before = [words(compact(loss)) for loss in descent.losses[-LAST - 1 : -1]]
    way = words(" → ").join(before) if before else "this is the start"
    return Content.assemble(
        (words(name), "bold $primary"),
        f"   step {descent.steps}   par {par}{record}\n",
        ("Loss      ", "$secondary"),
        (words(compact(descent.loss)), "bold $accent"),
        ("   " + flag + "\n", "$text-success" if row else ""),
        ("Gradient  ", "$secondary"),
        (f"({words(compact(dx))}, {words(compact(dy))})", "bold"),
        f"   downhill {downhill((dx, dy), ascii)}\n",
        ("Before    ", "$secondary"),
        (way, MUTED),
    )


def lost(descent: Descent, name: str, words: Words) -> Content:
    """What is told of a descent that has diverged, while the fog still lies."""
    lr, beta = descent.settings[-1]
    momentum = f" with momentum {beta:g}" if beta else ""
    return Content.assemble(
        (words(name), "bold $primary"),
        f"   step {descent.steps}\n",
        ("Diverged. ", "bold $text-error"),
        f"The loss has passed a million. The last step had lr {lr:g}{momentum}: too large for the "
        "curvature here.",
    )


def verdict(descent: Descent, level: Level, name: str, best: int | None, words: Words) -> Content:
    """What has been reached, in a line, once the fog has lifted."""
    steps = descent.settled
    title = (words(name), "bold $primary")
    if steps is None:
        told = "Given up" if not descent.diverged else "Diverged"
        count = "1 step" if descent.steps == 1 else f"{descent.steps} steps"
        return Content.assemble(title, f"   {told} after {count}.")
    over = steps - level.par
    result = "par" if over == 0 else f"{over} over par" if over > 0 else f"{-over} under par"
    return Content.assemble(
        title,
        "   ",
        (f"The flag in {steps} steps: {result}.", "bold $text-success"),
        "" if best is None else f" Your best: {best}.",
    )


def shown(descent: Descent, number: int, words: Words) -> Content:
    """What a step of the way was like, for looking back."""
    loss = f"loss {words(compact(descent.losses[number]))}"
    if number == 0:
        return Content.styled(f"The start: {loss}", MUTED)
    lr, beta = descent.settings[number - 1]
    momentum = words(f", β {beta:g}") if beta else ""
    return Content.styled(f"Step {number} of {descent.steps}: lr {lr:g}{momentum}, {loss}", MUTED)


def comparison(
    descent: Descent,
    level: Level,
    others: Sequence[Rival],
    chosen: int | None,
    words: Words,
) -> Content:
    """A table: you, par and the rivals, with their settings and their steps."""
    own = "turned on the way" if level.free else _setting(descent)
    rows = [
        ("", "setting", "steps"),
        ("You", own, _steps(descent.settled, descent.diverged)),
        ("Par", "", str(level.par)),
        *(
            (rival.name, rival.setting, _steps(rival.walk.settled, rival.walk.diverged))
            for rival in others
        ),
    ]
    widths = [max(len(words(row[column])) for row in rows) for column in range(3)]
    lines = []
    for number, row in enumerate(rows):
        first, second, third = map(words, row)
        line = f"{first:<{widths[0]}}  {second:<{widths[1]}}  {third:>{widths[2]}}"
        here = chosen is not None and number == chosen + 3
        style = ("$secondary", "bold")[number] if number < 2 else "bold $primary" if here else ""
        lines.append(Content.styled(line, style))
    return Content("\n").join(lines)


def _setting(descent: Descent) -> str:
    if not descent.settings:
        return ""
    lr, beta = descent.settings[0]
    return f"lr {lr:g}, β {beta:g}"


def _steps(settled: int | None, diverged: bool) -> str:
    if settled is not None:
        return str(settled)
    return "diverged" if diverged else "not there"
