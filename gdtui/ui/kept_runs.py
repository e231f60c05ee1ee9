"""Runs that are kept, as they are compared: what each came to, and its place in the list. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gdtui.descent.datasets import dataset
from gdtui.descent.formats import MINUS, significant
from gdtui.descent.outcome import passes_until, raised_share
from gdtui.progress.model import RunRecord
from gdtui.ui.bench import MOST_CURVES, Plot, told_apart
from gdtui.ui.plot import Curve, Picture, loss_picture, message
from gdtui.ui.recognition import epoch_losses, losses
from gdtui.ui.run_view import Trained

THRESHOLDS = (1e-2, 1e-4, 1e-6)
"""Losses to which the epochs are counted."""

RUN = "run "
"""Before the time of a run in the key under which what it came to is kept."""


@dataclass(frozen=True)
class KeptRun:
    """A run, what it came to, and how it is shown.

    ``numbers`` hold "epochs" and "updates" made, "raised" (a share), "w", "b", and the epochs
    to each threshold as "below 0.01"; what is unknown is not there.
    """

    record: RunRecord
    numbers: Mapping[str, float] = field(default_factory=dict)
    data: str = ""
    name: str = ""
    pinned: bool = False
    hidden: bool = False
    deleted: bool = False

    @property
    def key(self) -> str:
        """The key under which the rest is kept."""
        return key_of(self.record)

    @property
    def loss(self) -> float | None:
        """The last loss."""
        return self.record.curve[-1][1] if self.record.curve else None

    def written(self) -> str:
        """All but the record itself."""
        return json.dumps(
            {
                "numbers": {k: v for k, v in self.numbers.items() if math.isfinite(v)},
                "data": self.data, "name": self.name, "pinned": self.pinned,
                "hidden": self.hidden, "deleted": self.deleted,
            }
        )  # fmt: skip


def key_of(record: RunRecord) -> str:
    """The key of what a run came to."""
    return f"{RUN}{record.at:.6f}"


def summed_up(record: RunRecord, trained: Trained) -> KeptRun:
    """A run as it is first kept."""
    values, epochs, path = losses(trained), epoch_losses(trained), trained.path()
    numbers: dict[str, float] = {"updates": float(len(values))}
    if epochs:
        numbers["epochs"] = float(len(epochs))
    raised = raised_share(values)
    if raised is not None:
        numbers["raised"] = raised
    if path:
        numbers["w"], numbers["b"] = path[-1]
    for threshold in THRESHOLDS:
        passes = passes_until([loss for _, loss in epochs], threshold)
        if passes is not None:
            numbers[f"below {threshold:g}"] = float(passes)
    return KeptRun(record, numbers, dataset(trained.data) or "")


def read(record: RunRecord, text: str | None) -> KeptRun:
    """A run with what is kept of it; a text that cannot be read counts as none."""
    try:
        kept = json.loads(text or "{}")
        return KeptRun(
            record,
            {str(key): float(value) for key, value in kept.get("numbers", {}).items()},
            str(kept.get("data", "")),
            str(kept.get("name", "")),
            bool(kept.get("pinned")),
            bool(kept.get("hidden")),
            bool(kept.get("deleted")),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return KeptRun(record)


def listed(runs: Sequence[KeptRun]) -> list[KeptRun]:
    """The runs that are there: pinned ones first, then the newest first."""
    there = [run for run in runs if not run.deleted and run.record.curve]
    return sorted(there, key=lambda run: (not run.pinned, -run.record.at))


def overlaid(runs: Sequence[KeptRun]) -> list[KeptRun]:
    """Those of a list that are drawn over each other."""
    return [run for run in runs if not run.hidden][:MOST_CURVES]


def names_of(runs: Sequence[KeptRun]) -> list[str]:
    """A name for each: its own, or the settings and the data in which they differ."""
    apart = told_apart([run.record.settings for run in runs])
    mixed = len({run.data for run in runs}) > 1
    names = [
        run.name or " · ".join(filter(None, (name, run.data if mixed else ""))) or "run"
        for run, name in zip(runs, apart, strict=True)
    ]
    # Equal runs are told apart by their order, the oldest first.
    repeats = [names[at + 1 :].count(name) + 1 for at, name in enumerate(names)]
    return [
        name if names.count(name) == 1 else f"{name} ({number})"
        for name, number in zip(names, repeats, strict=True)
    ]


def compared(runs: Sequence[KeptRun], log: bool, per_epoch: bool) -> Plot:
    """The picture of runs over each other, per update or per epoch."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        shown = overlaid(runs)
        if not shown:
            return message("No run to compare yet. Ctrl+R makes one.", width, height)
        # Named as in the table, which holds the hidden ones as well.
        names = dict(zip((run.key for run in runs), names_of(runs), strict=True))
        curves = [Curve(names[run.key], points(run, per_epoch)) for run in shown]
        return loss_picture(
            curves, width, height, log=log, x_label="epoch" if per_epoch else "update",
            ascii=ascii, cursor=cursor,
        )  # fmt: skip

    return plot


def points(run: KeptRun, per_epoch: bool) -> list[tuple[float, float]]:
    """The curve of a run over its epochs or its updates, whichever it was reported by."""
    curve, numbers = run.record.curve, run.numbers
    last = curve[-1][0] or 1.0
    goal = numbers.get("epochs" if per_epoch else "updates", last)
    # Kept curves count as they were reported: by the report that each has, in equal steps.
    scale = goal / last if last else 1.0
    return [(at * scale, loss) for at, loss in curve]


HEAD = ("run", "<0.01", "<1e-4", "<1e-6", "loss", "rose", "made", "w", "b")
_WIDTHS = (20, 7, 6, 6, 8, 6, 8, 8, 8)


def head() -> str:
    """The two lines above the table: what is counted, and the columns."""
    name, *widths = _WIDTHS
    spans = (sum(widths[:3]), *widths[3:6])
    above = zip(("epochs until loss", "last", "loss", "updates"), spans, strict=True)
    over = " " * name + "".join(text.rjust(width) for text, width in above)
    return f"{over}\n{aligned(HEAD)}"


def row(run: KeptRun, name: str) -> str:
    """A line of the table: epochs to each threshold, the last loss, and the rest."""
    numbers = run.numbers
    cells = [name]
    for threshold in THRESHOLDS:
        passes = numbers.get(f"below {threshold:g}")
        cells.append("–" if passes is None else f"{passes:g}")
    cells.append("–" if run.loss is None else _short(run.loss))
    raised = numbers.get("raised")
    cells.append("–" if raised is None else f"{100 * raised:.0f}%")
    cells.append(f"{numbers['updates']:g}" if "updates" in numbers else "–")
    cells += [_short(numbers[key]) if key in numbers else "–" for key in ("w", "b")]
    return aligned(cells)


def _short(value: float) -> str:
    """A number in at most seven signs, so that columns stay apart."""
    if math.isfinite(value) and value and not 1e-4 <= abs(value) < 1e5:
        return f"{value:.0e}".replace("-", MINUS, 1) if value < 0 else f"{value:.0e}"
    return significant(value)


def aligned(cells: Sequence[str]) -> str:
    """Cells as columns: the first from the left, the others from the right."""
    first, *rest = zip(cells, _WIDTHS, strict=True)
    name, width = first
    if len(name) > width:
        name = name[: width - 1] + "…"
    return name.ljust(width) + "".join(text.rjust(size) for text, size in rest)
