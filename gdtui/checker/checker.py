"""Checker: judges a learner's file on the cases of a challenge, out of reach of the screen."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Mapping

from gdtui.checker import reading
from gdtui.checker.cases import arguments_of, plan
from gdtui.checker.judge import Judge
from gdtui.checker.mistakes import Library
from gdtui.checker.verdict import Verdict
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.posing import read_mistakes
from gdtui.runner.caller import Caller
from gdtui.runner.limits import Limits

ROOM_FOR_MISTAKES = Limits(cpu_seconds=20, wall_seconds=30)
NOTHING_KNOWN = Library((), {})


class Checker:
    """One check at a time; use it from the main thread.

    ``chance`` draws the fresh cases. The known mistakes are run when the first failure needs
    them, and remembered.
    """

    def __init__(self, caller: Caller | None = None, chance: random.Random | None = None) -> None:
        self._caller = Caller() if caller is None else caller
        self._chance = random.SystemRandom() if chance is None else chance
        self._libraries: dict[Challenge, Library] = {}

    def stop(self) -> None:
        """End the check that is under way, if any; its verdict says so."""
        self._caller.stop()

    async def check(self, challenge: Challenge, source: str) -> Verdict:
        """The verdict on a program. Cancelling ends the program and waits until it is gone."""
        early = reading.read(source, challenge.starter)
        asked = plan(challenge.trials, self._chance)
        limits = self.limits()
        if early is not None:
            return Verdict(early, limits=limits)
        program = (challenge.name, source)
        answers = await self._caller.call([program], reading.FUNCTION, asked.calls)
        judge = Judge(source, asked, answers)
        library = await self._library(challenge) if judge.needs_library() else NOTHING_KNOWN
        return judge.verdict(judge.finding(library), limits)

    def limits(self) -> Mapping[str, float | None]:
        """What a program may use here, in seconds and bytes; None where nothing bounds it."""
        allowed = self._caller.limits.as_allowed()
        return {
            "computing seconds": allowed.cpu_seconds,
            "seconds": allowed.wall_seconds,
            # macOS refuses a limit on memory.
            "memory bytes": allowed.memory_bytes if sys.platform == "linux" else None,
            "printed bytes": allowed.output_bytes,
        }

    async def _library(self, challenge: Challenge) -> Library:
        if challenge not in self._libraries:
            self._libraries[challenge] = await library_of(challenge)
        return self._libraries[challenge]


async def library_of(challenge: Challenge) -> Library:
    """The known mistakes with what their programs answer to the lesson's cases.

    Raises Unfit where they cannot be read, RuntimeError where they cannot be run.
    """
    mistakes = await asyncio.to_thread(read_mistakes, challenge)
    cases = tuple(map(arguments_of, challenge.trials))
    told = [mistake for mistake in mistakes if mistake.sign == "values"]
    programs = [(f"{mistake.id}.py", mistake.source) for mistake in told]
    done = await Caller(ROOM_FOR_MISTAKES).call(programs, reading.FUNCTION, cases)
    size = len(cases)
    if len(done.answers) < len(told) * size:
        raise RuntimeError(f"the known mistakes could not be run: {done.ending}")
    values = {
        mistake.id: dict(zip(cases, done.answers[size * n : size * (n + 1)], strict=True))
        for n, mistake in enumerate(told)
    }
    return Library(mistakes, values)
