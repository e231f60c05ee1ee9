"""What each dial of the demonstrations shows, computed when it is turned."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gdtui.descent import line, toys
from gdtui.descent.data import LINE, NOISY
from gdtui.descent.formats import compact, significant
from gdtui.descent.training import Schedule


@dataclass(frozen=True)
class Curve:
    """A named curve; its points (x, y) are finite and in the order of x."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Outcome:
    """What one setting of the dial shows: a text, a table with its heads, and curves."""

    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    curves: tuple[Curve, ...]


def _choose(choice: str, choices: Iterable[str]) -> str:
    known = tuple(choices)
    if choice not in known:
        raise ValueError(f"{choice!r} is not on the dial; its choices are {', '.join(known)}")
    return choice


def _curve(name: str, values: Sequence[float], limit: float = math.inf) -> Curve:
    """``values`` by their place, as far as they are finite and within ±``limit``."""
    points: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        if not math.isfinite(value) or abs(value) > limit:
            break
        points.append((float(place), value))
    return Curve(name, tuple(points))


def _logarithms(values: Sequence[float]) -> list[float]:
    return [math.log10(value) for value in values]


# The first step of AdamW

CHART = 20.0
"""Curves of w end where they leave ± this: beside an explosion nothing else could be seen."""

SLOPES = ("0.001", "0.1", "1", "10", "1000")


def adam_first_step(choice: str) -> Outcome:
    """Plain descent and AdamW from w = 0 on a bowl that is as steep as the choice says."""
    slope = float(_choose(choice, SLOPES))
    lr, steps = 0.1, 100
    plain, adaptive = toys.scaled_bowl(slope, lr, steps)
    if abs(plain[1]) > CHART:
        course = f"Plain descent explodes, and leaves the chart (±{CHART:g}) at once."
    else:
        course = f"After {steps} steps plain descent is at {compact(plain[-1])}."
    return Outcome(
        says=(
            f"Slope {choice}, lr {lr}. The plain first step is lr times the slope: "
            f"{compact(plain[1])}. The first AdamW step is {significant(adaptive[1])}. It divides "
            f"the slope by its own size, so lr alone sets the length. {course} "
            f"AdamW is at {significant(adaptive[-1])}; the best w is 1."
        ),
        columns=("after step", "plain w", "AdamW w"),
        rows=tuple(
            (str(step), compact(plain[step]), compact(adaptive[step]))
            for step in (1, 2, 5, 10, 30, steps)
        ),
        curves=(_curve("plain", plain, limit=CHART), _curve("AdamW", adaptive)),
    )


# Learning-rate decay under mini-batch noise

EPOCHS = 90
"""As in PyTorch's ImageNet example, which also cuts its rate every 30 epochs."""

RUNS, LATE = 20, 10
"""How many shuffled runs are averaged, and over how many epochs before the one named."""


def _stairs(epoch: int) -> float:
    return toys.DECAY_LR * 0.1 ** (epoch // 30)


SCHEDULES: Mapping[str, Schedule] = MappingProxyType(
    {
        "constant": toys.constant,
        "× 0.1 per 30 epochs": _stairs,
        "cosine to 0": toys.cosine(EPOCHS),
    }
)


def step_decay(choice: str) -> Outcome:
    """Single-sample descent on noisy data: the chosen schedule beside a constant rate."""
    schedule = SCHEDULES[_choose(choice, SCHEDULES)]
    steady = toys.excess_by_epoch(toys.constant, EPOCHS, RUNS)
    chosen = steady if schedule is toys.constant else toys.excess_by_epoch(schedule, EPOCHS, RUNS)
    floor = significant(line.least_squares(NOISY).floor)
    end, steady_end = (significant(_late(excess, EPOCHS), 2) for excess in (chosen, steady))
    curves = [_curve("constant: log₁₀(loss − floor)", _logarithms(steady))]
    if chosen is steady:
        says = (
            f"The rate stays at {toys.DECAY_LR}. The loss falls, then hovers {end} above the best "
            f"line's {floor}: each sample pulls its own way, and the steps stay long."
        )
    else:
        says = (
            f"With this schedule the loss ends {end} above the best line's {floor}; at a constant "
            f"rate it ends {steady_end} above. In short steps the samples' pulls cancel."
        )
        curves.append(_curve(f"{choice}: the same", _logarithms(chosen)))
    return Outcome(
        says=f"{says} Means of {RUNS} runs and {LATE} epochs.",
        columns=("epochs", "last lr", "loss − floor", "at constant"),
        rows=tuple(
            (
                str(count),
                compact(schedule(count - 1), 2),
                significant(_late(chosen, count), 2),
                significant(_late(steady, count), 2),
            )
            for count in (30, 60, EPOCHS)
        ),
        curves=tuple(curves),
    )


def _late(excess: Sequence[float], count: int) -> float:
    return sum(excess[count - LATE : count]) / LATE


# A policy that learns from rewards

ASCENT_RATES = ("0.1", "1", "10")


def bandit(choice: str) -> Outcome:
    """Exact gradient ascent on the expected reward of a two-armed bandit."""
    lr = float(_choose(choice, ASCENT_RATES))
    chances = toys.bandit(lr, steps=50)
    curves = [_curve(f"p(best), lr {choice}", chances)]
    if choice != "1":
        curves.append(_curve("p(best), lr 1", toys.bandit(1.0, steps=50)))
    return Outcome(
        says=(
            f"At lr {choice} the policy picks the better arm with p = "
            f"{significant(chances[10])} after 10 steps and {significant(chances[49])} after 49. "
            f"The slope is p·(1 − p): it fades as the policy becomes sure, so the last bit takes "
            f"longest. This slope is exact; one estimated from sampled rewards is noisy."
        ),
        columns=("steps", "p(best)", "slope p·(1 − p)"),
        rows=tuple(
            (str(step), significant(chances[step]), compact(chances[step] * (1 - chances[step])))
            for step in (0, 1, 10, 49)
        ),
        curves=tuple(curves),
    )


# Warm-up on a steep start

WARM_UPS = ("0", "2", "3", "10", "20")


def warm_up(choice: str) -> Outcome:
    """Descent with lr 0.3 on f(w) = w⁴/4 + w²/2 from w = 4, after a warm-up."""
    lr = 0.3
    taken = toys.steep_start(lr, int(_choose(choice, WARM_UPS)), steps=40)
    rates, ws = [rate for rate, _ in taken], [4.0, *(w for _, w in taken)]
    opening = "Without warm-up" if choice == "0" else f"With {choice} steps of warm-up"
    first = f"the first lr is {significant(rates[0])} and w goes from 4 to {significant(ws[1])}."
    if math.isfinite(ws[-1]):
        ending = (
            f"Where the slope is gentle, lr {lr} is fine: after {len(taken)} steps w is "
            f"{compact(ws[-1])}, and the best w is 0."
        )
    else:
        ending = (
            f"The slope there is steeper still. After {len(taken)} steps w is too large for a "
            f"floating-point number: it overflows to {significant(ws[-1])}, and the run is lost. "
            f"The chart stops where w leaves ±{CHART:g}."
        )
    return Outcome(
        says=f"{opening} {first} {ending}",
        columns=("step", "lr", "w after it"),
        rows=tuple(
            (str(step), significant(rate), compact(w))
            for step, (rate, w) in enumerate(taken[:10], start=1)
        ),
        curves=(_curve("w", ws, CHART),),
    )


# A gradient computed by several workers

DIVISIONS = ("1+1+1+1+1", "2+2+1", "3+2", "4+1")


def sharded_gradient(choice: str) -> Outcome:
    """The mean of the workers' gradients at (0, 0) against the gradient of all samples."""
    sizes = [int(size) for size in _choose(choice, DIVISIONS).split("+")]
    parts = toys.shards(LINE, sizes)
    slopes = [line.gradient(part, 0.0, 0.0) for part in parts]
    mean, full = toys.plain_mean(parts, 0.0, 0.0), line.gradient(LINE, 0.0, 0.0)
    excess_of_mean, excess_of_all = toys.sharded_descent(sizes, lr=0.04, steps=800)
    both = (
        f"The plain mean of the workers is ({_pair(mean)}), all five samples give ({_pair(full)})"
    )
    if len(set(sizes)) == 1:
        says = f"{both}: equal parts, the same gradient. The curves lie on each other."
    else:
        says = (
            f"{both}. The plain mean counts a sample more, the fewer share its worker; weighting "
            f"each worker by its samples mends it. The curves train on points with noise: with "
            f"the plain mean the loss comes to rest {significant(excess_of_mean[-1], 2)} above "
            f"the best line's."
        )
    workers = [
        (f"x = {', '.join(f'{x:g}' for x, _ in part)}", *map(significant, slope))
        for part, slope in zip(parts, slopes, strict=True)
    ]
    return Outcome(
        says=says,
        columns=("who", "dw", "db"),
        rows=(
            *workers,
            ("plain mean", *map(significant, mean)),
            ("all samples", *map(significant, full)),
        ),
        curves=(
            _curve("plain mean: log₁₀(loss − floor)", _logarithms(excess_of_mean)),
            _curve("all samples: the same", _logarithms(excess_of_all)),
        ),
    )


def _pair(slopes: tuple[float, float]) -> str:
    return ", ".join(significant(slope) for slope in slopes)
