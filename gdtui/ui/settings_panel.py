"""The settings that a run really used, and what can be turned of them. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gdtui.descent.datasets import dataset
from gdtui.ui.dialling import InCode, Literal, origin, parameters
from gdtui.ui.recognition import NAMES, setting
from gdtui.ui.run_view import Trained

LADDERS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "lr": (0.001, 0.005, 0.01, 0.02, 0.05, 0.08, 0.085, 0.1, 0.2, 0.5),
        "epochs": (20, 50, 100, 200, 500, 1000, 2000),
        "batch_size": (1, 2, 3, 4, 5),
        "momentum": (0, 0.5, 0.8, 0.9, 0.95),
    }
)
"""What a dial of a known setting stops at; any other doubles and halves."""

KNOWN = frozenset(each for names in NAMES.values() for each in names)
"""Names of settings, whatever a program calls them."""

SEEDS = 1000
"""Seeds are drawn below this."""


@dataclass(frozen=True)
class Setting:
    """A setting of a run: its value, None where it is unknown, and where the code sets it."""

    name: str
    value: float | None
    origin: Literal | InCode


def settings_of(source: str, trained: Trained) -> list[Setting]:
    """The settings of a training run of a program, the seed last.

    An argument with the name of a setting that is no number is unknown, and so is one that
    was watched and changed.
    """
    training = trained.training
    if training is None:
        return []
    taken = parameters(source, training.function)
    names = [name for name in taken if name in training.settings or name in KNOWN]
    names += [name for name in training.settings if name not in names]
    values = {name: setting(trained, name) for name in training.settings}
    found = [Setting(n, values.get(n), origin(source, training, n)) for n in names]
    if not any(name in names for name in NAMES["seed"]):
        found.append(_seed(source, trained))
    return found


def _seed(source: str, trained: Trained) -> Setting:
    assert trained.training is not None
    where = origin(source, trained.training, "seed")
    return Setting("seed", where.value if isinstance(where, Literal) else None, where)


def seed_in(settings: Sequence[Setting]) -> Setting | None:
    """The seed of the shuffle, where the program has one."""
    return next((each for each in settings if each.name in NAMES["seed"]), None)


def line_of(shown: Setting) -> str:
    """A setting as a line: name, value, and what the dial can do."""
    value = "unknown" if shown.value is None else f"{shown.value:g}"
    where = shown.origin
    if isinstance(where, Literal):
        told = f"← → turn it, line {where.line}"
    elif where.line is not None:
        told = f"set in code, line {where.line}"
    elif shown.name in NAMES["seed"]:
        told = "no random.seed(…) in the code"
    else:
        told = "set in code"
    return f"{shown.name:<12} {value:>9}   {told}"


def data_line(trained: Trained) -> str:
    """The data of a run as a line."""
    if trained.training is None or trained.training.data is None:
        return f"{'data':<12} {'unknown':>9}"
    count = len(trained.training.data)
    name = dataset(trained.data)
    return f"{'data':<12} {count:>9} points" + (f", {name}" if name else "")


def stepped(dial: Setting, by: int) -> float | None:
    """The next value of a dial, at its end the same; None where it cannot be turned."""
    if not isinstance(dial.origin, Literal):
        return None
    value = dial.origin.value
    if dial.name in NAMES["seed"]:
        return max(0.0, value + by)
    ladder = next((LADDERS[k] for k in LADDERS if dial.name in NAMES[k]), None)
    if ladder is None:
        return value * 2 if by > 0 else value / 2
    rest = [each for each in ladder if (each > value if by > 0 else each < value)]
    return value if not rest else min(rest) if by > 0 else max(rest)


def another_seed(seed: float, source: random.Random) -> float:
    """A seed that differs."""
    drawn = source.randrange(SEEDS - 1)
    return float(drawn if drawn < seed else drawn + 1)
