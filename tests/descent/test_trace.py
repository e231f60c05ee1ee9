"""The trace of a training step, against the lesson's figures, finite differences, and numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent import line
from gdtui.descent.data import LINE, Sample
from gdtui.descent.trace import MOST_UPDATES, NODES, Loop, at_place, start, trace
from gdtui.descent.training import steps

small = st.floats(-5, 5, allow_nan=False).map(lambda value: round(value, 3))
samples = st.lists(st.tuples(small, small), min_size=1, max_size=7).map(tuple)
rates = st.sampled_from([0.001, 0.01, 0.02, 0.05])
sizes = st.integers(1, 8)
seeds = st.none() | st.integers(0, 50)

# (w, b), predictions, batch loss, (dw, db), new (w, b), loss on all data before and after
WORKED = [
    ((0, 0), (0, 0, 0, 0), 41, (-35, -12), (0.35, 0.12), (57, 39.4339)),
    ((0.35, 0.12), (1.87,), 83.3569, (-91.3, -18.26), (1.263, 0.3026), (39.4339, 9.54512856)),
    (
        (1.263, 0.3026),
        (1.5656, 2.8286, 4.0916, 5.3546),
        7.13005326,
        (-14.542, -5.0798),
        (1.40842, 0.353398),
        (9.54512856, 6.5628308738),
    ),
    (
        (1.40842, 0.353398),
        (7.395498,),
        12.992434668,
        (-36.04502, -7.209004),
        (1.7688702, 0.42548804),
        (6.5628308738, 1.7144158276),
    ),
]


def walked(at: Loop, moves: int) -> Loop:
    return at.forward(moves * len(NODES))


@pytest.mark.parametrize("number", range(4))
def test_the_first_four_steps_agree_to_the_last_digit(number: int) -> None:
    before, predictions, batch_loss, slopes, after, losses = WORKED[number]
    step = walked(start(), number).trace

    def close(numbers: object) -> object:
        return pytest.approx(numbers, rel=1e-9, abs=1e-9)

    assert (step.w, step.b) == close(before)
    assert step.predictions == close(predictions)
    assert step.batch_loss == close(batch_loss)
    assert (step.dw, step.db) == close(slopes)
    assert (step.new_w, step.new_b) == close(after)
    assert (step.loss_before, step.loss_after) == close(losses)


def test_the_shares_of_the_first_mini_batch() -> None:
    step = start().trace
    assert step.errors == (-3, -5, -7, -9)
    assert step.squares == (9, 25, 49, 81)
    assert step.dw_shares == (-1.5, -5, -10.5, -18)
    assert step.db_shares == (-1.5, -2.5, -3.5, -4.5)


def test_the_batch_loss_rises_while_the_true_loss_falls() -> None:
    first, second = start().trace, start().next_batch().trace
    assert second.batch_loss > 2 * first.batch_loss
    assert first.loss_before > first.loss_after > second.loss_after


@given(samples, small, small, rates)
def test_the_gradient_is_that_of_finite_differences(
    batch: tuple[Sample, ...], w: float, b: float, lr: float
) -> None:
    step = trace(batch, batch, w, b, lr)
    h = 1e-4

    def slope(dw: float, db: float) -> float:
        return (line.loss(batch, w + dw, b + db) - line.loss(batch, w - dw, b - db)) / (2 * h)

    # The loss is quadratic: central differences have no error but rounding.
    assert step.dw == pytest.approx(slope(h, 0), rel=1e-6, abs=1e-6)
    assert step.db == pytest.approx(slope(0, h), rel=1e-6, abs=1e-6)


@given(samples, samples, small, small, rates)
def test_every_number_is_that_of_numpy(
    data: tuple[Sample, ...], batch: tuple[Sample, ...], w: float, b: float, lr: float
) -> None:
    step = trace(data, batch, w, b, lr)
    x, y = np.array(batch).T
    guesses = w * x + b
    errors = guesses - y
    dw, db = (2 * errors * x).mean(), (2 * errors).mean()
    every_x, every_y = np.array(data).T

    def all_loss(weight: float, bias: float) -> float:
        return float(((weight * every_x + bias - every_y) ** 2).mean())

    for got, expected in (
        (step.predictions, guesses),
        (step.errors, errors),
        (step.squares, errors**2),
        (step.batch_loss, (errors**2).mean()),
        (step.dw_shares, 2 * errors * x / len(x)),
        (step.db_shares, 2 * errors / len(x)),
        ((step.dw, step.db), (dw, db)),
        ((step.new_w, step.new_b), (w - lr * dw, b - lr * db)),
        (step.loss_before, all_loss(w, b)),
        (step.loss_after, all_loss(w - lr * dw, b - lr * db)),
    ):
        np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-9)


@given(samples, rates, sizes, seeds)
def test_the_loop_is_the_trainer_of_the_code_step(
    data: tuple[Sample, ...], lr: float, size: int, seed: int | None
) -> None:
    at = start(data, lr, size, seed)
    for step in steps(data, lr, 3, size, seed):
        assert at.trace.batch == step.batch
        assert (at.trace.dw, at.trace.db) == step.gradient
        assert (at.trace.new_w, at.trace.new_b) == (step.weight, step.bias)
        assert at.epoch == step.epoch
        at = at.next_batch()
    assert (at.epoch, at.start) == (3, 0)


moves = st.lists(
    st.one_of(
        st.integers(1, 40),
        st.tuples(st.just("lr"), rates),
        st.tuples(st.just("size"), sizes),
    ),
    max_size=8,
)


@given(seeds, moves, st.integers(0, 120))
def test_back_is_exact_over_any_distance(
    seed: int | None, prepared: list[object], distance: int
) -> None:
    at = start(seed=seed)
    for move in prepared:
        at = _moved(at, move)
    there = at.forward(distance)
    assert there.back(distance) == at
    assert there.back(distance).forward(distance) == there


@given(seeds, moves)
def test_a_place_leads_back_to_the_same_state(seed: int | None, prepared: list[object]) -> None:
    at = start(seed=seed)
    for move in prepared:
        at = _moved(at, move)
    again = at_place(at.place, seed)
    assert again == at
    assert again is not None
    assert again.losses == at.losses


def _moved(at: Loop, move: object) -> Loop:
    if isinstance(move, int):
        return at.forward(move)
    assert isinstance(move, tuple)
    return at.with_lr(move[1]) if move[0] == "lr" else at.with_batch_size(move[1])


def test_back_ends_where_training_began() -> None:
    assert start().forward(3).back(99) == start()


def test_the_dials_take_effect_with_the_next_forward_pass() -> None:
    at = start().next_batch()
    assert at.with_lr(0.1).trace.new_w == pytest.approx(0.35 + 0.1 * 91.3)
    assert len(start().with_batch_size(2).trace.batch) == 2
    # The rest of the epoch is cut anew, and no sample is left out or used twice.
    cut = start().with_batch_size(1).next_batch().with_batch_size(3)
    assert [x for x, _ in cut.trace.batch] == [2, 3, 4]
    assert (cut.batch_number, cut.batches) == (1, 3)
    assert [x for x, _ in cut.next_batch().trace.batch] == [5]


def test_an_epoch_is_run_to_its_end_and_from_there_to_the_end_of_the_next() -> None:
    last = len(NODES) - 1
    for inside in range(2 * len(NODES) - 1):
        at = start().forward(inside).epoch_end()
        assert (at.epoch, at.batch_number, at.node, at.update) == (0, 1, last, 1)
    # In the last node of a mini-batch that is not the epoch's last, the epoch is not at its end.
    assert start().to_node(last).epoch_end() == start().epoch_end()
    at = start()
    for epoch in range(4):
        at = at.epoch_end()
        assert (at.epoch, at.batch_number, at.node) == (epoch, 1, last)
    whole = start().with_batch_size(5).epoch_end()
    assert (whole.epoch, whole.node, whole.epoch_end().epoch) == (0, last, 1)


def test_the_losses_grow_with_each_update() -> None:
    at = start()
    assert at.losses == (57.0,)
    assert at.forward(4).losses == (57.0, at.trace.loss_after)
    assert len(at.epoch_end().losses) == 3
    falls = at.with_batch_size(5).with_lr(0.08)
    for _ in range(20):
        falls = falls.next_batch()
    assert all(a > b for a, b in zip(falls.losses, falls.losses[1:], strict=False))


def test_above_the_limit_the_full_batch_diverges() -> None:
    at = start(lr=0.1, batch_size=5)
    for _ in range(3):
        at = at.next_batch()
    assert at.losses == pytest.approx((57, 106.36, 198.4912, 370.45), rel=1e-4)
    for _ in range(2000):
        at = at.next_batch()
    assert not math.isfinite(at.trace.loss_after)
    assert at.back(2000 * len(NODES)).losses == pytest.approx((57, 106.36, 198.49, 370.45), 1e-4)


def test_the_gradient_is_the_trainers_to_the_last_bit() -> None:
    step = trace(LINE, LINE, 0.1, 0.7, 0.01)
    assert (step.dw, step.db) == line.gradient(LINE, 0.1, 0.7)


@pytest.mark.parametrize(
    "place",
    [
        "", "loss", "1*0.01/4", "1*0.01/0 loss", "1*0.01/4 hill", "x*0.01/4 loss", "1*nan/4 loss",
        f"{MOST_UPDATES + 1}*0.01/4 loss", "-1*0.01/4 loss", "1*0.01/4  loss", "1*0.01/-4 loss",
    ],
)  # fmt: skip
def test_what_is_no_place_leads_nowhere(place: str) -> None:
    assert at_place(place) is None


def test_a_batch_needs_a_sample() -> None:
    with pytest.raises(ValueError, match="batch_size is 0"):
        start(batch_size=0)
    with pytest.raises(ValueError, match="batch_size is 0"):
        start().with_batch_size(0)
    with pytest.raises(ValueError, match="no samples"):
        trace(LINE, (), 0, 0, 0.01)
