"""Mini-batch descent: against numpy, against the learner's program, against known figures."""

from __future__ import annotations

import math
import random
import runpy
from itertools import groupby
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdtui
from gdtui.descent import line
from gdtui.descent.data import LINE, SQUARE, Data
from gdtui.descent.training import steps, train

PROGRAM = Path(__file__).parents[2] / "content" / "gradient-descent" / "code" / "train.py"
modest = settings(deadline=None, max_examples=25)


def by_numpy(
    data: Data, lr: float, epochs: int, batch_size: int, seed: int | None
) -> list[tuple[float, float, float]]:
    """The same training, written a second time with arrays."""
    order = None if seed is None else random.Random(seed)
    parameters, measured = np.zeros(2), []
    table = np.array(data)
    for _ in range(epochs):
        places = list(range(len(table)))
        if order is not None:
            order.shuffle(places)
        for batch in (places[i : i + batch_size] for i in range(0, len(places), batch_size)):
            features = np.column_stack([table[batch, 0], np.ones(len(batch))])
            errors = features @ parameters - table[batch, 1]
            parameters = parameters - lr * 2 * features.T @ errors / len(batch)
        errors = table[:, 0] * parameters[0] + parameters[1] - table[:, 1]
        weight, bias = map(float, parameters)
        measured.append((float(np.mean(errors * errors)), weight, bias))
    return measured


@modest
@given(
    st.sampled_from([LINE, SQUARE]),
    st.floats(1e-4, 0.02),
    st.integers(1, 30),
    st.integers(1, 7),
    st.none() | st.integers(0, 99),
)
def test_train_agrees_with_numpy(
    data: Data, lr: float, epochs: int, batch_size: int, seed: int | None
) -> None:
    ours = [
        (epoch.loss, epoch.weight, epoch.bias)
        for epoch in train(data, lr, epochs, batch_size, seed)
    ]
    np.testing.assert_allclose(
        ours, by_numpy(data, lr, epochs, batch_size, seed), rtol=1e-9, atol=1e-12
    )


def test_train_is_the_learners_program_to_the_last_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    watched: list[dict[str, float]] = []
    monkeypatch.setattr(gdtui, "watch", lambda **values: watched.append(values))
    state = random.getstate()
    try:
        runpy.run_path(str(PROGRAM))
    finally:
        random.setstate(state)
    assert watched == [epoch._asdict() for epoch in train(LINE, seed=7)]


def test_steps_and_train_tell_the_same_story() -> None:
    updates = steps(LINE, epochs=5, seed=3)
    ends = [list(group)[-1] for _, group in groupby(updates, key=lambda step: step.epoch)]
    assert [(epoch.weight, epoch.bias) for epoch in train(LINE, epochs=5, seed=3)] == [
        (step.weight, step.bias) for step in ends
    ]


def test_the_first_four_updates_in_the_given_order() -> None:
    first, second, third, fourth = steps(LINE, epochs=2)
    assert first.batch == LINE[:4]
    assert first.gradient == pytest.approx((-35, -12))
    assert (first.weight, first.bias) == pytest.approx((0.35, 0.12))
    assert line.loss(first.batch, 0, 0) == pytest.approx(41)
    assert second.batch == LINE[4:]
    assert second.gradient == pytest.approx((-91.3, -18.26))
    assert (second.weight, second.bias) == pytest.approx((1.263, 0.3026))
    assert line.loss(second.batch, first.weight, first.bias) == pytest.approx(83.3569)
    assert third.gradient == pytest.approx((-14.542, -5.0798))
    assert (third.weight, third.bias) == pytest.approx((1.40842, 0.353398))
    assert fourth.gradient == pytest.approx((-36.04502, -7.209004))
    assert (fourth.weight, fourth.bias) == pytest.approx((1.7688702, 0.42548804))
    after = [line.loss(LINE, s.weight, s.bias) for s in (first, second, third, fourth)]
    assert after == pytest.approx([39.4339, 9.54512856, 6.5628308738, 1.7144158276])


@pytest.mark.parametrize(
    ("lr", "after_1", "after_10", "after_100"),
    [
        (0.001, 54.34, 35.32, 0.5031),
        (0.01, 33.23, 0.2865, 0.01587),
        (0.05, 1.94, 0.02221, 0.001032),
        (0.08, 45.45, 5.936, 0.0001297),
        (0.0845, 56.93, 56.34, 50.84),
        (0.085, 58.29, 71.29, 535.0),
        (0.1, 106.4, 29230.0, 7.209e28),
        (0.5, 6683.0, 2.812e22, 4.886e208),
    ],
)
def test_all_samples_at_once(lr: float, after_1: float, after_10: float, after_100: float) -> None:
    losses = [epoch.loss for epoch in train(LINE, lr, 100, batch_size=5)]
    assert (losses[0], losses[9], losses[99]) == pytest.approx(
        (after_1, after_10, after_100), rel=1e-3
    )


def test_distances_shrink_by_one_minus_lr_times_curvature() -> None:
    lr = 0.01
    for curvature in line.curvatures(LINE):
        (ww, wb), _ = line.hessian(LINE)
        direction = np.array([wb, curvature - ww]) / math.hypot(wb, curvature - ww)
        # The update from the best line plus one unit in this direction.
        w, b = 2 + direction[0], 1 + direction[1]
        dw, db = line.gradient(LINE, w, b)
        after = np.array([w - lr * dw - 2, b - lr * db - 1])
        np.testing.assert_allclose(after, (1 - lr * curvature) * direction, atol=1e-12)


def test_default_runs_end_where_the_lesson_says() -> None:
    runs = [list(train(LINE, seed=seed)) for seed in range(60)]
    ends = [run[-1] for run in runs]
    # Means over seeds, within a good three standard errors.
    assert fmean(end.weight for end in ends) == pytest.approx(2.058, abs=0.003)
    assert fmean(end.bias for end in ends) == pytest.approx(0.7895, abs=0.008)
    assert fmean(end.loss for end in ends) == pytest.approx(0.0084, abs=0.0007)
    assert fmean(run[25].loss for run in runs) == pytest.approx(0.0233, abs=0.0018)
    assert not [end for end in ends if abs(end.weight - 2) < 0.01 and abs(end.bias - 1) < 0.01]


def test_a_fresh_copy_is_shuffled_in_every_epoch() -> None:
    order = random.Random(11)
    expected = []
    for _ in range(3):
        copy = list(LINE)
        order.shuffle(copy)
        expected.append(copy)
    seen = [
        [sample for step in group for sample in step.batch]
        for _, group in groupby(steps(LINE, epochs=3, batch_size=2, seed=11), lambda s: s.epoch)
    ]
    assert seen == expected


def test_a_schedule_gives_each_epoch_its_rate() -> None:
    losses = [epoch.loss for epoch in train(LINE, lambda epoch: 0.01 * (epoch == 1), 3)]
    assert losses == pytest.approx([57, 9.54512856, 9.54512856])


def test_explosion_goes_on_in_inf_and_nan() -> None:
    run = list(train(LINE, 0.5, 300, batch_size=5))
    assert math.isinf(next(epoch.loss for epoch in run if not math.isfinite(epoch.loss)))
    assert math.isnan(run[-1].weight)


def test_an_empty_mini_batch_is_named() -> None:
    with pytest.raises(ValueError, match="batch_size is 0"):
        next(train(LINE, batch_size=0))
