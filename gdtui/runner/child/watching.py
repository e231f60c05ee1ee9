"""Watcher: the child's `watch`, which training run a call belongs to, and what it returned."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from math import isfinite
from types import FrameType

from . import frames
from .reporter import Reporter

TYPE_CHECKING = False  # typing takes 3 ms to import
if TYPE_CHECKING:
    from typing import Any

MODULE_SETTINGS: tuple[str, ...] = ("lr", "epochs", "batch_size", "seed")
MAX_SUSPENDED = 16
_BOOLS = ("bool", "bool_")  # Python's, and NumPy's in its versions
_RESUMABLE = 0x20 | 0x80 | 0x200  # generators, coroutines, asynchronous generators (inspect.CO_*)


class Watcher:
    """Takes the numbers of each training run: one activation of a frame that calls `watch`."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._count = 0
        # Frames are kept, and not only their ids: the id of a frame that is gone is used again.
        self._runs: dict[int, tuple[FrameType, int]] = {}
        self._frame: FrameType | None = None
        self._given: tuple[str, ...] = ()
        self._types: tuple[type, ...] = ()
        self._columns: tuple[int, tuple[str, ...]] = (0, ())
        self._told: set[str] = set()
        self._returned = 0

    def watch(self, **values: float) -> None:
        """Report numbers of a training run, such as ``watch(epoch=3, loss=0.5)``."""
        frame = sys._getframe(1)
        with self._reporter.lock:
            if (
                frame is self._frame
                and (*values,) == self._given
                and (*map(type, values.values()),) == self._types
            ):
                try:
                    self._reporter.add_row(self._columns, values.values())
                    return
                except (TypeError, ValueError, OverflowError):
                    pass  # one has no float: it is told by name below
            self._watch_anew(frame, values)

    def returned(self, value: object) -> object:
        """What stands around the value of each `return` in a function that calls `watch`."""
        known = self._runs.get(id(sys._getframe(1)))
        if value is not None and known is not None and self._returned < frames.MAX_RETURNED:
            self._returned += 1
            self._reporter.add_frame(frames.returned(short_repr(value)))
        return value

    def _watch_anew(self, frame: FrameType, values: dict[str, float]) -> None:
        """The same with all its questions: which run, which columns, which are numbers."""
        numbers = self._numbers(values)
        if not numbers:
            return
        run = self._run_of(frame)
        old_run, names = self._columns
        if run != old_run or numbers.keys() != set(names):
            names = tuple(numbers)
            self._columns = (run, names)
        types = (*map(type, values.values()),)
        # The short way serves calls in which all is taken, in the order of the columns, and no
        # __float__ of the learner's own can come between the numbers of a row.
        plain = all(kind in (int, float) or _is_numpy_scalar(kind) for kind in types)
        self._frame = frame if plain and tuple(values) == names else None
        self._given, self._types = names, types
        self._reporter.add_row(self._columns, [numbers[name] for name in names])

    def _numbers(self, values: dict[str, float]) -> dict[str, float]:
        numbers: dict[str, float] = {}
        for name, value in values.items():
            number = as_number(value)
            if number is None:
                self._tell_once(name, f"{type(value).__name__} is not a number")
            elif len(numbers) == frames.MAX_COLUMNS:
                self._tell_once(name, f"{frames.MAX_COLUMNS} names are the most at once")
            else:
                numbers[name] = number
        return numbers

    def _tell_once(self, name: str, why: str) -> None:
        if name not in self._told and len(self._told) < 100:
            self._told.add(name)
            told = f"watch: {name[: frames.MAX_NAME]} is left out: {why}.\n"
            self._reporter.add_text(told.encode("utf-8", "backslashreplace"))

    def _run_of(self, frame: FrameType) -> int:
        known = self._runs.get(id(frame))
        if known is not None:
            return known[1]
        self._forget_what_ended()
        self._count += 1
        self._runs[id(frame)] = (frame, self._count)
        self._reporter.add_frame(describe(self._count, frame))
        return self._count

    def _forget_what_ended(self) -> None:
        """Let go of frames that can not call again, with all that they hold."""
        live = {id(frame) for top in sys._current_frames().values() for frame in _chain(top)}
        resumable = [i for i, (f, _) in self._runs.items() if f.f_code.co_flags & _RESUMABLE]
        keep = live.union(resumable[-MAX_SUSPENDED:])
        self._runs = {i: known for i, known in self._runs.items() if i in keep}


def describe(run: int, frame: FrameType) -> bytes:
    """The training frame of a run: what the function that calls `watch` was called with.

    Values are those at the time of the first call. Module-level code has no arguments: there
    the usual names of settings are taken, and the function's name is empty.
    """
    code, variables = frame.f_code, frame.f_locals
    if code.co_name == "<module>":
        function, names = "", MODULE_SETTINGS
    else:
        function = code.co_name
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    settings = {}
    for name in names[: frames.MAX_COLUMNS]:
        number = as_number(variables.get(name))
        if number is not None:
            settings[name] = number
    data = variables["data"] if "data" in variables else frame.f_globals.get("data")
    return frames.training(run, function, settings, as_samples(data))


def as_number(value: Any) -> float | None:
    """The value as a float, or None where it is none. Truth values and text are no numbers."""
    if isinstance(value, (str, bytes, bytearray)) or type(value).__name__ in _BOOLS:
        return None
    try:
        return float(value) if getattr(value, "ndim", 0) == 0 else None
    except Exception:  # whatever a learner's own __float__ raises
        return None


def as_samples(data: Any) -> array[float] | None:
    """x, y, x, y, … of a sequence of (x, y) pairs of finite numbers; None for anything else."""
    if type(data).__name__ == "ndarray" and data.ndim == 2:
        data = data[: frames.MAX_SAMPLES + 1].tolist()
    if not isinstance(data, (list, tuple)) or not 0 < len(data) <= frames.MAX_SAMPLES:
        return None
    flat = array("d")
    for pair in data:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            return None
        for value in pair:
            number = as_number(value)
            if number is None or not isfinite(number):
                return None
            flat.append(number)
    return flat


def short_repr(value: Any) -> str:
    """The beginning of repr(value), without the work of writing out a long sequence."""
    if type(value) in (list, tuple, str, bytes):
        value = value[: frames.MAX_TEXT]
    try:
        return repr(value)[: frames.MAX_TEXT]
    except Exception:  # whatever a learner's own __repr__ raises
        return f"<{type(value).__name__}>"


def _is_numpy_scalar(kind: type) -> bool:
    return kind.__module__ == "numpy" and kind.__name__ != "ndarray"


def _chain(frame: FrameType | None) -> Iterable[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back
