"""A trial is recognised by what ran, however the program is written; a near miss is not."""

from __future__ import annotations

import math

import pytest

from gdtui.descent.series import series
from gdtui.lesson.experiments import Experiments, HowMany, Trial, WhichCourse, WhichCurve
from gdtui.runner.events import Stopped
from gdtui.ui.recognition import (
    came_true,
    epoch_losses,
    explanation,
    losses,
    own_model,
    recognised,
    setting,
    truth,
    verdict,
)
from gdtui.ui.run_view import RunView
from tests.ui.experimenting import run


def trials(bench: Experiments) -> dict[str, Trial]:
    return {trial.id: trial for each in bench.experiments for trial in each.trials}


def ids(bench: Experiments, source: str) -> set[str]:
    return {trial.id for trial, _ in recognised(bench, run(source))}


TRIALS = [
    "slow", "explode", "four", "one", "all", "noise", "line", "feature", "scaled-feature",
    "coarse", "fine", "better-rate", "scaled", "heavy-ball",
]  # fmt: skip


def test_these_are_all_trials(bench: Experiments) -> None:
    assert list(trials(bench)) == TRIALS


RIGHT = {
    "slow": 1, "explode": 3, "four": 29, "one": 40, "all": 169, "noise": 2, "line": 1,
    "feature": 2, "scaled-feature": 1, "coarse": 420, "fine": 755, "better-rate": 143,
    "scaled": 1, "heavy-ball": 103,
}  # fmt: skip


@pytest.mark.parametrize("name", TRIALS)
def test_the_change_of_each_trial_is_recognised_and_has_a_true_prediction(
    bench: Experiments, name: str
) -> None:
    trial = trials(bench)[name]
    view = run(trial.program(bench.source))
    found = {trial.id: trained for trial, trained in recognised(bench, view)}
    assert name in found
    assert own_model(found[name])
    happened = truth(trial.forecast, found[name], series)
    assert happened is not None
    assert came_true(trial.forecast, RIGHT[name], happened)
    if isinstance(trial.forecast, HowMany):
        assert happened == pytest.approx(RIGHT[name], rel=0.15)
        assert explanation(trial.forecast, happened / 4, happened) == trial.forecast.low
        assert explanation(trial.forecast, happened * 4, happened) == trial.forecast.high
    else:
        wrong = [i for i in range(len(trial.forecast.choices)) if i != RIGHT[name]]
        assert wrong
        assert not any(came_true(trial.forecast, i, happened) for i in wrong)


def test_the_program_as_given_is_one_trial_alone(bench: Experiments) -> None:
    assert ids(bench, bench.source) == {"four"}


MANY_WAYS = [
    # the call names it
    ("print(train_linear_model(data))", "print(train_linear_model(data, lr=0.001))"),
    ("print(train_linear_model(data))", "train_linear_model(data, 0.001)"),
    ("print(train_linear_model(data))", "rate = 1 / 1000\ntrain_linear_model(data, lr=rate)"),
    ("print(train_linear_model(data))", "train_linear_model(**{'data': data, 'lr': 1e-3})"),
    ("lr=0.01,", "lr=1e-3,"),
    # a loop over rates, and a name for the function
    (
        "print(train_linear_model(data))",
        "for lr in [0.02, 0.001, 0.01]:\n    train_linear_model(data, lr)",
    ),
    (
        "print(train_linear_model(data))",
        "from functools import partial\nslow = partial(train_linear_model, lr=0.001)\nslow(data)",
    ),
    # other data of the same points, in another order
    (
        "print(train_linear_model(data))",
        "train_linear_model([(5, 11), (4, 9), (3, 7), (2, 5), (1, 3)], lr=0.001)",
    ),
    # changed before the first report
    ("    random.seed(seed)", "    lr = lr / 10\n    random.seed(seed)"),
]


@pytest.mark.parametrize(("old", "new"), MANY_WAYS)
def test_many_ways_to_run_with_a_tenth_of_the_rate(bench: Experiments, old: str, new: str) -> None:
    assert bench.source.count(old) == 1
    assert "slow" in ids(bench, bench.source.replace(old, new))


def test_a_program_of_the_learners_own_counts(bench: Experiments) -> None:
    source = """
from gdtui import watch
data = [[x, 2 * x + 1] for x in (1, 2, 3, 4, 5)]
def fit(data, learning_rate, n_epochs):
    w = b = 0.0
    for epoch in range(n_epochs):
        for x, y in data:
            e = w * x + b - y
            w, b = w - learning_rate * 2 * e * x, b - learning_rate * 2 * e
        watch(epoch=epoch, loss=sum((w * x + b - y) * (w * x + b - y) for x, y in data) / 5,
              w=w, b=b)
fit(data, 0.5, 60)
"""
    assert ids(bench, source) == {"explode"}


def test_module_level_code_and_watched_settings_count(bench: Experiments) -> None:
    source = """
from gdtui import watch
data = [(x, 2 * x + 1) for x in range(1, 6)]
w = b = 0.0
for epoch in range(60):
    for x, y in data:
        e = w * x + b - y
        w, b = w - 0.001 * 2 * e * x, b - 0.001 * 2 * e
    watch(epoch=epoch, loss=sum((w * x + b - y) ** 2 for x, y in data) / 5, w=w, b=b, {})
"""
    assert ids(bench, source.replace("{}", "lr=0.001, batch_size=4")) == {"slow"}
    assert ids(bench, source.replace("{}", "rate=0.001")) == set()
    assert ids(bench, source.replace("{}", "lr=0.001 + epoch, batch_size=4")) == set()


def test_an_explosion_that_python_stops_counts(bench: Experiments) -> None:
    source = bench.source.replace("error * error", "error ** 2").replace("lr=0.01", "lr=0.5")
    view = run(source)
    assert view.ending is not None
    assert "OverflowError" in repr(view.ending)
    assert "explode" in {trial.id for trial, _ in recognised(bench, view)}


NEAR_MISSES = [
    ("slow", "lr=0.001", "lr=0.0011"),
    ("slow", "lr=0.001", "lr=0.01 # lr=0.001"),
    ("slow", "epochs=100", "epochs=20"),
    ("slow", "momentum=0.0", "momentum=0.9"),
    ("slow", "2 * x + 1", "2 * x + 2"),
    ("slow", "range(1, 6)", "range(1, 7)"),
    ("explode", "lr=0.5", "lr=0.05"),
    ("explode", "2 * x + 1", "x * x"),
    ("four", "batch_size=4", "batch_size=3"),
    ("one", "batch_size=1", "batch_size=2"),
    ("one", "epochs=100", "epochs=10"),
    ("all", "batch_size=5", "batch_size=4"),
    ("noise", "(1, 3.5), (2, 4.2), (3, 7.3), (4, 9.7), (5, 10.3)",
     "(1, 3.0), (2, 5.0), (3, 7.0), (4, 9.0), (5, 11.0)"),
    ("noise", "epochs=1000", "epochs=100"),
    ("line", "x * x", "x * x * x"),
    ("line", "epochs=2000", "epochs=200"),
    ("feature", "(x * x, x * x)", "(x * x, x)"),
    ("scaled-feature", "74.8**0.5", "74.0**0.5"),
    ("scaled-feature", "lr=0.5", "lr=0.01"),
    ("coarse", "epochs=1000", "epochs=300"),
    ("fine", "epochs=1000", "epochs=500"),
    ("better-rate", "lr=0.05", "lr=0.04"),
    ("scaled", "x - 3", "x - 2"),
    ("heavy-ball", "momentum=0.9", "momentum=0.8"),
    ("heavy-ball", "epochs=200", "epochs=50"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), NEAR_MISSES)
def test_near_misses_do_not_count(bench: Experiments, name: str, old: str, new: str) -> None:
    source = trials(bench)[name].program(bench.source)
    assert source.count(old) == 1
    assert name not in ids(bench, source.replace(old, new))


def test_data_that_cannot_be_read_is_unknown(bench: Experiments) -> None:
    source = bench.source.replace("lr=0.01", "lr=0.001")
    hidden = source.replace("    data,\n", "    points,\n").replace("in data", "in points")
    hidden = hidden.replace("data[:]", "points[:]").replace("len(data)", "len(points)")
    hidden = hidden.replace("data = [", "numbers = [").replace("model(data)", "model(numbers)")
    assert hidden.count("points") == 5
    assert "slow" in ids(bench, source)
    assert ids(bench, hidden) == set()


def test_a_stopped_run_and_one_that_fails_do_not_count(bench: Experiments) -> None:
    view = run(bench.source.replace("lr=0.01", "lr=0.001"))
    stopped = RunView(view.source, view.trained).fold([Stopped("asked", "Stopped.")])
    assert recognised(bench, stopped) == []
    assert ids(bench, bench.source + "\nraise ValueError\n") == set()


def test_several_trainings_in_one_run_are_all_looked_at(bench: Experiments) -> None:
    source = bench.source + "\nfor lr in (0.001, 0.5):\n    train_linear_model(data, lr)\n"
    assert ids(bench, source) == {"four", "slow", "explode"}


def test_epochs_and_updates_are_both_read(bench: Experiments) -> None:
    view = run(bench.source)
    (trained,) = view.trained
    assert len(losses(trained)) == 200
    assert [epoch for epoch, _ in epoch_losses(trained)] == list(range(100))
    assert setting(trained, "lr") == 0.01
    assert setting(trained, "seed") == 7
    assert setting(trained, "nothing") is None


def test_another_model_is_judged_by_its_curve_alone() -> None:
    source = """
from gdtui import watch
def fit(data, lr):
    for epoch in range(5):
        watch(epoch=epoch, loss=100.0 / 9 ** epoch, weight=0.0, bias=0.0)
fit([(1, 3), (2, 5)], 0.1)
"""
    (trained,) = run(source).trained
    assert not own_model(trained)
    found = verdict(trained)
    assert found is not None
    assert (found.kind, found.floor) == ("smooth", None)


def test_without_a_loss_there_is_no_verdict() -> None:
    source = "from gdtui import watch\nfor i in range(3):\n    watch(step=i, speed=i)\n"
    (trained,) = run(source).trained
    assert verdict(trained) is None


def test_numbers_of_nothing_come_true_only_together() -> None:
    number = HowMany("?", "raised", "%", 0.0, "close", "low", "high")
    assert number.comes_true(0, 0)
    assert not number.comes_true(1, 0)
    assert not number.comes_true(0, 30)
    assert number.comes_true(20, 30)
    assert not number.comes_true(19, 30)
    assert math.isclose(30 / 20, 1.5)


def test_choices_of_every_trial_are_explained(bench: Experiments) -> None:
    for trial in trials(bench).values():
        if isinstance(trial.forecast, (WhichCourse, WhichCurve)):
            texts = [explanation(trial.forecast, i, 0) for i in range(len(trial.forecast.choices))]
            assert len(set(texts)) == len(texts)
