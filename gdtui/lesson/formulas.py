"""Arithmetic that an author writes in a question, such as ``w - lr*2*(w*x - y)*x``."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

LONGEST = 200
"""Characters of a formula."""

OPERATORS: Mapping[type[ast.AST], Callable[..., float]] = MappingProxyType(
    {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
        ast.UAdd: operator.pos,
        ast.USub: operator.neg,
        ast.Lt: operator.lt,
        ast.LtE: operator.le,
        ast.Gt: operator.gt,
        ast.GtE: operator.ge,
    }
)
FUNCTIONS: Mapping[str, Callable[[float], float]] = MappingProxyType(
    {"abs": abs, "ceil": math.ceil, "floor": math.floor, "sqrt": math.sqrt}
)


class BadFormula(ValueError):
    """A formula that cannot be read; the text says why, without a full stop."""


@dataclass(frozen=True)
class Formula:
    """A formula and the names that it needs. Make one with `parse`."""

    text: str
    names: frozenset[str]

    def __call__(self, values: Mapping[str, float]) -> float:
        """The value where the names have these values; nan where there is none."""
        tree = ast.parse(self.text, mode="eval").body
        try:
            return _value(tree, values)
        except (ZeroDivisionError, OverflowError, ValueError):
            return math.nan


def parse(text: str) -> Formula:
    """Read a formula of + - * /, comparisons, parentheses, numbers, names and `FUNCTIONS`.

    Raises BadFormula for anything else; nothing of it is ever executed.
    """
    if len(text) > LONGEST:
        raise BadFormula(f"is longer than {LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadFormula("is no formula") from error
    names: set[str] = set()
    _inspect(tree, names)
    return Formula(text.strip(), frozenset(names))


def _inspect(node: ast.AST, names: set[str]) -> None:
    """Collect the names; raise BadFormula at what is not arithmetic."""
    if isinstance(node, ast.Name):
        names.add(node.id)
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        pass
    elif isinstance(node, ast.UnaryOp) and type(node.op) in OPERATORS:
        _inspect(node.operand, names)
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        _inspect(node.left, names)
        _inspect(node.right, names)
    elif isinstance(node, ast.Compare) and all(type(op) in OPERATORS for op in node.ops):
        for side in (node.left, *node.comparators):
            _inspect(side, names)
    elif isinstance(node, ast.Call) and _is_function(node):
        _inspect(node.args[0], names)
    else:
        known = ", ".join(FUNCTIONS)
        raise BadFormula(f"uses more than + - * / ( ), comparisons and {known}")


def _is_function(node: ast.Call) -> bool:
    named = isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS
    return named and len(node.args) == 1 and not node.keywords


def _value(node: ast.AST, values: Mapping[str, float]) -> float:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, (int, float))
        return node.value
    if isinstance(node, ast.UnaryOp):
        return OPERATORS[type(node.op)](_value(node.operand, values))
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, values), _value(node.right, values)
        return OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.Compare):
        sides = [_value(side, values) for side in (node.left, *node.comparators)]
        pairs = zip(node.ops, sides, sides[1:], strict=False)
        return all(OPERATORS[type(op)](left, right) for op, left, right in pairs)
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    return FUNCTIONS[node.func.id](_value(node.args[0], values))
