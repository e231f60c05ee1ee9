"""The app with a heart that beats in its loop: ``python -m tests.hostile.heart FILE [OPTION]…``.

At the app's end the file holds a line for each beat: when it was, how long after the one before,
and how much of that the loop computed itself, or waited for a processor that others had. A loop
that something holds up beats late.
"""

from __future__ import annotations

import asyncio
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from gdtui.cli import main
from gdtui.ui.app import LessonApp

BEAT = 0.01
SCHEDULED = Path("/proc/thread-self/schedstat")
"""Nanoseconds that this thread has run, and that it was ready to run and did not."""


async def beat(path: Path) -> None:
    """Beat until cancelled, then write down every beat."""
    beats = [clocks()]
    try:
        while True:
            await asyncio.sleep(BEAT)
            beats.append(clocks())
    finally:
        with path.open("w") as file:
            for before, now in pairwise(beats):
                took = (b - a for a, b in zip(before, now, strict=True))
                print(now[0], *took, file=file)


def clocks() -> tuple[float, float, float]:
    """Seconds: by the clock, of computing, and of waiting for a processor (Linux alone tells)."""
    try:
        waited = int(SCHEDULED.read_text().split()[1]) / 1e9
    except OSError:
        waited = 0.0
    return time.monotonic(), time.thread_time(), waited


def longest(path: Path, since: float, until: float) -> tuple[float, float, float]:
    """Seconds, of the beats between two moments: the longest gap, held up or computing.

    A loop is held up by whatever keeps it from turning, but for others that have the processor.
    """
    lines = [[*map(float, line.split())] for line in path.read_text().splitlines()]
    within = [line[1:] for line in lines if since <= line[0] <= until]
    return (
        max(gap for gap, _, _ in within),
        max(gap - waited for gap, _, waited in within),
        max(computed for _, computed, _ in within),
    )


def play(path: Path, arguments: list[str]) -> int:
    """Carry out gdtui's command line with a heart in the app."""
    run = LessonApp.run_async

    async def with_heart(self: LessonApp, *given: Any, **named: Any) -> Any:
        heart = asyncio.create_task(beat(path))
        try:
            return await run(self, *given, **named)
        finally:
            heart.cancel()
            await asyncio.wait([heart])

    LessonApp.run_async = with_heart  # type: ignore[assignment, method-assign]
    return main(arguments)


if __name__ == "__main__":
    raise SystemExit(play(Path(sys.argv[1]), sys.argv[2:]))
