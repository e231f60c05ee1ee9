"""Pages to read: every key turns one, and whoever leaves at once was there too."""

from __future__ import annotations

from textual.pilot import Pilot

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, RunRecord
from gdtui.ui.app import LessonApp
from gdtui.ui.widgets.page import Page
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


async def recap(pilot: Pilot[None], app: LessonApp) -> Page:
    """From the last step to its recap, by keys."""
    await shows(pilot, "Step 9")
    await pilot.press("r")
    await until(pilot, lambda: app.screen.query(Page) and app.screen.query_one(Page).settled)
    await shows(pilot, "looking back")
    return app.screen.query_one(Page)


async def test_a_recap_seen_to_its_end_and_left_at_once_counts(
    make_app: MakeApp, memory: Memory, lesson: Lesson
) -> None:
    others = [step for step in lesson.steps if step.id != "connections"]
    app = make_app("connections", [Fact(step.id, "work", "completed") for step in others])
    async with app.run_test(size=(80, 24)) as pilot:
        await recap(pilot, app)
        app.simulate_key("end")
        app.simulate_key("p")
        await shows(pilot, "Step 8")
    assert {"recap", "all-done"} <= memory.progress.keys("connections", "work")


async def test_a_recap_left_before_its_end_is_no_work(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("connections")
    async with app.run_test(size=(60, 20)) as pilot:
        await recap(pilot, app)
        app.simulate_key("space")
        app.simulate_key("p")
        await shows(pilot, "Step 8")
    assert "recap" not in memory.progress.keys("connections", "work")


async def test_every_key_turns_a_page_however_quickly_they_come(
    make_app: MakeApp, memory: Memory
) -> None:
    memory.kept_runs = [
        RunRecord("code", float(at), "", "finished", {"lr": 0.1}, ((0, 57.0), (1, 1.0)), "update")
        for at in range(30)
    ]
    app = make_app("connections")
    async with app.run_test(size=(60, 20)) as pilot:
        page = await recap(pilot, app)
        height = page.scrollable_content_region.height
        assert page.max_scroll_y > 3 * height
        for _ in range(3):
            app.simulate_key("space")
        await until(pilot, lambda: page.scroll_y == 3 * height)


async def test_reading_on_is_offered_while_there_is_something_to_read(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Space Read on")
        await pilot.press("end")
        await until(pilot, lambda: "Read on" not in screen_text(app))
        await pilot.press("home")
        await shows(pilot, "Space Read on")


async def test_what_was_noted_goes_with_the_page_and_warnings_stay(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Step 1")
        app.notify("Kept.", timeout=60)
        app.notify("The disk is full.", severity="warning", timeout=60)
        await until(pilot, lambda: len(app._notifications) == 2)
        await pilot.press("2")
        await shows(pilot, "Step 2")
        assert [note.message for note in app._notifications] == ["The disk is full."]


async def test_keys_before_the_text_is_laid_out_turn_pages_and_read_nothing(
    make_app: MakeApp, memory: Memory
) -> None:
    app = make_app("terms")
    async with app.run_test(size=(60, 20)) as pilot:
        await shows(pilot, "Step 2 Define Terms")
        # All at once: the page comes after the keys.
        for key in ("p", "space", "space"):
            app.simulate_key(key)
        await until(pilot, lambda: app.screen.query(Page) and app.screen.query_one(Page).settled)
        page = app.screen.query_one(Page)
        await until(pilot, lambda: page.scroll_y == 2 * page.scrollable_content_region.height)
        assert "read" not in memory.progress.keys("why", "work")
