"""The curves that questions show, each computed when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType

from gdtui.descent.data import LINE
from gdtui.descent.line import loss
from gdtui.descent.training import steps

SEED = 7
"""The seed of the lesson's own program."""

Points = tuple[tuple[float, float], ...]
"""Pairs (updates made, loss on all data), from 0 updates on."""


def series(name: str) -> Points:
    """The points of the curve called ``name``. Raises KeyError where there is none."""
    if name not in SERIES:
        raise KeyError(f"there is no curve called {name!r}; known are: {', '.join(SERIES)}")
    return SERIES[name]()


@cache
def _updates(lr: float, batch_size: int, count: int) -> Points:
    """The loss on all data before and after each of so many updates."""
    points = [(0.0, loss(LINE, 0.0, 0.0))]
    for step in steps(LINE, lr, epochs=count, batch_size=batch_size, seed=SEED):
        points.append((float(len(points)), loss(LINE, step.weight, step.bias)))
    return tuple(points[: count + 1])


SERIES: Mapping[str, Callable[[], Points]] = MappingProxyType(
    {
        "lr-1e-3": partial(_updates, 0.001, len(LINE), 12),
        "lr-2e-2": partial(_updates, 0.02, len(LINE), 12),
        "lr-8e-2": partial(_updates, 0.08, len(LINE), 12),
        "lr-1e-1": partial(_updates, 0.1, len(LINE), 12),
        "long-lr-1e-3": partial(_updates, 0.001, len(LINE), 30),
        "long-lr-3e-3": partial(_updates, 0.003, len(LINE), 30),
        "long-lr-8e-2": partial(_updates, 0.08, len(LINE), 30),
        "long-one-sample": partial(_updates, 0.035, 1, 30),
        # What the program of the experiments can do in its 200 updates
        "batch-4-lr-1e-5": partial(_updates, 0.00001, 4, 200),
        "batch-4-lr-1e-3": partial(_updates, 0.001, 4, 200),
        "batch-4-lr-1e-2": partial(_updates, 0.01, 4, 200),
        "batch-4-lr-5e-2": partial(_updates, 0.05, 4, 200),
    }
)
"""The curves by name: their learning rate, and whether they have 12 updates or, long, 30.

`long-one-sample` takes one sample a step at 0.035, and `batch-4` mini-batches of four; all others
take the gradient of all data.
"""
