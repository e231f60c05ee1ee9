"""The demonstrations: their form, and every claim that they make."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.descent import line, toys
from gdtui.descent.data import LINE, NOISY
from gdtui.descent.demonstrations import DEMONSTRATIONS, Demonstration
from gdtui.descent.dials import CHART, Outcome

EVERY = [(demo, choice) for demo in DEMONSTRATIONS.values() for choice in demo.choices]


def outcome(name: str, choice: str) -> Outcome:
    return DEMONSTRATIONS[name].compute(choice)


def cell(shown: Outcome, row: str, column: int) -> str:
    return next(cells[column] for cells in shown.rows if cells[0] == row)


def test_the_lesson_has_five() -> None:
    assert tuple(DEMONSTRATIONS) == (
        "adam-first-step",
        "step-decay",
        "bandit",
        "warm-up",
        "sharded-gradient",
    )
    assert all(name == demo.id for name, demo in DEMONSTRATIONS.items())


@pytest.mark.parametrize(("demo", "choice"), EVERY)
def test_every_choice_can_be_shown(demo: Demonstration, choice: str) -> None:
    shown = demo.compute(choice)
    assert shown.rows
    assert all(len(row) == len(shown.columns) for row in shown.rows)
    assert shown.curves
    for curve in shown.curves:
        assert curve.points
        assert all(math.isfinite(x) and math.isfinite(y) for x, y in curve.points)
        assert [x for x, _ in curve.points] == sorted(x for x, _ in curve.points)
    assert len({curve.name for curve in shown.curves}) == len(shown.curves)
    assert "!" not in shown.says
    assert max(len(" ".join(row)) for row in shown.rows) <= 56


@pytest.mark.parametrize("demo", DEMONSTRATIONS.values(), ids=lambda demo: demo.id)
def test_choices_differ_and_others_are_refused(demo: Demonstration) -> None:
    assert len({demo.compute(choice).rows for choice in demo.choices}) == len(demo.choices)
    with pytest.raises(ValueError, match=f"not on the dial.*{demo.choices[0][0]}"):
        demo.compute("sideways")


@pytest.mark.parametrize("slope", ["0.001", "0.1", "1", "10", "1000"])
def test_the_first_adamw_step_is_lr_and_the_plain_one_grows(slope: str) -> None:
    shown = outcome("adam-first-step", slope)
    assert cell(shown, "1", 2) == "0.1"
    assert float(cell(shown, "1", 1)) == pytest.approx(0.1 * float(slope))
    assert [row[2] for row in shown.rows] == [
        row[2] for row in outcome("adam-first-step", "1").rows
    ]
    assert ("explodes" in shown.says) == (slope == "1000")


def test_decay_ends_far_below_a_constant_rate() -> None:
    steady = toys.excess_by_epoch(toys.constant, 90, 20)
    # A long constant run hovers at about 0.11; 20 runs and 60 epochs scatter little around it.
    assert float(np.mean(steady[30:])) == pytest.approx(0.11, abs=0.02)
    for choice in ("× 0.1 per 30 epochs", "cosine to 0"):
        last = outcome("step-decay", choice).rows[-1]
        assert float(last[2]) < float(last[3]) / 10
    rates = [row[1] for row in outcome("step-decay", "× 0.1 per 30 epochs").rows]
    assert rates == ["0.02", "0.002", "0.0002"]


def test_the_bandit_learns_as_fast_as_told() -> None:
    shown = outcome("bandit", "1")
    assert [cell(shown, step, 1) for step in ("0", "1", "10", "49")] == [
        "0.5",
        "0.562",
        "0.871",
        "0.977",
    ]


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 50), st.integers(1, 40))
def test_exact_ascent_never_lowers_the_chance_of_the_better_arm(lr: float, steps: int) -> None:
    chances = toys.bandit(lr, steps)
    assert len(chances) == steps + 1
    assert chances == sorted(chances)
    assert chances[0] == 0.5
    assert chances[-1] <= 1


def test_the_bandit_climbs_its_own_slope() -> None:
    lr, h = 1e-4, 1e-5

    def chance(theta: float) -> float:
        return 1 / (1 + math.exp(-theta))

    theta, expected = 0.0, [0.5]
    for _ in range(5):
        theta += lr * (chance(theta + h) - chance(theta - h)) / (2 * h)
        expected.append(chance(theta))
    assert toys.bandit(lr, 5) == pytest.approx(expected, rel=1e-10)


def test_without_warm_up_the_run_overflows_and_says_so() -> None:
    ws = [w for _, w in toys.steep_start(0.3, warm_up=0, steps=40)]
    assert ws[:2] == pytest.approx([-16.4, 1311.8], rel=1e-4)
    assert math.isinf(ws[-1])
    shown = outcome("warm-up", "0")
    assert f"After {len(ws)} steps" in shown.says
    assert "overflows to −inf" in shown.says
    assert all(abs(w) <= CHART for _, w in shown.curves[0].points)


def test_ten_steps_of_warm_up_save_the_run() -> None:
    taken = toys.steep_start(0.3, warm_up=10, steps=40)
    assert [w for _, w in taken[:3]] == pytest.approx([1.96, 1.39, 1.02], abs=0.005)
    assert [rate for rate, _ in taken[8:12]] == pytest.approx([0.27, 0.3, 0.3, 0.3])
    assert abs(taken[-1][1]) < 1e-5
    assert "overflows" not in outcome("warm-up", "10").says


@settings(deadline=None, max_examples=40)
@given(
    st.integers(1, 6).flatmap(
        lambda size: st.lists(
            st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=size, max_size=size),
            min_size=1,
            max_size=5,
        )
    ),
    st.floats(-3, 3),
    st.floats(-3, 3),
)
def test_equal_shards_give_the_full_gradient(
    parts: list[list[tuple[float, float]]], w: float, b: float
) -> None:
    together = [sample for part in parts for sample in part]
    np.testing.assert_allclose(
        toys.plain_mean(parts, w, b), line.gradient(together, w, b), rtol=1e-9, atol=1e-9
    )


def test_unequal_shards_do_not() -> None:
    shown = outcome("sharded-gradient", "4+1")
    assert cell(shown, "plain mean", 1) == "−72.5"
    assert cell(shown, "plain mean", 2) == "−17"
    assert cell(shown, "all samples", 1) == "−50"
    assert cell(shown, "all samples", 2) == "−14"
    even = outcome("sharded-gradient", "1+1+1+1+1")
    assert cell(even, "plain mean", 1) == cell(even, "all samples", 1)


@pytest.mark.parametrize("sizes", [(4, 1), (3, 2), (2, 2, 1)])
def test_the_plain_mean_comes_to_rest_at_another_line(sizes: tuple[int, ...]) -> None:
    of_mean, of_all = toys.sharded_descent(sizes, lr=0.04, steps=800)
    weights = [1 / size for size in sizes for _ in range(size)]
    roots = np.sqrt(np.array(weights))
    features = np.array([[x, 1.0] for x, _ in NOISY])
    targets = np.array([y for _, y in NOISY])
    (w, b), *_ = np.linalg.lstsq(features * roots[:, None], targets * roots, rcond=None)
    at_rest = line.loss(NOISY, w, b) - line.least_squares(NOISY).floor
    assert of_mean[-1] == pytest.approx(at_rest, rel=0.01)
    assert of_all[-1] < at_rest / 1000


def test_shards_hold_every_sample_once() -> None:
    assert toys.shards(LINE, (2, 3)) == [LINE[:2], LINE[2:]]
    with pytest.raises(ValueError, match="shards of 4"):
        toys.shards(LINE, (2, 2))


def test_turning_a_dial_does_not_keep_anyone_waiting() -> None:
    slowest = 0.0
    for demo, choice in EVERY:
        start = time.process_time()
        demo.compute(choice)
        slowest = max(slowest, time.process_time() - start)
    # 40 ms on the machine that it was written on.
    assert slowest < 0.5
