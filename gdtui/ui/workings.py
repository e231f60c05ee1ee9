"""What each node of the training loop says: its formula, and the numbers of a mini-batch in it.

Every number has as many digits as its line has room for, at least two and at most ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from gdtui.descent.formats import compact
from gdtui.descent.trace import NODES, Loop, Trace
from gdtui.ui.glyphs import plain

MOST_DIGITS = 11
ENOUGH_DIGITS = 4
FEWEST_DIGITS = 2
"""Digits of a number: what is enough comes before a shorter way to write the line."""

TITLES = ("Parameters", "Forward Pass", "Loss", "Backward Pass", "Update", "Repeat")
"""The names of the nodes, in their order."""

Role: TypeAlias = Literal["formula", "number", "result"]
Line: TypeAlias = tuple[str, Role]
Written: TypeAlias = Callable[[int], str]
"""Writes a line with numbers of so many digits."""


@dataclass(frozen=True)
class Paper:
    """What there is to write on, in cells, and in which characters."""

    width: int
    rows: int
    ascii: bool = False

    def fit(
        self,
        *ways: Written,
        role: Role = "number",
        otherwise: str = "",
        least: int = FEWEST_DIGITS,
    ) -> Line:
        """The first way that fits, with as many digits as do.

        Ways with enough digits come before ways with few; where none fits with the least that
        is asked for, ``otherwise``, cut.
        """
        for most, fewest in ((MOST_DIGITS, ENOUGH_DIGITS), (ENOUGH_DIGITS - 1, least)):
            for way in ways:
                for digits in range(most, fewest - 1, -1):
                    text = self._sign(way(digits))
                    if len(text) <= self.width:
                        return text, role
        return self._sign(otherwise)[: self.width], role

    def write(self, text: str, role: Role) -> Line:
        """A text without numbers, cut where it must be."""
        return self._sign(text)[: self.width], role

    def _sign(self, text: str) -> str:
        return plain(text) if self.ascii else text


def workings(loop: Loop, node: int, paper: Paper) -> list[Line]:
    """The lines of a node: no more than fit, and the richest choice of them that does.

    A node that the mini-batch has not reached has its formula alone: nothing is told before it
    is computed.
    """
    if node > loop.node:
        return [paper.write(formula, "formula") for formula in FORMULAS[node]][: paper.rows]
    choices = list(_WRITERS[node](loop.trace, paper) if node < REPEAT else [_repeat(loop, paper)])
    fitting = [lines for lines in choices if len(lines) <= paper.rows]
    return fitting[0] if fitting else choices[-1][: paper.rows]


FORMULAS: tuple[tuple[str, ...], ...] = (
    ("ŷ = w·x + b",),
    ("ŷ = w·x + b",),
    ("mean(e²), e = ŷ−y",),
    ("dw = mean(2·e·x)", "db = mean(2·e)"),
    ("w ← w − lr·dw", "b ← b − lr·db"),
    ("loss on all data",),
)
"""By node, what it computes."""

REPEAT = NODES.index("repeat")


def _parameters(step: Trace, paper: Paper) -> Iterator[list[Line]]:
    w = paper.fit(lambda d: f"w = {compact(step.w, d)}", role="result")
    b = paper.fit(lambda d: f"b = {compact(step.b, d)}", role="result")
    all_data = paper.fit(
        lambda d: f"loss on all data {compact(step.loss_before, d)}",
        lambda d: f"all data: {compact(step.loss_before, d)}",
        lambda d: f"all: {compact(step.loss_before, d)}",
    )
    yield [w, b, all_data]


def _forward(step: Trace, paper: Paper) -> Iterator[list[Line]]:
    formula = paper.write(FORMULAS[1][0], "formula")
    yield [formula, *(_forward_row(paper, step, index) for index in range(len(step.batch)))]
    yield [
        formula,
        _row(paper, "x", [x for x, _ in step.batch]),
        _row(paper, "ŷ", step.predictions, "result"),
        _row(paper, "y", [y for _, y in step.batch]),
    ]


def _forward_row(paper: Paper, step: Trace, index: int) -> Line:
    (x, y), guess = step.batch[index], step.predictions[index]

    def result(d: int) -> str:
        return f"{compact(step.w, d)}·{compact(x)} {_plus(step.b, d)} = {compact(guess, d)}"

    return paper.fit(
        lambda d: f"{result(d)}   (y = {compact(y)})",
        result,
        lambda d: f"ŷ({compact(x)}) = {compact(guess, d)}",
        role="result",
    )


def _loss(step: Trace, paper: Paper) -> Iterator[list[Line]]:
    n = len(step.batch)
    formula = paper.write(FORMULAS[2][0], "formula")
    mean = paper.fit(
        lambda d: (
            f"({'+'.join(compact(square, d) for square in step.squares)})/{n}"
            if n > 1
            else f"({compact(step.errors[0], d)})²"
        ),
        otherwise=f"mean of {n} squares",
    )
    result = paper.fit(lambda d: f"= {compact(step.batch_loss, d)}", role="result")
    yield [formula, *(_error_row(paper, step, index) for index in range(n)), mean, result]
    yield [formula, _row(paper, "e", step.errors), mean, result]


def _error_row(paper: Paper, step: Trace, index: int) -> Line:
    guess, e = step.predictions[index], step.errors[index]
    y, square = step.batch[index][1], step.squares[index]
    return paper.fit(
        lambda d: (
            f"e = {compact(guess, d)} − {compact(y)} = {compact(e, d)}   e² = {compact(square, d)}"
        ),
        lambda d: f"e = {compact(guess, d)} − {compact(y)} = {compact(e, d)}",
        lambda d: f"e = {compact(e, d)}",
    )


def _backward(step: Trace, paper: Paper) -> Iterator[list[Line]]:
    n = len(step.batch)
    formulas = [paper.write(formula, "formula") for formula in FORMULAS[3]]
    shares = [_share_row(paper, step, index) for index in range(n)]
    dw = paper.fit(lambda d: f"dw = {compact(step.dw, d)}", role="result")
    db = paper.fit(lambda d: f"db = {compact(step.db, d)}", role="result")
    db_terms = paper.fit(
        lambda d: _terms(step.db_shares, d) if n > 1 else f"2·{_factor(step.errors[0], d)}",
        otherwise="the same without x",
    )
    yield [formulas[0], *shares, dw, formulas[1], db_terms, db]
    yield [formulas[0], *shares, dw, db]
    terms = paper.fit(
        lambda d: (
            _terms(step.dw_shares, d)
            if n > 1
            else f"2·{_factor(step.errors[0], d)}·{compact(step.batch[0][0])}"
        ),
        otherwise=f"the sum of {n} shares",
    )
    yield [formulas[0], terms, dw, db]


def _share_row(paper: Paper, step: Trace, index: int) -> Line:
    """What one sample adds to dw."""
    n, e, share = len(step.batch), step.errors[index], step.dw_shares[index]
    x, over = compact(step.batch[index][0]), f"/{n}" if n > 1 else ""
    return paper.fit(
        lambda d: f"2·{_factor(e, d)}·{x}{over} = {compact(share, d)}",
        lambda d: f"x = {x}: {compact(share, d)}",
    )


def _update(step: Trace, paper: Paper) -> Iterator[list[Line]]:
    w = _difference(paper, "w", (step.w, step.lr, step.dw, step.new_w))
    b = _difference(paper, "b", (step.b, step.lr, step.db, step.new_b))
    formulas = [paper.write(formula, "formula") for formula in FORMULAS[4]]
    yield [formulas[0], *w, formulas[1], *b]
    yield [*w, *b]


def _difference(paper: Paper, name: str, numbers: tuple[float, float, float, float]) -> list[Line]:
    """w = 0 − 0.01·(−35) = 0.35, in one line or in two."""
    old, lr, slope, new = numbers
    rate = compact(lr, MOST_DIGITS)
    whole = paper.fit(
        lambda d: f"{name} = {compact(old, d)} − {rate}·{_factor(slope, d)} = {compact(new, d)}",
        role="result",
        least=ENOUGH_DIGITS,
    )
    if whole[0]:
        return [whole]
    return [
        paper.fit(
            lambda d: f"{name} = {compact(old, d)} − {rate}·{_factor(slope, d)}",
            lambda d: f"{compact(old, d)} − {rate}·{_factor(slope, d)}",
            lambda d: f"{compact(old, d)}−{rate}·{_factor(slope, d)}",
            otherwise=f"{name} − lr·d{name}",
        ),
        paper.fit(lambda d: f"= {compact(new, d)}", role="result"),
    ]


def _repeat(loop: Loop, paper: Paper) -> list[Line]:
    step = loop.trace
    before, after = step.loss_before, step.loss_after
    fall = paper.fit(
        lambda d: f"{compact(before, d)} → {compact(after, d)}",
        lambda d: f"→ {compact(after, d)}",
        role="result",
    )
    last = loop.batch_number + 1 >= loop.batches
    following = f"next: epoch {loop.epoch + 2}" if last else f"next: batch {loop.batch_number + 2}"
    done = f"{loop.update + 1} update{'s' if loop.update else ''} done"
    head = paper.write(FORMULAS[REPEAT][0], "formula")
    return [head, fall, paper.write(following, "number"), paper.write(done, "number")]


_WRITERS: tuple[Callable[[Trace, Paper], Iterator[list[Line]]], ...] = (
    _parameters,
    _forward,
    _loss,
    _backward,
    _update,
)


def _row(paper: Paper, name: str, values: Sequence[float], role: Role = "number") -> Line:
    """Values side by side after a name."""
    every = paper.fit(
        lambda d: f"{name}  {'  '.join(compact(value, d) for value in values)}",
        lambda d: f"{name} {' '.join(compact(value, d) for value in values)}",
        role=role,
    )
    if every[0]:
        return every
    return paper.fit(
        lambda d: f"{name} {compact(values[0], d)} … {compact(values[-1], d)}",
        role=role,
        otherwise=f"{name} of {len(values)} samples",
    )


def _terms(values: Sequence[float], digits: int) -> str:
    """A sum of values, written with their signs."""
    first, *rest = (compact(value, digits) for value in values)
    return first + "".join(text if text.startswith("−") else f"+{text}" for text in rest)


def _plus(value: float, digits: int) -> str:
    text = compact(value, digits)
    return f"− {text[1:]}" if text.startswith("−") else f"+ {text}"


def _factor(value: float, digits: int) -> str:
    """A number as a factor: in brackets where it is negative."""
    text = compact(value, digits)
    return f"({text})" if text.startswith("−") else text
