"""Tells which of the lesson's data sets some samples are, in whatever order and form they came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from gdtui.descent.data import LINE, SQUARE, Data
from gdtui.descent.line import least_squares

NEAR = 1e-6
"""Computed inputs, such as scaled ones, are taken to be equal within this."""

SCATTER = 2.0
"""Noise on the lesson's line stays within this of it."""


def dataset(data: Data) -> str | None:
    """The name of the data set, one of `DATASETS`; None for any other."""
    return next((name for name, holds in DATASETS.items() if data and holds(data)), None)


def _inputs(data: Data) -> list[float]:
    return sorted(x for x, _ in data)


def _targets(data: Data) -> list[float]:
    return sorted(y for _, y in data)


def _is_line(data: Data) -> bool:
    return sorted(data) == sorted(LINE)


def _is_noisy(data: Data) -> bool:
    if _inputs(data) != _inputs(LINE):
        return False
    scatter = max(abs(y - (2 * x + 1)) for x, y in data)
    return scatter <= SCATTER and least_squares(data).floor > NEAR


def _is_square(data: Data) -> bool:
    return sorted(data) == sorted(SQUARE)


def _is_square_feature(data: Data) -> bool:
    return _targets(data) == _targets(SQUARE) and all(x == y for x, y in data)


def _is_scaled(data: Data, targets: Data) -> bool:
    """Whether the inputs have mean 0 and variance 1 and give these targets along a line."""
    if _targets(data) != _targets(targets):
        return False
    mean = sum(x for x, _ in data) / len(data)
    variance = sum((x - mean) * (x - mean) for x, _ in data) / len(data)
    standard = abs(mean) <= NEAR and abs(variance - 1) <= NEAR
    return standard and least_squares(data).floor <= NEAR


DATASETS: Mapping[str, Callable[[Data], bool]] = MappingProxyType(
    {
        "line": _is_line,
        "noisy": _is_noisy,
        "square": _is_square,
        "square-feature": _is_square_feature,
        "scaled-line": lambda data: _is_scaled(data, LINE),
        "scaled-square-feature": lambda data: _is_scaled(data, SQUARE),
    }
)
"""y = 2x + 1; the same with noise; y = x²; x² as the input; and inputs scaled to mean 0 and
variance 1, x for the line and x² for the parabola."""
