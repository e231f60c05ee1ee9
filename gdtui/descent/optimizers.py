"""Update rules beyond w ← w − lr·g, as pure functions on tuples of parameters."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

Vector: TypeAlias = tuple[float, ...]
"""Parameters, or one number for each of them."""


def heavy_ball(w: Vector, v: Vector, g: Vector, lr: float, beta: float) -> tuple[Vector, Vector]:
    """Momentum: v ← β·v + g, then w ← w − lr·v (Polyak, 1964). Returns (w, v)."""
    v = tuple(beta * vi + gi for vi, gi in zip(v, g, strict=True))
    return tuple(wi - lr * vi for wi, vi in zip(w, v, strict=True)), v


class Moments(NamedTuple):
    """What Adam remembers: running means of g and g², and how many steps they cover."""

    m: Vector
    v: Vector
    t: int = 0


def adamw(
    w: Vector,
    moments: Moments,
    g: Vector,
    lr: float,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 0.01,
) -> tuple[Vector, Moments]:
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019). Returns (w, moments).

    w ← (1 − lr·weight_decay)·w − lr·m̂/(√v̂ + eps), where m̂ and v̂ are the running means
    corrected for their start at 0. The defaults are PyTorch's.
    """
    beta1, beta2 = betas
    t = moments.t + 1
    m = tuple(beta1 * mi + (1 - beta1) * gi for mi, gi in zip(moments.m, g, strict=True))
    v = tuple(beta2 * vi + (1 - beta2) * gi * gi for vi, gi in zip(moments.v, g, strict=True))
    w = tuple(
        (1 - lr * weight_decay) * wi
        - lr * (mi / (1 - beta1**t)) / (math.sqrt(vi / (1 - beta2**t)) + eps)
        for wi, mi, vi in zip(w, m, v, strict=True)
    )
    return w, Moments(m, v, t)
