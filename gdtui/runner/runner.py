"""Runner: runs a program out of reach of the screen and gives its events as they come."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from typing import Protocol

from gdtui.runner.events import Ending, Event, Failed, Stopped
from gdtui.runner.limits import Limits, memory_left
from gdtui.runner.process import Process, ended_by_itself
from gdtui.runner.reception import Reception

PAUSE = 1 / 60
"""Seconds between two looks at a program that tells much."""
FLOOD_PAUSE = 0.05
"""The same for one that prints much: text costs the reader more than numbers."""
FLOOD = 1024
"""Bytes of text at one look that are much."""
QUIET = 0.25
"""Seconds between two looks at the clock while nothing comes."""
LEAST_MEMORY = 256 * 2**20
"""Bytes that must be left on the host for a process that waits."""
LAST_TURNS = 4
"""Turns of reading after the end: more than the pipes hold, should others still write."""


class Runner:
    """Runs one program at a time, in a process of its own, within limits.

    ``python`` is an interpreter that finds the same packages as this one; ``clock`` gives
    seconds, and measures the time a run takes. Use it from the main thread: on Linux the
    child dies with the thread that started it. Without a ``spare``, `warm` does nothing.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        python: str = sys.executable,
        clock: Callable[[], float] = time.monotonic,
        spare: bool = True,
    ) -> None:
        self._limits = Limits() if limits is None else limits
        self._python = python
        self._clock = clock
        self._process: Process | None = None
        self._may_wait = spare
        self._warm = False
        self._spare: Process | None = None

    def warm(self) -> None:
        """From now on a process waits for the next program, so that it starts at once.

        Where memory is short none does, and programs start as they do without.
        """
        self._warm = self._may_wait
        self._keep_spare()

    def close(self) -> None:
        """End the process that waits; what runs ends with its generator."""
        self._warm = False
        if self._spare is not None:
            self._spare.discard()
            self._spare = None

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
            process = self._started({"source": source, "name": name}, limits)
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
            ending = ending_of(process, reception, limits, seconds)
            await process.close()
            yield (*reception.take(), ending)
        finally:
            await process.close()
            if self._process is process:
                self._process = None
            self._keep_spare()

    def _started(self, task: Mapping[str, object], limits: Limits) -> Process:
        """A process with a task: the one that waits, else a new one. Raises OSError."""
        spare, self._spare = self._spare, None
        if spare is not None:
            if spare.hand_over(task, limits):
                return spare
            spare.discard()
        return Process(self._python, task, limits, sys.path)

    def _keep_spare(self) -> None:
        if self._warm and self._spare is None and memory_left() >= LEAST_MEMORY:
            with suppress(OSError):
                self._spare = Process(self._python, None, self._limits, sys.path)

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
                flood = reception.printed - before > FLOOD
                await process.wait(FLOOD_PAUSE if flood else PAUSE, reading=False)


class Receiver(Protocol):
    """Folds what arrives from a child."""

    def feed(self, told: bytes, raw: bytes) -> None:
        """Take the next bytes of the event pipe, and of the pipe under descriptors 1 and 2."""
        ...

    def close(self) -> None:
        """No more bytes come."""
        ...

    def ending(self, seconds: float) -> Ending | None:
        """How it ended, as far as what arrived can say it."""
        ...


def ending_of(process: Process, reception: Receiver, limits: Limits, seconds: float) -> Ending:
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
