"""Reads questions with drawn numbers, and tries every draw for what would make it unfair."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import combinations, product

from gdtui.lesson.formulas import BadFormula, Formula, parse
from gdtui.lesson.notes import nearest, shown
from gdtui.lesson.numbers import NumberQuestion, Slip, names_in, written
from gdtui.lesson.table import Table

MOST_DRAWS = 2000
"""Sets of values in one question: each is tried."""

NOTHING = Formula("0", frozenset())
"""In place of a formula that could not be read."""


def read_number_question(table: Table) -> NumberQuestion:
    """A table with ``result``, ``why``, ``[draw]`` and ``[[…slip]]`` tables; see the guide."""
    draw = table.numbers("draw")
    names = set(draw)
    keep = _formula(table, "keep", table.optional_line("keep"), names)
    steps = []
    for step in table.optional_tables("step"):
        name = step.line("name")
        steps.append((name, _formula(step, "formula", step.line("formula"), names) or NOTHING))
        step.done()
        names.add(name)
    question = NumberQuestion(
        id=table.name("id"),
        prompt=table.prose("prompt"),
        unit=table.optional_line("unit"),
        tolerance=table.number("tolerance"),
        draws=_draws(table, draw, keep),
        steps=tuple(steps),
        result=_formula(table, "result", table.line("result"), names) or NOTHING,
        why=table.prose("why"),
        slips=tuple(_slip(slip, names) for slip in table.tables("slip")),
    )
    texts = (question.prompt, question.why, *(slip.why for slip in question.slips))
    unknown = names_in(texts) - names
    for name in sorted(unknown):
        table.notes.unknown("value", name, table.place, names)
    formulas = (question.result, *(formula for _, formula in steps))
    if not unknown and NOTHING not in (*formulas, *(slip.result for slip in question.slips)):
        _try_draws(table, question, draw)
    return question


def _formula(table: Table, key: str, text: str, names: set[str]) -> Formula | None:
    """The formula of a key; None where there is no text, or no formula in it, which is noted."""
    if not text:
        return None
    at = table.place.within(key)
    try:
        formula = parse(text)
    except BadFormula as bad:
        table.notes.add(at, f"{shown(text)} {bad}", "Write arithmetic such as w - lr*g.")
        return None
    for name in sorted(formula.names - names):
        table.notes.add(at, f"unknown value {shown(name)}", nearest(name, names))
    return formula if formula.names <= names else None


def _slip(table: Table, names: set[str]) -> Slip:
    result = _formula(table, "result", table.line("result"), names)
    slip = Slip(result or NOTHING, table.prose("why"))
    table.done()
    return slip


def _draws(
    table: Table, draw: Mapping[str, tuple[float, ...]], keep: Formula | None
) -> tuple[Mapping[str, float], ...]:
    """Every combination of the values that is kept."""
    count = math.prod(len(values) for values in draw.values())
    if count > MOST_DRAWS:
        what = f"makes {count} sets of values, over {MOST_DRAWS}"
        table.notes.add(table.place.within("draw"), what, "Give fewer values.")
        return ()
    every = (dict(zip(draw, values, strict=True)) for values in product(*draw.values()))
    kept = tuple(values for values in every if keep is None or keep(values))
    if not kept:
        remedy = "Loosen keep, or give other values."
        table.notes.add(table.place.within("draw"), "leaves nothing to draw", remedy)
    return kept


def _try_draws(
    table: Table, question: NumberQuestion, draw: Mapping[str, tuple[float, ...]]
) -> None:
    """Note the first draw that is unfair: one such draw is as bad as many."""
    at = table.place.within("draw")
    for number, values in enumerate(question.draws):
        for what in _unfair(question, number):
            given = ", ".join(f"{name} = {written(values[name])}" for name in draw)
            remedy = "Give other values, or exclude these with keep."
            table.notes.add(at, f"with {given} {what}", remedy)
            return


def _unfair(question: NumberQuestion, number: int) -> Iterator[str]:
    """What is wrong with one draw."""
    asked = question.drawn(number)
    results = {"the result": asked.result}
    results.update((f"slip {n}", result) for n, (result, _) in enumerate(asked.slips, start=1))
    for name, result in results.items():
        if not math.isfinite(result):
            yield f"{name} is no number"
            return
    for name, value in (("0", 0.0), *question.draws[number].items()):
        if asked.near(asked.result, value):
            yield f"the result is degenerate: it is {name}"
    for (one, first), (other, second) in combinations(results.items(), 2):
        if abs(first - second) <= 2 * question.tolerance + 1e-9:
            yield f"{one} and {other} coincide, at {written(first)}"
