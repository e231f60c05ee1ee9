"""The whole checker with its real child: verdicts, limits, stopping, and programs that cheat."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gdtui.checker.checker import Checker
from gdtui.checker.verdict import Verdict, verdict_to_json
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.posing import read_mistakes
from gdtui.runner.caller import Caller
from gdtui.runner.limits import Limits
from tests.checker.cheats import CHEATS
from tests.processes import descendants

BODY = """
    w = velocity = 0.0
    for epoch in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
"""
RIGHT = f"def sgd_with_momentum(data, lr, beta, epochs):{BODY}"
WRONG = RIGHT.replace("2 * (w", "(w")


@pytest.fixture(autouse=True)
def _runs_under(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


@pytest.fixture
async def checker() -> AsyncIterator[Checker]:
    yield Checker(chance=random.Random(3))
    assert living() == []


def living() -> list[object]:
    """What this process started and did not end."""
    return [process for process in descendants(os.getpid()) if process.state != "Z"]


async def test_a_right_program_passes_every_case(checker: Checker, challenge: Challenge) -> None:
    verdict = await checker.check(challenge, RIGHT)
    assert verdict.outcome == "passed"
    assert verdict.passed == len(verdict.cases) == 20
    assert [case.name for case in verdict.cases[:6]] == ["V1", "V2", "V3", "V4", "V5", "H1"]
    assert verdict.course is not None
    assert verdict.course.epochs[-1] == 40
    assert verdict.course.actual == pytest.approx(verdict.course.expected)
    assert verdict.limits["computing seconds"] == 5


async def test_every_check_draws_other_cases(challenge: Challenge) -> None:
    checker = Checker()
    first, second = [await checker.check(challenge, RIGHT) for _ in range(2)]
    assert first.cases[:14] == second.cases[:14]
    assert first.cases[14:] != second.cases[14:]


async def test_printing_is_no_fault_and_is_kept(checker: Checker, challenge: Challenge) -> None:
    source = RIGHT.replace("    return w", "        print('epoch', epoch, w)\n    return w")
    verdict = await checker.check(challenge, source)
    assert verdict.outcome == "passed"
    assert verdict.output.startswith("epoch 0 0.4\nepoch 0 0.4\nepoch 1 1.08\n")


async def test_printing_in_place_of_returning_is_named(
    checker: Checker, challenge: Challenge
) -> None:
    (prints,) = [m for m in read_mistakes(challenge) if m.sign == "printed"]
    verdict = await checker.check(challenge, prints.source)
    assert verdict.finding.mistake == "prints"
    assert verdict.finding.hint == prints.hint
    assert verdict.cases[0].actual == "None"


async def test_watch_can_be_imported_and_nothing_else_of_ours(
    checker: Checker, challenge: Challenge
) -> None:
    watching = "from gdtui import watch\n" + RIGHT.replace(
        "    return w", "    watch(w=w)\n    return w"
    )
    assert (await checker.check(challenge, watching)).outcome == "passed"


@pytest.mark.parametrize("name", CHEATS)
async def test_cheats_fail_with_a_reason(checker: Checker, challenge: Challenge, name: str) -> None:
    verdict = await checker.check(challenge, CHEATS[name])
    assert verdict.outcome in ("failed", "error")
    assert verdict.passed < len(verdict.cases)
    assert len(verdict.finding.message) > 20


async def test_a_forged_number_counts_as_that_number(
    checker: Checker, challenge: Challenge
) -> None:
    verdict = await checker.check(challenge, CHEATS["forges answers and leaves"])
    assert verdict.cases[0].status == "passed"  # V1 is 0.4 indeed, as everybody can read
    assert {case.status for case in verdict.cases[1:4]} == {"failed"}


async def test_copying_the_published_solution_passes(
    checker: Checker, challenge: Challenge
) -> None:
    path = challenge.mistakes.parent / "solution.py"
    source = f"exec(open({str(path)!r}).read())\n"
    assert (await checker.check(challenge, source)).outcome == "passed"


async def test_the_reasons_of_an_end_are_told(challenge: Challenge) -> None:
    small = Limits(cpu_seconds=1, wall_seconds=1, output_bytes=100_000)
    checker = Checker(Caller(small))
    loops = RIGHT.replace("    return w", "    while True:\n        pass")
    assert "stopped after 1 s" in (await checker.check(challenge, loops)).finding.seen
    waits = "import time\n" + RIGHT.replace("    return w", "    time.sleep(99)\n    return w")
    assert "stopped after 1 s" in (await checker.check(challenge, waits)).finding.seen
    floods = RIGHT.replace("    return w", "    print('x' * 200_000)\n    return w")
    assert "after printing" in (await checker.check(challenge, floods)).finding.seen
    top = "while True: pass\n"
    assert "stopped after 1 s" in (await checker.check(challenge, top)).finding.seen


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has no limit on memory")
async def test_too_much_memory_is_told(checker: Checker, challenge: Challenge) -> None:
    hungry = RIGHT.replace("    return w", "    big = [0.0] * 10**10\n    return w")
    verdict = await checker.check(challenge, hungry)
    assert "more memory" in verdict.finding.seen
    assert verdict.outcome == "error"


async def test_the_ends_keep_their_first_answers(challenge: Challenge) -> None:
    checker = Checker(Caller(Limits(cpu_seconds=1, wall_seconds=2)))
    source = RIGHT.replace("    w = v", "    while epochs == 100:\n        pass\n    w = v")
    verdict = await checker.check(challenge, source)
    assert [case.status for case in verdict.cases[:6]] == ["passed"] * 4 + ["not run"] * 2


async def test_stop_works_at_once(checker: Checker, challenge: Challenge) -> None:
    loops = "print('on', flush=True)\n" + RIGHT.replace(
        "    return w", "    while True:\n        pass"
    )
    checking = asyncio.create_task(checker.check(challenge, loops))
    while not living():
        await asyncio.sleep(0.01)
    checker.stop()
    verdict = await checking
    assert verdict.finding.seen == "You stopped the check."
    assert verdict.seconds < 4


async def test_cancelling_leaves_nothing(checker: Checker, challenge: Challenge) -> None:
    loops = RIGHT.replace("    return w", "    while True:\n        pass")
    checking = asyncio.create_task(checker.check(challenge, loops))
    while not living():
        await asyncio.sleep(0.01)
    checking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await checking


async def test_json_has_the_promised_form(checker: Checker, challenge: Challenge) -> None:
    told = verdict_to_json(await checker.check(challenge, WRONG))
    assert {*told} >= {"outcome", "message", "mistake", "cases", "output", "limits"}
    assert told["outcome"] == "failed"
    assert told["mistake"] == "no-factor-2"
    assert told["message"].startswith("V1 gives 0.2; 0.4 is right.")
    first = told["cases"][0]
    assert first == {
        "name": "V1",
        "hidden": False,
        "status": "failed",
        "arguments": [[[1, 2]], 0.1, 0.9, 1],
        "expected": 0.4,
        "actual": 0.2,
        "message": "",
    }


async def test_numbers_that_are_not_finite_are_texts_in_json(
    checker: Checker, challenge: Challenge
) -> None:
    infinite = RIGHT.replace("return w", "return float('-inf')")
    told = verdict_to_json(await checker.check(challenge, infinite))
    assert told["cases"][0]["actual"] == "-inf"


async def test_escape_sequences_do_not_come_through(checker: Checker, challenge: Challenge) -> None:
    source = RIGHT.replace("return w", "raise ValueError('\\x1b[31mred\\x07')")
    verdict: Verdict = await checker.check(challenge, "print('\\x1b]52;c;x\\x07')\n" + source)
    assert "\x1b" not in verdict.finding.message + verdict.output
    assert "ValueError: [31mred" in verdict.finding.seen
