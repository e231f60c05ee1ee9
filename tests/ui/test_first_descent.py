"""The first descent: the slope alone, the curve only at the end, and what counts as tried."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.descent.hill import MOST_STEPS
from gdtui.progress.model import Fact, Status
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.first_descent import FirstDescentScreen
from gdtui.ui.screens.reading import ReadingScreen
from gdtui.ui.widgets.tilt import REACH, RISE, rows
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

READ = [Fact("why", "work", "read")]
SIZES = [(60, 20), (80, 24), (140, 40)]


async def opened(pilot: Pilot[None], app: LessonApp) -> FirstDescentScreen:
    await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.whole)
    await pilot.press("d")
    await shows(pilot, "Slope here −1.13", "the ground falls to the right")
    assert isinstance(app.screen, FirstDescentScreen)
    return app.screen


async def test_it_is_the_next_action_once_the_text_was_read(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Space: next page.")
    again = make_app("why", READ)
    async with again.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "d: now get down a hidden curve by hand")


@pytest.mark.parametrize("size", SIZES)
async def test_found_is_tried_and_uncovers_the_curve(
    make_app: MakeApp, memory: Memory, size: tuple[int, int]
) -> None:
    app = make_app("why", READ)
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app)
        assert "height" not in screen_text(app)
        await pilot.press("up", "right", "right")
        await shows(pilot, "falls to the left", "Step 2 of 12")
        assert "descent" not in memory.progress.keys("why", "work")
        await pilot.press("down", "down", "left")
        await shows(pilot, "You are below the mark.", "height", "the last")
        await until(pilot, lambda: "descent" in memory.progress.keys("why", "work"))
        step = app.lesson.steps[0]
        assert app.progress.status("why", step.work) is Status.COMPLETED
        await shows(pilot, "Completed. n for step 2, Define Terms.")
        assert len(screen_text(app).splitlines()) == size[1]
        await pilot.press("n")
        await shows(pilot, "Step 2 Define Terms")


async def test_given_up_after_all_steps_is_tried_too(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        for number in range(MOST_STEPS):
            assert "descent" not in memory.progress.keys("why", "work")
            await pilot.press("left")
            assert screen.walk.steps == number + 1
        await shows(pilot, "Twelve steps, and not below the mark.", "height")
        await until(pilot, lambda: "descent" in memory.progress.keys("why", "work"))
        await pilot.press("left", "right", "up")
        assert screen.walk.steps == MOST_STEPS
        await pilot.press("r")
        await shows(pilot, "Step 0 of 12", "Slope here −1.13")
        assert "descent" in memory.progress.keys("why", "work")


async def test_leaving_before_the_end_is_not_tried(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("why", READ)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("right", "right", "escape")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await shows(pilot, "d: go on with your descent")
    assert "descent" not in memory.progress.keys("why", "work")


@pytest.mark.parametrize("leaving", ["escape", "o", "3"])
async def test_it_is_found_as_it_was_left_and_so_is_its_curve(
    make_app: MakeApp, memory: Memory, leaving: str
) -> None:
    app = make_app("why", READ)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        await pilot.press("up", "right", "right")
        left = screen.walk
        await pilot.press(leaving)
        await until(pilot, lambda: not isinstance(app.screen, FirstDescentScreen))
    for again in (make_app("why"), make_app("why")):
        async with again.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda app=again: isinstance(app.screen, ReadingScreen))
            await pilot.press("d")
            await until(pilot, lambda app=again: isinstance(app.screen, FirstDescentScreen))
            found = again.screen
            assert isinstance(found, FirstDescentScreen)
            if left.over:
                await shows(pilot, "You are below the mark.", "height", "the last")
                assert found.walk == left
                await pilot.press("r")
                await shows(pilot, "Step 0 of 12")
                continue
            await shows(pilot, "Step 2 of 12", "[large 3]")
            assert found.walk == left
            await pilot.press("down", "down", "left")
            await shows(pilot, "You are below the mark.", "height")
            left = found.walk


async def test_a_text_without_it_does_not_offer_it(make_app: MakeApp) -> None:
    app = make_app("connections")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen.whole)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert "Descend" not in screen_text(app)


@pytest.mark.parametrize("slope", [-1e9, -2.0, -0.4, 0.0, 0.4, 2.0, 1e9])
def test_the_line_tilts_as_the_slope_does(slope: float) -> None:
    line = rows(slope)
    assert len(line) == 2 * REACH + 1
    assert line[REACH] == 0
    assert max(map(abs, line)) <= RISE
    # Rows count downwards, so a line that rises to the right ends above where it starts.
    assert (line[0] > line[-1]) == (slope > 0)
    assert (line[0] < line[-1]) == (slope < 0)
