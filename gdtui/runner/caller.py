"""Caller: has a function of a program called out of reach of the screen, and gives the answers."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from gdtui.runner.events import Ending, Failed, Finished
from gdtui.runner.limits import Limits
from gdtui.runner.process import Process
from gdtui.runner.runner import PAUSE, QUIET, ending_of
from gdtui.runner.text import Cleaner
from gdtui.runner.wire import Answered, Decoder, Ended, Malformed, Text

Pairs: TypeAlias = tuple[tuple[float, float], ...]
Call: TypeAlias = tuple[Pairs, float, float, int]
"""Arguments: data, lr, beta, epochs."""

LIMITS = Limits(cpu_seconds=5, wall_seconds=15, output_bytes=4 * 2**20)
"""What a check may use: programs may print at every update, and there are many calls."""
SHOWN = 20_000
"""Characters of printed text that are kept."""


@dataclass(frozen=True)
class Answers:
    """The answers that came, in the order of the calls, and how the process ended.

    ``ending`` is `Finished` where every call was answered; ``output`` the beginning of what
    was printed.
    """

    answers: tuple[Answered, ...]
    ending: Ending
    output: str = ""


class Caller:
    """Runs one program at a time, as `Runner` does; use it from the main thread."""

    def __init__(
        self,
        limits: Limits = LIMITS,
        python: str = sys.executable,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._python = python
        self._clock = clock
        self._process: Process | None = None

    def stop(self) -> None:
        """End the running program, if any; its answers so far and a `Stopped` still come."""
        if self._process is not None:
            self._process.ask()

    async def call(
        self, programs: Sequence[tuple[str, str]], function: str, calls: Sequence[Call]
    ) -> Answers:
        """The answers of each program (file name, source) to all calls, in this order.

        A program that still runs is ended first. Cancelling ends the program and waits until
        it is gone.
        """
        limits = self.limits.as_allowed()
        start = self._clock()
        if self._process is not None:
            self._process.ask()
            await self._process.close()
        name = programs[0][0]
        task = {"name": name, "programs": [*programs], "function": function, "calls": [*calls]}
        try:
            process = Process(self._python, task, limits, without_ours(sys.path))
        except OSError as error:
            return Answers((), Failed("process", f"the program could not be started: {error}"))
        self._process = process
        inbox = Inbox(limits, len(programs) * len(calls))
        try:
            until = start + limits.wall_seconds
            while not (inbox.over or process.asked or process.status is not None):
                left = until - self._clock()
                if left <= 0:
                    break
                await process.wait(min(left, QUIET))
                inbox.feed(*process.read())
                if not inbox.over:
                    await process.wait(PAUSE, reading=False)
            ending = ending_of(process, inbox, limits, self._clock() - start)
            return Answers(tuple(inbox.answers), ending, inbox.output)
        finally:
            await process.close()
            if self._process is process:
                self._process = None


class Inbox:
    """The answers of one process so far. Pure: it reads no pipe and no clock."""

    def __init__(self, limits: Limits, due: int) -> None:
        self.answers: list[Answered] = []
        self.output = ""
        self._limits = limits
        self._due = due
        self._decoder = Decoder()
        self._told, self._raw = Cleaner(), Cleaner()
        self._bytes_left = limits.output_bytes
        self._ended: Ended | None = None
        self._malformed = ""

    @property
    def over(self) -> bool:
        """Nothing that still comes would count."""
        return self._complete or bool(self._ended or self._malformed) or self._bytes_left < 0

    @property
    def _complete(self) -> bool:
        return len(self.answers) == self._due

    def feed(self, told: bytes, raw: bytes) -> None:
        """Take the next bytes of the event pipe, and of the pipe under descriptors 1 and 2."""
        for message in self._decoder.feed(told):
            if self.over:
                return
            if isinstance(message, Answered):
                self._take(message)
            elif isinstance(message, Text):
                self._print(message.data, self._told)
            elif isinstance(message, Ended):
                self._ended = message
            elif isinstance(message, Malformed):
                self._malformed = message.why
        self._print(raw, self._raw)

    def _take(self, answer: Answered) -> None:
        if answer.index == len(self.answers):
            self.answers.append(answer)
        else:
            self._malformed = f"answer {answer.index} where {len(self.answers)} was due"

    def _print(self, data: bytes, cleaner: Cleaner) -> None:
        self._bytes_left -= len(data)
        if len(self.output) < SHOWN:
            self.output = (self.output + cleaner.feed(data))[:SHOWN]

    def close(self) -> None:
        """No more bytes come: a character cut short is given as it is."""
        for cleaner in (self._told, self._raw):
            self.output = (self.output + cleaner.feed(b"", final=True))[:SHOWN]

    def ending(self, seconds: float) -> Ending | None:
        """How it ended, as far as what arrived can say it."""
        if self._malformed:
            why = f"the process sent what answers no call: {self._malformed}"
            return Failed("process", why, None, seconds)
        if self._bytes_left < 0:
            return self._limits.output_reached(seconds)
        if self._complete:
            return Finished(seconds)
        end = self._ended
        if end is None:
            return None
        if end.outcome == "memory":
            return self._limits.memory_reached(seconds)
        if end.outcome == "finished":
            return Failed("absent", "not every call was answered", None, seconds)
        return Failed(end.error, end.message, end.line, seconds)


def without_ours(path: Sequence[str]) -> list[str]:
    """The search path without this source tree: no reference and no solution is imported there.

    An installed package lies beside others that a program may need; there a finder refuses it.
    """
    tree = Path(__file__).resolve().parents[2]
    if not (tree / "content").is_dir():
        return [*path]
    return [entry for entry in path if Path(entry).resolve() != tree]
