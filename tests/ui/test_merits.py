"""What earns the second and the third star: recorded by the screens when it is truly done."""

from __future__ import annotations

import pytest

from gdtui.lesson.model import Cases, Lesson, Quiz
from gdtui.progress.model import Fact
from gdtui.progress.rounds import RESULT
from gdtui.runner.events import Finished, Measured, Started
from gdtui.ui.app import LessonApp
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.names import Names
from tests.ui.answering import answer, at, whole_round
from tests.ui.conftest import MakeApp, Script
from tests.ui.waiting import shows, until


def work(app: LessonApp, step: str) -> frozenset[str]:
    return app.progress.keys(step, "work")


@pytest.mark.parametrize(
    ("loss", "epoch", "merits"),
    [
        (2e-3, 99.0, set()),
        (9e-4, 99.0, {"low"}),
        (9e-7, 100.0, {"low", "very-low"}),
        (9e-7, 101.0, set()),
        (float("nan"), 5.0, set()),
    ],
)
async def test_a_changed_program_that_gets_low_in_a_hundred_epochs(
    make_app: MakeApp, script: Script, loss: float, epoch: float, merits: set[str]
) -> None:
    rows = ((0.0, 57.0), (epoch, loss))
    script.plays((Started(True), Measured(1, ("epoch", "loss"), rows, None), Finished(0.1, ())))
    app = make_app("code")
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 4")
        editor = app.screen.query_one(Editor)
        editor.text = editor.text.replace("lr=0.01", "lr=0.05")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "changed" in work(app, "code"))
        await pilot.pause()
        assert work(app, "code") - {"changed"} == merits


async def test_the_program_as_given_earns_no_merit(make_app: MakeApp, script: Script) -> None:
    rows = ((0.0, 57.0), (1.0, 1e-9))
    script.plays((Started(True), Measured(1, ("epoch", "loss"), rows, None), Finished(0.1, ())))
    app = make_app("code")
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 4")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: work(app, "code"))
        assert work(app, "code") == {"as-given"}


async def test_every_case_read_to_its_end_and_every_dial_turned(
    make_app: MakeApp, lesson: Lesson
) -> None:
    step = next(step for step in lesson.steps if isinstance(step.body, Cases))
    assert isinstance(step.body, Cases)
    count = len(step.body.cases)
    app = make_app(step.id)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 8")
        names = app.screen.query_one(Names)
        for index in range(1, count + 1):
            names.highlighted = index
            case = step.body.cases[index - 1].id
            await until(pilot, lambda id=case: app.progress.value(step.id, "place", "case") == id)
            await pilot.press("right_square_bracket")
        await until(pilot, lambda: "dials-turned" in work(app, step.id))
        assert "read-through" not in work(app, step.id)
        names.highlighted = 1
        for _ in range(120):
            await pilot.press("space")
            if "read-through" in work(app, step.id):
                break
        await until(pilot, lambda: "read-through" in work(app, step.id))


async def test_a_round_with_what_was_missed_asked_again_and_one_without(
    make_app: MakeApp, lesson: Lesson
) -> None:
    body = lesson.steps[5].body
    assert isinstance(body, Quiz)
    questions = [question.id for question in body.questions]
    missed = questions[:2]
    app = make_app("quiz", [Fact("quiz", "place", "seed", "7")])
    async with app.run_test(size=(100, 30)) as pilot:
        await whole_round(pilot, app, questions, set(missed))
        assert work(app, "quiz") & {"right-90", "first-90"} == set()
        await pilot.press("r")
        for question in missed:
            await at(pilot, app, question, number=2)
            await answer(pilot, app, True)
            await pilot.press("enter")
        await until(pilot, lambda: "right-90" in work(app, "quiz"))
        assert "first-90" not in work(app, "quiz")
        await at(pilot, app, RESULT, number=2)
        await pilot.press("a")
        for question in questions:
            await at(pilot, app, question, number=3)
            await answer(pilot, app, question != missed[0])
            await pilot.press("enter")
        await until(pilot, lambda: "first-90" in work(app, "quiz"))
