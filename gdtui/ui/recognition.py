"""Tells from what ran which trial it was, and what came of a prediction. Pure."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from gdtui.descent import line
from gdtui.descent.datasets import dataset
from gdtui.descent.outcome import Happened, happened, passes_until, raised_share
from gdtui.lesson.experiments import (
    Experiments,
    Forecast,
    HowMany,
    Numbers,
    Trial,
    Wanted,
    WhichCourse,
    WhichCurve,
)
from gdtui.runner.events import Failed, Finished
from gdtui.ui.run_view import RunView, Trained

Series: TypeAlias = Callable[[str], Sequence[tuple[float, float]]]
"""The points (updates, loss) of a curve by its name, from 0 updates on."""

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lr": ("lr", "learning_rate", "eta", "alpha", "step_size"),
        "epochs": ("epochs", "n_epochs", "num_epochs"),
        "batch_size": ("batch_size", "batchsize", "minibatch_size"),
        "momentum": ("momentum", "beta", "mu"),
        "seed": ("seed", "random_seed"),
    }
)
"""What programs call a setting, the lesson's own name first."""


def setting(trained: Trained, name: str) -> float | None:
    """The value of a setting in a run; None where it is unknown.

    It is what the training function was called with, or else a watched number of that name
    which never changed.
    """
    names = NAMES.get(name, (name,))
    watched = [trained.columns[each] for each in names if each in trained.columns]
    if any(not _constant(column) for column in watched):
        return None
    called = [trained.settings[each] for each in names if each in trained.settings]
    return next(iter([*called, *(column[0] for column in watched)]), None)


def _constant(column: array[float]) -> bool:
    return len(column) > 0 and column.count(column[0]) == len(column)


def losses(trained: Trained) -> list[float]:
    """The loss after every report."""
    return [value for _, value in trained.points()] if trained.measure == "loss" else []


def epoch_losses(trained: Trained) -> list[tuple[float, float]]:
    """(epoch, loss) at the end of every epoch; empty where epochs are not reported."""
    columns = trained.columns
    if trained.measure != "loss" or "epoch" not in columns:
        return []
    last: dict[float, float] = {}
    told = zip(trained.told["epoch"], trained.told["loss"], strict=True)
    for epoch, loss, flags in zip(columns["epoch"], columns["loss"], told, strict=True):
        if all(flags):
            last[epoch] = loss
    return list(last.items())


def verdict(trained: Trained) -> Happened | None:
    """What happened in a run; None where no loss was reported."""
    values = losses(trained)
    if not values:
        return None
    if not own_model(trained):
        return happened(values)
    return happened(values, trained.data, trained.path())


def own_model(trained: Trained) -> bool:
    """Whether the run fitted the lesson's line: its losses are those of its weight and bias."""
    values, path = losses(trained), trained.path()
    if not trained.data or len(path) != len(values):
        return False
    rows = [(loss, at) for loss, at in zip(values, path, strict=True) if math.isfinite(loss)]
    return bool(rows) and all(
        math.isclose(line.loss(trained.data, *at), loss, rel_tol=1e-6, abs_tol=1e-12)
        for loss, at in (rows[0], rows[len(rows) // 2], rows[-1])
    )


def recognised(experiments: Experiments, view: RunView) -> list[tuple[Trial, Trained]]:
    """The trials that a run of a program was, each with the last of its training runs."""
    if not _counts(view):
        return []
    found: dict[str, tuple[Trial, Trained]] = {}
    for experiment in experiments.experiments:
        for trial in experiment.trials:
            for trained in view.trained:
                if fits(trial.wanted, trained):
                    found[trial.id] = (trial, trained)
    return list(found.values())


def _counts(view: RunView) -> bool:
    """Whether the program came to its end, or its numbers grew too large for Python."""
    if isinstance(view.ending, Failed):
        return view.ending.error == "OverflowError"
    return isinstance(view.ending, Finished)


def fits(wanted: Wanted, trained: Trained) -> bool:
    """Whether a training run is what a trial asks for. What is unknown does not fit."""
    # What is cheap comes first: a run can have a hundred thousand reports.
    return (
        dataset(trained.data) == wanted.data
        and all(_is_one_of(setting(trained, name), wanted.setting, name) for name in wanted.setting)
        and all(
            _is_one_of(setting(trained, name), wanted.perhaps, name)
            for name in wanted.perhaps
            if _named(trained, name)
        )
        and trained.measure == "loss"
        and all(_count(trained, name) >= least[0] for name, least in wanted.least.items())
        and (not wanted.below or any(value < wanted.below for value in losses(trained)))
    )


def _named(trained: Trained, name: str) -> bool:
    """Whether the program has a setting of that name, readable or not."""
    return any(each in trained.columns or each in trained.settings for each in NAMES[name])


def _is_one_of(value: float | None, numbers: Numbers, name: str) -> bool:
    return value is not None and any(math.isclose(value, one) for one in numbers[name])


def _count(trained: Trained, name: str) -> float:
    """How many epochs there really were; of other settings, the value."""
    value = float(len(epoch_losses(trained))) if name == "epochs" else setting(trained, name)
    return -math.inf if value is None else value


# Predictions


def truth(forecast: Forecast, trained: Trained, series: Series) -> float | None:
    """What a prediction should have said: the index of a choice, or the number."""
    if isinstance(forecast, HowMany):
        return _number(forecast, trained)
    if isinstance(forecast, WhichCurve):
        return float(_nearest([series(choice.series) for choice in forecast.choices], trained))
    return _choice(forecast, trained)


def _number(forecast: HowMany, trained: Trained) -> float | None:
    if forecast.measure == "raised":
        share = raised_share(losses(trained))
        return None if share is None else 100 * share
    return passes_until([loss for _, loss in epoch_losses(trained)], forecast.below)


def _choice(forecast: WhichCourse, trained: Trained) -> float | None:
    found = verdict(trained)
    kinds = [choice.outcomes for choice in forecast.choices]
    return next((i for i, each in enumerate(kinds) if found and found.kind in each), None)


def _nearest(curves: Iterable[Sequence[tuple[float, float]]], trained: Trained) -> int:
    """The curve that runs closest to the losses, by their logarithms."""
    values = losses(trained)

    def distance(curve: Sequence[tuple[float, float]]) -> float:
        pairs = zip(values, (loss for _, loss in curve[1:]), strict=False)
        gaps = [abs(_logarithm(a) - _logarithm(b)) for a, b in pairs]
        return sum(gaps) / len(gaps) if gaps else math.inf

    distances = [distance(curve) for curve in curves]
    return distances.index(min(distances))


def _logarithm(value: float) -> float:
    return math.log10(min(max(value, 1e-12), 1e12)) if value == value else 12.0


def came_true(forecast: Forecast, predicted: float, happened_: float) -> bool:
    """Whether what was predicted is what happened."""
    if isinstance(forecast, HowMany):
        return forecast.comes_true(predicted, happened_)
    return predicted == happened_


def explanation(forecast: Forecast, predicted: float, happened_: float) -> str:
    """The text that fits the difference between what was predicted and what happened."""
    if isinstance(forecast, HowMany):
        return forecast.explanation(predicted, happened_)
    return forecast.choices[int(predicted)].why
