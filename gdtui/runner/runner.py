"""Runner: runs a program out of reach of the screen and gives its events as they come."""

from __future__ import annotations

import sys
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress

from gdtui.runner.events import Event, Failed
from gdtui.runner.limits import Limits, memory_left
from gdtui.runner.process import Process
from gdtui.runner.receiver import ending_of, looks
from gdtui.runner.reception import Reception

LEAST_MEMORY = 256 * 2**20
"""Bytes that must be left on the host for a process that waits."""


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
            async with aclosing(looks(process, reception, until, self._clock)) as taken:
                async for _ in taken:
                    if events := reception.take():
                        yield events
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
