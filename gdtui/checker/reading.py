"""What can be told of a program without running it: no Python, not attempted, other parameters."""

from __future__ import annotations

import ast
import warnings
from difflib import get_close_matches

from gdtui.checker.verdict import Finding

FUNCTION = "sgd_with_momentum"
PARAMETERS = ("data", "lr", "beta", "epochs")
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def read(source: str, starter: str) -> Finding | None:
    """Why a program need not be run; None where it is to be run."""
    try:
        tree = _parsed(source)
        return _unattempted(tree, starter) or _parameters(tree)
    except SyntaxError as error:
        return syntax(source, error)
    except (RecursionError, MemoryError):
        return Finding("error", "The program is nested too deeply to be read.", "Make it plainer.")
    except ValueError as error:
        return Finding("error", f"This is no Python program: {error}.")


def syntax(source: str, error: SyntaxError) -> Finding:
    """The line and the place in it at which Python stopped reading."""
    lines, number = source.splitlines(), error.lineno or 1
    line = lines[number - 1] if number <= len(lines) else ""
    column = max(0, (error.offset or 1) - 1)
    caret = " " * min(column, len(line)) + "^"
    return Finding(
        "error",
        f"Line {number} cannot be read as Python: {error.msg}.",
        "The mark shows where reading stopped; the cause is there, or shortly before.",
        line=number,
        excerpt=f"{line.rstrip()}\n{caret}" if line.strip() else "",
    )


def absent(source: str) -> Finding:
    """There is no such function; one with another name may be meant."""
    seen = f"After the program has run there is no function {FUNCTION}."
    names = [node.name for node in ast.walk(_parsed(source)) if isinstance(node, _Function)]
    near = get_close_matches(FUNCTION, names, n=1, cutoff=0.5)
    if FUNCTION in names:
        advice = "It is defined inside something else, or replaced later. Define it at the margin."
    elif near:
        advice = f"There is {near[0]}. If that is the one, rename it."
    else:
        advice = f"Begin with: def {FUNCTION}({', '.join(PARAMETERS)}):"
    return Finding("error", seen, advice)


def _parsed(source: str) -> ast.Module:
    with warnings.catch_warnings():
        # What Python thinks of an escape such as "\d" would be written over the screen.
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
        compile(tree, "program", "exec", dont_inherit=True)  # a return outside a function
    return tree


def _unattempted(tree: ast.Module, starter: str) -> Finding | None:
    if not _empty(tree, starter):
        return None
    return Finding(
        "unattempted",
        "There is nothing to judge yet: the function does nothing so far.",
        "Fill in the loops, the gradient, the velocity and the step. "
        "If you do not know where to begin, take a hint.",
    )


def _empty(tree: ast.Module, starter: str) -> bool:
    if all(map(_says_nothing, tree.body)):
        return True
    if ast.dump(tree) == ast.dump(_parsed(starter)):
        return True
    functions = [node for node in tree.body if isinstance(node, _Function)]
    others = [node for node in tree.body if node not in functions]
    return (
        [node.name for node in functions] == [FUNCTION]
        and all(map(_says_nothing, others))
        and all(map(_does_nothing, functions[0].body))
    )


def _says_nothing(node: ast.stmt) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        given = {alias.asname or alias.name for alias in node.names}
        return not given & {FUNCTION, "*"}
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant or isinstance(node, ast.Pass)


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return):
        return node.value is None or ast.unparse(node.value) in ("None", "...")
    if isinstance(node, ast.Raise) and node.exc is not None:
        return ast.unparse(node.exc).startswith("NotImplemented")
    return _says_nothing(node)


def _parameters(tree: ast.Module) -> Finding | None:
    functions = [n for n in tree.body if isinstance(n, _Function) and n.name == FUNCTION]
    if not functions or functions[-1].decorator_list:
        return None
    node = functions[-1]
    taken = node.args
    names = [argument.arg for argument in (*taken.posonlyargs, *taken.args)]
    due = len(names) - len(taken.defaults)
    asked_by_name = [
        a.arg for a, d in zip(taken.kwonlyargs, taken.kw_defaults, strict=True) if not d
    ]
    order = ", ".join(PARAMETERS)
    if due > 4 or (len(names) < 4 and not taken.vararg) or asked_by_name:
        shown = ", ".join([*names, *asked_by_name]) or "none"
        return Finding(
            "error",
            f"{FUNCTION} is called with four arguments, {order}; its parameters are: {shown}.",
            "Give it these four, in this order.",
            line=node.lineno,
        )
    if set(names[:4]) == set(PARAMETERS) and names[:4] != [*PARAMETERS]:
        return Finding(
            "error",
            f"The parameters stand in another order: {', '.join(names[:4])}.",
            f"Calls are made by position: {order}.",
            line=node.lineno,
        )
    return None
