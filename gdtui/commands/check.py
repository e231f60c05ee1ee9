"""A check told in plain lines: for pipes, scripts and people with an editor of their own."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gdtui.checker.checker import Checker
from gdtui.checker.verdict import CaseResult, Verdict, verdict_to_json
from gdtui.lesson.challenge import Challenge
from gdtui.runner.caller import Caller
from gdtui.runner.layers import LAYERS, in_force
from gdtui.runner.limits import Limits
from gdtui.ui.glyphs import plain
from gdtui.ui.watched import EVERY, Unreadable, WatchedFile

PASSED, NOT_PASSED = 0, 1
MOST_PRINTED = 12
"""Lines of what the program printed; JSON holds more."""


class Teller:
    """Checks programs, and prints each verdict in lines or as JSON."""

    def __init__(self, challenge: Challenge, limits: Limits, *, as_json: bool, ascii: bool) -> None:
        self.checker = Checker(Caller(limits))
        self._challenge = challenge
        self._limits = limits
        self._as_json = as_json
        self._ascii = ascii
        self._held: Mapping[str, bool] = {}

    async def check(self, source: str) -> int:
        """Check one program: 0 when it passed, else 1."""
        first = not self._held
        verdict, held = await asyncio.gather(
            self.checker.check(self._challenge, source), self._layers()
        )
        missing = [layer for layer in LAYERS if not held[layer.name]]
        if self._as_json:
            verdict = replace(verdict, limits={**verdict.limits, **held})
            told = {**verdict_to_json(verdict), "missing": {m.name: m.without for m in missing}}
            print(json.dumps(told, ensure_ascii=False), flush=True)
        else:
            text = "\n".join(lines(verdict))
            print(plain(text) if self._ascii else text, flush=True)
            if missing and first:
                names = ", ".join(layer.does for layer in missing)
                print(f"Not on this host: {names}. gdtui doctor says more.", file=sys.stderr)
        return PASSED if verdict.outcome == "passed" else NOT_PASSED

    async def _layers(self) -> Mapping[str, bool]:
        """Which layers hold here; tried beside the first check."""
        self._held = self._held or await in_force(self._limits)
        return self._held


def check(teller: Teller, source: str) -> int:
    """Check a program once."""

    async def once() -> int:
        _on_interrupt(teller.checker.stop)
        return await teller.check(source)

    return asyncio.run(once())


def watch(teller: Teller, path: Path) -> int:
    """Check a file now and whenever it is saved, until Ctrl+C; the status of the last check."""
    return asyncio.run(_follow(teller, path))


async def _follow(teller: Teller, path: Path) -> int:
    file, status, told = WatchedFile(path), NOT_PASSED, ""
    ended = asyncio.Event()

    def end() -> None:
        ended.set()
        teller.checker.stop()

    _on_interrupt(end)
    print(f"Watching {path}. Ctrl+C ends it.", file=sys.stderr)
    while not ended.is_set():
        try:
            source = file.changed()
        except Unreadable as problem:
            source = None
            if str(problem) != told:
                print(f"gdtui: {problem}", file=sys.stderr, flush=True)
            told = str(problem)
        if source is not None:
            told = ""
            status = await teller.check(source)
        try:
            await asyncio.wait_for(ended.wait(), EVERY)
        except asyncio.TimeoutError:
            continue
    return status


def _on_interrupt(act: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, act)


def lines(verdict: Verdict) -> Iterator[str]:
    """The message, then what there is to see of it."""
    finding = verdict.finding
    yield finding.seen
    if finding.excerpt:
        yield from ("", *(f"    {line}" for line in finding.excerpt.split("\n")), "")
    if finding.advice:
        yield finding.advice
    wrong = [case for case in verdict.cases if case.status != "passed"]
    if wrong:
        yield ""
        yield f"{verdict.passed} of {len(verdict.cases)} cases are right. Not these:"
        yield from map(_line, wrong)
    if verdict.output.strip():
        printed = verdict.output.rstrip().split("\n")
        yield from ("", "Printed:", *printed[:MOST_PRINTED])
        if len(printed) > MOST_PRINTED:
            yield f"… and {len(printed) - MOST_PRINTED} more lines"


def _line(case: CaseResult) -> str:
    actual = f"{case.actual:.9g}" if isinstance(case.actual, float) else case.actual or "not run"
    return f"  {case.name:3} {case.arguments}: {case.expected:.9g} is right, yours {actual}"
