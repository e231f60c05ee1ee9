"""Missed questions are asked again: from the recap, and on other days, box by box."""

from __future__ import annotations

from functools import partial

import pytest
from textual.pilot import Pilot

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, Progress
from gdtui.progress.rounds import RESULT, RETURNS, Answered, due, key_of, rounds
from gdtui.ui.app import OVERVIEW, LessonApp
from gdtui.ui.screens.overview import OverviewScreen
from gdtui.ui.screens.recap import RecapScreen
from tests.ui.answering import DAY, answer, at, begun, quiz, quiz_facts
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


async def to_the_end(pilot: Pilot[None], app: LessonApp) -> None:
    await shows(pilot, "looking back")
    await pilot.press("end", "space")
    await until(pilot, lambda: app.progress.value("connections", "work", "recap") is not None)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_what_was_missed_is_asked_again_from_the_recap_which_it_leads_back_to(
    make_app: MakeApp, lesson: Lesson, size: tuple[int, int]
) -> None:
    app = make_app("connections", quiz_facts(lesson, "direction", "velocity"), today=lambda: DAY)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Step 9")
        await pilot.press("r")
        await shows(pilot, "looking back", "m Missed again")
        await to_the_end(pilot, app)
        await shows(pilot, "m asks the 2 missed again.")
        await pilot.press("m")
        await at(pilot, app, "direction", number=2)
        await shows(pilot, "Missed question 1 of 2")
        await pilot.press("escape")
        await to_the_end(pilot, app)
        await pilot.press("m")
        await at(pilot, app, "direction", number=2)
        await answer(pilot, app, right=True)
        # Left in the middle, it goes on where it was.
        await pilot.press("9")
        await shows(pilot, "Step 9")
        await pilot.press("r")
        await to_the_end(pilot, app)
        await shows(pilot, "m asks the one missed again.")
        await pilot.press("m")
        await at(pilot, app, "direction", number=2)
        await pilot.press("enter")
        await at(pilot, app, "velocity", number=2)
        await answer(pilot, app, right=False)
        await pilot.press("enter")
        await at(pilot, app, RESULT, number=2)
        await shows(pilot, "1 of 2 right in what you had missed", "92%")
        await shows(pilot, "Enter: back to the recap; r asks the one missed again.")
        await shows(pilot, "Enter Back to the recap")
        await pilot.press("enter")
        await to_the_end(pilot, app)
        await shows(pilot, "m asks the one missed again.")
        await pilot.press("m")
        await at(pilot, app, "velocity", number=3)
        await answer(pilot, app, right=True)
        await pilot.press("enter")
        await at(pilot, app, RESULT, number=3)
        await shows(pilot, "Enter: back to the recap.")
        await pilot.press("enter")
        await to_the_end(pilot, app)
        await pilot.press("home")
        await shows(pilot, "You have no missed question open.")
        assert "Missed again" not in screen_text(app)
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, RecapScreen)


async def test_on_other_days_the_missed_return_in_the_recap_and_at_the_start(
    make_app: MakeApp, lesson: Lesson, memory: Memory
) -> None:
    """Box by box, always by keys: asked on the day it is due, and on no day before."""
    questions = [q.id for q in quiz(lesson).questions]
    day = DAY
    memory.progress = Progress().adding(quiz_facts(lesson, "direction"))
    for number, rest in enumerate(RETURNS, start=2):
        assert due(rounds(memory.progress, "quiz", questions), day + rest - 1) == ()
        day += rest
        app = make_app(None, [Fact("", "place", "step", OVERVIEW)], today=partial(int, day))
        async with app.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "1 question that you missed returns today: d asks again.")
            if number % 2:
                await pilot.press("r")
                await shows(pilot, "1 question of the quiz that you missed is open")
                await pilot.press("m")
            else:
                await pilot.press("d")
            await at(pilot, app, "direction", number=number)
            await answer(pilot, app, right=True)
            await pilot.press("enter")
            await at(pilot, app, RESULT, number=number)
            await pilot.press("o")
            await shows(pilot, "Enter opens step")
            assert "returns today" not in screen_text(app)
            await pilot.press("r")
            await shows(pilot, "You have no missed question open.")
            if number <= len(RETURNS):
                told = " ".join(screen_text(app).split())
                assert f"One that you missed once returns in {RETURNS[number - 1]} days." in told
            else:
                assert "returns" not in screen_text(app)
    assert due(rounds(memory.progress, "quiz", questions), day + 1000) == ()


async def test_missed_questions_return_on_another_day(
    make_app: MakeApp, memory: Memory, questions: list[str]
) -> None:
    missed = questions[0], questions[3]
    facts = begun(questions, RESULT)
    for question in questions:
        told = Answered((0.0,), question not in missed, DAY)
        facts.append(Fact("quiz", "answer", key_of(1, question), told.written()))
    app = make_app(None, facts, today=lambda: DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "today" not in screen_text(app)
    later = make_app(None, today=lambda: DAY + 1)
    async with later.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "2 questions return today: d asks again.", "d Due questions")
        await pilot.press("d")
        for question in missed:
            await at(pilot, later, question, number=2)
            await shows(pilot, "Returning question")
            await answer(pilot, later, right=True)
            await pilot.press("enter")
        await at(pilot, later, RESULT, number=2)
        await shows(
            pilot, "2 of 2 right in the questions that returned", "100%", "12 of 12 right, 10 of"
        )
        history = rounds(memory.progress, "quiz", questions)
        assert due(history, DAY + 1) == ()
        assert set(due(history, DAY + 4)) == set(missed)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(later.screen, OverviewScreen))
        assert "today" not in screen_text(later)
