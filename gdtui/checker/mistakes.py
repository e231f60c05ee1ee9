"""The library of known mistakes: the signs by which one is recognised in a program's answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType
from typing import TypeAlias

from gdtui.checker.verdict import Arguments
from gdtui.descent.momentum import sgd_with_momentum
from gdtui.lesson.challenge import Mistake
from gdtui.runner.wire import Answered

TOLERANCE = 1e-6
MOST_ORDERS = 2_000
"""Orders of the pairs, all epochs together, that are tried for one case."""
MOST_PLACES = 8
"""Decimals to which a result may be rounded."""

Values: TypeAlias = Mapping[Arguments, Answered]
"""The answers of one program by what was asked."""


def close(got: float, want: float) -> bool:
    """Whether a result counts as the wanted one: |got − want| ≤ 1e-6·max(1, |want|)."""
    if not (math.isfinite(got) and math.isfinite(want)):
        return got == want or (math.isnan(got) and math.isnan(want))
    return abs(got - want) <= TOLERANCE * max(1.0, abs(want))


def right(case: Arguments) -> float:
    """The right value."""
    return sgd_with_momentum(case.data, case.lr, case.beta, case.epochs)


@dataclass(frozen=True)
class Library:
    """Known mistakes, with what each program that is told by its values answered."""

    mistakes: tuple[Mistake, ...]
    values: Mapping[str, Values]

    def by_sign(self, sign: str) -> Mistake | None:
        """The mistake with a sign of its own."""
        return next((mistake for mistake in self.mistakes if mistake.sign == sign), None)

    def recognised(self, answers: Values, cases: Sequence[Arguments]) -> Mistake | None:
        """The known mistake that explains all of the answers to these cases, or None."""
        if all(close(answers[case].number, right(case)) for case in cases):
            return None
        for mistake in self.mistakes:
            known = self.values.get(mistake.id)
            if known is not None and all(
                case in known and _same(answers[case], known[case]) for case in cases
            ):
                return mistake
        for sign, explains in SIGNS.items():
            if explains(answers, cases):
                return self.by_sign(sign)
        return None


def _same(one: Answered, other: Answered) -> bool:
    return one.kind == other.kind and close(one.number, other.number)


def _constant(answers: Values, cases: Sequence[Arguments]) -> bool:
    values = [answers[case].number for case in cases]
    return all(value == values[0] for value in values)


def _rounded(answers: Values, cases: Sequence[Arguments]) -> bool:
    return any(
        all(abs(answers[case].number - round(right(case), places)) < 1e-9 for case in cases)
        for places in range(MOST_PLACES)
    )


def any_order(answers: Values, cases: Sequence[Arguments]) -> bool:
    """Whether each value is right for some order of the pairs in every epoch."""
    return all(
        any(close(answers[case].number, value) for value in in_some_order(case))
        for case in cases
        if math.factorial(len(case.data)) ** case.epochs <= MOST_ORDERS
    )


def in_some_order(case: Arguments) -> set[float]:
    """What w can be after all epochs when the pairs are shuffled anew in each."""
    states = {(0.0, 0.0)}
    for _ in range(case.epochs):
        states = {
            _after(w, velocity, order, case)
            for w, velocity in states
            for order in permutations(case.data)
        }
    return {w for w, _ in states}


def _after(
    w: float, velocity: float, order: Sequence[tuple[float, float]], case: Arguments
) -> tuple[float, float]:
    for x, y in order:
        velocity = case.beta * velocity + 2 * (w * x - y) * x
        w = w - case.lr * velocity
    return w, velocity


SIGNS: Mapping[str, Callable[[Values, Sequence[Arguments]], bool]] = MappingProxyType(
    {"constant": _constant, "rounded": _rounded, "any-order": any_order}
)
"""Signs that lie in the values themselves, whatever the numbers are."""
