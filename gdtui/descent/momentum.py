"""SGD with momentum on ŷ = w·x, sample by sample, and what momentum buys on the lesson's data."""

from __future__ import annotations

from collections.abc import Iterator

from gdtui.descent.data import LINE, Data
from gdtui.descent.line import gradient, loss
from gdtui.descent.optimizers import Vector, heavy_ball


def updates(data: Data, lr: float, beta: float, epochs: int) -> Iterator[float]:
    """The parameter w after every update: ``epochs`` times len(``data``) numbers.

    From w = v = 0: g = 2·(w·x − y)·x, v ← β·v + g, w ← w − lr·v, for every pair (x, y) in the
    order given. It is torch.optim.SGD(momentum=beta) on the squared error of one sample.
    """
    w = velocity = 0.0
    for _ in range(epochs):
        for x, y in data:
            velocity = beta * velocity + 2 * (w * x - y) * x
            w = w - lr * velocity
            yield w


def sgd_with_momentum(data: Data, lr: float, beta: float, epochs: int) -> float:
    """The last w of `updates`; 0.0 without any update."""
    w = 0.0
    for after in updates(data, lr, beta, epochs):
        w = after
    return w


def losses(lr: float, beta: float) -> Iterator[float]:
    """The loss of ŷ = w·x + b on the lesson's five samples after every full-batch update.

    It never ends; β = 0 is plain gradient descent.
    """
    w: Vector = (0.0, 0.0)
    v: Vector = (0.0, 0.0)
    while True:
        w, v = heavy_ball(w, v, gradient(LINE, *w), lr, beta)
        yield loss(LINE, *w)
