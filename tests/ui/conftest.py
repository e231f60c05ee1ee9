"""The app for a test: the shipped lesson, a memory for a disk, a script for a program."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

import pytest

from gdtui.checker.verdict import Finding, Verdict
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments
from gdtui.lesson.load import load
from gdtui.lesson.model import Lesson, Quiz
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact, NotSaved, Progress, RunRecord
from gdtui.runner.events import Event, Stopped
from gdtui.ui.app import LessonApp
from gdtui.ui.manner import Manner

T = TypeVar("T")


class Memory:
    """A keeper that keeps in memory; while ``broken`` it keeps nothing and says why."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.kept_runs: list[RunRecord] = []
        self.drafts: list[tuple[float, str]] = []
        self.broken = ""

    def _done(self, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        if self.broken:
            future.set_exception(NotSaved(self.broken))
        else:
            future.set_result(work())
        return future

    def load(self) -> Future[Progress]:
        return self._done(lambda: self.progress)

    def save(self, facts: Sequence[Fact]) -> Future[None]:
        return self._done(lambda: setattr(self, "progress", self.progress.adding(facts)))

    def keep_run(self, run: RunRecord) -> Future[None]:
        return self._done(lambda: self.kept_runs.append(run))

    def runs(self, step: str) -> Future[tuple[RunRecord, ...]]:
        return self._done(lambda: tuple(run for run in self.kept_runs if run.step == step))

    def forget_run(self, step: str, at: float) -> Future[None]:
        def forget() -> None:
            self.kept_runs = [run for run in self.kept_runs if (run.step, run.at) != (step, at)]

        return self._done(forget)

    def keep_draft(self, step: str, key: str, text: str) -> Future[None]:
        return self._done(lambda: self.drafts.insert(0, (0.0, text)))

    def kept_drafts(self, step: str, key: str) -> Future[tuple[tuple[float, str], ...]]:
        return self._done(lambda: tuple(self.drafts))

    def erase(self, step: str | None) -> Future[None]:
        return self._done(lambda: setattr(self, "progress", self.progress.without(step)))

    def notice(self) -> Future[str | None]:
        return self._done(lambda: None)

    def close(self, timeout: float) -> bool:
        return True


class Script:
    """A runner that plays batches; ``None`` in a script waits until it is stopped."""

    def __init__(self) -> None:
        self.batches: list[tuple[Event, ...] | None] = []
        self.sources: list[str] = []
        self.closed = 0
        self.warmed = 0
        self._asked = asyncio.Event()

    def plays(self, *batches: tuple[Event, ...] | None) -> None:
        self.batches = list(batches)

    async def run(self, source: str) -> AsyncGenerator[tuple[Event, ...], None]:
        self.sources.append(source)
        self._asked.clear()
        try:
            for batch in self.batches:
                if batch is None:
                    await self._asked.wait()
                    yield (Stopped("asked", "Stopped."),)
                    return
                yield batch
        finally:
            self.closed += 1

    def warm(self) -> None:
        self.warmed += 1

    def stop(self) -> None:
        self._asked.set()


@pytest.fixture(scope="session", autouse=True)
def _pilots_look_twice_as_often() -> Iterator[None]:
    """A pilot asks every 20 ms whether the app is idle, and most of a test is that wait."""
    from textual import _wait

    with pytest.MonkeyPatch.context() as patch:
        for name in ("SLEEP_GRANULARITY", "SLEEP_IDLE"):
            patch.setattr(_wait, name, getattr(_wait, name) / 2)
        yield


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    return load(content_folder())


@pytest.fixture
def questions(lesson: Lesson) -> list[str]:
    """The ids of the questions of the quiz, in order."""
    bodies = (step.body for step in lesson.steps if step.kind == "quiz")
    return [each.id for body in bodies if isinstance(body, Quiz) for each in body.questions]


@pytest.fixture(scope="session")
def bench(lesson: Lesson) -> Experiments:
    """The experiments of the lesson."""
    step = lesson.step("experiments")
    assert step is not None
    assert isinstance(step.body, Experiments)
    return step.body


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def script() -> Script:
    return Script()


class Verdicts:
    """A checker that gives a verdict; without one it waits until it is stopped."""

    def __init__(self) -> None:
        self.verdict: Verdict | None = None
        self.sources: list[str] = []
        self.closed = 0
        self._asked = asyncio.Event()

    async def check(self, challenge: Challenge, source: str) -> Verdict:
        self.sources.append(source)
        self._asked.clear()
        try:
            if self.verdict is None:
                await self._asked.wait()
                return Verdict(Finding("error", "You stopped the check."))
            return self.verdict
        finally:
            self.closed += 1

    def stop(self) -> None:
        self._asked.set()


@pytest.fixture
def verdicts() -> Verdicts:
    return Verdicts()


MakeApp = Callable[..., LessonApp]


@pytest.fixture
def make_app(lesson: Lesson, memory: Memory, script: Script, verdicts: Verdicts) -> MakeApp:
    def make(start: str | None = None, facts: Iterable[Fact] = (), **manner: Any) -> LessonApp:
        memory.progress = memory.progress.adding(facts)
        return LessonApp(
            lesson, memory, lambda: script, lambda: verdicts, Manner(start=start, **manner)
        )

    return make


def screen_text(app: LessonApp) -> str:
    """What the screen shows, as plain lines."""
    height = app.size.height
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips[:height])
