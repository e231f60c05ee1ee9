"""Caller: has a function of a program called out of reach of the screen, and gives the answers."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from gdtui.runner.events import Ending, Failed, Finished
from gdtui.runner.limits import CHECK, Limits
from gdtui.runner.process import Process
from gdtui.runner.receiver import Receiver, ending_of, looks
from gdtui.runner.wire import Answered, Message

Pairs: TypeAlias = tuple[tuple[float, float], ...]
Call: TypeAlias = tuple[Pairs, float, float, int]
"""Arguments: data, lr, beta, epochs."""

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
        limits: Limits = CHECK,
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
            async for _ in looks(process, inbox, until, self._clock):
                continue
            ending = ending_of(process, inbox, limits, self._clock() - start)
            return Answers(tuple(inbox.answers), ending, inbox.output)
        finally:
            await process.close()
            if self._process is process:
                self._process = None


class Inbox(Receiver):
    """The answers of one process so far. Pure: it reads no pipe and no clock."""

    def __init__(self, limits: Limits, due: int) -> None:
        super().__init__(limits)
        self.answers: list[Answered] = []
        self.output = ""
        self._due = due

    @property
    def over(self) -> bool:
        """Nothing that still comes would count."""
        return self._complete or super().over

    @property
    def _complete(self) -> bool:
        return len(self.answers) == self._due

    def ending(self, seconds: float) -> Ending | None:
        """How it ended, as far as what arrived can say it."""
        ending = super().ending(seconds)
        return Finished(seconds) if ending is None and self._complete else ending

    def _finished(self, seconds: float) -> Finished | Failed:
        if self._complete:
            return Finished(seconds)
        return Failed("absent", "not every call was answered", None, seconds)

    def _take(self, message: Message) -> None:
        if not isinstance(message, Answered):
            return  # a program may call `watch`; here nobody looks
        if message.index == len(self.answers):
            self.answers.append(message)
        else:
            self._malformed = f"answer {message.index} where {len(self.answers)} was due"

    def _show(self, text: str) -> None:
        self.output = (self.output + text)[:SHOWN]


def without_ours(path: Sequence[str]) -> list[str]:
    """The search path without this source tree: no reference and no solution is imported there.

    An installed package lies beside others that a program may need; there a finder refuses it.
    """
    tree = Path(__file__).resolve().parents[2]
    if not (tree / "content").is_dir():
        return [*path]
    return [entry for entry in path if Path(entry).resolve() != tree]
