"""What earns the stars of the experiments: all predicted, none shown, and half of them true."""

from __future__ import annotations

import pytest

from gdtui.lesson.experiments import Experiments, Trial
from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact
from gdtui.ui.experimenting import SHOWN, result_of
from gdtui.ui.scoring import stars_of
from gdtui.ui.screens.experiments import ExperimentsScreen
from tests.ui.conftest import MakeApp
from tests.ui.waiting import until

STEP = "experiments"


@pytest.fixture
def bench(lesson: Lesson) -> Experiments:
    (body,) = (step.body for step in lesson.steps if isinstance(step.body, Experiments))
    return body


def trials(bench: Experiments, extra: bool) -> list[Trial]:
    return [trial for each in bench.experiments if each.extra is extra for trial in each.trials]


def made(trial: Trial, true: bool) -> list[Fact]:
    """A trial with a prediction and a run: 0 came to pass, which is a choice and a number."""
    said = "0" if true else "1"
    return [
        Fact(STEP, "answer", trial.id, said),
        Fact(STEP, "seen", trial.id, result_of(0, "It ran.")),
    ]


def shown(trial: Trial) -> list[Fact]:
    return [Fact(STEP, "answer", trial.id, SHOWN), made(trial, True)[1]]


async def merits(make_app: MakeApp, lesson: Lesson, facts: list[Fact]) -> tuple[set[str], int]:
    """The work that the page records when the last of these facts comes in, and the stars."""
    step = lesson.step(STEP)
    assert step is not None
    app = make_app(STEP, facts[:-1], animation=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ExperimentsScreen) and app.screen.whole)
        assert not app.progress.keys(STEP, "work")
        app.learn(facts[-1:])
        await until(pilot, lambda: app.progress.value(STEP, "work", "completed") is not None)
        await pilot.pause()
        return set(app.progress.keys(STEP, "work")) - {"completed"}, stars_of(step, app.progress)


@pytest.mark.parametrize(
    ("short_of_half", "wanted"),
    [(0, ({"experiments", "predicted", "half-true"}, 3)), (1, ({"experiments", "predicted"}, 2))],
)
async def test_half_of_what_is_needed_must_come_true(
    make_app: MakeApp,
    lesson: Lesson,
    bench: Experiments,
    short_of_half: int,
    wanted: tuple[set[str], int],
) -> None:
    needed = trials(bench, extra=False)
    true = -(-len(needed) // 2) - short_of_half
    facts = [fact for at, trial in enumerate(needed) for fact in made(trial, at < true)]
    # What is beyond need neither helps nor hurts.
    beyond = [fact for trial in trials(bench, extra=True) for fact in made(trial, True)]
    assert await merits(make_app, lesson, [*beyond, *facts]) == wanted


async def test_what_was_shown_earns_neither(
    make_app: MakeApp, lesson: Lesson, bench: Experiments
) -> None:
    first, *others = trials(bench, extra=False)
    facts = [*shown(first), *(fact for trial in others for fact in made(trial, True))]
    assert await merits(make_app, lesson, facts) == ({"experiments"}, 1)


async def test_what_was_shown_beyond_need_costs_nothing(
    make_app: MakeApp, lesson: Lesson, bench: Experiments
) -> None:
    beyond = [fact for trial in trials(bench, extra=True) for fact in shown(trial)]
    facts = [fact for trial in trials(bench, extra=False) for fact in made(trial, True)]
    found = await merits(make_app, lesson, [*beyond, *facts])
    assert found == ({"experiments", "predicted", "half-true"}, 3)
