"""Events as JSON objects, one for each line of ``gdtui run --json``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, TypeAlias

from gdtui.runner.events import Event, Failed, Finished, Measured, Printed, Started, Stopped

Line: TypeAlias = dict[str, Any]


def event_to_json(event: Event) -> Iterator[Line]:
    """The JSON objects of one event: one for each measured row, else one in all."""
    if isinstance(event, Measured):
        yield from _rows(event)
    elif isinstance(event, Started):
        yield {"type": "started", "watches": event.watches}
    elif isinstance(event, Printed):
        yield {"type": "printed", "text": event.text}
    elif isinstance(event, Finished):
        seconds, returned = event.seconds, list(event.returned)
        yield {"type": "finished", "seconds": seconds, "returned": returned}
    elif isinstance(event, Failed):
        line: Line = {"type": "failed", "error": event.error, "message": event.message}
        yield {**line, "line": event.line, "seconds": event.seconds}
    elif isinstance(event, Stopped):
        line = {"type": "stopped", "reason": event.reason, "message": event.message}
        yield {**line, "seconds": event.seconds}


def number(value: float) -> float | str:
    """The number, or "inf", "-inf", "nan": JSON has no signs for these."""
    return value if math.isfinite(value) else str(value)


def _rows(event: Measured) -> Iterator[Line]:
    about: Line = {}
    if event.training is not None:
        settings = {name: number(value) for name, value in event.training.settings.items()}
        about = {"function": event.training.function, "settings": settings}
    for row in event.rows:
        head: Line = {"type": "measured", "run": event.run, **about}
        values = zip(event.names, map(number, row), strict=True)
        # The head stands first, and a watched number called "run" does not hide the run.
        yield {**head, **dict(values), **head}
        about = {}
