"""Where a learner stands with the trials: what is understood, and what to do next, in words."""

from __future__ import annotations

import json

import pytest

from gdtui.lesson.experiments import Experiments
from gdtui.progress.model import Fact, Progress
from gdtui.ui.experimenting import step_to
from gdtui.ui.trials import Trials
from gdtui.ui.widgets.trying import Trying
from tests.ui.conftest import MakeApp, Memory
from tests.ui.on_the_bench import WIDE, ready, trial
from tests.ui.waiting import shows, until


@pytest.mark.parametrize(
    ("answers", "understood"),
    [
        (("1", "3"), True),
        (("1", "0"), True),
        (("0", "0"), False),
        (("1", "shown"), False),
        (("1", None), False),
    ],
)
def test_an_experiment_is_understood_where_all_was_predicted_and_something_came_true(
    bench: Experiments, answers: tuple[str | None, ...], understood: bool
) -> None:
    facts = []
    for name, answer, ran in zip(("slow", "explode"), answers, (1, 3), strict=True):
        facts += [Fact("step", "seen", name, json.dumps([ran, "It ran."]))]
        facts += [Fact("step", "answer", name, answer)] if answer is not None else []
    found = Trials(bench, "step", Progress().adding(facts)).understood
    assert [each.id for each in found] == (["learning-rate"] if understood else [])


def test_the_next_line_has_room_for_every_change(bench: Experiments) -> None:
    trials = [each for group in bench.experiments for each in group.trials]
    for ran in (False, True):
        lines = [step_to(each, ran) for each in trials]
        assert any("Set the data, batch_size=5 and lr=0.5: F12" in line for line in lines)
        assert any("Take the program as given: F12" in line for line in lines)
        assert max(map(len, lines)) <= 74
        assert all("another run" in line for line in lines) is ran


async def test_a_share_has_at_most_100_per_cent(
    make_app: MakeApp, memory: Memory, bench: Experiments
) -> None:
    app = make_app("experiments", [Fact("experiments", "place", "trial", "four")], animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_one(Trying).asking)
        await pilot.press(*"250", "enter")
        await shows(pilot, "A share of the updates is from 0 to 100 %.")
        assert screen.standing(trial(bench, "four")).stage == "open"
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: memory.progress.value("experiments", "answer", "four") == "25")
