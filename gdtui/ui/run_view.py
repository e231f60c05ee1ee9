"""A run as the screen sees it: batches of events folded into one value. Pure."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gdtui.runner.events import (
    Ending,
    Event,
    Failed,
    Finished,
    Measured,
    Printed,
    Sample,
    Stopped,
    Training,
)

Column = array  # of doubles
CLOCKS = ("update", "epoch", "step", "iteration")
"""Names that count the progress of a training run, the finest first."""

WEIGHT = ("weight", "w")
BIAS = ("bias", "b")


@dataclass(frozen=True)
class Trained:
    """One training run: equally long columns of what was watched, never changed in place."""

    run: int
    training: Training | None
    columns: Mapping[str, array[float]] = field(default_factory=dict)

    def __len__(self) -> int:
        return max((len(column) for column in self.columns.values()), default=0)

    def adding(self, names: tuple[str, ...], rows: tuple[tuple[float, ...], ...]) -> Trained:
        """The run with more rows; where a name is missing the value is nan."""
        before, more = len(self), len(rows)
        columns = {}
        for name in dict.fromkeys((*self.columns, *names)):
            column = self.columns.get(name) or array("d", [math.nan]) * before
            at = names.index(name) if name in names else None
            new = (row[at] for row in rows) if at is not None else (math.nan for _ in range(more))
            columns[name] = column + array("d", new)
        return replace(self, columns=columns)

    @property
    def clock(self) -> str:
        """The name of the horizontal axis: the finest clock watched, else the count of reports."""
        return next((name for name in CLOCKS if name in self.columns), "report")

    @property
    def measure(self) -> str | None:
        """The name of the vertical axis: the loss, or else the first thing watched."""
        others = [name for name in self.columns if name not in CLOCKS]
        return "loss" if "loss" in others else next(iter(others), None)

    def points(self, rows: int | None = None) -> list[tuple[float, float]]:
        """(clock, measure) for the first rows, or all."""
        if self.measure is None:
            return []
        values = self.columns[self.measure][:rows]
        clock = self.columns.get(self.clock)
        return list(zip(clock if clock is not None else range(len(values)), values, strict=False))

    def path(self, rows: int | None = None) -> list[tuple[float, float]]:
        """(weight, bias) for the first rows; empty where one of them is not watched."""
        weights, biases = self._first(WEIGHT), self._first(BIAS)
        if weights is None or biases is None:
            return []
        return list(zip(weights[:rows], biases[:rows], strict=True))

    def _first(self, names: Iterable[str]) -> array[float] | None:
        return next((self.columns[name] for name in names if name in self.columns), None)

    @property
    def data(self) -> tuple[Sample, ...]:
        """The samples it was trained on, where they are known."""
        return self.training.data or () if self.training is not None else ()

    @property
    def settings(self) -> Mapping[str, float]:
        """The numbers it was called with, where they are known."""
        return self.training.settings if self.training is not None else {}


@dataclass(frozen=True)
class RunView:
    """Everything one run has told so far. `output` holds the printed pieces in order."""

    source: str
    trained: tuple[Trained, ...] = ()
    output: tuple[str, ...] = ()
    ending: Ending | None = None

    def fold(self, batch: Iterable[Event]) -> RunView:
        """The view after a batch of events."""
        view = self
        for event in batch:
            if isinstance(event, Measured):
                view = view._measured(event)
            elif isinstance(event, Printed):
                view = replace(view, output=(*view.output, event.text))
            elif isinstance(event, (Finished, Failed, Stopped)):
                view = replace(view, ending=event)
        return view

    def _measured(self, event: Measured) -> RunView:
        earlier = [trained for trained in self.trained if trained.run != event.run]
        same = [trained for trained in self.trained if trained.run == event.run]
        trained = same[0] if same else Trained(event.run, event.training)
        grown = trained.adding(event.names, event.rows)
        return replace(self, trained=tuple(sorted((*earlier, grown), key=lambda one: one.run)))

    @property
    def rows(self) -> int:
        """How many reports came in all."""
        return sum(map(len, self.trained))

    @property
    def last(self) -> Trained | None:
        """The newest training run."""
        return self.trained[-1] if self.trained else None

    @property
    def completed(self) -> bool:
        """Whether the program ran to its end and reported a measure on the way."""
        return isinstance(self.ending, Finished) and any(one.measure for one in self.trained)

    def shown(self, rows: int) -> tuple[tuple[Trained, int], ...]:
        """The training runs begun within the first reports, each with how many of its own."""
        shares = []
        for one in self.trained:
            if rows <= 0:
                break
            shares.append((one, min(rows, len(one))))
            rows -= len(one)
        return tuple(shares)
