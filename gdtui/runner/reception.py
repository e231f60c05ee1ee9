"""Reception: folds what arrives from a child into events, and notices what exceeds a limit."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from gdtui.runner.events import Ending, Event, Failed, Finished, Measured, Printed, Started
from gdtui.runner.limits import Limits
from gdtui.runner.printed import PrintedLosses
from gdtui.runner.text import Cleaner
from gdtui.runner.wire import Answered, Decoder, Ended, Malformed, Message, Returned, Text


class Reception:
    """The events of one run so far. Pure: it reads no pipe and no clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._decoder = Decoder()
        self._told, self._raw = Cleaner(), Cleaner()
        self._losses: PrintedLosses | None = None
        self._events: list[Event] = []
        self._returned: list[str] = []
        self._bytes_left = limits.output_bytes
        self._numbers_left = limits.watched_numbers
        self._ended: Ended | None = None
        self._malformed: Malformed | None = None
        self.printed = 0
        """Bytes of text so far."""

    @property
    def over(self) -> bool:
        """Nothing that still comes would count."""
        return bool(self._ended or self._malformed) or self._too_much

    @property
    def _too_much(self) -> bool:
        return self._bytes_left < 0 or self._numbers_left < 0

    def feed(self, told: bytes, raw: bytes) -> None:
        """Take the next bytes of the event pipe, and of the pipe under descriptors 1 and 2."""
        for message in self._decoder.feed(told):
            if not self.over:
                self._take(message)
        if not self._too_much:
            self._print(raw, self._raw)

    def take(self) -> tuple[Event, ...]:
        """The events since the last time, neighbours of a kind in one."""
        events, self._events = self._events, []
        return merged(events)

    def close(self) -> None:
        """No more bytes come: what was cut short is given as it is."""
        for cleaner in (self._told, self._raw):
            self._show(cleaner.feed(b"", final=True))
        if self._losses is not None:
            self._events += self._losses.feed("", final=True)

    def ending(self, seconds: float) -> Ending | None:
        """How the run ended, as far as what arrived can say it."""
        if self._bytes_left < 0:
            return self._limits.output_reached(seconds)
        if self._numbers_left < 0:
            return self._limits.numbers_reached(seconds)
        if self._malformed is not None:
            why = f"the process sent what is no event: {self._malformed.why}"
            return Failed("process", why, None, seconds)
        end = self._ended
        if end is None:
            return None
        if end.outcome == "finished":
            return Finished(seconds, tuple(self._returned))
        if end.outcome == "memory":
            return self._limits.memory_reached(seconds)
        return Failed(end.error, end.message, end.line, seconds)

    def _take(self, message: Message) -> None:
        if isinstance(message, Text):
            self._print(message.data, self._told)
        elif isinstance(message, Measured):
            self._numbers_left -= _size(message)
            self._events.append(message)
        elif isinstance(message, Started):
            self._losses = None if message.watches else PrintedLosses()
            self._events.append(message)
        elif isinstance(message, Returned):
            self._returned.append(message.text)
        elif isinstance(message, Ended):
            self._ended = message
        elif isinstance(message, Answered):
            self._malformed = Malformed("an answer, where nothing was asked")
        else:
            self._malformed = message

    def _print(self, data: bytes, cleaner: Cleaner) -> None:
        self.printed += len(data)
        shown = data[: max(self._bytes_left, 0)]
        self._bytes_left -= len(data)
        self._show(cleaner.feed(shown))

    def _show(self, text: str) -> None:
        if text:
            self._events.append(Printed(text))
            if self._losses is not None:
                self._events += self._losses.feed(text)


def _size(event: Measured) -> int:
    """How many numbers an event holds, those of its training too: each run brings its own."""
    training = event.training
    about = 0 if training is None else len(training.settings) + 2 * len(training.data or ())
    return len(event.rows) * len(event.names) + about


def merged(events: list[Event]) -> tuple[Event, ...]:
    """The same events in the same order, with neighbours of a kind made one."""
    joined: list[Event] = []
    for _, group in groupby(events, key=_kind):
        first, *rest = group
        if isinstance(first, Printed):
            first = Printed("".join(e.text for e in (first, *rest) if isinstance(e, Printed)))
        elif isinstance(first, Measured) and rest:
            all_rows = (e.rows for e in (first, *rest) if isinstance(e, Measured))
            first = replace(first, rows=tuple(row for rows in all_rows for row in rows))
        joined.append(first)
    return tuple(joined)


def _kind(event: Event) -> object:
    """Equal for neighbours that may be joined: only a run's first rows tell of its training."""
    if isinstance(event, Measured):
        return (event.run, event.names)
    return Printed if isinstance(event, Printed) else id(event)
