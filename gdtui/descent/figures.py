"""The numbers that lesson texts quote as ``{{name}}``, each computed when it is asked for.

Runs of the lesson's own program use `SEED`. Epochs are numbered from 0, as the program prints
them; "epochs until" counts passes, so that 1 means the first pass sufficed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import pairwise
from types import MappingProxyType

from gdtui.descent import faults, line
from gdtui.descent.data import LINE, SQUARE, Data, Sample
from gdtui.descent.fog_figures import FOG_FIGURES
from gdtui.descent.formats import compact, places, significant
from gdtui.descent.momentum import losses
from gdtui.descent.optimizers import Vector, heavy_ball
from gdtui.descent.real_world_figures import REAL_WORLD_FIGURES
from gdtui.descent.series import series
from gdtui.descent.training import Epoch, Step, steps, train

SEED = 7
"""The seed of the lesson's own program."""

SHUFFLES = 50
"""Seeded runs behind the shares of updates that raise the loss."""

ALL = len(LINE)


def figure(name: str) -> str:
    """The figure called ``name``, ready to read. Raises KeyError for a name that is not there."""
    if name not in FIGURES:
        raise KeyError(f"there is no figure called {name!r}; known are: {', '.join(FIGURES)}")
    return _computed(name)


@cache
def _computed(name: str) -> str:
    return FIGURES[name]()


# One run serves several figures.


@cache
def _run(
    lr: float = 0.01, batch_size: int = 4, epochs: int = 100, data: tuple[Sample, ...] = LINE
) -> tuple[Epoch, ...]:
    return tuple(train(data, lr, epochs, batch_size, SEED))


@cache
def _step(number: int) -> Step:
    """An update, counted from 1, of the samples in their given order: 1, 2, 3, 4, then 5."""
    return list(steps(LINE, epochs=1))[number - 1]


def _parts() -> str:
    """What each sample of the first mini-batch adds to dw, in a list."""
    batch = _step(1).batch
    parts = [line.gradient((sample,), 0.0, 0.0)[0] / len(batch) for sample in batch]
    return ", ".join(significant(part) for part in parts)


def _loss_after(number: int) -> float:
    step = _step(number)
    return line.loss(LINE, step.weight, step.bias)


def _batch_2_loss() -> float:
    """The second mini-batch's loss before its own update."""
    return line.loss(_step(2).batch, _step(1).weight, _step(1).bias)


def _forward() -> float:
    """The prediction for x = 5 after the first update."""
    return line.predict(_step(1).weight, _step(1).bias, LINE[-1][0])


def epochs_until(losses: Iterable[float], threshold: float) -> int:
    """How many epochs it takes until the loss is first below ``threshold``."""
    for count, value in enumerate(losses, start=1):
        if value < threshold:
            return count
    raise ValueError(f"the loss never falls below {threshold}")


def _epochs(threshold: float, lr: float = 0.01, batch_size: int = ALL) -> str:
    run = train(LINE, lr, 20_000, batch_size, SEED)
    return str(epochs_until((epoch.loss for epoch in run), threshold))


def _blow_up(batch_size: int, epochs: int = 200) -> int:
    """The epoch, numbered from 0, at which the loss at learning rate 0.5 is first not finite."""
    run = train(LINE, 0.5, epochs, batch_size, SEED)
    return next(epoch.epoch for epoch in run if not math.isfinite(epoch.loss))


def _velocity(count: int) -> str:
    """The velocity after so many steps on y = w·x with the one sample (1, 2)."""
    w: Vector = (0.0,)
    v: Vector = (0.0,)
    for _ in range(count):
        dw, _ = line.gradient([(1.0, 2.0)], w[0], 0.0)
        w, v = heavy_ball(w, v, (dw,), lr=0.1, beta=0.9)
    return significant(v[0])


def _raise_share(batch_size: int) -> str:
    """The share of 200 updates that raise the loss on all data, mean of `SHUFFLES` seeds."""
    # All samples at once are the same gradient in every order: one run tells all.
    seeds = SHUFFLES if batch_size < ALL else 1
    raised = 0
    for seed in range(seeds):
        before = line.loss(LINE, 0.0, 0.0)
        for step, _ in zip(steps(LINE, 0.01, 200, batch_size, seed), range(200), strict=False):
            after = line.loss(LINE, step.weight, step.bias)
            raised += after > before
            before = after
    return f"{100 * raised / (200 * seeds):.0f}%"


def _one_sample_raises() -> str:
    """How many updates of the run `long-one-sample` raise the loss on all data."""
    losses = [loss for _, loss in series("long-one-sample")]
    return str(sum(after > before for before, after in pairwise(losses)))


def _degrees_to_best(batch: tuple[Sample, ...]) -> str:
    """The angle at (0, 0) between −gradient of ``batch`` and the direction to (2, 1)."""
    dw, db = line.gradient(batch, 0.0, 0.0)
    fit = line.least_squares(LINE)
    return places(abs(math.degrees(math.atan2(-db, -dw) - math.atan2(fit.b, fit.w))), 1)


def _factor(lr: float, curvature: float, digits: int = 3) -> str:
    """What a step multiplies the distance by in a direction of this curvature: 1 − lr·λ."""
    return significant(1 - lr * curvature, digits)


def _halving() -> str:
    """The updates on all samples in which the loss halves when only the flat direction is left."""
    factor = 1 - 0.01 * line.curvatures(LINE)[0]
    return f"{math.log(0.5) / (2 * math.log(factor)):.0f}"


def _zero_printed() -> str:
    """The first epoch at which the lesson's program, which prints each 25th, prints 0.0000."""
    run = _run(epochs=1000)
    return next(str(epoch.epoch) for epoch in run[::25] if places(epoch.loss, 4) == "0.0000")


def _square_hover() -> str:
    """The mean loss on the parabola in the second half of 2000 epochs, mini-batches of 4."""
    half = _run(epochs=2000, data=SQUARE)[1000:]
    return significant(sum(epoch.loss for epoch in half) / len(half))


def _scaled(data: Data) -> tuple[Sample, ...]:
    """The samples with x standardised: mean 0, variance 1."""
    mean = sum(x for x, _ in data) / len(data)
    spread = math.sqrt(sum((x - mean) * (x - mean) for x, _ in data) / len(data))
    return tuple(((x - mean) / spread, y) for x, y in data)


def _scaled_updates(data: Data, lr: float = 0.5) -> str:
    """The updates on all of the scaled samples until the loss is below 1e-6."""
    run = train(_scaled(data), lr, 1000, len(data))
    return str(epochs_until((epoch.loss for epoch in run), 1e-6))


def _fault(fault: str, epoch: int) -> str:
    return compact(faults.losses(fault)[epoch - 1])


FIGURES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        # The data and its best lines
        "start-loss": lambda: significant(line.loss(LINE, 0.0, 0.0)),
        "square-slope": lambda: significant(line.least_squares(SQUARE).w),
        "square-intercept": lambda: significant(line.least_squares(SQUARE).b),
        "square-floor": lambda: significant(line.least_squares(SQUARE).floor),
        # The first two updates, samples in their given order
        "batch-1-loss": lambda: significant(line.loss(_step(1).batch, 0.0, 0.0)),
        "batch-2-loss": lambda: significant(_batch_2_loss()),
        "batch-2-loss-exact": lambda: significant(_batch_2_loss(), 6),
        "batch-1-dw": lambda: significant(_step(1).gradient[0]),
        "batch-1-db": lambda: significant(_step(1).gradient[1]),
        "batch-1-parts": _parts,
        "batch-2-dw": lambda: significant(_step(2).gradient[0]),
        "batch-2-db": lambda: significant(_step(2).gradient[1], 4),
        "update-1-w": lambda: significant(_step(1).weight),
        "update-1-b": lambda: significant(_step(1).bias),
        "update-2-w": lambda: significant(_step(2).weight, 4),
        "update-2-b": lambda: significant(_step(2).bias, 4),
        "loss-after-1": lambda: significant(_loss_after(1)),
        "loss-after-2": lambda: significant(_loss_after(2)),
        "forward-x5": lambda: significant(_forward()),
        "error-x5": lambda: significant(_forward() - LINE[-1][1]),
        "full-dw": lambda: significant(line.gradient(LINE, 0.0, 0.0)[0]),
        "full-db": lambda: significant(line.gradient(LINE, 0.0, 0.0)[1]),
        "angle-full": lambda: _degrees_to_best(LINE),
        "angle-batch": lambda: _degrees_to_best(_step(1).batch),
        # Curvature
        "lambda-min": lambda: significant(line.curvatures(LINE)[0]),
        "lambda-max": lambda: significant(line.curvatures(LINE)[1], 4),
        "condition": lambda: significant(line.condition_number(LINE), 2),
        "lr-limit": lambda: significant(line.largest_stable_lr(LINE)),
        "factor-flat": lambda: _factor(0.01, line.curvatures(LINE)[0], 4),
        "factor-steep": lambda: _factor(0.01, line.curvatures(LINE)[1]),
        "factor-steep-lr-0.1": lambda: _factor(0.1, line.curvatures(LINE)[1], 4),
        # The lesson's program: lr 0.01, batch 4, 100 epochs, seed 7
        "updates-per-epoch": lambda: str(len(list(steps(LINE, epochs=1)))),
        "updates": lambda: str(len(list(steps(LINE)))),
        "run-w": lambda: places(_run()[-1].weight, 3),
        "run-b": lambda: places(_run()[-1].bias, 3),
        "run-loss": lambda: places(_run()[-1].loss, 4),
        "run-loss-0": lambda: places(_run()[0].loss, 4),
        "run-loss-25": lambda: places(_run()[25].loss, 4),
        "run-loss-50": lambda: places(_run()[50].loss, 4),
        "run-loss-75": lambda: places(_run()[75].loss, 4),
        # The same with one number changed
        "slow-loss": lambda: places(_run(lr=0.001)[-1].loss, 4),
        "fast-loss": lambda: significant(_run(lr=0.05)[-1].loss, 2),
        "blow-up-epoch": lambda: str(_blow_up(batch_size=4)),
        "single-loss": lambda: places(_run(batch_size=1)[-1].loss, 4),
        "full-loss": lambda: places(_run(batch_size=ALL)[-1].loss, 4),
        "square-run-loss": lambda: places(_run(data=SQUARE)[-1].loss, 4),
        "run-epochs-1e-4": lambda: _epochs(1e-4, batch_size=4),
        "run-epochs-1e-6": lambda: _epochs(1e-6, batch_size=4),
        # All samples at once
        "blow-up-updates-full": lambda: str(_blow_up(batch_size=ALL) + 1),
        "epochs-1e-4": lambda: _epochs(1e-4),
        "epochs-1e-6": lambda: _epochs(1e-6),
        "epochs-1e-4-lr-0.08": lambda: _epochs(1e-4, lr=0.08),
        "epochs-momentum-1e-6": lambda: str(epochs_until(losses(0.01, 0.9), 1e-6)),
        "raise-share-1": lambda: _raise_share(1),
        "raise-share-4": lambda: _raise_share(4),
        "raise-share-full": lambda: _raise_share(ALL),
        # What the experiments show
        "factor-explode": lambda: _factor(0.5, line.curvatures(LINE)[1]),
        "batch-1-epochs-1e-2": lambda: _epochs(1e-2, batch_size=1),
        "batch-4-epochs-1e-2": lambda: _epochs(1e-2, batch_size=4),
        "batch-5-epochs-1e-2": lambda: _epochs(1e-2),
        "fast-epochs-1e-6": lambda: _epochs(1e-6, lr=0.05, batch_size=4),
        "square-feature-limit": lambda: significant(
            line.largest_stable_lr([(y, y) for _, y in SQUARE])
        ),
        "full-500-loss": lambda: places(_run(batch_size=ALL, epochs=500)[-1].loss, 4),
        "square-hover": _square_hover,
        "zero-printed-epoch": _zero_printed,
        "halving-updates": _halving,
        "scaled-updates": lambda: _scaled_updates(LINE),
        "scaled-epochs-1e-2": lambda: _scaled_updates(LINE, lr=0.01),
        # Momentum
        "velocity-1": lambda: _velocity(1),
        "velocity-2": lambda: _velocity(2),
        "momentum-gain": lambda: significant(1 / (1 - 0.9)),
        # What the quiz explains
        "one-sample-raises": _one_sample_raises,
        "one-epochs-1e-4": lambda: _epochs(1e-4, batch_size=1),
        "one-updates-1e-6": lambda: str(ALL * int(_epochs(1e-6, batch_size=1))),
        "factor-swing": lambda: _factor(0.08, line.curvatures(LINE)[1]),
        "factor-blow-up": lambda: _factor(0.1, line.curvatures(LINE)[1]),
        "square-feature-updates": lambda: _scaled_updates([(x * x, y) for x, y in SQUARE]),
        **{
            f"fault-{fault}-{epoch}": partial(_fault, fault, epoch)
            for fault in faults.FAULTS
            for epoch in (1, 10, 100)
        },
        **FOG_FIGURES,
        **REAL_WORLD_FIGURES,
    }
)
"""Every figure by its name."""
