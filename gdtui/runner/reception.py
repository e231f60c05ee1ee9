"""Reception: folds what arrives from a child into events, and notices what exceeds a limit."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from gdtui.runner.events import Ending, Event, Finished, Measured, Printed, Started
from gdtui.runner.limits import Limits
from gdtui.runner.printed import PrintedLosses
from gdtui.runner.receiver import Receiver
from gdtui.runner.wire import Message, Returned


class Reception(Receiver):
    """The events of one run so far. Pure: it reads no pipe and no clock."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self._losses: PrintedLosses | None = None
        self._events: list[Event] = []
        self._returned: list[str] = []
        self._numbers_left = limits.watched_numbers

    @property
    def _too_much(self) -> bool:
        return super()._too_much or self._numbers_left < 0

    def take(self) -> tuple[Event, ...]:
        """The events since the last time, neighbours of a kind in one."""
        events, self._events = self._events, []
        return merged(events)

    def close(self) -> None:
        """No more bytes come: what was cut short is given as it is."""
        super().close()
        if self._losses is not None:
            self._events += self._losses.feed("", final=True)

    def ending(self, seconds: float) -> Ending | None:
        """How the run ended, as far as what arrived can say it."""
        if self._numbers_left < 0:
            return self._limits.numbers_reached(seconds)
        return super().ending(seconds)

    def _finished(self, seconds: float) -> Finished:
        return Finished(seconds, tuple(self._returned))

    def _take(self, message: Message) -> None:
        if isinstance(message, Measured):
            self._numbers_left -= _size(message)
            self._events.append(message)
        elif isinstance(message, Started):
            self._losses = None if message.watches else PrintedLosses()
            self._events.append(message)
        elif isinstance(message, Returned):
            self._returned.append(message.text)
        else:
            self._malformed = "an answer, where nothing was asked"

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
