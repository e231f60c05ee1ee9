"""Calls a function of a program for arguments that are sent, and tells what came back."""

from __future__ import annotations

import sys
from math import inf, nan
from types import ModuleType

from . import frames, program
from .reporter import Reporter

TYPE_CHECKING = False  # typing takes 3 ms to import
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, TypeAlias

    Arguments: TypeAlias = Sequence[Any]
    Value: TypeAlias = tuple[str, float]

OURS = "gdtui"
MOST_INSIDE = 8
"""Elements of a sequence that are looked at for a number."""
_BOOLS = ("bool", "bool_")  # Python's, and NumPy's in its versions


class NothingOfOurs:
    """A finder before all others: of gdtui there is nothing here to import but the shim."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        """Refuse our rooms, and leave all else to the other finders."""
        if name.partition(".")[0] == OURS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def answer(
    programs: Iterable[tuple[str, str]],
    function: str,
    calls: Sequence[Arguments],
    reporter: Reporter,
    hook: Callable[[object], object],
) -> bytes:
    """Load each program (name, source), call its function with all arguments; the last frame.

    Each answer goes at once: a call that never ends must not take the others with it.
    """
    sys.meta_path.insert(0, NothingOfOurs)
    index = 0
    for name, source in programs:
        try:
            code = compile(source, name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return program.syntax_failure(error)
        module = ModuleType(name.removesuffix(".py"))
        module.__dict__["__file__"] = name
        sys.modules[module.__name__] = module
        program.install(hook, module)
        try:
            exec(code, module.__dict__)
            called = module.__dict__.get(function)
            if not callable(called):
                told = "" if called is None else type(called).__name__
                reporter.add_frame(frames.answer(index, "absent", nan, message=told))
                break
            for arguments in calls:
                reporter.add_frame(one(index, called, arguments, name))
                reporter.flush()
                index += 1
        except BaseException as error:  # the program's end is told, whatever it raised
            return program.failure(error, name)
    return frames.ended(frames.FINISHED)


def one(index: int, function: Callable[..., object], arguments: Arguments, name: str) -> bytes:
    """The answer to one call. Raises MemoryError."""
    pairs, *rest = arguments
    samples = [(x, y) for x, y in pairs]
    given = list(samples)
    try:
        value = function(given, *rest)
    except MemoryError:
        raise
    except BaseException as error:  # SystemExit too: it is one call that ends
        line = program.learner_line(error.__traceback__, name)
        kind, message = type(error).__name__, program.message_of(error)
        return frames.answer(index, "raised", nan, line=line, error=kind, message=message)
    changed = len(given) != len(samples) or any(a is not b for a, b in zip(given, samples))  # noqa: B905
    try:
        kind, number = read(value)
    except Exception:  # whatever a learner's own class raises when it is looked at
        kind, number = "object", nan
    return frames.answer(index, kind, number, changed)


def read(value: Any) -> Value:
    """What kind of value it is, as in `frames.VALUES`, and the number in it, or nan.

    A number is what `float` accepts, truth values and text excepted.
    """
    kind = type(value)
    if value is None:
        return "none", nan
    if kind.__name__ in _BOOLS or isinstance(value, bool):
        return "bool", nan
    if isinstance(value, (str, bytes, bytearray)):
        return "text", _as_float(value)
    if isinstance(value, complex):
        return "complex", value.real
    if isinstance(value, dict):
        return "dict", _inside([value[k] for k in ("w", "weight") if k in value], value.values())
    if isinstance(value, (tuple, list)):
        return "tuple" if isinstance(value, tuple) else "list", _inside(value[:MOST_INSIDE])
    if getattr(value, "ndim", 0):
        return "array", _inside(value.reshape(-1)[:MOST_INSIDE].tolist())
    try:
        return "number", float(value)
    except OverflowError:  # a whole number beyond all floats
        return "number", inf if value > 0 else -inf
    except (TypeError, ValueError):
        return _no_number(value), nan


def _no_number(value: Any) -> str:
    if hasattr(value, "__next__") or hasattr(value, "send"):
        return "generator"
    return "function" if callable(value) else "object"


def _inside(*sequences: Iterable[Any]) -> float:
    """The first number in the sequences, or nan."""
    elements = [element for sequence in sequences for element in sequence]
    for element in elements[:MOST_INSIDE]:
        if not isinstance(element, (str, bytes, tuple, list, dict)):
            kind, number = read(element)
            if kind == "number":
                return number
    return nan


def _as_float(text: Any) -> float:
    try:
        return float(text)
    except ValueError:
        return nan
