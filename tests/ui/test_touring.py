"""The tour through the loop: walked, left and resumed, its questions asked and remembered."""

from __future__ import annotations

import pytest

from gdtui.descent.trace import NODES
from gdtui.lesson.model import Lesson, Loop
from gdtui.progress.model import Fact, Status
from gdtui.ui.screens.loop import LoopScreen
from gdtui.ui.touring import beats
from gdtui.ui.widgets.choices import Choices
from tests.quizzing import choosing
from tests.ui.at_the_loop import SIZES, node, opened, said_whole
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


@pytest.mark.parametrize(("ascii", "wrong"), [(False, True), (True, False)])
@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_tour_is_in_sight_at_every_size(
    make_app: MakeApp, memory: Memory, size: tuple[int, int], ascii: bool, wrong: bool
) -> None:
    app = make_app("loop", ascii=ascii)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter")
        for at, beat in enumerate(screen.beats):
            await until(pilot, lambda at=at: screen.at == at)
            await pilot.pause()
            assert node(screen) == beat.stop.node
            if beat.question is not None:
                right = beat.question.right
                choice = (right + 1) % len(beat.question.choices) if wrong else right
                await pilot.press(*choosing(choice))
                verdict = "No. " if wrong else "Right. "
                await shows(pilot, verdict)
                kept = memory.progress.value("loop", "answer", beat.question.id)
                assert kept == beat.question.choices[choice].text
            await until(pilot, lambda: said_whole(screen))
            assert memory.progress.value("loop", "work", "tour") is None
            await pilot.press("enter")
        await until(pilot, lambda: memory.progress.value("loop", "work", "tour") is not None)
        await shows(pilot, "Completed. n for step 4")
        assert screen.at is None


async def test_a_question_must_be_answered_to_go_on(make_app: MakeApp) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter", "enter", "right", "right")
        await until(pilot, lambda: screen.at == 3)
        await pilot.press("right", "space", "enter")
        await shows(pilot, "Choose with ↑ ↓ first, then Enter answers.")
        assert screen.at == 3
        await pilot.press("9", "1", "enter")
        await shows(pilot, "Right. ")
        await pilot.press("right")
        await until(pilot, lambda: screen.at == 4)


async def test_before_the_slope_is_computed_the_picture_does_not_tell_it(
    make_app: MakeApp,
) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter", "right", "right", "right")
        await until(pilot, lambda: screen.at == 3)
        await shows(pilot, "What sign will dw have")
        assert "−35" not in screen_text(app)


async def test_the_tour_is_left_and_resumed(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("enter", "right", "right", "right", "1", "enter", "right", "escape")
        await until(pilot, lambda: screen.at is None)
        await shows(pilot, "takes up the tour where you left it")
        await pilot.press("right", "enter")
        await until(pilot, lambda: screen.at == 4)
        await pilot.press("left")
        await shows(pilot, "Right. ")
        await pilot.press("n")
        await until(pilot, lambda: not isinstance(app.screen, LoopScreen))
    again = make_app("loop")
    async with again.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert screen.at == 3
        await shows(pilot, "What sign will dw have", "Right. ")


async def test_walked_anew_its_questions_are_open_again(make_app: MakeApp) -> None:
    done = [Fact("loop", "work", "tour"), Fact("loop", "answer", "sign-of-dw", "Zero: w is 0")]
    app = make_app("loop", done)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert app.progress.status("loop", ["tour"]) is Status.COMPLETED
        await pilot.press("enter", "right", "right", "right")
        await until(pilot, lambda: screen.at == 3)
        assert screen.query_one(Choices).answer is None
        assert app.progress.status("loop", ["tour"]) is Status.COMPLETED


def test_the_tour_visits_every_node_and_asks_four_questions(lesson: Lesson) -> None:
    step = lesson.step("loop")
    assert step is not None
    assert isinstance(step.body, Loop)
    found = beats(step.body.stops)
    assert sum(beat.question is not None for beat in found) == 4
    assert {beat.stop.node for beat in found} == set(NODES)
