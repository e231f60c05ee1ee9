"""The tour through the training loop, as a list of beats: a text, or a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gdtui.descent.trace import NODES, Loop, start
from gdtui.lesson.model import Stop
from gdtui.lesson.questions import OneAnswer


@dataclass(frozen=True)
class Beat:
    """One thing that the tour shows at a stop; ``question`` is None where it is the text."""

    stop: Stop
    number: int
    """The stop's number, counted from 1."""
    question: OneAnswer | None = None


def beats(stops: Sequence[Stop]) -> tuple[Beat, ...]:
    """Every stop's text, and after it the stop's question."""
    found = []
    for number, stop in enumerate(stops, start=1):
        found.append(Beat(stop, number))
        if stop.question is not None:
            found.append(Beat(stop, number, stop.question))
    return tuple(found)


def loop_at(stop: Stop) -> Loop:
    """The lesson's own loop, samples in their order, at the node and mini-batch of a stop."""
    at = start()
    for _ in range(stop.batch - 1):
        at = at.next_batch()
    return at.to_node(NODES.index(stop.node))
