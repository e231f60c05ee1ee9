"""Losses read from printed lines, for programs that do not call `watch`."""

from __future__ import annotations

import re

from gdtui.runner.events import Measured

NAMES = ("epoch", "loss")
MAX_LINE = 1_000
_LINE = re.compile(
    r"\bepoch\W{0,3}(\d{1,9})\b.*?\bloss\W{0,3}?\s*"
    r"([-+]?(?:inf(?:inity)?\b|nan\b|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?))",
    re.IGNORECASE,
)


def read_line(line: str) -> tuple[float, float] | None:
    """Epoch and loss of a line such as ``Epoch 25: loss=0.0233``, or None."""
    found = _LINE.search(line)
    return (float(found[1]), float(found[2])) if found else None


class PrintedLosses:
    """Finds losses in text that comes in pieces; an epoch that falls back begins a new run."""

    def __init__(self) -> None:
        self._rest = ""
        self._run = 1
        self._epoch = 0.0

    def feed(self, text: str, final: bool = False) -> list[Measured]:
        """The measurements of all lines completed by this piece, one event for each run."""
        *lines, rest = (self._rest + text).split("\n")
        if final:
            lines.append(rest)
        self._rest = "" if final else rest[:MAX_LINE]
        runs: dict[int, list[tuple[float, ...]]] = {}
        for line in lines:
            row = read_line(line[:MAX_LINE])
            if row is not None:
                self._run += row[0] < self._epoch
                self._epoch = row[0]
                runs.setdefault(self._run, []).append(row)
        return [Measured(run, NAMES, tuple(rows)) for run, rows in runs.items()]
