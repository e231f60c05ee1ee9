"""Update rules: momentum and AdamW by hand and by numpy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.descent.optimizers import Moments, Vector, adamw, heavy_ball

slopes = st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3)
modest = settings(deadline=None, max_examples=60)


def test_two_steps_of_momentum_by_hand() -> None:
    w, v = heavy_ball((0.0,), (0.0,), (-4.0,), lr=0.1, beta=0.9)
    assert (*w, *v) == pytest.approx((0.4, -4))
    w, v = heavy_ball(w, v, (2 * (w[0] - 2),), lr=0.1, beta=0.9)
    assert (*w, *v) == pytest.approx((1.08, -6.8))


@pytest.mark.parametrize(("beta", "gain"), [(0.5, 2), (0.8, 5), (0.9, 10), (0.99, 100)])
def test_a_steady_slope_counts_one_over_one_minus_beta(beta: float, gain: float) -> None:
    w: Vector = (0.0,)
    v: Vector = (0.0,)
    for _ in range(3000):
        w, v = heavy_ball(w, v, (-1.0,), lr=0.0, beta=beta)
    assert v[0] == pytest.approx(-gain)
    assert w == (0.0,)


@modest
@given(slopes)
def test_the_first_adamw_step_is_lr_whatever_the_slope(slope: float) -> None:
    (w,), moments = adamw((0.0,), Moments((0.0,), (0.0,)), (slope,), lr=0.1)
    assert w == pytest.approx(-0.1 if slope > 0 else 0.1, rel=2e-5)
    assert moments.t == 1


@modest
@given(st.lists(st.tuples(slopes, slopes), min_size=1, max_size=12))
def test_adamw_agrees_with_the_published_recursion(gradients: list[tuple[float, float]]) -> None:
    lr, beta1, beta2, eps, decay = 0.05, 0.9, 0.95, 1e-8, 0.1
    expected, m, v = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2)
    w: Vector = (1.0, -2.0)
    moments = Moments((0.0, 0.0), (0.0, 0.0))
    for t, g in enumerate(gradients, start=1):
        w, moments = adamw(w, moments, g, lr, (beta1, beta2), eps, decay)
        expected *= 1 - lr * decay
        m = beta1 * m + (1 - beta1) * np.array(g)
        v = beta2 * v + (1 - beta2) * np.array(g) ** 2
        expected -= lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    np.testing.assert_allclose(w, expected, rtol=1e-10, atol=1e-12)


def test_weight_decay_shrinks_without_a_slope() -> None:
    w, _ = adamw((2.0,), Moments((0.0,), (0.0,)), (0.0,), lr=0.1, weight_decay=0.5)
    assert w == pytest.approx((1.9,))


def test_tuples_of_different_length_do_not_pass() -> None:
    with pytest.raises(ValueError, match="zip"):
        heavy_ball((0.0, 0.0), (0.0, 0.0), (1.0,), lr=0.1, beta=0.9)
