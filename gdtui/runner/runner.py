"""Runner: runs a program out of reach of the screen and gives its events as they come."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from gdtui.runner.events import Ending, Event, Failed, Stopped
from gdtui.runner.limits import Limits
from gdtui.runner.process import TURN, Process, ended_by_itself
from gdtui.runner.reception import Reception

PAUSE = 1 / 60
"""Seconds between two looks at a program that tells much."""
FLOOD_PAUSE = 0.05
"""The same for one that prints much: text costs the reader more than numbers."""
QUIET = 0.25
"""Seconds between two looks at the clock while nothing comes."""
LAST_TURNS = 4
"""Turns of reading after the end: more than the pipes hold, should others still write."""


class Runner:
    """Runs one program at a time, in a process of its own, within limits.

    ``python`` is an interpreter that finds the same packages as this one; ``clock`` gives
    seconds, and measures the time a run takes. Use it from the main thread: on Linux the
    child dies with the thread that started it.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        python: str = sys.executable,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = Limits() if limits is None else limits
        self._python = python
        self._clock = clock
        self._process: Process | None = None

    def stop(self) -> None:
        """End the running program, if any; its last events and a `Stopped` still come."""
        if self._process is not None:
            self._process.ask()

    async def run(
        self, source: str, name: str = "train.py"
    ) -> AsyncGenerator[tuple[Event, ...], None]:
        """Batches of events of ``source`` as they come; the last batch ends with an Ending.

        ``name`` is the program's file name in what it is told about itself. A program that
        still runs is ended first. Closing the generator ends the program and waits until it
        is gone.
        """
        limits = self._limits.as_allowed()
        start = self._clock()
        if self._process is not None:
            self._process.ask()
            await self._process.close()
        try:
            process = Process(self._python, source, name, limits)
        except OSError as error:
            yield (Failed("process", f"the program could not be started: {error}"),)
            return
        self._process = process
        reception = Reception(limits)
        try:
            until = start + limits.wall_seconds
            async with aclosing(self._receive(process, reception, until)) as batches:
                async for batch in batches:
                    yield batch
            seconds = self._clock() - start
            ending = _ending(process, reception, limits, seconds)
            await process.close()
            yield (*reception.take(), ending)
        finally:
            await process.close()
            if self._process is process:
                self._process = None

    async def _receive(
        self, process: Process, reception: Reception, until: float
    ) -> AsyncGenerator[tuple[Event, ...], None]:
        """What comes until the run is over for any reason."""
        while not (reception.over or process.asked or process.status is not None):
            left = until - self._clock()
            if left <= 0:
                return
            await process.wait(min(left, QUIET))
            before = reception.printed
            told, raw = process.read()
            reception.feed(told, raw)
            if events := reception.take():
                yield events
            if told or raw:
                flood = reception.printed - before > TURN // 2
                await process.wait(FLOOD_PAUSE if flood else PAUSE, reading=False)


def _ending(process: Process, reception: Reception, limits: Limits, seconds: float) -> Ending:
    """End the process, take what still waits in its pipes, and say how the run ended."""
    status = process.status
    process.kill()
    for _ in range(LAST_TURNS):
        told, raw = process.read()
        if not (told or raw):
            break
        reception.feed(told, raw)
    reception.close()
    if process.asked:
        return Stopped("asked", "You stopped the program.", seconds)
    told_ending = reception.ending(seconds)
    if told_ending is not None:
        return told_ending
    if status is None:
        return limits.wall_reached(seconds)
    # At the hard limit, a second after one that was ignored, the kernel sends SIGKILL.
    by_kernel = status == -signal.SIGKILL and seconds > limits.cpu_seconds
    if status == -signal.SIGXCPU or by_kernel:
        return limits.cpu_reached(seconds)
    return Failed("process", ended_by_itself(status), None, seconds)
