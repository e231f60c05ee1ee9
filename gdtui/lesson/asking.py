"""Reads questions from TOML tables, and notes what authors get wrong in them."""

from __future__ import annotations

from gdtui.lesson.questions import Choice, OneAnswer
from gdtui.lesson.table import Table


def read_one_answer(table: Table) -> OneAnswer:
    """A table with ``id``, ``prompt`` and ``[[…choice]]`` tables, exactly one of them right."""
    question = OneAnswer(
        id=table.name("id"),
        prompt=table.prose("prompt"),
        choices=tuple(map(_choice, table.tables("choice"))),
    )
    table.done()
    rights = sum(choice.right for choice in question.choices)
    if rights != 1:
        what = f"has {rights} right choices"
        table.notes.add(table.place.within("choice"), what, "Mark one with right = true.")
    _inspect_choices(table, question.choices)
    return question


def _inspect_choices(table: Table, choices: tuple[Choice, ...]) -> None:
    texts = [choice.text for choice in choices]
    if len(set(texts)) < len(texts):
        what = "offers the same choice twice"
        table.notes.add(table.place.within("choice"), what, "Make the choices differ.")


def _choice(table: Table) -> Choice:
    choice = Choice(table.prose("text"), table.prose("why"), table.flag("right"))
    table.done()
    return choice
