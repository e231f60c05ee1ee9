"""What an author of experiments gets wrong is told, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdtui.lesson.experiments import Experiments, HowMany, WhichCourse, WhichCurve
from gdtui.lesson.load import check
from gdtui.lesson.uses import datasets_in, figures_in, outcomes_in, series_in, trials_in

STEP = """
[[step]]
id = "try"
title = "Try"
kind = "experiments"
file = "try"
minutes = 3
invitation = "Predict"
work = ["experiments"]
"""

TOML = """\
text = "text.md"
program = "train.py"

[[experiment]]
id = "rate"
title = "The rate"
text = "It starts at {{start-loss}}."

[[experiment.trial]]
id = "fast"
title = "lr 0.5"
kind = "course"
prompt = "What will happen?"
change = "Set lr to 0.5."
data = "line"
shows = "It explodes."
why = "It is past {{lr-limit}}."
below = 0.5
[experiment.trial.setting]
lr = [0.5]
[experiment.trial.least]
epochs = [3]
[[experiment.trial.edit]]
old = "lr = 0.01"
new = "lr = 0.5"
[[experiment.trial.choice]]
text = "it falls"
outcomes = ["smooth"]
why = "No."
[[experiment.trial.choice]]
text = "it explodes"
outcomes = ["diverged"]
why = "Yes."

[[experiment.trial]]
id = "which"
title = "which"
kind = "curve"
prompt = "Which?"
change = "Run."
data = "square"
shows = "This one."
why = "So."
[[experiment.trial.choice]]
text = "A"
series = "lr-1e-3"
why = "Slow."

[[experiment.trial]]
id = "count"
title = "how many"
kind = "number"
measure = "epochs"
unit = "epochs"
target = 0.01
prompt = "How many?"
change = "Run."
data = "line"
close = "Near."
low = "More."
high = "Fewer."
shows = "So many."
why = "So."
"""


@pytest.fixture
def trying(folder: Path) -> Path:
    """The small lesson with a step of experiments; its TOML can be written anew."""
    (folder / "try").mkdir()
    (folder / "try/text.md").write_text("Four things.\n", encoding="utf-8")
    (folder / "try/train.py").write_text("lr = 0.01\nprint(lr)\n", encoding="utf-8")
    (folder / "try/experiments.toml").write_text(TOML, encoding="utf-8")
    lesson = folder / "lesson.toml"
    lesson.write_text(lesson.read_text(encoding="utf-8") + STEP, encoding="utf-8")
    return folder


def test_experiments_are_read(trying: Path) -> None:
    lesson, faults = check(trying)
    assert faults == ()
    assert lesson is not None
    body = lesson.steps[-1].body
    assert isinstance(body, Experiments)
    (experiment,) = body.experiments
    kinds = [type(trial.forecast) for trial in experiment.trials]
    assert kinds == [WhichCourse, WhichCurve, HowMany]
    first = experiment.trials[0]
    assert first.program(body.source) == "lr = 0.5\nprint(lr)\n"
    assert (first.wanted.setting, first.wanted.least, first.wanted.below) == (
        {"lr": (0.5,)},
        {"epochs": (3,)},
        0.5,
    )
    assert not experiment.extra


def test_what_experiments_ask_of_the_mathematics_is_listed(trying: Path) -> None:
    lesson, _ = check(trying)
    assert lesson is not None
    assert list(trials_in(lesson)) == [
        f"step try, experiment rate, trial {name}" for name in ("fast", "which", "count")
    ]
    assert set(datasets_in(lesson)) == {"line", "square"}
    assert set(outcomes_in(lesson)) == {"smooth", "diverged"}
    assert set(series_in(lesson)) == {"lr-1e-3"}
    assert figures_in(lesson)["lr-limit"] == ("step try, experiment rate",)


FAULTS = [
    ('old = "lr = 0.01"', 'old = "lr = 7"', "stands in the program 0 times"),
    ('kind = "course"', 'kind = "guess"', "guess"),
    ('measure = "epochs"', 'measure = "raised"', "does not go with the measure"),
    ("target = 0.01", "target = 0", "does not go with the measure"),
    ('id = "which"', 'id = "fast"', "fast"),
    ('shows = "It explodes."', "", "is missing"),
    ("lr = [0.5]", 'lr = ["fast"]', "is not only numbers"),
    ('series = "lr-1e-3"', "", "is missing"),
    ('program = "train.py"', 'program = "other.py"', "is not there"),
    ("below = 0.5", "below = -1", "is below 0"),
    ('why = "Yes."', 'why = "Yes."\nwhose = "mine"', "whose"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_is_told(trying: Path, old: str, new: str, told: str) -> None:
    assert TOML.count(old) == 1
    (trying / "try/experiments.toml").write_text(TOML.replace(old, new), encoding="utf-8")
    lesson, faults = check(trying)
    assert lesson is None
    assert any(told in str(fault) for fault in faults), faults
