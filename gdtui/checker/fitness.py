"""Is a challenge fit to teach: its solution passes, its starter does not, each mistake is named."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator

from gdtui.checker import reading
from gdtui.checker.cases import plan
from gdtui.checker.checker import ROOM_FOR_MISTAKES, library_of
from gdtui.checker.judge import Judge
from gdtui.checker.verdict import Finding
from gdtui.lesson.challenge import Challenge, Mistake
from gdtui.runner.caller import Answers, Caller


async def faults_of(challenge: Challenge) -> AsyncIterator[tuple[str, str, str]]:
    """(file, what is wrong, the way out) of every fault; it runs the challenge's own programs.

    Raises Unfit and RuntimeError as `library_of` does.
    """
    library = await library_of(challenge)
    asked = plan(challenge.trials, random.Random(0))
    caller = Caller(ROOM_FOR_MISTAKES)
    # Those told by their values do not interfere with one another; of the others each is alone.
    together = [mistake for mistake in library.mistakes if mistake.sign == "values"]
    ours = [challenge.starter, challenge.solutions[0].source]
    sources = [*ours, *(mistake.source for mistake in together)]
    programs = [(challenge.name, source) for source in sources]
    answers = await caller.call(programs, reading.FUNCTION, asked.calls)
    size = len(asked.calls)

    def found(source: str, given: Answers) -> Finding:
        return Judge(source, asked, given).finding(library)

    findings = [
        found(source, Answers(answers.answers[size * n : size * (n + 1)], answers.ending))
        for n, source in enumerate(sources)
    ]
    starter, solution, *others = findings
    if starter.outcome != "failed":
        told = f"does not run and fail: {starter.seen[:-1]}"
        yield "the starter", told, "Let it return a number that is wrong."
    if solution.outcome != "passed":
        yield "the first solution", f"does not pass: {solution.seen[:-1]}", "Correct it."
    for mistake, finding in zip(together, others, strict=True):
        if finding.mistake != mistake.id:
            yield _misnamed(mistake, finding)
    for mistake in library.mistakes:
        if mistake.sign != "values":
            alone = await caller.call(
                [(challenge.name, mistake.source)], reading.FUNCTION, asked.calls
            )
            finding = found(mistake.source, alone)
            if finding.mistake != mistake.id:
                yield _misnamed(mistake, finding)


def _misnamed(mistake: Mistake, finding: Finding) -> tuple[str, str, str]:
    got = f"the message of {finding.mistake}" if finding.mistake else f"this: {finding.seen[:-1]}"
    return f"mistakes/{mistake.id}.py", f"gets {got}", "Change the program, or take it out."
