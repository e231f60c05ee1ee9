"""The trace of one training step, node by node, and a training loop to walk in both directions."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from gdtui.descent.data import LINE, Data, Sample
from gdtui.descent.line import loss, predict

NODES = ("parameters", "forward-pass", "loss", "backward-pass", "update", "repeat")
"""The six nodes of the training loop, in the order in which a mini-batch passes them."""

UPDATE = NODES.index("update")

MOST_UPDATES = 20_000
"""How many updates `at_place` walks at most; a place that asks for more is no place."""


@dataclass(frozen=True)
class Trace:
    """One training step on ŷ = w·x + b: everything between two values of (w, b).

    Tuples have one entry a sample of the mini-batch. The shares are what each sample adds to
    the gradient of the mean squared error, 2·e·x/n and 2·e/n; summed in order they are dw, db.
    """

    batch: tuple[Sample, ...]
    lr: float
    w: float
    b: float
    predictions: tuple[float, ...]
    errors: tuple[float, ...]
    squares: tuple[float, ...]
    batch_loss: float
    dw_shares: tuple[float, ...]
    db_shares: tuple[float, ...]
    dw: float
    db: float
    new_w: float
    new_b: float
    loss_before: float
    """The loss on all data at (w, b)."""
    loss_after: float
    """The loss on all data at (new_w, new_b)."""


def trace(data: Data, batch: Data, w: float, b: float, lr: float) -> Trace:
    """One step of gradient descent on ``batch``, judged on ``data``.

    The arithmetic is that of `gdtui.descent.line`, operation by operation, so that a trainer
    that uses it gets the same floats. Numbers that overflow go on as inf or nan. Raises
    ValueError where there are no samples.
    """
    n = len(batch)
    batch_loss = loss(batch, w, b)
    predictions = tuple(predict(w, b, x) for x, _ in batch)
    errors = tuple(guess - y for guess, (_, y) in zip(predictions, batch, strict=True))
    dw_shares = tuple(2 * e * x / n for e, (x, _) in zip(errors, batch, strict=True))
    db_shares = tuple(2 * e / n for e in errors)
    dw, db = _sum(dw_shares), _sum(db_shares)
    new_w, new_b = w - lr * dw, b - lr * db
    return Trace(
        batch=tuple(batch),
        lr=lr,
        w=w,
        b=b,
        predictions=predictions,
        errors=errors,
        squares=tuple(e * e for e in errors),
        batch_loss=batch_loss,
        dw_shares=dw_shares,
        db_shares=db_shares,
        dw=dw,
        db=db,
        new_w=new_w,
        new_b=new_b,
        loss_before=loss(data, w, b),
        loss_after=loss(data, new_w, new_b),
    )


def _sum(terms: tuple[float, ...]) -> float:
    """From left to right; the built-in sum of newer Pythons compensates rounding."""
    total = 0.0
    for term in terms:
        total += term
    return total


@dataclass(frozen=True)
class Loop:
    """A training loop that stands at one node of one mini-batch.

    ``order`` is the order of the samples in this epoch, ``start`` the place in it at which the
    mini-batch begins. Epochs, mini-batches and updates are numbered from 0.
    """

    data: tuple[Sample, ...]
    order: tuple[Sample, ...]
    lr: float
    batch_size: int
    w: float = 0.0
    b: float = 0.0
    node: int = 0
    start: int = 0
    batch_number: int = 0
    epoch: int = 0
    update: int = 0
    turned: tuple[float, int] | None = None
    """The learning rate and batch size for the next forward pass, where others are in force."""
    shuffler: tuple[Any, ...] | None = field(default=None, repr=False)
    """The state of `random.Random` after this epoch's shuffle; None keeps the given order."""
    previous: Loop | None = field(default=None, compare=False, repr=False)
    """The loop as it stood at the last node of the mini-batch before this one."""

    @cached_property
    def trace(self) -> Trace:
        """The step that this mini-batch makes."""
        batch = self.order[self.start : self.start + self.batch_size]
        return trace(self.data, batch, self.w, self.b, self.lr)

    @property
    def batches(self) -> int:
        """How many mini-batches this epoch has, those done included."""
        left = len(self.order) - self.start
        return self.batch_number + -(-left // self.batch_size)

    @property
    def line(self) -> tuple[float, float]:
        """The parameters (w, b) in force at this node: new ones from the update on."""
        step = self.trace
        return (step.new_w, step.new_b) if self.node >= UPDATE else (step.w, step.b)

    @property
    def losses(self) -> tuple[float, ...]:
        """The loss on all data from the start of training to this node, one an update."""
        found = [self.trace.loss_after] if self.node >= UPDATE else []
        at: Loop | None = self
        while at is not None:
            found.append(at.trace.loss_before)
            at = at.previous
        return tuple(reversed(found))

    def forward(self, nodes: int = 1) -> Loop:
        """So many nodes on."""
        at = self
        for _ in range(nodes):
            at = replace(at, node=at.node + 1) if at.node + 1 < len(NODES) else at._next()
        return at

    def back(self, nodes: int = 1) -> Loop:
        """So many nodes back, to the dials as they were then; it ends where training began."""
        at = self
        for _ in range(nodes):
            if at.node:
                at = at.to_node(at.node - 1)
            elif at.previous is not None:
                at = at.previous
        return at

    def next_batch(self) -> Loop:
        """The same node of the next mini-batch."""
        return self.forward(len(NODES))

    def epoch_end(self) -> Loop:
        """The last node of this epoch; of the next one where this is that node already."""
        last = len(NODES) - 1
        at = self.forward() if self.node == last else self
        while at.batch_number + 1 < at.batches:
            at = at.next_batch()
        return at.to_node(last)

    def to_node(self, node: int) -> Loop:
        """Another node of the same mini-batch; the first one takes up dials that were turned."""
        return replace(self, node=node)._dialled(*self.dials)

    @property
    def dials(self) -> tuple[float, int]:
        """The learning rate and the batch size as the dials stand, in force or not yet."""
        return self.turned or (self.lr, self.batch_size)

    def with_lr(self, lr: float) -> Loop:
        """The same node, with a learning rate that counts from the next forward pass on."""
        return self._dialled(lr, self.dials[1])

    def with_batch_size(self, size: int) -> Loop:
        """The same node, with a batch size from the next forward pass on; ValueError below 1."""
        if size < 1:
            raise ValueError(f"batch_size is {size}: a mini-batch needs at least 1 sample")
        return self._dialled(self.dials[0], size)

    def _dialled(self, lr: float, size: int) -> Loop:
        """With these dials. What a mini-batch has computed is never computed otherwise."""
        if not self.node:
            return replace(self, lr=lr, batch_size=size, turned=None)
        news = (lr, size) != (self.lr, self.batch_size)
        return replace(self, turned=(lr, size) if news else None)

    def _next(self) -> Loop:
        """The first node of the next mini-batch."""
        step, start = self.trace, self.start + self.batch_size
        lr, size = self.dials
        fresh = replace(
            self,
            lr=lr,
            batch_size=size,
            turned=None,
            w=step.new_w,
            b=step.new_b,
            node=0,
            start=start,
            batch_number=self.batch_number + 1,
            update=self.update + 1,
            previous=self,
        )
        if start < len(self.order):
            return fresh
        order, shuffler = _shuffled(self.data, self.shuffler)
        return replace(
            fresh, order=order, shuffler=shuffler, start=0, batch_number=0, epoch=self.epoch + 1
        )

    # A place to come back to

    @property
    def place(self) -> str:
        """Where the loop stands, as a line of text that `at_place` can read.

        Runs of updates with the same dials, as ``updates*lr/batch size``, then the node. Dials
        that are turned already follow the mini-batch under way, each as a run of no updates.
        """
        runs: list[tuple[int, float, int]] = [(0, self.lr, self.batch_size)]
        at = self.previous
        while at is not None:
            count, lr, size = runs[-1]
            if (lr, size) == (at.lr, at.batch_size):
                runs[-1] = (count + 1, lr, size)
            else:
                runs.append((1, at.lr, at.batch_size))
            at = at.previous
        runs.reverse()
        if self.turned is not None:
            under_way = [] if not runs[-1][0] else [(0, self.lr, self.batch_size)]
            runs += [*under_way, (0, *self.turned)]
        parts = [f"{count}*{lr!r}/{size}" for count, lr, size in runs]
        return " ".join([*parts, NODES[self.node]])


def start(
    data: Data = LINE, lr: float = 0.01, batch_size: int = 4, seed: int | None = None
) -> Loop:
    """The first node of training from w = b = 0, in the given order or shuffled by a seed.

    The orders are those of `gdtui.descent.training.steps` with the same seed.
    """
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}: a mini-batch needs at least 1 sample")
    shuffler = None if seed is None else random.Random(seed).getstate()
    order, shuffler = _shuffled(tuple(data), shuffler)
    return Loop(tuple(data), order, lr, batch_size, shuffler=shuffler)


def _shuffled(
    data: tuple[Sample, ...], shuffler: tuple[Any, ...] | None
) -> tuple[tuple[Sample, ...], tuple[Any, ...] | None]:
    """A fresh copy of the data in the order of the next epoch, and the state after it."""
    if shuffler is None:
        return data, None
    source = random.Random()
    source.setstate(shuffler)
    order = list(data)
    source.shuffle(order)
    return tuple(order), source.getstate()


_RUN = re.compile(r"(\d{1,6})\*(\d\.\d{1,6}|\de-0\d)/(\d{1,3})")


def at_place(place: str, seed: int | None = None) -> Loop | None:
    """The loop on the lesson's data that stands at a `Loop.place`; None where there is none."""
    *runs, node = place.split(" ")
    matches = [_RUN.fullmatch(run) for run in runs]
    if node not in NODES or not runs or None in matches:
        return None
    read = [(int(m[1]), float(m[2]), int(m[3])) for m in matches if m is not None]
    if sum(count for count, _, _ in read) > MOST_UPDATES or any(not size for _, _, size in read):
        return None
    at, there = start(seed=seed), NODES.index(node)
    for count, lr, size in read:
        at = at.with_lr(lr).with_batch_size(size)
        for _ in range(count):
            at = at.next_batch()
        if not count:
            # The mini-batch under way; dials after it were turned at this node.
            at = at.to_node(there)
    return at.to_node(there)
