"""The shipped challenge, its known mistakes, and programs judged in this process."""

from __future__ import annotations

import asyncio
import random

import pytest

from gdtui.checker import reading
from gdtui.checker.cases import Plan, plan
from gdtui.checker.checker import library_of
from gdtui.checker.judge import Judge
from gdtui.checker.mistakes import Library
from gdtui.checker.verdict import Finding
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.load import load
from gdtui.lesson.places import content_folder
from gdtui.runner.caller import Answers, Call
from gdtui.runner.child import calling
from gdtui.runner.events import Finished
from gdtui.runner.wire import Answered, Decoder

NAME = "sgd.py"


def find_challenge() -> Challenge:
    bodies = (step.body for step in load(content_folder()).steps)
    return next(body for body in bodies if isinstance(body, Challenge))


@pytest.fixture(scope="session")
def challenge() -> Challenge:
    return find_challenge()


@pytest.fixture(scope="session")
def asked(challenge: Challenge) -> Plan:
    return plan(challenge.trials, random.Random(7))


@pytest.fixture(scope="session")
def library(challenge: Challenge) -> Library:
    return asyncio.run(library_of(challenge))


def answers_of(source: str, calls: tuple[Call, ...]) -> Answers:
    """What the child would answer for a program that is harmless enough to run here."""
    module: dict[str, object] = {"__name__": "sgd"}
    exec(compile(source, NAME, "exec", dont_inherit=True), module)
    function = module.get(reading.FUNCTION)
    if not callable(function):
        return Answers((Answered(0, "absent", float("nan")),), Finished(0.0))
    decoder = Decoder()
    found = [
        message
        for index, call in enumerate(calls)
        for message in decoder.feed(calling.one(index, function, call, NAME))
    ]
    assert all(isinstance(message, Answered) for message in found)
    return Answers(tuple(m for m in found if isinstance(m, Answered)), Finished(0.0))


class Bench:
    """Judges programs in this process, on the same plan each time."""

    def __init__(self, challenge: Challenge, asked: Plan, library: Library) -> None:
        self.challenge = challenge
        self.asked = asked
        self.library = library

    def finding(self, source: str) -> Finding:
        early = reading.read(source, self.challenge.starter)
        if early is not None:
            return early
        judge = Judge(source, self.asked, answers_of(source, self.asked.calls))
        return judge.finding(self.library)


@pytest.fixture(scope="session")
def bench(challenge: Challenge, asked: Plan, library: Library) -> Bench:
    return Bench(challenge, asked, library)
