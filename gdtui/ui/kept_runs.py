"""Runs that are kept, as they are compared: what each came to, and its place in the list. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gdtui.descent.datasets import dataset
from gdtui.descent.outcome import passes_until, raised_share
from gdtui.progress.model import RunRecord
from gdtui.ui.bench import MOST_CURVES, told_apart
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
                "hidden": self.hidden,
            }
        )  # fmt: skip


def key_of(record: RunRecord) -> str:
    """The key of what a run came to."""
    return f"{RUN}{record.at:.6f}"


def summed_up(record: RunRecord, trained: Trained) -> KeptRun:
    """A run as it is first kept."""
    values, epochs, path = losses(trained), epoch_losses(trained), trained.path()
    numbers: dict[str, float] = {}
    if epochs:
        numbers["epochs"] = float(len(epochs))
    # A program that reports once an epoch does not tell what its updates did.
    raised = raised_share(values)
    if trained.clock == "update":
        numbers |= {"updates": len(values), **({} if raised is None else {"raised": raised})}
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
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return KeptRun(record)


def listed(runs: Sequence[KeptRun]) -> list[KeptRun]:
    """The runs that are there: pinned ones first, then the newest first."""
    there = [run for run in runs if run.record.curve]
    return sorted(there, key=lambda run: (not run.pinned, -run.record.at))


def overlaid(runs: Sequence[KeptRun]) -> list[KeptRun]:
    """Those of a list that are drawn over each other."""
    return [run for run in runs if not run.hidden][:MOST_CURVES]


def names_of(runs: Sequence[KeptRun]) -> list[str]:
    """A name for each: its own, or the settings and the data in which they differ."""
    apart = told_apart([run.record.settings for run in runs], brief=True)
    mixed = len({run.data for run in runs}) > 1
    names = [
        run.name or ", ".join(filter(None, (name, run.data if mixed else ""))) or "run"
        for run, name in zip(runs, apart, strict=True)
    ]
    # Equal runs are told apart by their order, the oldest first.
    repeats = [names[at + 1 :].count(name) + 1 for at, name in enumerate(names)]
    return [
        name if names.count(name) == 1 else f"{name} ({number})"
        for name, number in zip(names, repeats, strict=True)
    ]
