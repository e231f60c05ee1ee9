"""Running programs for tests: everything a run tells, gathered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import dedent

from gdtui.runner.events import Ending, Event, Failed, Finished, Measured, Printed, Stopped
from gdtui.runner.limits import Limits
from gdtui.runner.runner import Runner

TRAIN = """
from gdtui import watch

def train(data, lr=0.1, epochs=3):
    w = 0.0
    for epoch in range(epochs):
        for x, y in data:
            w -= lr * 2 * (w * x - y) * x
        watch(epoch=epoch, loss=sum((w * x - y) ** 2 for x, y in data))
    return {"w": round(w, 6)}
"""


@dataclass
class Told:
    """All events of a run."""

    events: list[Event] = field(default_factory=list)

    @property
    def ending(self) -> Ending:
        """The last event; fails unless it is the only one of its kind."""
        endings = [e for e in self.events if isinstance(e, Finished | Failed | Stopped)]
        assert len(endings) == 1
        assert self.events[-1] is endings[0]
        return endings[0]

    @property
    def text(self) -> str:
        """Everything printed."""
        return "".join(e.text for e in self.events if isinstance(e, Printed))

    @property
    def measured(self) -> list[Measured]:
        """Everything watched."""
        return [e for e in self.events if isinstance(e, Measured)]

    def rows(self, run: int = 1) -> list[tuple[float, ...]]:
        """The rows of one training run."""
        return [row for e in self.measured if e.run == run for row in e.rows]


async def tell(
    source: str, runner: Runner | None = None, at: Callable[[Event], None] | None = None
) -> Told:
    """Run a program to its end; ``at`` is called with each event as it comes."""
    told = Told()
    async for batch in (runner or Runner()).run(dedent(source)):
        told.events += batch
        for event in batch:
            if at is not None:
                at(event)
    return told


async def failed(source: str) -> Failed:
    """The failure that a program ends in."""
    ending = (await tell(source)).ending
    assert isinstance(ending, Failed), ending
    return ending


async def stopped(source: str, limits: Limits) -> tuple[Told, Stopped]:
    """What a program tells until a limit stops it."""
    told = await tell(source, Runner(limits))
    assert isinstance(told.ending, Stopped), told.ending
    return told, told.ending
