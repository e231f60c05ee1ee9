"""The app with a heart that beats in its loop: ``python -m tests.hostile.heart FILE [OPTION]…``.

At the app's end the file holds a line for each beat: when it was, how long after the one before,
and how much of that the loop computed itself. A loop that something holds up beats late.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

from gdtui.cli import main
from gdtui.ui.app import LessonApp

BEAT = 0.01


async def beat(path: Path) -> None:
    """Beat until cancelled, then write down every beat."""
    beats = [(time.monotonic(), time.thread_time())]
    try:
        while True:
            await asyncio.sleep(BEAT)
            beats.append((time.monotonic(), time.thread_time()))
    finally:
        gaps = ((a, a - b, c - d) for (a, c), (b, d) in zip(beats[1:], beats, strict=False))
        path.write_text("".join(f"{at} {gap} {computed}\n" for at, gap, computed in gaps))


def longest(path: Path, since: float, until: float) -> tuple[float, float]:
    """Seconds of the longest gap that ended between two moments, and of the most computing."""
    lines = [[*map(float, line.split())] for line in path.read_text().splitlines()]
    within = [line for line in lines if since <= line[0] <= until]
    return max(line[1] for line in within), max(line[2] for line in within)


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
