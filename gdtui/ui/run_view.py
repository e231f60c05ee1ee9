"""A run as the screen sees it: batches of events folded into one value. Pure."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress
from operator import and_

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

CLOCKS = ("update", "epoch", "step", "iteration")
"""Names that count the progress of a training run, the finest first."""

NAMES = 64
"""Names that are kept of one training run: each takes room in every report."""

WEIGHT = ("weight", "w")
BIAS = ("bias", "b")


@dataclass(frozen=True)
class Trained:
    """One training run: equally long columns of what was watched, never changed in place.

    Where a report lacks a name, the name's column holds nan and its ``told`` a 0, else a 1.
    """

    run: int
    training: Training | None
    columns: Mapping[str, array[float]] = field(default_factory=dict)
    told: Mapping[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        return max((len(column) for column in self.columns.values()), default=0)

    def adding(self, pieces: Iterable[Measured]) -> Trained:
        """The run with more reports; of further names than `NAMES` none is kept."""
        # One copy for all pieces: a program that prints between reports makes many small ones.
        columns = {name: column[:] for name, column in self.columns.items()}
        told = {name: bytearray(flags) for name, flags in self.told.items()}
        length = len(self)
        for piece in pieces:
            for name in piece.names:
                if name not in columns and len(columns) < NAMES:
                    columns[name] = array("d", [math.nan]) * length
                    told[name] = bytearray(length)
            more = len(piece.rows)
            for name, column in columns.items():
                if name in piece.names:
                    at = piece.names.index(name)
                    column.extend(row[at] for row in piece.rows)
                    told[name].extend(b"\1" * more)
                else:
                    column.extend(array("d", [math.nan]) * more)
                    told[name].extend(bytes(more))
            length += more
        kept = {name: bytes(flags) for name, flags in told.items()}
        return replace(self, columns=columns, told=kept)

    @property
    def clock(self) -> str:
        """The name of the horizontal axis: the finest clock told with the measure, or "report"."""
        return self._clock or "report"

    @property
    def _clock(self) -> str | None:
        measure = self.measure
        for name in CLOCKS:
            if name in self.columns and (measure is None or self._meet(name, measure)):
                return name
        return None

    def _meet(self, first: str, second: str) -> bool:
        return any(map(and_, self.told[first], self.told[second]))

    @property
    def measure(self) -> str | None:
        """The name of the vertical axis: the loss, or else the first thing watched."""
        others = [name for name in self.columns if name not in CLOCKS]
        return "loss" if "loss" in others else next(iter(others), None)

    def points(self, rows: int | None = None) -> list[tuple[float, float]]:
        """(clock, measure) of those of the first reports, or of all, that tell both."""
        return [] if self.measure is None else self._pairs(self._clock, self.measure, rows)

    def path(self, rows: int | None = None) -> list[tuple[float, float]]:
        """(weight, bias) of those of the first reports, or of all, that tell both."""
        weight, bias = self._first(WEIGHT), self._first(BIAS)
        return [] if weight is None or bias is None else self._pairs(weight, bias, rows)

    def _pairs(self, first: str | None, second: str, rows: int | None) -> list[tuple[float, float]]:
        """The values of two names where both were told; without a first name, it is counted."""
        xs = range(len(self)) if first is None else self.columns[first][:rows]
        pairs = zip(xs, self.columns[second][:rows], strict=False)
        told = [self.told[name][:rows] for name in (first, second) if name is not None]
        if all(0 not in flags for flags in told):
            return list(pairs)
        return list(compress(pairs, map(all, zip(*told, strict=True))))

    def _first(self, names: Iterable[str]) -> str | None:
        return next((name for name in names if name in self.columns), None)

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
    """Everything one run has told so far. `output` holds a piece for each batch with text."""

    source: str
    trained: tuple[Trained, ...] = ()
    output: tuple[str, ...] = ()
    ending: Ending | None = None

    def fold(self, batch: Iterable[Event]) -> RunView:
        """The view after a batch of events."""
        measured: dict[int, list[Measured]] = {}
        printed: list[str] = []
        ending = self.ending
        for event in batch:
            if isinstance(event, Measured):
                measured.setdefault(event.run, []).append(event)
            elif isinstance(event, Printed):
                printed.append(event.text)
            elif isinstance(event, (Finished, Failed, Stopped)):
                ending = event
        output = (*self.output, "".join(printed)) if printed else self.output
        return replace(self, trained=self._grown(measured), output=output, ending=ending)

    def _grown(self, measured: Mapping[int, list[Measured]]) -> tuple[Trained, ...]:
        runs = {one.run: one for one in self.trained}
        for run, pieces in measured.items():
            one = runs[run] if run in runs else Trained(run, pieces[0].training)
            runs[run] = one.adding(pieces)
        return tuple(runs[run] for run in sorted(runs))

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
