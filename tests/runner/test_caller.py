"""Calls of a function in a process of its own: what arrives, and what is not taken."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import pytest

from gdtui.runner.caller import Caller, Inbox, without_ours
from gdtui.runner.child import frames
from gdtui.runner.child.calling import read
from gdtui.runner.events import Failed, Finished, Stopped
from gdtui.runner.limits import CHECK, Limits
from gdtui.runner.reception import Reception

CALLS = [(((1, 2),), 0.1, 0.9, epochs) for epochs in range(3)]
COUNTS = "def f(data, lr, beta, epochs):\n    return epochs + len(data)\n"


class WithFloat:
    def __init__(self, value: float) -> None:
        self.value = value

    def __float__(self) -> float:
        return self.value


class Array:
    ndim = 1

    def __init__(self, *values: float) -> None:
        self.values = values

    def reshape(self, *_: int) -> Array:
        return self

    def __getitem__(self, _: slice) -> Array:
        return self

    def tolist(self) -> list[float]:
        return list(self.values)


@pytest.mark.parametrize(
    ("value", "kind", "number"),
    [
        (1, "number", 1.0), (1.5, "number", 1.5), (WithFloat(2.5), "number", 2.5),
        (10**400, "number", math.inf), (-(10**400), "number", -math.inf),
        (True, "bool", None), (None, "none", None), ("1.5", "text", 1.5), (b"x", "text", None),
        (1 + 2j, "complex", 1.0), ((1.5, 2), "tuple", 1.5), ([None, 3], "list", 3.0),
        (("a", True), "tuple", None), ({"v": 2, "w": 1}, "dict", 1.0), ({"a": 4}, "dict", 4.0),
        (Array(7.0), "array", 7.0), (iter([1]), "generator", None), (len, "function", None),
        (object(), "object", None), ([[[1]]], "list", None),
    ],
)  # fmt: skip
def test_values_become_a_kind_and_a_plain_number(
    value: Any, kind: str, number: float | None
) -> None:
    found, inside = read(value)
    assert found == kind
    assert type(inside) is float
    assert (None if math.isnan(inside) else inside) == number


async def test_the_answers_come_in_order_with_what_was_printed() -> None:
    source = "print('loaded')\n" + COUNTS.replace("    return", "    print(epochs)\n    return")
    got = await Caller().call([("mine.py", source)], "f", CALLS)
    assert [answer.number for answer in got.answers] == [1.0, 2.0, 3.0]
    assert isinstance(got.ending, Finished)
    assert got.output == "loaded\n0\n1\n2\n"


async def test_several_programs_do_not_see_each_other() -> None:
    other = "try:\n    count += 1\nexcept NameError:\n    count = 0\n" + COUNTS
    programs = [("a.py", COUNTS), ("b.py", other), ("c.py", other)]
    got = await Caller().call(programs, "f", CALLS)
    assert [answer.number for answer in got.answers] == [1.0, 2.0, 3.0] * 3


async def test_an_exception_is_told_with_the_learners_line() -> None:
    source = "def g():\n    return {}['w']\ndef f(*arguments):\n    return g()\n"
    got = await Caller().call([("mine.py", source)], "f", CALLS)
    assert {(a.kind, a.error, a.line) for a in got.answers} == {("raised", "KeyError", 2)}


def test_only_the_first_end_counts_and_nothing_after_the_last_answer() -> None:
    inbox = Inbox(CHECK, 2)
    inbox.feed(frames.answer(0, "number", 1.0) + frames.answer(1, "number", 2.0), b"")
    inbox.feed(frames.answer(1, "number", 9.0) + b"\xff" * 9, b"")
    assert [answer.number for answer in inbox.answers] == [1.0, 2.0]
    assert isinstance(inbox.ending(0.0), Finished)


@pytest.mark.parametrize(
    "sent",
    [
        frames.answer(1, "number", 1.0),
        frames.answer(0, "number", 1.0) * 2,
        b"\xff" * 20,
        frames.frame(frames.ANSWER, b"short"),
        frames.ended(frames.FINISHED),
    ],
)
def test_what_answers_no_call_is_a_failure(sent: bytes) -> None:
    inbox = Inbox(CHECK, 3)
    inbox.feed(sent, b"")
    assert inbox.over
    ending = inbox.ending(0.0)
    assert isinstance(ending, Failed)
    assert len(inbox.answers) <= 1


def test_an_answer_in_a_run_is_refused() -> None:
    reception = Reception(Limits())
    reception.feed(frames.answer(0, "number", 1.0), b"")
    ending = reception.ending(0.0)
    assert isinstance(ending, Failed)
    assert "nothing was asked" in ending.message


def test_printing_is_bounded() -> None:
    inbox = Inbox(Limits(output_bytes=10), 3)
    inbox.feed(frames.text(b"x" * 8), b"")
    assert not inbox.over
    inbox.feed(b"", b"y" * 8)
    ending = inbox.ending(0.0)
    assert isinstance(ending, Stopped)
    assert ending.reason == "output"


def test_our_source_tree_is_not_searched_for_modules() -> None:
    tree = str(Path(__file__).parents[2])
    assert without_ours(["/somewhere", tree, sys.prefix]) == ["/somewhere", sys.prefix]
