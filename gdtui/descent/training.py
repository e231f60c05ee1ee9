"""Mini-batch gradient descent, update by update and epoch by epoch."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from gdtui.descent.data import Data, Sample
from gdtui.descent.line import gradient, loss

Schedule: TypeAlias = Callable[[int], float]
"""The learning rate of each epoch; epochs are numbered from 0."""


class Step(NamedTuple):
    """One update: the mini-batch, its gradient, and the parameters after the update."""

    epoch: int
    batch: tuple[Sample, ...]
    gradient: tuple[float, float]
    weight: float
    bias: float


class Epoch(NamedTuple):
    """One pass over the data, measured on all of it after the pass; numbered from 0."""

    epoch: int
    loss: float
    weight: float
    bias: float


def train(
    data: Data,
    lr: float | Schedule = 0.01,
    epochs: int = 100,
    batch_size: int = 4,
    seed: int | None = None,
) -> Iterator[Epoch]:
    """Train a line from w = b = 0 and measure it after every epoch; see `steps`."""
    updates = steps(data, lr, epochs, batch_size, seed)
    for epoch, group in groupby(updates, key=lambda step: step.epoch):
        last = deque(group, maxlen=1).pop()
        yield Epoch(epoch, loss(data, last.weight, last.bias), last.weight, last.bias)


def steps(
    data: Data,
    lr: float | Schedule = 0.01,
    epochs: int = 100,
    batch_size: int = 4,
    seed: int | None = None,
) -> Iterator[Step]:
    """Every update of mini-batch descent from w = b = 0.

    Each epoch shuffles a fresh copy of ``data`` with one `random.Random(seed)`, as a program
    does that calls `random.seed` once; without a seed the given order stays. The last
    mini-batch of an epoch holds what is left over. Numbers that overflow go on as inf or nan.
    Raises ValueError, at the first step, for a batch size below 1.
    """
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}: a mini-batch needs at least 1 sample")
    order = None if seed is None else random.Random(seed)
    weight = bias = 0.0
    for epoch in range(epochs):
        rate = lr(epoch) if callable(lr) else lr
        shuffled = list(data)
        if order is not None:
            order.shuffle(shuffled)
        for start in range(0, len(shuffled), batch_size):
            batch = tuple(shuffled[start : start + batch_size])
            slopes = gradient(batch, weight, bias)
            weight -= rate * slopes[0]
            bias -= rate * slopes[1]
            yield Step(epoch, batch, slopes, weight, bias)
