"""Kept runs over each other: their losses, their fitted lines, their paths. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from gdtui.descent.datasets import dataset
from gdtui.ui.bench import Plot, tracked
from gdtui.ui.kept_runs import KeptRun, names_of, overlaid
from gdtui.ui.plot import Curve, Picture, Track, loss_picture, message

Compared: TypeAlias = Literal["runs", "fits", "paths"]
COMPARED: tuple[Compared, ...] = ("runs", "fits", "paths")
"""The views in which runs are compared: by their losses, fitted lines, and paths."""


def compared(runs: Sequence[KeptRun], log: bool, per_epoch: bool) -> Plot:
    """The picture of runs over each other, per update or per epoch."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        shown = overlaid(runs)
        if not shown:
            return message("No run to compare yet. Ctrl+R makes one.", width, height)
        names, unit = _named(runs), "epoch" if per_epoch else "update"
        curves = []
        for run in shown:
            known = run.record.clock == unit or f"{unit}s" in run.numbers
            name = names[run.key] if known else f"{names[run.key]}, by {run.record.clock}"
            curves.append(Curve(name, points(run, per_epoch)))
        return loss_picture(
            curves, width, height, log=log, x_label=unit, ascii=ascii, cursor=cursor
        )

    return plot


def points(run: KeptRun, per_epoch: bool) -> list[tuple[float, float]]:
    """The curve of a run over its epochs or its updates, whichever it was reported by."""
    curve, numbers = run.record.curve, run.numbers
    last = curve[-1][0] or 1.0
    goal = numbers.get("epochs" if per_epoch else "updates", last)
    # Kept curves count as they were reported: by the report that each has, in equal steps.
    scale = goal / last if last else 1.0
    return [(at * scale, loss) for at, loss in curve]


def along(runs: Sequence[KeptRun], chosen: KeptRun | None, view: Compared) -> Plot:
    """The picture of the lines or the paths of runs, over the data of the chosen one."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        base = _base(runs, chosen)
        if base is None:
            return message("No run to draw yet. Ctrl+R makes one.", width, height)
        names, shown = _named(runs), overlaid(runs)
        tracks = [
            Track(shown.index(run), run.record.path, names[run.key])
            for run in shown
            if _can_join(run, base)
        ]
        if not tracks:
            return message("The chosen run is hidden: h in runs shows it.", width, height)
        kind: Literal["fit", "path"] = "fit" if view == "fits" else "path"
        return tracked(tracks, base.record.data, kind, width, height, ascii)

    return plot


def along_told(runs: Sequence[KeptRun], chosen: KeptRun | None) -> str:
    """Over which data these are, and what is left out: other data have other contours."""
    base = _base(runs, chosen)
    shown = overlaid(runs)
    bare = sum(not _has_path(run) for run in shown)
    lacking = f"{bare} kept without a path left out." if bare else ""
    if base is None:
        return lacking
    others = sum(_has_path(run) and not _can_join(run, base) for run in shown)
    name, count = dataset(base.record.data), len(base.record.data)
    data = f"{count} points, {name}" if name else f"{count} points"
    apart = f"{others} on other data left out: choose one to see it." if others else ""
    told = f"Data: {data}."
    return " ".join(filter(None, (told, apart, lacking)))


def _named(runs: Sequence[KeptRun]) -> dict[str, str]:
    """Names by key: as in the table, which holds the hidden ones as well."""
    return dict(zip((run.key for run in runs), names_of(runs), strict=True))


def _has_path(run: KeptRun) -> bool:
    return bool(run.record.path and run.record.data)


def _can_join(run: KeptRun, base: KeptRun) -> bool:
    return _has_path(run) and sorted(run.record.data) == sorted(base.record.data)


def _base(runs: Sequence[KeptRun], chosen: KeptRun | None) -> KeptRun | None:
    """The run whose data are drawn: the chosen one, or else the first that has any."""
    if chosen is not None and _has_path(chosen):
        return chosen
    return next((run for run in overlaid(runs) if _has_path(run)), None)
