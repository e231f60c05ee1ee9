"""Finds the one literal in a program that sets a value, and changes it. Pure."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from gdtui.runner.events import Training
from gdtui.ui.recognition import NAMES


@dataclass(frozen=True)
class Literal:
    """A number in a program: its line, counted from 1, and its columns in characters."""

    line: int
    start: int
    end: int
    value: float


@dataclass(frozen=True)
class InCode:
    """A value that no single literal sets: ``line`` is where it is decided, where known."""

    line: int | None


def origin(source: str, training: Training, name: str) -> Literal | InCode:
    """Where the program sets a number that a training run was called with.

    A literal counts where it alone decides: a default that no call overrides, or an argument of
    the only call, or ``random.seed(7)`` for a seed that is no argument.
    """
    tree = _parsed(source)
    if tree is None:
        return InCode(None)
    if training.function:
        found = _of_function(tree, training.function, name)
    else:
        found = _of_module(tree, name)
    if name in NAMES["seed"] and name not in training.settings:
        found = _of_seed_call(tree)
    if isinstance(found, InCode):
        return found
    literal = _literal(found, source)
    ran = training.settings.get(name)
    if literal is None or (ran is not None and ran != literal.value):
        return InCode(getattr(found, "lineno", None))
    return literal


def parameters(source: str, function: str) -> list[str]:
    """The names of what a function takes; empty where it is not defined once."""
    tree = _parsed(source)
    made = [] if tree is None else _definitions(tree, function)
    if len(made) != 1:
        return []
    arguments = made[0].args
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return [each.arg for each in named]


def turned(source: str, literal: Literal, value: float) -> str:
    """The program with another number in place of a literal."""
    lines = source.split("\n")
    line = lines[literal.line - 1]
    lines[literal.line - 1] = line[: literal.start] + f"{value:g}" + line[literal.end :]
    return "\n".join(lines)


def _parsed(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _definitions(tree: ast.Module, name: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name
    ]  # fmt: skip


def _of_function(tree: ast.Module, function: str, name: str) -> ast.expr | InCode:
    made = _definitions(tree, function)
    if len(made) != 1:
        return InCode(None)
    (definition,) = made
    stores = [
        node.lineno for node in ast.walk(definition)
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
    ]  # fmt: skip
    if stores:
        return InCode(stores[0])
    calls = [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _is_name(node.func, function)
    ]  # fmt: skip
    called = [call.func for call in calls]
    others = [
        node.lineno for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == function and node not in called
    ]  # fmt: skip
    if others:
        return InCode(others[0])
    arguments = [found for call in calls if (found := _argument(call, definition, name))]
    if not arguments:
        return _default(definition, name) or InCode(definition.lineno)
    if len(calls) > 1 or _repeats(tree, calls[0]):
        return InCode(arguments[0].lineno)
    return arguments[0]


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _argument(
    call: ast.Call, definition: ast.FunctionDef | ast.AsyncFunctionDef, name: str
) -> ast.expr | None:
    """What a call gives for a name; for ``*`` and ``**`` what is unpacked there."""
    unpacked = [each.value for each in call.keywords if each.arg is None]
    named = [each.value for each in call.keywords if each.arg == name]
    if named:
        return named[0]
    names = [each.arg for each in (*definition.args.posonlyargs, *definition.args.args)]
    for place, argument in enumerate(call.args):
        if isinstance(argument, ast.Starred):
            return argument
        if names[place : place + 1] == [name]:
            return argument
    return unpacked[0] if unpacked else None


def _default(definition: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> ast.expr | None:
    arguments = definition.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    with_default = names[len(names) - len(arguments.defaults) :]
    found = dict(zip(with_default, arguments.defaults, strict=True))
    only = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    found.update({each.arg: default for each, default in only if default is not None})
    return found.get(name)


def _repeats(tree: ast.Module, call: ast.Call) -> bool:
    """Whether a call stands in a loop, or in a function that may be called more than once."""
    kinds = (
        ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
        ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda,
    )  # fmt: skip
    around = (node for node in ast.walk(tree) if isinstance(node, kinds))
    return any(call is inner for node in around for inner in ast.walk(node))


def _of_module(tree: ast.Module, name: str) -> ast.expr | InCode:
    lines = [
        node.lineno for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load)
    ]  # fmt: skip
    set_ = [
        node.value for node in tree.body
        if isinstance(node, ast.Assign) and len(node.targets) == 1
        and _is_name(node.targets[0], name)
    ]  # fmt: skip
    if len(lines) == 1 and len(set_) == 1:
        return set_[0]
    return InCode(lines[0] if lines else None)


def _of_seed_call(tree: ast.Module) -> ast.expr | InCode:
    calls = [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "seed" and _is_name(node.func.value, "random")
    ]  # fmt: skip
    if len(calls) == 1 and len(calls[0].args) == 1 and not calls[0].keywords:
        return calls[0].args[0]
    return InCode(calls[0].lineno if calls else None)


def _literal(node: ast.expr, source: str) -> Literal | None:
    number = node.operand if _is_minus(node) else node  # type: ignore[attr-defined]
    if not isinstance(number, ast.Constant) or type(number.value) not in (int, float):
        return None
    if node.end_lineno != node.lineno or node.end_col_offset is None:
        return None
    # Python counts columns in bytes of UTF-8.
    line = source.split("\n")[node.lineno - 1].encode("utf-8")
    start = len(line[: node.col_offset].decode("utf-8"))
    end = len(line[: node.end_col_offset].decode("utf-8"))
    return Literal(node.lineno, start, end, float(ast.literal_eval(node)))


def _is_minus(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def first_difference(before: str, after: str) -> int:
    """The first line, counted from 0, in which two programs differ."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    return next((row for row, (old, new) in enumerate(pairs) if old != new), 0)
