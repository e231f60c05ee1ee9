"""How the training loop fares: where it stands, and whether its loss still comes down."""

from __future__ import annotations

import math

from gdtui.descent.formats import compact
from gdtui.descent.line import largest_stable_lr
from gdtui.descent.trace import Loop


def standing(loop: Loop) -> str:
    """Where the loop stands."""
    return f"epoch {loop.epoch + 1} · batch {loop.batch_number + 1} of {loop.batches}"


def turned(loop: Loop) -> str:
    """What the dials say that does not count yet; nothing where it does."""
    lr, size = loop.dials
    changed = [f"lr {compact(lr)}"] if lr != loop.lr else []
    changed += [f"batch size {size}"] if size != loop.batch_size else []
    counts = "count" if len(changed) > 1 else "counts"
    return f"{' and '.join(changed)} {counts} from the next mini-batch on." if changed else ""


def warning(loop: Loop) -> str:
    """Why the loss is above where it began, when it is, and the way out; else nothing.

    Descent on one mini-batch alone diverges above 2/λmax (see `largest_stable_lr`).
    """
    start, now = loop.losses[0], loop.losses[-1]
    if math.isfinite(now) and now <= start:
        return ""
    said = f"the loss on all data is {compact(now)}; it began at {compact(start)}."
    limit, (rate, size) = _limit(loop), loop.dials
    lr = compact(rate)
    if rate > limit and size >= len(loop.data):
        return (
            f"Diverging: {said} lr {lr} is above the limit 2/λmax = {compact(limit)} of all data: "
            "each step lands farther off, on the other side. Lower lr, then restart."
        )
    if rate > limit and not lost(loop):
        # Other batches may pull it back, so this alone does not tell how the run will end.
        return (
            f"Swinging up: {said} lr {lr} is above the limit {compact(limit)} of one batch of this "
            "epoch: there each step lands farther off. If it goes on, lower lr, then restart."
        )
    if not lost(loop):
        return f"Off the track: {said} lr {lr} is small enough to come down again, step by step."
    return f"Lost: {said} No step leads back from there. Restart with r."


def lost(loop: Loop) -> bool:
    """Whether the numbers have left the range of floats."""
    return not math.isfinite(loop.losses[-1])


def _limit(loop: Loop) -> float:
    """The smallest learning rate at which a mini-batch of this epoch alone would diverge."""
    cuts = range(loop.start % loop.batch_size, len(loop.order), loop.batch_size)
    batches = [loop.order[cut : cut + loop.batch_size] for cut in cuts]
    return min(map(largest_stable_lr, (loop.trace.batch, *batches)))
