"""What happened in a run: told from real curves, with the reasons computed from the data."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent import line
from gdtui.descent.data import LINE, NOISY, SQUARE, Data
from gdtui.descent.outcome import (
    KINDS,
    Happened,
    curvature,
    happened,
    passes_until,
    raised_share,
)
from gdtui.descent.training import steps, train


def by_epoch(data: Data, lr: float, epochs: int, batch_size: int, seed: int = 7) -> Happened:
    run = list(train(data, lr, epochs, batch_size, seed))
    return happened([e.loss for e in run], data, [(e.weight, e.bias) for e in run])


def by_update(data: Data, lr: float, epochs: int, batch_size: int, seed: int = 7) -> Happened:
    run = list(steps(data, lr, epochs, batch_size, seed))
    losses = [line.loss(data, step.weight, step.bias) for step in run]
    return happened(losses, data, [(step.weight, step.bias) for step in run])


SWEEP = [
    # lr, epochs until < 1e-4, < 1e-6, verdict: all samples at once
    (0.001, 8494, 15303, "smooth"),
    (0.005, 1698, 3059, "smooth"),
    (0.01, 849, 1528, "smooth"),
    (0.02, 424, 763, "smooth"),
    (0.05, 169, 304, "oscillating"),
    (0.08, 105, 189, "oscillating"),
    (1 / 12, 232, 313, "oscillating"),
    (0.084, 532, 716, "oscillating"),
    (0.0845, 11640, 15685, "oscillating"),
]


@pytest.mark.parametrize(("lr", "coarse", "fine", "kind"), SWEEP)
def test_every_rate_of_the_sweep_that_converges(
    lr: float, coarse: int, fine: int, kind: str
) -> None:
    run = list(train(LINE, lr, 16_000, len(LINE)))
    losses = [epoch.loss for epoch in run]
    assert (passes_until(losses, 1e-4), passes_until(losses, 1e-6)) == (coarse, fine)
    assert happened(losses, LINE, [(e.weight, e.bias) for e in run]).kind == kind
    factors = curvature(LINE, lr)
    assert max(abs(factors.steep), abs(factors.flat)) < 1
    assert (factors.steep < -0.1) is (kind == "oscillating")


@pytest.mark.parametrize(
    ("lr", "overflow"),
    [(0.085, 31438), (0.09, 2890), (0.1, 1129), (0.2, 268), (0.5, 148)],
)
def test_every_rate_of_the_sweep_that_diverges(lr: float, overflow: int) -> None:
    found = by_epoch(LINE, lr, math.ceil(1.002 * overflow) + 2, len(LINE))
    assert found.kind == "diverged"
    assert found.since == 0
    assert found.overflow is not None
    # The order of the sums decides the last digits, and so a few epochs more or less.
    assert found.overflow + 1 == pytest.approx(overflow, rel=2e-3)
    assert curvature(LINE, lr).steep < -1
    assert by_epoch(LINE, lr, 20, len(LINE)).kind == "diverged"


def test_a_slow_run_is_told_from_one_that_is_nearly_done() -> None:
    assert by_epoch(LINE, 0.001, 100, 4).kind == "slow"
    assert by_update(LINE, 0.001, 100, 4).kind == "slow"
    assert by_epoch(LINE, 0.01, 100, 4).kind == "smooth"
    assert by_update(LINE, 0.01, 100, 4).kind == "smooth"


@pytest.mark.parametrize(
    ("batch_size", "expected"),
    [
        (1, (35, 99, 163, 292)),
        (2, (57, 167, 277, 497)),
        (3, (85, 252, 419, 754)),
        (4, (86, 253, 420, 755)),
        (5, (169, 509, 849, 1528)),
    ],
)
def test_epochs_to_thresholds_by_batch_size_over_seeds(
    batch_size: int, expected: tuple[int, ...]
) -> None:
    seeds = range(12) if batch_size < len(LINE) else range(1)
    found = [[epoch.loss for epoch in train(LINE, 0.01, 1600, batch_size, seed)] for seed in seeds]
    for threshold, epochs in zip((1e-2, 1e-3, 1e-4, 1e-6), expected, strict=True):
        passes = [passes_until(losses, threshold) for losses in found]
        mean = sum(each for each in passes if each is not None) / len(passes)
        # Over seeds the standard deviation is at most 16 epochs; 12 of them leave under 5.
        assert mean == pytest.approx(epochs, abs=0 if batch_size == len(LINE) else 14)


@pytest.mark.parametrize(
    ("lr", "kinds"),
    [
        (0.001, {"slow"}),
        (0.01, {"smooth"}),
        (0.02, {"smooth"}),
        # Across the valley the factor is only −0.18, so it is the order that decides.
        (0.05, {"oscillating", "smooth"}),
        (0.08, {"oscillating"}),
        (0.085, {"oscillating"}),
        # Now and then the order of the samples keeps this one from running away.
        (0.1, {"diverged", "bouncing"}),
        (0.5, {"diverged"}),
    ],
)
def test_the_sweep_with_mini_batches_over_seeds(lr: float, kinds: set[str]) -> None:
    assert {by_update(LINE, lr, 100, 4, seed).kind for seed in range(8)} <= kinds


@pytest.mark.parametrize("batch_size", [1, 2, 4])
def test_mini_batches_on_exact_data_settle_at_every_seed(batch_size: int) -> None:
    kinds = Counter(by_update(LINE, 0.01, 300, batch_size, seed).kind for seed in range(10))
    assert kinds == {"smooth": 10}


@pytest.mark.parametrize("batch_size", [1, 2, 4])
def test_mini_batches_on_noisy_data_never_settle(batch_size: int) -> None:
    kinds = Counter(by_update(NOISY, 0.01, 1500, batch_size, seed).kind for seed in range(5))
    assert kinds == {"bouncing": 5}


def test_all_noisy_data_at_once_come_to_rest_on_the_floor() -> None:
    found = by_update(NOISY, 0.01, 1500, len(NOISY))
    assert found.kind == "stalled"
    assert found.floor == pytest.approx(0.3758, abs=5e-5)
    assert found.raised == pytest.approx(0.0, abs=0.2)


@pytest.mark.parametrize("n", range(3, 11))
def test_a_line_on_a_parabola_rests_on_the_floor_of_the_closed_form(n: int) -> None:
    data = [(float(x), float(x * x)) for x in range(1, n + 1)]
    lr = 0.9 * line.largest_stable_lr(data)
    found = by_epoch(data, lr, 4000, n)
    assert found.kind == "stalled"
    assert found.floor == pytest.approx((n**2 - 1) * (n**2 - 4) / 180)
    assert found.end == pytest.approx(found.floor, rel=0.02)
    fit = line.least_squares(data)
    assert (fit.w, fit.b) == pytest.approx((n + 1, -(n + 1) * (n + 2) / 6))


def test_a_line_on_the_lessons_parabola_gets_there_as_told() -> None:
    losses = [epoch.loss for epoch in train(SQUARE, 0.01, 2000, len(SQUARE))]
    told = {1: 120.1, 10: 14.63, 100: 8.784, 500: 3.198, 1000: 2.813, 2000: 2.8}
    for epochs, loss in told.items():
        assert losses[epochs - 1] == pytest.approx(loss, rel=5e-4)
    assert passes_until([loss - 2.8 for loss in losses], 0.01) == 1045
    assert passes_until([loss - 2.8 for loss in losses], 1e-4) == 1724


@pytest.mark.parametrize(
    ("centre", "spread", "condition", "limit", "lr", "epochs"),
    [
        (0.0, 1.0, 69.9857, 0.08452, 0.01, 1528),
        (3.0, 1.0, 2.0, 0.5, 0.01, 439),
        (3.0, 1.0, 2.0, 0.5, 1 / 3, 9),
        (3.0, math.sqrt(2), 1.0, 1.0, 0.01, 442),
        (3.0, math.sqrt(2), 1.0, 1.0, 0.5, 1),
    ],
)
def test_what_centring_and_scaling_the_inputs_change(
    centre: float, spread: float, condition: float, limit: float, lr: float, epochs: int
) -> None:
    scaled = [((x - centre) / spread, y) for x, y in LINE]
    found = curvature(scaled, lr)
    assert (found.condition, found.limit) == pytest.approx((condition, limit), rel=1e-4)
    losses = [epoch.loss for epoch in train(scaled, lr, 1600, len(LINE))]
    assert passes_until(losses, 1e-6) == epochs


def test_mini_batches_on_a_parabola_bounce_above_the_floor() -> None:
    found = by_update(SQUARE, 0.01, 1500, 4)
    assert found.kind == "bouncing"
    assert found.floor == pytest.approx(2.8)


@pytest.mark.parametrize(
    ("lr", "kind"), [(0.01, "smooth"), (0.5, "smooth"), (0.9, "oscillating"), (1.1, "diverged")]
)
def test_scaled_inputs_move_the_limit_to_one(lr: float, kind: str) -> None:
    scaled = [((x - 3) / math.sqrt(2), y) for x, y in LINE]
    assert curvature(scaled, lr).limit == pytest.approx(1.0)
    assert curvature(scaled, lr).condition == pytest.approx(1.0)
    assert by_epoch(scaled, lr, 500, 5).kind == kind


@pytest.mark.parametrize(
    ("batch_size", "low", "high"), [(1, 0.35, 0.47), (4, 0.23, 0.35), (5, 0.0, 0.0)]
)
def test_the_share_of_updates_that_raised_the_loss(
    batch_size: int, low: float, high: float
) -> None:
    epochs = math.ceil(200 / math.ceil(5 / batch_size))
    shares = [by_update(LINE, 0.01, epochs, batch_size, seed).raised for seed in range(20)]
    assert low <= sum(share for share in shares if share is not None) / len(shares) <= high


def test_without_data_the_curve_alone_is_judged() -> None:
    assert happened([57.0, 20.0, 5.0, 1.0, 0.001]).kind == "smooth"
    assert happened([1.0, 5.0, 25.0]).kind == "diverged"
    assert happened([9.0, 4.0, 6.0, 3.0, 5.0, 2.0, 0.1, 0.01, 0.001]).kind == "oscillating"
    assert happened([3.0] * 30).kind == "unmoved"
    assert happened([9.0] * 3 + [3.0] * 30).kind == "stalled"


def test_a_diverged_run_tells_when_it_left_for_good() -> None:
    found = happened([5.0, 9.0, 4.0, 6.0, 30.0, math.inf, math.nan])
    assert (found.kind, found.since, found.overflow) == ("diverged", 3, 5)


def test_a_run_without_losses_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="no losses"):
        happened([])


@given(st.lists(st.floats(), min_size=1, max_size=60))
def test_every_curve_has_a_verdict(losses: list[float]) -> None:
    found = happened(losses)
    assert found.kind in KINDS
    assert (found.overflow is None) is all(map(math.isfinite, losses))
    share = raised_share(losses)
    assert share is None or 0 <= share <= 1
