"""Receiver: what a run and a call have in common; and how one is followed to its end."""

from __future__ import annotations

import signal
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable

from gdtui.runner.events import Ending, Failed, Finished, Stopped
from gdtui.runner.limits import Limits
from gdtui.runner.process import Process, ended_by_itself
from gdtui.runner.text import Cleaner
from gdtui.runner.wire import Decoder, Ended, Malformed, Message, Text

PAUSE = 1 / 60
"""Seconds between two looks at a program that tells much."""
FLOOD_PAUSE = 0.05
"""The same for one that prints much: text costs the reader more than numbers."""
FLOOD = 1024
"""Bytes of text at one look that are much."""
QUIET = 0.25
"""Seconds between two looks at the clock while nothing comes."""
LAST_TURNS = 4
"""Turns of reading after the end: more than the pipes hold, should others still write."""


class Receiver(ABC):
    """Takes what arrives from a child, and notices what ends it. It reads no pipe and no clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._decoder = Decoder()
        self._told, self._raw = Cleaner(), Cleaner()
        self._bytes_left = limits.output_bytes
        self._ended: Ended | None = None
        self._malformed = ""
        self.printed = 0
        """Bytes of text so far."""

    @property
    def over(self) -> bool:
        """Nothing that still comes would count."""
        return self._too_much or bool(self._ended or self._malformed)

    @property
    def _too_much(self) -> bool:
        return self._bytes_left < 0

    def feed(self, told: bytes, raw: bytes) -> None:
        """Take the next bytes of the event pipe, and of the pipe under descriptors 1 and 2."""
        for message in self._decoder.feed(told):
            if not self.over:
                self._receive(message)
        if not self._too_much:
            self._print(raw, self._raw)

    def close(self) -> None:
        """No more bytes come: a character cut short is given as it is."""
        for cleaner in (self._told, self._raw):
            self._show(cleaner.feed(b"", final=True))

    def ending(self, seconds: float) -> Ending | None:
        """How it ended, as far as what arrived can say it."""
        if self._bytes_left < 0:
            return self._limits.output_reached(seconds)
        if self._malformed:
            return Failed("process", f"the process sent {self._malformed}", None, seconds)
        end = self._ended
        if end is None:
            return None
        if end.outcome == "finished":
            return self._finished(seconds)
        if end.outcome == "memory":
            return self._limits.memory_reached(seconds)
        return Failed(end.error, end.message, end.line, seconds)

    def _receive(self, message: Message) -> None:
        if isinstance(message, Text):
            self._print(message.data, self._told)
        elif isinstance(message, Ended):
            self._ended = message
        elif isinstance(message, Malformed):
            self._malformed = f"what is no event: {message.why}"
        else:
            self._take(message)

    def _print(self, data: bytes, cleaner: Cleaner) -> None:
        self.printed += len(data)
        shown = data[: max(self._bytes_left, 0)]
        self._bytes_left -= len(data)
        self._show(cleaner.feed(shown))

    @abstractmethod
    def _take(self, message: Message) -> None:
        """Any other message."""

    @abstractmethod
    def _show(self, text: str) -> None:
        """Printed text, made clean."""

    @abstractmethod
    def _finished(self, seconds: float) -> Finished | Failed:
        """The ending of a program that says it has come to its end."""


async def looks(
    process: Process, receiver: Receiver, until: float, clock: Callable[[], float]
) -> AsyncGenerator[None, None]:
    """Have the receiver take what comes, look by look, until the program is over for any reason."""
    while not (receiver.over or process.asked or process.status is not None):
        left = until - clock()
        if left <= 0:
            return
        await process.wait(min(left, QUIET))
        before = receiver.printed
        told, raw = process.read()
        receiver.feed(told, raw)
        yield
        if told or raw:
            flood = receiver.printed - before > FLOOD
            await process.wait(FLOOD_PAUSE if flood else PAUSE, reading=False)


def ending_of(process: Process, receiver: Receiver, limits: Limits, seconds: float) -> Ending:
    """End the process, take what still waits in its pipes, and say how the program ended."""
    status = process.status
    process.kill()
    for _ in range(LAST_TURNS):
        told, raw = process.read()
        if not (told or raw):
            break
        receiver.feed(told, raw)
    receiver.close()
    if process.asked:
        return Stopped("asked", "You stopped the program.", seconds)
    told_ending = receiver.ending(seconds)
    if told_ending is not None:
        return told_ending
    if status is None:
        return limits.wall_reached(seconds)
    # At the hard limit, a second after one that was ignored, the kernel sends SIGKILL.
    by_kernel = status == -signal.SIGKILL and seconds > limits.cpu_seconds
    if status == -signal.SIGXCPU or by_kernel:
        return limits.cpu_reached(seconds)
    return Failed("process", ended_by_itself(status), None, seconds)
