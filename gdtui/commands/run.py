"""A run told in plain lines: for pipes, scripts and terminals without a screen."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sys
from contextlib import aclosing

from gdtui.runner.events import Event, Finished, Measured, Printed
from gdtui.runner.json_lines import event_to_json
from gdtui.runner.limits import Limits
from gdtui.runner.runner import Runner
from gdtui.ui.bench import drawn, outcome
from gdtui.ui.glyphs import plain
from gdtui.ui.plot import text_of
from gdtui.ui.run_view import RunView

RAN, FAILED = 0, 1
CHART = (76, 16)
"""Columns and rows of the chart at the end, where there is room for them."""


def run(source: str, name: str, limits: Limits, *, as_json: bool, ascii: bool) -> int:
    """Run a program and tell what it does as it does it. 0 when it ran to its end, else 1."""
    view = asyncio.run(_follow(source, name, limits, as_json))
    if not as_json:
        _tell_end(view, ascii)
    return RAN if isinstance(view.ending, Finished) else FAILED


async def _follow(source: str, name: str, limits: Limits, as_json: bool) -> RunView:
    view = RunView(source)
    tell = _tell_json if as_json else _Lines().tell
    runner = Runner(limits)
    # Ctrl+C ends the program, and what it told before is still told.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, runner.stop)
    async with aclosing(runner.run(source, name)) as batches:
        async for batch in batches:
            view = view.fold(batch)
            for event in batch:
                tell(event)
            sys.stdout.flush()
    return view


def _tell_json(event: Event) -> None:
    for line in event_to_json(event):
        print(json.dumps(line, ensure_ascii=False))


class _Lines:
    """Printed text as it is, and of the measurements those at 0, 1, 2, 5, 10, 20, 50, …"""

    def __init__(self) -> None:
        self.told: dict[int, int] = {}
        self.within_a_line = False

    def tell(self, event: Event) -> None:
        if isinstance(event, Printed):
            print(event.text, end="")
            self.within_a_line = not event.text.endswith("\n")
        elif isinstance(event, Measured):
            for row in event.rows:
                count = self.told[event.run] = self.told.get(event.run, -1) + 1
                if _round(count):
                    self._begin_line()
                    values = zip(event.names, row, strict=True)
                    print("  " + "  ".join(f"{name} {value:.6g}" for name, value in values))
        else:
            self._begin_line()

    def _begin_line(self) -> None:
        if self.within_a_line:
            print()
            self.within_a_line = False


def _round(count: int) -> bool:
    """Whether a count is 0 or one digit of 1, 2 or 5 with zeros behind it."""
    return count == 0 or str(count).rstrip("0") in ("1", "2", "5")


def _tell_end(view: RunView, ascii: bool) -> None:
    if view.rows:
        width = min(CHART[0], shutil.get_terminal_size(CHART).columns - 1)
        picture = drawn(view, "loss", view.rows, None, log=True)(width, CHART[1], ascii, None)
        print()
        print(text_of(picture))
    words, tone = outcome(view, view.rows, playing=False)
    print(plain(words) if ascii else words, file=sys.stderr if tone == "bad" else sys.stdout)
