"""The overview: what is recommended, what Enter and the mouse open, what each row tells."""

from __future__ import annotations

import pytest

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, Progress
from gdtui.ui.app import OVERVIEW
from gdtui.ui.screens.overview import OverviewScreen, recommended
from gdtui.ui.widgets.valley import Valley, columns
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

PITCHES = [(80, 24, 1), (100, 30, 2), (60, 20, 1)]


def at(step: str) -> Fact:
    return Fact("", "place", "step", step)


def completed(*steps: str) -> list[Fact]:
    return [Fact(step, "work", "completed") for step in steps]


def test_a_new_learner_is_sent_to_the_first_step(lesson: Lesson) -> None:
    assert recommended(lesson.steps, Progress()).id == "why"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([at("loop"), Fact("loop", "place", "opened")], "loop"),
        ([at("why"), *completed("why")], "terms"),
        ([at(OVERVIEW), Fact("why", "work", "read"), *completed("terms")], "why"),
        ([at("vanished"), *completed("why", "terms")], "loop"),
    ],
)
def test_a_learner_on_the_way_goes_on_where_something_is_open(
    lesson: Lesson, facts: list[Fact], expected: str
) -> None:
    assert recommended(lesson.steps, Progress().adding(facts)).id == expected


def test_when_every_step_was_begun_the_first_open_one_is_next(lesson: Lesson) -> None:
    begun = [Fact(step.id, "place", "opened") for step in lesson.steps]
    facts = [at(OVERVIEW), *begun, *completed("why")]
    assert recommended(lesson.steps, Progress().adding(facts)).id == "terms"


def test_a_finished_learner_stays_at_the_last_step(lesson: Lesson) -> None:
    facts = [at("why"), *completed(*(step.id for step in lesson.steps))]
    assert recommended(lesson.steps, Progress().adding(facts)).id == lesson.steps[-1].id


@pytest.mark.parametrize(("width", "height", "pitch"), PITCHES)
async def test_a_row_tells_number_title_and_how_it_stands(
    make_app: MakeApp, lesson: Lesson, width: int, height: int, pitch: int
) -> None:
    facts = [*completed("why"), Fact("terms", "place", "opened"), at(OVERVIEW)]
    app = make_app(None, facts)
    async with app.run_test(size=(width, height)) as pilot:
        await shows(pilot, "9 Connections")
        valley = app.screen.query_one(Valley).region
        lines = screen_text(app).splitlines()[valley.y : valley.bottom]
        rows = [line[valley.x : valley.right].rstrip() for line in lines[: 9 * pitch : pitch]]
        notes = ["Completed", "In progress", *(f"{step.minutes} min" for step in lesson.steps[2:])]
        for step, row, note in zip(lesson.steps, rows, notes, strict=True):
            assert f" {lesson.number(step.id)} {step.title} " in row
            assert row.endswith(note)
        assert "1/9" in screen_text(app)


@pytest.mark.parametrize(("width", "height", "pitch"), PITCHES[:2])
@pytest.mark.parametrize("index", [3, 8])
async def test_a_click_on_a_row_opens_its_step(
    make_app: MakeApp, lesson: Lesson, width: int, height: int, pitch: int, index: int
) -> None:
    app = make_app()
    async with app.run_test(size=(width, height)) as pilot:
        await shows(pilot, "9 Connections")
        await pilot.click(Valley, offset=(20, index * pitch))
        await shows(pilot, f"Step {index + 1} {lesson.steps[index].title}")
        step = lesson.steps[index].id
        await until(pilot, lambda: app.progress.value("", "place", "step") == step)


async def test_enter_opens_what_the_cursor_and_the_next_line_name(
    make_app: MakeApp, lesson: Lesson
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "▸ 1 Why This Matters", "Enter opens step 1.")
        await pilot.press("up")
        await shows(pilot, "▸ 1 Why This Matters")
        await pilot.press("down", "down", "down")
        await shows(pilot, "▸ 4 Code Example", "Enter opens step 4.", lesson.steps[3].invitation)
        await pilot.press(*["down"] * 12)
        await shows(pilot, "▸ 9 Connections", "Enter opens step 9.")
        await pilot.press("up", "enter")
        await shows(pilot, "Step 8 Real-World Usage")


@pytest.mark.parametrize(("width", "height", "_pitch"), PITCHES)
async def test_the_next_line_is_whole_at_every_step(
    make_app: MakeApp, lesson: Lesson, width: int, height: int, _pitch: int
) -> None:
    app = make_app()
    async with app.run_test(size=(width, height)) as pilot:
        for number, step in enumerate(lesson.steps, start=1):
            await shows(pilot, f"▸ {number} ", f"Enter opens step {number}")
            line = screen_text(app).splitlines()[-2].rstrip()
            assert line.endswith((f". {step.invitation}.", f", {step.title}."))
            await pilot.press("down")


@pytest.mark.parametrize(("size", "shown"), [((60, 20), False), ((60, 24), True), ((80, 20), True)])
async def test_the_score_is_in_the_header_of_every_page_or_of_none(
    make_app: MakeApp, lesson: Lesson, size: tuple[int, int], shown: bool
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "0/9")
        assert ("▲" in screen_text(app).splitlines()[0]) == shown
        longest = max(lesson.steps, key=lambda step: len(step.title))
        await app.go_to(longest.id)
        await shows(pilot, f"Step {lesson.number(longest.id)} {longest.title} · In progress", "0/9")
        assert ("▲" in screen_text(app).splitlines()[0]) == shown


async def test_a_look_at_the_recap_from_the_overview_begins_no_step(
    make_app: MakeApp, memory: Memory
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "9 Connections")
        await pilot.press("r")
        await shows(pilot, "looking back")
        await pilot.press("n")
        await shows(pilot, "Step 1 Why This Matters")
        await pilot.press("o")
        await shows(pilot, "▸ 1 Why This Matters")
        assert not [address for address in memory.progress.facts if address[0] == "connections"]


async def test_coming_back_the_ball_lies_where_the_learner_was(make_app: MakeApp) -> None:
    app = make_app("connections", completed("why"))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Step 9 Connections")
        await pilot.press("o")
        await shows(pilot, "▸ 9 Connections", "Enter opens step 9.")
        await pilot.press("o")
        assert isinstance(app.screen, OverviewScreen)
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, OverviewScreen))


@pytest.mark.parametrize("count", [1, 2, 9, 10])
def test_the_way_points_go_down_to_the_right(count: int) -> None:
    for width in (count, 24, 60):
        found = columns(count, width)
        assert len(found) == count
        assert found == sorted(found)
        assert found[0] == 0
        assert found[-1] <= width
