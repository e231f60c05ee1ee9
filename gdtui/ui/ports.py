"""What the screens need from outside, as Protocols; the command line hands in the real things."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import Future
from typing import Protocol

from gdtui.checker.verdict import Verdict
from gdtui.lesson.challenge import Challenge
from gdtui.progress.model import Fact, Progress, RunRecord
from gdtui.runner.events import Event


class Runner(Protocol):
    """Runs a program out of reach of the screen."""

    def run(self, source: str) -> AsyncGenerator[tuple[Event, ...], None]:
        """Batches of events as they come; the last batch ends with an Ending.

        Closing the generator stops the program and waits until nothing of it is left.
        """
        ...

    def warm(self) -> None:
        """A program is likely to be run soon: be ready to start it at once."""
        ...

    def stop(self) -> None:
        """End the running program, if any; its last events and a `Stopped` still come."""
        ...


class Checker(Protocol):
    """Judges a solution of a challenge out of reach of the screen."""

    async def check(self, challenge: Challenge, source: str) -> Verdict:
        """The verdict on a program; cancelling ends it and waits until nothing of it is left."""
        ...

    def stop(self) -> None:
        """End the check that is under way, if any; its verdict says so."""
        ...


class Keeper(Protocol):
    """Remembers, off the screen's thread. Every Future fails with a `NotSaved` that tells why."""

    def load(self) -> Future[Progress]:
        """Everything remembered so far."""
        ...

    def save(self, facts: Sequence[Fact]) -> Future[None]:
        """Keep facts; done when they are safe on the disk."""
        ...

    def keep_run(self, run: RunRecord) -> Future[None]:
        """Keep a run."""
        ...

    def runs(self, step: str) -> Future[tuple[RunRecord, ...]]:
        """The runs of a step, oldest first."""
        ...

    def keep_draft(self, step: str, key: str, text: str) -> Future[None]:
        """Keep a text that is about to be given up, such as a draft that is reset."""
        ...

    def kept_drafts(self, step: str, key: str) -> Future[tuple[tuple[float, str], ...]]:
        """The earlier texts of a draft as (seconds since 1970, text), newest first."""
        ...

    def erase(self, step: str | None) -> Future[None]:
        """Forget one step, or everything."""
        ...

    def notice(self) -> Future[str | None]:
        """What the learner should be told about the file, or None; ask after loading."""
        ...

    def close(self, timeout: float) -> bool:
        """Finish what is under way; False when that takes longer than the seconds given."""
        ...
