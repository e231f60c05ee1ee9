"""Runs programs as the bench does, with `watch` and the reader of the calling frame, in place."""

from __future__ import annotations

import contextlib
import io
import sys
import types
from array import array
from typing import Any
from unittest.mock import patch

from gdtui.runner.child import watching
from gdtui.runner.events import Ending, Event, Failed, Finished, Measured, Training
from gdtui.ui.run_view import RunView


class _Collector:
    """Stands where the child's watcher stands, and keeps what it is told."""

    def __init__(self) -> None:
        self.runs: dict[int, tuple[int, Any, Training]] = {}
        self.rows: list[tuple[int, dict[str, float]]] = []

    def watch(self, **values: float) -> None:
        frame = sys._getframe(1)
        known = self.runs.get(id(frame))
        if known is None:
            known = (len(self.runs) + 1, frame, self._training(frame))
            self.runs[id(frame)] = known
        self.rows.append((known[0], values))

    def _training(self, frame: Any) -> Training:
        told: list[Training] = []

        def training(
            run: int, function: str, settings: dict[str, float], data: array[float] | None
        ) -> bytes:
            pairs = None if data is None else tuple(zip(data[::2], data[1::2], strict=True))
            told.append(Training(function, settings, pairs))
            return b""

        with patch("gdtui.runner.child.frames.training", training):
            watching.describe(1, frame)
        return told[0]


def run(source: str) -> RunView:
    """What the bench would see of a program."""
    return RunView(source).fold(events_of(source))


def events_of(source: str) -> list[Event]:
    """What a program would tell."""
    collector = _Collector()
    module = types.ModuleType("gdtui")
    module.watch = collector.watch  # type: ignore[attr-defined]
    ending: Ending = Finished(0.0)
    with patch.dict(sys.modules, {"gdtui": module}), contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(compile(source, "program.py", "exec"), {"__name__": "__main__"})
        except Exception as error:
            ending = Failed(type(error).__name__, str(error))
    told: list[Event] = [
        Measured(
            number,
            tuple(values),
            (tuple(map(float, values.values())),),
            next(training for n, _, training in collector.runs.values() if n == number),
        )
        for number, values in collector.rows
    ]
    return [*told, ending]
