"""The lesson's trainer with one planted fault: what each fault does to the loss."""

from __future__ import annotations

import random

from gdtui.descent.data import LINE, Data
from gdtui.descent.line import loss

FAULTS = ("none", "added", "not-reset", "no-mean", "no-x", "no-bias")
"""Adds the step; keeps the sums from batch to batch; does not divide; leaves x out of dL/dw;
never moves b."""


def losses(fault: str, epochs: int = 100, seed: int = 7, data: Data = LINE) -> list[float]:
    """The loss on all data after each epoch at lr 0.01 and batch size 4, from w = b = 0.

    Each epoch shuffles a fresh copy with one `random.Random(seed)`. Raises ValueError for a
    fault that is not in `FAULTS`.
    """
    if fault not in FAULTS:
        raise ValueError(f"{fault!r} is no fault; known are {', '.join(FAULTS)}")
    chance = random.Random(seed)
    w = b = sum_w = sum_b = 0.0
    measured = []
    for _ in range(epochs):
        order = list(data)
        chance.shuffle(order)
        for start in range(0, len(order), 4):
            batch = order[start : start + 4]
            if fault != "not-reset":
                sum_w = sum_b = 0.0
            for x, y in batch:
                error = w * x + b - y
                sum_w += 2 * error * (1.0 if fault == "no-x" else x)
                sum_b += 2 * error
            step = (-0.01 if fault == "added" else 0.01) / (1 if fault == "no-mean" else len(batch))
            w -= step * sum_w
            b -= 0.0 if fault == "no-bias" else step * sum_b
        measured.append(loss(data, w, b))
    return measured
