"""The fog's rules, its levels, and its pars, recomputed by search over the dials."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdtui.descent.fog import (
    BETAS,
    LEVELS,
    LOST,
    MARK,
    PATIENCE,
    RATES,
    ROW,
    Descent,
    Level,
    adam_walk,
    begin,
    heavy_walk,
    rivals,
    steps,
)
from gdtui.descent.surfaces import SURFACES
from tests.descent.sequences import AT_PAR

levels = pytest.mark.parametrize("level", LEVELS.values(), ids=list(LEVELS))
FREE = [level for level in LEVELS.values() if level.free]
FIXED = [level for level in LEVELS.values() if not level.free]


def played(level: Level, *settings: tuple[float, float]) -> Descent:
    """A descent with these settings; the last one is repeated until it is over."""
    descent = begin(level.surface)
    for number in range(2 * PATIENCE):
        if descent.over:
            break
        descent = steps(descent, [settings[min(number, len(settings) - 1)]])
    return descent


def test_a_step_is_momentums() -> None:
    first = steps(begin(SURFACES["bowl"]), [(0.1, 0.5)])
    assert first.velocity == (4.0, -9.0)
    assert first.position == pytest.approx((3.6, -2.1))
    second = steps(first, [(0.1, 0.5)])
    assert second.velocity == pytest.approx((0.5 * 4 + 3.6, 0.5 * -9 + 3 * -2.1))
    assert second.trail[:2] == first.trail
    assert second.losses == tuple(SURFACES["bowl"].loss(*place) for place in second.trail)
    assert second.settings == ((0.1, 0.5), (0.1, 0.5))
    assert (first.steps, second.steps) == (1, 2)


def test_the_flag_counts_the_first_of_ten_steps_in_a_row() -> None:
    bowl = LEVELS["bowl"]
    descent = begin(bowl.surface)
    for rate in (1, 0.3, 0.3):
        descent = steps(descent, [(rate, 0.0)])
    assert descent.loss >= MARK
    for taken in range(ROW):
        assert descent.settled is None
        assert not descent.over
        assert descent.below == taken
        descent = steps(descent, [(0.3, 0.0)])
    assert descent.settled == 4
    assert descent.steps == 13
    assert steps(begin(bowl.surface), [(1.0, 0.0), *[(0.3, 0.0)] * 99]) == descent
    with pytest.raises(ValueError, match="over"):
        steps(descent, [(0.3, 0.0)])


def test_flying_through_is_no_arrival() -> None:
    """A rate that leads through the goal and out again: the row begins anew."""
    bowl = LEVELS["bowl"]
    descent = begin(bowl.surface)
    for rate in (1, 0.3, 0.3, 0.3):
        descent = steps(descent, [(rate, 0.0)])
    assert descent.below == 1
    for _ in range(8):
        descent = steps(descent, [(1.0, 0.0)])
    assert descent.below == 0
    assert descent.settled is None


def test_a_loss_beyond_all_bounds_has_diverged() -> None:
    descent = played(LEVELS["rosenbrock"], (3.0, 0.0))
    assert descent.diverged
    assert descent.over
    assert descent.settled is None
    assert not descent.loss <= LOST


@levels
@given(data=st.data())
def test_every_sequence_ends_in_a_sound_state(level: Level, data: st.DataObject) -> None:
    setting = st.tuples(st.sampled_from(RATES), st.sampled_from(BETAS))
    settings = data.draw(st.lists(setting, min_size=1, max_size=40))
    descent = begin(level.surface)
    for lr, beta in settings:
        if descent.over:
            break
        descent = steps(descent, [(lr, beta)])
    assert len(descent.trail) == len(descent.losses) == descent.steps + 1
    assert not (descent.diverged and descent.settled is not None)
    settled = descent.settled
    if settled is not None:
        assert all(loss < MARK for loss in descent.losses[settled:])
        assert descent.losses[settled - 1] >= MARK


@levels
def test_par_is_reached_by_its_sequence(level: Level) -> None:
    descent = played(level, *AT_PAR[level.id])
    assert descent.settled == level.par
    assert {lr for lr, _ in descent.settings} <= set(RATES)
    assert {beta for _, beta in descent.settings} <= ({0.0} if level.free else set(BETAS))
    assert level.free or len(set(descent.settings)) == 1


@pytest.mark.parametrize("level", FREE, ids=[level.id for level in FREE])
def test_no_sequence_of_rates_is_below_the_mark_before_par(level: Level) -> None:
    """Every sequence one step shorter than par, without exception: none ends below the mark."""
    x, y = (np.array([part]) for part in level.surface.start)
    with np.errstate(all="ignore"):
        for _ in range(level.par - 1):
            x, y = _every_step(level, x, y)
            losses = _loss(level, x, y)
            assert not (losses < MARK).any()
            kept = losses <= LOST
            x, y = x[kept], y[kept]


def _every_step(
    level: Level, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    gradient: Any = level.surface.gradient
    dx, dy = gradient(x, y)
    rates = np.array(RATES)[:, None]
    return (x - rates * dx).ravel(), (y - rates * dy).ravel()


def _loss(level: Level, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    loss: Any = level.surface.loss
    found: NDArray[np.float64] = loss(x, y)
    return found


@pytest.mark.parametrize("level", FIXED, ids=[level.id for level in FIXED])
def test_no_setting_of_the_two_dials_arrives_before_par(level: Level) -> None:
    found = {
        setting: settled
        for setting in product(RATES, BETAS)
        if (settled := heavy_walk(level.surface, *setting).settled) is not None
    }
    assert min(found.values()) == level.par
    assert [setting for setting, settled in found.items() if settled == level.par] == [
        AT_PAR[level.id][0]
    ]


@levels
def test_the_rivals_settings_are_the_best_of_the_dials(level: Level) -> None:
    surface = level.surface

    def best(found: dict[Any, int | None]) -> int | None:
        return min((settled for settled in found.values() if settled is not None), default=None)

    plain = {rate: heavy_walk(surface, rate).settled for rate in RATES}
    momentum = {
        setting: heavy_walk(surface, *setting).settled for setting in product(RATES, BETAS[1:])
    }
    adam = {rate: adam_walk(surface, rate).settled for rate in RATES}
    assert plain[level.plain] == best(plain)
    assert momentum[level.momentum] == best(momentum)
    assert adam[level.adam] == best(adam)
    if plain[level.plain] is None:
        lowest = {
            rate: surface.loss(*walk.trail[-1])
            for rate in RATES
            if not (walk := heavy_walk(surface, rate)).diverged
        }
        assert lowest[level.plain] == pytest.approx(min(lowest.values()))


@levels
def test_the_rivals_walk_as_a_player_would(level: Level) -> None:
    plain, momentum, adam = rivals(level)
    assert [plain.name, momentum.name, adam.name] == ["Plain descent", "Momentum", "Adam"]
    assert momentum.walk.settled == played(level, level.momentum).settled
    descent = played(level, (level.plain, 0.0))
    if plain.walk.settled is not None:
        assert plain.walk.trail == descent.trail
    assert adam.walk.settled is not None
    for rival in (plain, momentum, adam):
        assert rival.walk.trail[0] == level.surface.start


@levels
def test_the_view_shows_the_start_and_where_it_can_end(level: Level) -> None:
    (left, right), (low, high) = level.view
    for x, y in (level.surface.start, *level.surface.minima, *level.surface.traps):
        assert left < x < right
        assert low < y < high
