"""Reads questions from TOML tables, and notes what authors get wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from gdtui.lesson.curves import PROPERTIES
from gdtui.lesson.drawing import read_number_question
from gdtui.lesson.notes import Place, shown
from gdtui.lesson.questions import (
    ChartReading,
    Choice,
    FaultyLine,
    Line,
    Match,
    OneAnswer,
    Order,
    Pair,
    Question,
    SeveralAnswers,
    Swap,
)
from gdtui.lesson.table import Table

Program: TypeAlias = Callable[[str, Place], "str | None"]
"""The text of a program beside the questions, by the name at a place; None after a fault."""

MOST = 100
"""Items or pairs in one question."""


def read_questions(
    table: Table, program: Program
) -> tuple[tuple[Question, ...], Mapping[str, tuple[str, ...]]]:
    """The ``[[question]]`` tables of a file, each of a kind in `KINDS`, and their terms."""
    questions = []
    terms = {}
    for each in table.tables("question"):
        kind = each.choice("kind", KINDS)
        if kind is not None:
            about = each.references("terms", "term")
            question = KINDS[kind](each, program)
            terms[question.id] = about
            each.done()
            each.notes.claim("question", question.id, each.place.within("id"))
            questions.append(question)
    return tuple(questions), MappingProxyType(terms)


def read_one_answer(table: Table) -> OneAnswer:
    """A table with ``id``, ``prompt`` and ``[[…choice]]`` tables, exactly one of them right."""
    question = OneAnswer(
        id=table.name("id"),
        prompt=table.prose("prompt"),
        choices=tuple(map(_choice, table.tables("choice"))),
    )
    table.done()
    _one_right(table, "choice", [choice.right for choice in question.choices])
    _differ(table, "choice", [choice.text for choice in question.choices])
    return question


def _read_several(table: Table) -> SeveralAnswers:
    choices = tuple(map(_choice, table.tables("choice")))
    for sort, there in (("right", True), ("wrong", False)):
        if not any(choice.right is there for choice in choices):
            what = f"has no {sort} choice"
            table.notes.add(table.place.within("choice"), what, f"Have at least one {sort} one.")
    _differ(table, "choice", [choice.text for choice in choices])
    return SeveralAnswers(table.name("id"), table.prose("prompt"), choices)


def _read_order(table: Table) -> Order:
    items = table.choices("item", None)
    if len(items) < 3:
        table.notes.add(table.place.within("item"), "has under 3 items", "Add the others.")
    swaps = tuple(_swap(swap, len(items)) for swap in table.optional_tables("swap"))
    return Order(table.name("id"), table.prose("prompt"), items, table.prose("why"), swaps)


def _swap(table: Table, count: int) -> Swap:
    early, late = table.count("early", max(1, count)), table.count("late", max(1, count))
    swap = Swap(early - 1, late - 1, table.prose("why"))
    table.done()
    if early <= late:
        what = "is the right order, not a slip"
        table.notes.add(table.place.within("early"), what, "Exchange early and late.")
    return swap


def _read_chart(table: Table) -> ChartReading:
    read = [(choice.name("series"), _choice(choice)) for choice in table.tables("choice")]
    choices = tuple(choice for _, choice in read)
    _one_right(table, "choice", [choice.right for choice in choices])
    _differ(table, "choice", [choice.text for choice in choices])
    _differ(table, "choice", [series for series, _ in read])
    asks = table.choice("asks", PROPERTIES) or ""
    series = tuple(series for series, _ in read)
    return ChartReading(table.name("id"), table.prose("prompt"), choices, series, asks)


def _read_faulty_line(table: Table, program: Program) -> FaultyLine:
    name = table.path("program")
    source = program(name, table.place.within("program")) if name else None
    rows = tuple((source or "").rstrip().split("\n"))
    lines = tuple(_line(line, rows if source else None) for line in table.tables("line"))
    _one_right(table, "line", [line.right for line in lines])
    _differ(table, "line", [str(line.number) for line in lines if line.number])
    return FaultyLine(table.name("id"), table.prose("prompt"), rows, lines)


def _line(table: Table, rows: Sequence[str] | None) -> Line:
    text = table.line("text")
    found = [number for number, row in enumerate(rows or (), start=1) if row.strip() == text]
    if rows is not None and len(found) != 1:
        what = f"{shown(text)} stands in the program {len(found)} times"
        table.notes.add(table.place.within("text"), what, "Give a line that is there once.")
    line = Line(found[0] if found else 0, table.prose("why"), table.flag("right"))
    table.done()
    return line


def _read_match(table: Table) -> Match:
    tables = table.tables("pair")
    pairs = tuple(_pair(pair, number, len(tables)) for number, pair in enumerate(tables))
    if len(pairs) < 2:
        table.notes.add(table.place.within("pair"), "is alone", "Add at least one other pair.")
    _differ(table, "pair", [pair.left for pair in pairs])
    _differ(table, "pair", [pair.right for pair in pairs])
    return Match(table.name("id"), table.prose("prompt"), pairs)


def _pair(table: Table, number: int, count: int) -> Pair:
    wrong = []
    for slip in table.tables("wrong"):
        wrong.append((slip.count("right", min(count, MOST)) - 1, slip.prose("why")))
        slip.done()
    others = [other for other in range(count) if other != number]
    if sorted(other for other, _ in wrong) != others:
        what = "does not explain every other partner once"
        names = ", ".join(str(other + 1) for other in others)
        table.notes.add(table.place.within("wrong"), what, f"Write one for each of {names}.")
    pair = Pair(table.prose("left"), table.prose("right"), table.prose("why"), tuple(wrong))
    table.done()
    return pair


KINDS: Mapping[str, Callable[[Table, Program], Question]] = MappingProxyType(
    {
        "one": lambda table, _: read_one_answer(table),
        "several": lambda table, _: _read_several(table),
        "number": lambda table, _: read_number_question(table),
        "order": lambda table, _: _read_order(table),
        "chart": lambda table, _: _read_chart(table),
        "line": _read_faulty_line,
        "match": lambda table, _: _read_match(table),
    }
)
"""The kinds of question, and what reads each."""


def _choice(table: Table) -> Choice:
    choice = Choice(table.prose("text"), table.prose("why"), table.flag("right"))
    table.done()
    return choice


def _one_right(table: Table, key: str, rights: Sequence[bool]) -> None:
    if sum(rights) != 1:
        what = f"has {sum(rights)} right {key}s" if sum(rights) else f"has no right {key}"
        table.notes.add(table.place.within(key), what, "Mark one with right = true.")


def _differ(table: Table, key: str, texts: Sequence[str]) -> None:
    texts = [" ".join(text.casefold().split()) for text in texts]
    if len(set(texts)) < len(texts):
        what = f"offers the same {key} twice"
        table.notes.add(table.place.within(key), what, f"Make the {key}s differ.")
