"""A descent in the fog is found as it was left, level by level, whatever was kept of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdtui.lesson.model import Lesson
from gdtui.progress.model import FOG, Fact
from gdtui.progress.score import pushes
from gdtui.ui.recap import gather
from gdtui.ui.screens.fog_descent import FogDescentScreen
from gdtui.ui.screens.overview import OverviewScreen
from gdtui.ui.widgets.names import Names
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.test_fog import opened, opened_from_list, set_dials
from tests.ui.waiting import shows, until


@pytest.mark.parametrize("leaving", ["escape", "o", "3"])
async def test_a_descent_under_way_is_found_as_it_was_left(
    make_app: MakeApp, memory: Memory, leaving: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "ravine")
        await set_dials(pilot, screen, 0.03, 0.7)
        await pilot.press("enter", "t")
        await until(pilot, lambda: memory.progress.value(FOG, "place", "ravine"))
        left = screen.descent
        await pilot.press(leaving)
        await until(pilot, lambda: not isinstance(app.screen, FogDescentScreen))
    assert left.steps == 11
    again = make_app("overview")
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, OverviewScreen))
        await pilot.press("f")
        await shows(pilot, "The ravine", " at step 11")
        assert again.screen.query_one(Names).highlighted == 1
        await pilot.press("o")
        screen = await opened(pilot, again, "ravine", at=11)
        assert (screen.descent, screen.setting, screen.lifted) == (left, (0.03, 0.7), False)
        # The other levels are where they were.
        await pilot.press("escape")
        await shows(pilot, "Par 24, not yet reached.", "You are at step 11.")
        assert (await opened_from_list(pilot, again, "saddle")).descent.steps == 0


async def test_lifted_fog_stays_lifted_until_a_restart(make_app: MakeApp, memory: Memory) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "two-valleys")
        await set_dials(pilot, screen, 0.3, 0.5)
        await pilot.press("t", "t", "t")
        await shows(pilot, "The flag in 11 steps: par.", "+ lowest")
        await pilot.press("escape")
        await shows(pilot, "Enter plays a level.")
        screen = await opened_from_list(pilot, app, "two-valleys")
        await shows(pilot, "The flag in 11 steps: par.", "+ lowest", "Adam")
        assert screen.setting == (0.3, 0.5)
        await pilot.press("r")
        await shows(pilot, "step 0", "░░░░")
        await pilot.press("escape")
        await shows(pilot, "Enter plays a level.")
        screen = await opened_from_list(pilot, app, "two-valleys")
        await shows(pilot, "step 0", "░░░░")
        assert (screen.descent.steps, screen.setting) == (0, (0.3, 0.5))
    assert len(pushes(memory.progress)) == 1


async def test_a_look_at_a_level_keeps_nothing(make_app: MakeApp, memory: Memory) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app, "bowl")
        await pilot.press("escape")
        await shows(pilot, "Enter plays a level.")
    assert not memory.progress.keys(FOG, "place")


async def test_a_kept_text_that_cannot_be_read_is_no_descent(make_app: MakeApp) -> None:
    app = make_app(None, [Fact(FOG, "place", "bowl", "{damaged")])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "bowl")
        await pilot.press("enter")
        await shows(pilot, "step 1")
        assert screen.descent.steps == 1


async def test_a_level_that_is_no_surface_is_left_out(
    make_app: MakeApp, lesson: Lesson, memory: Memory
) -> None:
    unknown = replace(lesson.fog[0], id="volcano", name="The volcano")
    app = make_app()
    app.lesson = replace(lesson, read_fog=lambda: (unknown, lesson.fog[1]))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("f")
        await shows(pilot, "0 of 1 at par.", "The ravine")
        assert "volcano" not in screen_text(app)
        await pilot.press("enter")
        await shows(pilot, "The ravine   step 0")
    assert [line.name for line in gather(app.lesson, memory.progress, {}, 1).fog] == ["The ravine"]


async def test_a_lesson_all_of_whose_levels_are_unknown_says_so(
    make_app: MakeApp, lesson: Lesson
) -> None:
    app = make_app()
    app.lesson = replace(lesson, read_fog=lambda: (replace(lesson.fog[0], id="volcano"),))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("f")
        await shows(pilot, "has none of the lesson's levels")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
