"""The real-world step: a case is opened by doing something with it, and its dial answers."""

from __future__ import annotations

from math import ceil

import pytest
from textual.pilot import Pilot
from textual.widgets import Markdown, Static

from gdtui.descent.demonstrations import DEMONSTRATIONS, Demonstration
from gdtui.lesson.model import Case, Cases, Lesson
from gdtui.progress.model import Fact, Status
from gdtui.ui.app import LessonApp
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.dial import Dial, table
from gdtui.ui.widgets.names import Names
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

TURN_ON, TURN_BACK = "right_square_bracket", "left_square_bracket"


@pytest.fixture
def cases(lesson: Lesson) -> tuple[Case, ...]:
    body = lesson.steps[7].body
    assert isinstance(body, Cases)
    return body.cases


async def at(pilot: Pilot[None], app: LessonApp, case: Case | None) -> None:
    """Wait until a case, or the introduction, is shown."""

    def shown() -> bool:
        if not app.screen.query(Dial):
            return False
        demonstration = app.screen.query_one(Dial).demonstration
        if case is None:
            return demonstration is None
        title = f"## {case.title}\n" in app.screen.query_one(Markdown)._markdown
        return title and demonstration is DEMONSTRATIONS[str(case.demonstration)]

    await until(pilot, shown)


def opened(memory: Memory) -> frozenset[str]:
    return memory.progress.keys("real-world", "seen")


async def test_passing_by_opens_nothing(
    make_app: MakeApp, memory: Memory, cases: tuple[Case, ...]
) -> None:
    app = make_app("real-world")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, None)
        for case in cases:
            # Read to its end, the introduction leads to the first case.
            await pilot.press("space" if case is cases[0] else "down")
            await at(pilot, app, case)
        assert not opened(memory)
        await shows(pilot, "5 cases to open")


async def test_the_introduction_has_no_dial_and_no_blank_page(
    make_app: MakeApp, cases: tuple[Case, ...]
) -> None:
    app = make_app("overview")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "8 Real-World Usage")
        await pilot.press("8")
        await shows(pilot, "so that you can check them")
        assert not app.screen.query_one(Dial).display
        assert app.screen.query_one("#case").max_scroll_y == 0
        assert "▌" not in screen_text(app)
        await pilot.press("enter")
        await at(pilot, app, cases[0])
        assert app.screen.query_one(Dial).display


@pytest.mark.parametrize("key", ["space", "enter", TURN_ON])
async def test_doing_something_opens_it(
    make_app: MakeApp, memory: Memory, cases: tuple[Case, ...], key: str
) -> None:
    app = make_app("real-world")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, None)
        # Both at once: the key belongs to the case under the cursor, drawn or not.
        app.simulate_key("down")
        app.simulate_key(key)
        await until(pilot, lambda: opened(memory) == {cases[0].id})
        await shows(pilot, "4 cases to open", f"● {cases[0].title[:18]}")


async def test_five_opened_cases_complete_the_step(
    make_app: MakeApp, memory: Memory, lesson: Lesson, cases: tuple[Case, ...]
) -> None:
    app = make_app("real-world")
    async with app.run_test(size=(100, 30)) as pilot:
        await at(pilot, app, None)
        for case in cases:
            assert app.progress.status("real-world", lesson.steps[7].work) is Status.IN_PROGRESS
            await pilot.press("down")
            await at(pilot, app, case)
            await pilot.press("space")
        await until(pilot, lambda: len(opened(memory)) == len(cases))
        await shows(pilot, "Completed", "1/9", "All opened. n for step 9, Connections.")
    assert {"opened", "completed"} <= memory.progress.keys("real-world", "work")


@pytest.mark.parametrize("demonstration", DEMONSTRATIONS.values(), ids=DEMONSTRATIONS)
def test_the_tables_fit_beside_the_names_at_80_columns(demonstration: Demonstration) -> None:
    for choice in demonstration.choices:
        outcome = demonstration.compute(choice)
        shown = str(table(outcome.columns, outcome.rows))
        assert max(map(len, shown.splitlines())) <= 44
    assert len(f"{demonstration.dial}  [ ] turn it") <= 44
    assert len("".join(f" {choice} " for choice in demonstration.choices).rstrip()) <= 44


def part(app: LessonApp, name: str) -> str:
    return str(app.screen.query_one(f"#dial-{name}", Static).visual)


@pytest.mark.parametrize("index", range(5))
async def test_each_demonstration_answers_every_turn_and_stops_at_its_ends(
    make_app: MakeApp, cases: tuple[Case, ...], index: int
) -> None:
    case = cases[index]
    app = make_app("real-world", [Fact("real-world", "place", "case", case.id)])
    demonstration = DEMONSTRATIONS[str(case.demonstration)]
    async with app.run_test(size=(140, 40)) as pilot:
        await at(pilot, app, case)
        app.screen.query_one("#case").scroll_end(animate=False)
        assert demonstration.title in part(app, "question")
        for choice in (*demonstration.choices, demonstration.choices[-1]):
            outcome = demonstration.compute(choice)
            await until(pilot, lambda choice=choice: f"[{choice}]" in part(app, "choices"))
            assert part(app, "says") == outcome.says
            table = part(app, "table").splitlines()
            assert table[0].split() == " ".join(outcome.columns).split()
            assert [line.split() for line in table[1:]] == [
                " ".join(row).split() for row in outcome.rows
            ]
            chart = app.screen.query_one(Chart)
            assert chart.display == bool(outcome.curves)
            if outcome.curves:
                assert chart.size.height >= 8
                await shows(pilot, "step", outcome.curves[0].name)
            await pilot.press(TURN_ON)
        for _ in range(len(demonstration.choices) + 1):
            await pilot.press(TURN_BACK)
        assert app.screen.query_one(Dial).choice == 0


async def test_the_dial_of_every_case_can_be_reached_at_60_by_20(
    make_app: MakeApp, cases: tuple[Case, ...]
) -> None:
    app = make_app("real-world")
    async with app.run_test(size=(60, 20)) as pilot:
        await at(pilot, app, None)
        for case in cases:
            await pilot.press("down")
            await at(pilot, app, case)
            pages = [screen_text(app)]
            text = app.screen.query_one("#case")
            while text.scroll_y < text.max_scroll_y:
                await pilot.press("space")
                pages.append(screen_text(app))
            choice = DEMONSTRATIONS[str(case.demonstration)].choices[0]
            for wanted in ("Try it:", f"[{choice}]", "step", "Sources"):
                assert wanted in "".join(pages)
            assert "{{" not in "".join(pages)


async def test_it_goes_on_at_the_last_case(
    make_app: MakeApp, memory: Memory, cases: tuple[Case, ...]
) -> None:
    app = make_app("real-world")
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, None)
        await pilot.press("down", "down", "down")
        await at(pilot, app, cases[2])
    assert memory.progress.value("real-world", "place", "case") == cases[2].id
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await at(pilot, again, cases[2])
        assert again.screen.query_one(Names).highlighted == 3
        assert not opened(memory)


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
async def test_every_key_counts_however_quickly_they_come(
    make_app: MakeApp, memory: Memory, cases: tuple[Case, ...], size: tuple[int, int]
) -> None:
    start = len(cases) - 2
    app = make_app("real-world", [Fact("real-world", "place", "case", cases[start].id)])

    def reached() -> tuple[int, float]:
        """The case, and the place in it."""
        names = app.screen.query_one(Names)
        return names.highlighted or 0, app.screen.query_one("#case").scroll_y

    async with app.run_test(size=size) as pilot:
        await at(pilot, app, cases[start])
        page = app.screen.query_one("#case")
        await until(pilot, lambda: page.max_scroll_y)
        pages = ceil(page.max_scroll_y / page.scrollable_content_region.height)
        # To the end, on to the next case, and a page there; nothing is waited for.
        for _ in range(pages + 2):
            app.simulate_key("space")
        height = page.scrollable_content_region.height
        await until(pilot, lambda: reached() == (start + 2, min(height, page.max_scroll_y)))
        read = {f"read {case.id}" for case in cases}
        assert memory.progress.keys("real-world", "place") & read == {f"read {cases[start].id}"}


async def test_a_dial_turns_for_its_case_however_quickly_the_key_comes(
    make_app: MakeApp, cases: tuple[Case, ...]
) -> None:
    app = make_app("real-world")
    async with app.run_test(size=(140, 40)) as pilot:
        await at(pilot, app, None)
        for case in cases:
            app.simulate_key("down")
            app.simulate_key(TURN_ON)
            choice = DEMONSTRATIONS[str(case.demonstration)].choices[1]
            await until(pilot, lambda choice=choice: f"[{choice}]" in part(app, "choices"))
            await at(pilot, app, case)
            assert app.screen.query_one(Dial).choice == 1
