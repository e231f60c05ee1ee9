"""Reading: the place comes back at any size, and only reading to the end counts as read."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Markdown

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, Status
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.glossary import GlossaryScreen
from gdtui.ui.widgets.page import Page
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


def page(app: LessonApp) -> Page:
    return app.screen.query_one(Page)


async def laid_out(pilot: Pilot[None], app: LessonApp) -> None:
    await until(pilot, lambda: app.screen.query(Page) and page(app).settled)


async def test_the_place_is_a_share_of_the_text_and_comes_back_at_any_size(
    make_app: MakeApp, memory: Memory
) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot, app)
        await pilot.press("space", "space")
        await until(pilot, lambda: memory.progress.value("why", "place", "scroll"))
        share = page(app).scroll_y / page(app).max_scroll_y
        assert 0 < share < 1
    kept = float(str(memory.progress.value("why", "place", "scroll")))
    assert kept == pytest.approx(share, abs=1e-4)
    for size in [(80, 24), (60, 20)]:
        again = make_app()
        async with again.run_test(size=size) as pilot:
            await laid_out(pilot, again)
            shown = page(again)
            await until(pilot, lambda shown=shown: shown.scroll_y > 0)
            assert shown.scroll_y == pytest.approx(share * shown.max_scroll_y, abs=1)
        assert float(str(memory.progress.value("why", "place", "scroll"))) == pytest.approx(
            kept, abs=0.03
        )


@pytest.mark.parametrize(("step", "size"), [("why", (100, 120)), ("connections", (80, 24))])
async def test_opening_a_text_is_not_reading_it(
    make_app: MakeApp, memory: Memory, step: str, size: tuple[int, int]
) -> None:
    app = make_app(step)
    async with app.run_test(size=size) as pilot:
        await laid_out(pilot, app)
        await pilot.pause(0.4)
        assert "read" not in memory.progress.keys(step, "work")
    assert "read" not in memory.progress.keys(step, "work")


@pytest.mark.parametrize("size", [(60, 20), (100, 120)])
async def test_space_leads_to_the_end_and_the_end_is_read(
    make_app: MakeApp, memory: Memory, lesson: Lesson, size: tuple[int, int]
) -> None:
    app = make_app("why")
    step = lesson.steps[0]
    async with app.run_test(size=size) as pilot:
        await laid_out(pilot, app)
        for _ in range(30):
            if page(app).scroll_y >= page(app).max_scroll_y:
                break
            assert "read" not in memory.progress.keys("why", "work")
            await pilot.press("space")
        assert page(app).scroll_y >= page(app).max_scroll_y
        await pilot.press("space")
        await until(pilot, lambda: "read" in memory.progress.keys("why", "work"))
        assert app.progress.status("why", step.work) is Status.IN_PROGRESS
        await shows(pilot, "d: now get down a hidden curve by hand")


async def test_read_and_left_at_once_is_read(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot, app)
        await pilot.press("end", "n")
        await shows(pilot, "Step 2 Define Terms")
    assert "read" in memory.progress.keys("why", "work")
    assert memory.progress.value("why", "place", "scroll") == "1.0000"


async def test_the_place_is_kept_when_leaving_at_once(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await laid_out(pilot, app)
        await pilot.press("space", "n")
        await shows(pilot, "Step 2 Define Terms")
    assert float(memory.progress.value("why", "place", "scroll") or 0.0) > 0


async def test_a_completed_text_can_be_read_again(make_app: MakeApp, memory: Memory) -> None:
    done = [Fact("why", "work", "completed"), Fact("why", "work", "read")]
    app = make_app("why", done)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "· Completed", "Completed. n for step 2, Define Terms.")
        await pilot.press("space", "home")
        await shows(pilot, "· Completed")


async def test_the_text_scrolls_with_keys_and_has_its_figures(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(60, 20)) as pilot:
        await laid_out(pilot, app)
        shown = page(app)
        for key, goes in [("down", 1), ("up", -1), ("end", 1), ("home", -1)]:
            before = shown.scroll_y
            await pilot.press(key)
            await until(pilot, lambda old=before, goes=goes: goes * (shown.scroll_y - old) > 0)
            await until(pilot, lambda: not app.animator.is_being_animated(shown, "scroll_y"))
        assert "{{" not in shown.text
        await pilot.resize_terminal(60, 200)
        await until(pilot, lambda: shown.max_scroll_y == 0)
        assert "{{" not in screen_text(app)


async def click_on(pilot: Pilot[None], app: LessonApp, words: str) -> None:
    lines = screen_text(app).splitlines()
    row = next(row for row, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[row].index(words) + 1, row))


async def test_a_link_to_a_term_opens_the_glossary_there(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(100, 40)) as pilot:
        await laid_out(pilot, app)
        await shows(pilot, "learning rate")
        await click_on(pilot, app, "learning rate")
        await until(pilot, lambda: isinstance(app.screen, GlossaryScreen))
        await shows(pilot, "Learning rate   ")
        await pilot.press("escape")
        await shows(pilot, "Step 1 Why This Matters")


async def test_an_address_is_told_not_opened(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(100, 30)) as pilot:
        await laid_out(pilot, app)
        link = Markdown.LinkClicked(app.screen.query_one(Markdown), "https://doi.org/10.1119/1.1")
        app.screen.query_one(Markdown).post_message(link)
        await until(pilot, lambda: any("10.1119" in note.message for note in app._notifications))
        assert not isinstance(app.screen, GlossaryScreen)
