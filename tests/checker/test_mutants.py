"""Wrong programs derived from the solution: none that computes something else passes."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

import pytest

from gdtui.checker.mistakes import close, right
from gdtui.checker.verdict import Arguments
from tests.checker.conftest import Bench, answers_of, find_challenge

SOLUTION = find_challenge().solutions[0].source
OPERATORS: tuple[ast.operator, ...] = (ast.Add(), ast.Sub(), ast.Mult(), ast.Div(), ast.Pow())
NUMBERS = (0, 1, 2, 3, -1, -2, 0.5)
NAMES = ("w", "velocity", "gradient", "x", "y", "lr", "beta", "epochs")
PAIRS = 300
"""Programs with two changes that are tried."""

Body: TypeAlias = "list[ast.stmt]"


@cache
def wide() -> tuple[Arguments, ...]:
    """Many and various arguments, to tell whether a program computes something else."""
    chance = random.Random(99)
    cases = [Arguments((), 0.1, 0.5, 3), Arguments(((1.0, 2.0), (2.0, 1.0)), 0.1, 0.5, 0)]
    for _ in range(60):
        size = chance.randint(1, 5)
        data = tuple((chance.uniform(-2, 2), chance.uniform(-5, 5)) for _ in range(size))
        lr, beta = chance.uniform(0.005, 0.1), chance.uniform(0, 0.95)
        cases.append(Arguments(data, lr, beta, chance.randint(1, 5)))
    return tuple(cases)


def computes_something_else(source: str) -> bool:
    answers = answers_of(source, wide()).answers
    return not all(
        answer.kind == "number" and not answer.changed and close(answer.number, right(case))
        for case, answer in zip(wide(), answers, strict=True)
    )


def mutants(source: str) -> Iterator[str]:
    """Programs that differ from this one in one place."""
    seen = {ast.unparse(ast.parse(source))}
    for tree in (*_expressions(source), *_statements(source)):
        text = ast.unparse(ast.fix_missing_locations(tree))
        if text not in seen:
            seen.add(text)
            yield text


def _expressions(source: str) -> Iterator[ast.Module]:
    places = [n for n, node in enumerate(ast.walk(ast.parse(source))) if isinstance(node, ast.expr)]
    for place in places:
        for change in range(20):
            tree = ast.parse(source)
            node = [*ast.walk(tree)][place]
            new = _changed(node, change)
            if new is not None:
                yield _Put(node, new).visit(tree)


def _changed(node: ast.AST, change: int) -> ast.expr | None:
    """The change of this number to an expression, if there is one."""
    if isinstance(node, ast.BinOp):
        found: list[ast.expr] = [ast.BinOp(node.left, op, node.right) for op in OPERATORS]
        found += [ast.BinOp(node.right, node.op, node.left), node.left, node.right]
    elif isinstance(node, ast.Constant):
        found = [ast.Constant(number) for number in NUMBERS]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        found = [ast.Name(name, ast.Load()) for name in NAMES if node.id != "range"]
        if node.id == "data":
            found = [_parse(text) for text in (
                "data[::-1]", "sorted(data)", "data[1:]", "data[:-1]", "data[:1]", "data * 2",
                "[(y, x) for x, y in data]", "set(data)", "data + data[:1]")]  # fmt: skip
        elif node.id == "epochs":
            found += [
                _parse(t) for t in ("epochs - 1", "epochs + 1", "2 * epochs", "1", "len(data)")
            ]
    elif isinstance(node, ast.Call):
        found = [_parse("range(1, epochs)"), _parse("range(epochs - 1, -1, -2)")]
    else:
        return None
    if isinstance(node, (ast.Name, ast.BinOp)):
        negative = ast.UnaryOp(ast.USub(), node)
        found += [negative, _call("abs", node), _call("round", node)]
    return copy.deepcopy(found[change]) if change < len(found) else None


def _parse(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _call(name: str, node: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), [node], [])


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.expr) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.Module:
        result: ast.Module = self.new if node is self.old else self.generic_visit(node)  # type: ignore[assignment]
        return result


def _bodies(tree: ast.Module) -> list[Body]:
    return [node.body for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.For))]


def _statements(source: str) -> Iterator[ast.Module]:
    """Lines left out, doubled, exchanged, moved into a loop and out of one."""
    for number, body in enumerate(_bodies(ast.parse(source))):
        for at in range(len(body)):
            for move in MOVES:
                tree = ast.parse(source)
                if move(_bodies(tree), number, at):
                    yield tree


def _left_out(bodies: list[Body], number: int, at: int) -> bool:
    bodies[number][at] = ast.Pass()
    return True


def _doubled(bodies: list[Body], number: int, at: int) -> bool:
    bodies[number].insert(at, copy.deepcopy(bodies[number][at]))
    return True


def _exchanged(bodies: list[Body], number: int, at: int) -> bool:
    body = bodies[number]
    if at + 1 == len(body):
        return False
    body[at], body[at + 1] = body[at + 1], body[at]
    return True


def _into_next(bodies: list[Body], number: int, at: int) -> bool:
    """A line before a loop becomes the loop's first."""
    body = bodies[number]
    if number + 1 == len(bodies) or isinstance(body[at], ast.For):
        return False
    bodies[number + 1].insert(0, body.pop(at))
    return True


def _into_before(bodies: list[Body], number: int, at: int) -> bool:
    """A line after a loop becomes the loop's last."""
    body = bodies[number]
    if not at or not isinstance(body[at - 1], ast.For):
        return False
    bodies[number + 1].append(body.pop(at))
    return True


def _out(bodies: list[Body], number: int, at: int) -> bool:
    """A line of a loop comes after the loop."""
    if not number or isinstance(bodies[number][at], ast.For) or len(bodies[number]) == 1:
        return False
    outer = bodies[number - 1]
    loops = [n for n, node in enumerate(outer) if isinstance(node, ast.For)]
    outer.insert(loops[0] + 1 if loops else len(outer), bodies[number].pop(at))
    return True


MOVES = (_left_out, _doubled, _exchanged, _into_next, _into_before, _out)


def one_more(source: str, chance: random.Random) -> str:
    """A program that differs from this one in a place that chance picks."""
    while True:
        tree = ast.parse(source)
        bodies = _bodies(tree)
        number = chance.randrange(len(bodies))
        at = chance.randrange(len(bodies[number]))
        if chance.random() < 0.3:
            if chance.choice(MOVES)(bodies, number, at):
                return ast.unparse(ast.fix_missing_locations(tree))
            continue
        node = chance.choice([n for n in ast.walk(tree) if isinstance(n, ast.expr)])
        new = _changed(node, chance.randrange(20))
        if new is not None:
            return ast.unparse(ast.fix_missing_locations(_Put(node, new).visit(tree)))


MUTANTS = tuple(mutants(SOLUTION))


def runnable(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_no_mutant_that_computes_something_else_passes(bench: Bench) -> None:
    others = [source for source in MUTANTS if runnable(source) and computes_something_else(source)]
    assert len(others) > 150
    passed = [source for source in others if bench.finding(source).outcome == "passed"]
    assert passed == []


def test_mutants_that_compute_the_same_pass(bench: Bench) -> None:
    same = [s for s in MUTANTS if runnable(s) and not computes_something_else(s)]
    assert same
    for source in same:
        assert bench.finding(source).outcome == "passed", source


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_no_mutant_of_a_mutant_passes_either(bench: Bench) -> None:
    chance = random.Random(5)
    tried = 0
    for first in chance.choices(MUTANTS, k=PAIRS):
        second = one_more(first, chance)
        if runnable(second) and computes_something_else(second):
            tried += 1
            assert bench.finding(second).outcome != "passed", second
    assert tried > PAIRS / 2
