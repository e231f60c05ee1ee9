"""The figures that texts on real training quote: AdamW, schedules, large batches, workers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from gdtui.descent import line, toys
from gdtui.descent.data import LINE
from gdtui.descent.formats import compact, significant
from gdtui.descent.optimizers import Moments, adamw
from gdtui.descent.training import steps

NOISE_RUNS = 20
NOISE_EPOCHS = 300
NOISE_TAIL = 30
"""Schedules: runs on the noisy data, epochs of each, and last epochs that are averaged."""


def _first_adamw_step(slope: float) -> str:
    (w,), _ = adamw((0.0,), Moments((0.0,), (0.0,)), (slope,), lr=0.1)
    return significant(-w)


def _noise_excess(schedule: Callable[[int], float]) -> float:
    """The loss above the floor at the end of training on the noisy data, one sample a step."""
    excess = toys.excess_by_epoch(schedule, NOISE_EPOCHS, NOISE_RUNS)
    return sum(excess[-NOISE_TAIL:]) / NOISE_TAIL


def _big_step(lr: float) -> tuple[float, float]:
    """The w and b after one update on all samples at as many times ``lr`` as there are samples."""
    dw, db = line.gradient(LINE, 0.0, 0.0)
    return -len(LINE) * lr * dw, -len(LINE) * lr * db


def _big_step_apart(lr: float) -> str:
    """How far that ends from one update a sample at ``lr``, as a share of their way."""
    w, b = _big_step(lr)
    *_, last = steps(LINE, lr, epochs=1, batch_size=1)
    apart = math.hypot(w - last.weight, b - last.bias)
    return f"{100 * apart / math.hypot(last.weight, last.bias):.0f}%"


def _uneven_mean() -> tuple[float, float]:
    return toys.plain_mean(toys.shards(LINE, (4, 1)), 0.0, 0.0)


REAL_WORLD_FIGURES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "adam-first-step": lambda: _first_adamw_step(1000.0),
        "schedule-constant": lambda: significant(_noise_excess(toys.constant), 2),
        "schedule-cosine": lambda: significant(_noise_excess(toys.cosine(NOISE_EPOCHS)), 1),
        "big-step-apart": lambda: _big_step_apart(0.001),
        "big-step-far-apart": lambda: _big_step_apart(0.01),
        "big-step-w": lambda: significant(_big_step(0.02)[0]),
        "shards-plain-dw": lambda: significant(_uneven_mean()[0]),
        "shards-plain-db": lambda: significant(_uneven_mean()[1]),
        "bandit-10": lambda: significant(toys.bandit(lr=1.0, steps=10)[-1]),
        "bandit-49": lambda: significant(toys.bandit(lr=1.0, steps=49)[-1]),
        "steep-start": lambda: compact(toys.steep_start(0.3, 0, 2)[-1][1]),
        "steep-start-warm": lambda: compact(toys.steep_start(0.3, 10, 2)[-1][1]),
    }
)
"""Every figure of real training by its name."""
