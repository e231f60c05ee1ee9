"""What happened in a run, and why, in sentences. Pure."""

from __future__ import annotations

import math

from gdtui.descent.formats import compact
from gdtui.descent.outcome import Curvature, Happened, curvature
from gdtui.ui.recognition import own_model, setting, verdict
from gdtui.ui.run_view import Trained

ROUGH = 0.05
"""The share of steps that raise the loss from which a falling curve is not called smooth."""


def told(trained: Trained) -> str:
    """What a run did, in one or two sentences; empty where it reported no loss."""
    found = verdict(trained)
    if found is None:
        return ""
    start, end = compact(found.start), compact(found.end)
    fell = f"the loss fell from {start} to {end}"
    if found.kind == "diverged":
        return _diverged(found, trained)
    if found.kind == "stalled" and found.floor:
        return (
            f"Stalled: {fell} and is at rest on its floor. The best line for these points has a "
            f"loss of {compact(found.floor)}; no line gets lower."
        )
    if found.kind == "bouncing" and found.floor:
        above = compact(max(0.0, found.end - found.floor), 2)
        return (
            f"Bouncing: {fell}. It jumps about above the best line's {compact(found.floor)}, at "
            f"the end by {above}, and gets no lower."
        )
    if found.kind == "smooth" and found.raised is not None and found.raised >= ROUGH:
        share = f"{compact(100 * found.raised)} % of the {trained.clock}s"
        return f"Falling, in jumps: {fell}, and {share} raised it."
    return {
        "smooth": f"Smooth: {fell}.",
        "slow": f"Slow: {fell}, and it is still on its way down.",
        "oscillating": f"Oscillating, but converging: {fell}, swinging from side to side.",
        "bouncing": f"Bouncing: {fell}, and jumps about without getting lower.",
        "stalled": f"Stalled: {fell} and no longer changes.",
        "unmoved": f"Nothing moved: the loss stayed at {end}.",
    }[found.kind]


def _diverged(found: Happened, trained: Trained) -> str:
    if not math.isfinite(found.start):
        return f"Diverged: the first loss, at {_place(trained, 0)}, is {found.start} already."
    since = f"from {_place(trained, found.since or 0)} on the loss stays above its start"
    text = f"Diverged: {since}, {compact(found.start)}"
    if found.overflow is not None:
        return f"{text}. The numbers overflow at {_place(trained, found.overflow)}."
    return f"{text}, and ends at {compact(found.end)}."


def _place(trained: Trained, at: int) -> str:
    """A report by its clock, and by its epoch where updates are counted."""
    where = f"{trained.clock} {trained.points()[at][0]:g}"
    epochs = trained.columns.get("epoch")
    return (
        where if epochs is None or trained.clock == "epoch" else f"epoch {epochs[at]:g} ({where})"
    )


def reason(trained: Trained) -> str:
    """Why, in terms of curvature; empty where the model or the learning rate is not known."""
    lr = setting(trained, "lr")
    if lr is None or not own_model(trained):
        return ""
    bend = curvature(trained.data, lr)
    beta = setting(trained, "momentum") or 0.0
    ending = _with_momentum(bend, lr, beta) if beta else _plain(bend, lr, trained)
    return f"{_valley(bend)} {ending}"


def _valley(bend: Curvature) -> str:
    return (
        f"For these points the loss is a valley of curvature λ = {compact(bend.steepest, 4)} "
        f"across and {compact(bend.flattest)} along (condition number {compact(bend.condition)})."
    )


def _plain(bend: Curvature, lr: float, trained: Trained) -> str:
    text = (
        f"At lr {lr:g} an update on all data multiplies the distance by {compact(bend.steep)} "
        f"across and {compact(bend.flat, 4)} along; lr must stay below 2/λmax = "
        f"{compact(bend.limit)}."
    )
    batch = setting(trained, "batch_size")
    if batch is not None and batch < len(trained.data):
        return f"{text} Mini-batches shift this limit a little."
    return text


def _with_momentum(bend: Curvature, lr: float, beta: float) -> str:
    # The limit of the heavy ball, 2·(1 + β)/λmax (Polyak, 1964).
    return (
        f"With momentum {beta:g} lr must stay below 2·(1 + {beta:g})/λmax = "
        f"{compact((1 + beta) * bend.limit)}; it is {lr:g}. Along the valley the velocity adds up "
        f"to {compact(1 / (1 - beta))} times the slope."
        if beta < 1
        else f"With momentum {beta:g} the velocity never fades."
    )
