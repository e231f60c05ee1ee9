"""What a running program tells: pure values, one dataclass for each kind of event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Sample: TypeAlias = tuple[float, float]
"""One data point (x, y)."""

StopReason: TypeAlias = Literal["asked", "time", "memory", "output"]


@dataclass(frozen=True)
class Started:
    """The program is about to run.

    ``watches`` says whether it imports `watch`; if not, printed lines of the form
    ``Epoch N: loss=X`` are taken as measurements.
    """

    watches: bool


@dataclass(frozen=True)
class Training:
    """What a training run was called with, read from the frame of its first `watch`.

    ``settings`` are the arguments of that function which are numbers; ``data`` its
    argument or variable called ``data``, when that is a list of (x, y) pairs. For code outside
    any function ``function`` is empty, and the settings are the usual names: lr, epochs,
    batch_size, seed.
    """

    function: str
    settings: Mapping[str, float]
    data: tuple[Sample, ...] | None


@dataclass(frozen=True)
class Measured:
    """Rows of watched numbers from one training run.

    ``run`` counts the training runs of the program from 1; ``names`` are the columns;
    ``rows`` are in the order of the calls. ``training`` comes with a run's first rows.
    """

    run: int
    names: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    training: Training | None = None


@dataclass(frozen=True)
class Printed:
    """Text the program wrote, with anything a terminal could obey taken out."""

    text: str


@dataclass(frozen=True)
class Finished:
    """The program ran to its end.

    ``returned`` is what each function that called `watch` returned, as text, in order.
    """

    seconds: float
    returned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failed:
    """The program ended by itself before its end.

    ``line`` is the learner's own line, counted from 1, or None where there is none;
    ``error`` the exception's name (``SyntaxError``) or what happened to the process.
    """

    error: str
    message: str
    line: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Stopped:
    """The program was ended from outside; ``message`` says by which limit, or by whom."""

    reason: StopReason
    message: str
    seconds: float = 0.0


Event: TypeAlias = Started | Measured | Printed | Finished | Failed | Stopped
Ending: TypeAlias = Finished | Failed | Stopped
