"""The challenge on screen: check, result, cases, path, hints, solution, and a file of one's own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Markdown

from gdtui.checker.verdict import Arguments, CaseResult, Course, Finding, Verdict
from gdtui.lesson.challenge import Challenge, Hint
from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, Status
from gdtui.ui import watched
from gdtui.ui.challenge_view import next_hint, race, way
from gdtui.ui.plot import text_of
from gdtui.ui.screens.ask import AskScreen
from gdtui.ui.screens.challenge import ChallengeScreen
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.tabs import Tabs
from tests.ui.conftest import MakeApp, Memory, Verdicts, screen_text
from tests.ui.waiting import shows, until

V2 = Arguments(((1, 2),), 0.1, 0.9, 2)
COURSE = Course("V2", V2, (0, 1, 2), (0.0, 0.4, 1.08), (0.0, 0.4, 0.72))
FAILED = Verdict(
    Finding(
        "failed", "V2 gives 0.72; 1.08 is right.", "Look at the velocity.", "plain", "velocity"
    ),
    (
        CaseResult("V1", False, "passed", V2._replace(epochs=1), 0.4, 0.4),
        CaseResult("V2", False, "failed", V2, 1.08, 0.72),
        CaseResult("H1", True, "error", V2, 1.08, "ValueError"),
    ),
    COURSE,
    "w [/red] 1\n",
)
PASSED = Verdict(Finding("passed", "All 20 cases are right."), course=COURSE)


@pytest.fixture
def challenge(lesson: Lesson) -> Challenge:
    step = lesson.step("challenge")
    assert step is not None
    assert isinstance(step.body, Challenge)
    return step.body


def page(pilot: Pilot[None]) -> ChallengeScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ChallengeScreen)
    return screen


async def test_it_opens_at_the_task_beside_the_starter(
    make_app: MakeApp, challenge: Challenge
) -> None:
    app = make_app("challenge")
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "What it must do", "[task]", "Ctrl+R checks it")
        assert app.screen.query_one(Editor).text == challenge.starter
        assert isinstance(app.focused, Editor)
        await pilot.press("f2", "f2")
        await shows(pilot, "[cases]", "V4  [(1, 2), (2, 5)], 0.05, 0.5, 2", "right 2.3788")
        await pilot.press("f2")
        await shows(pilot, "[path]", "after a check")
        await pilot.press("f2")
        await shows(pilot, "[race]", "plain: 1528 epochs", "β 0.9: 103 epochs")


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_failed_check_is_told_with_all_its_cases(
    make_app: MakeApp, verdicts: Verdicts, challenge: Challenge, size: tuple[int, int]
) -> None:
    verdicts.verdict = FAILED
    app = make_app("challenge")
    async with app.run_test(size=size) as pilot:
        await pilot.press("f5")
        await shows(pilot, "V2 gives 0.72; 1.08 is right.", "Look at the velocity.", "[result]")
        assert "1 of 3 cases are right" in screen_text(app)
        assert verdicts.sources == [challenge.starter]
        await pilot.press("f2")
        await shows(pilot, "✗ V2", "yours 0.72", "yours ValueError")
        await pilot.press("f2")
        await shows(pilot, "w on V2", "yours")
    assert app.progress.keys("challenge", "work") == frozenset()


async def test_what_was_printed_is_text(make_app: MakeApp, verdicts: Verdicts) -> None:
    verdicts.verdict = FAILED
    app = make_app("challenge")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+r")
        await shows(pilot, "w [/red] 1")


async def test_passing_completes_the_step_and_shows_other_right_programs(
    make_app: MakeApp, verdicts: Verdicts, memory: Memory, lesson: Lesson
) -> None:
    verdicts.verdict = PASSED
    app = make_app("challenge")
    step = lesson.step("challenge")
    assert step is not None
    async with app.run_test(size=(140, 60)) as pilot:
        await pilot.press("ctrl+r")
        await shows(pilot, "All 20 cases are right.", "The published solution")
        assert app.progress.status("challenge", step.work) is Status.COMPLETED
        shown = page(pilot).query_one("#solutions", Markdown).source
        assert "lr inside the velocity" in shown
        assert "Nesterov" in shown
        await shows(pilot, "Completed. Esc, then n for step 8")
    assert "challenge" in memory.progress.keys("challenge", "work")


async def test_an_error_marks_its_line(make_app: MakeApp, verdicts: Verdicts) -> None:
    verdicts.verdict = Verdict(
        Finding("error", "Line 3 cannot be read as Python.", line=3, excerpt="for x in\n        ^")
    )
    app = make_app("challenge")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await shows(pilot, "Line 3 cannot be read", "for x in", "        ^")
        assert app.screen.query_one(Editor).marked == 3


async def test_esc_stops_a_check(make_app: MakeApp, verdicts: Verdicts) -> None:
    app = make_app("challenge")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: page(pilot).checking)
        await shows(pilot, "Checking. Esc stops it.")
        await pilot.press("escape")
        await shows(pilot, "You stopped the check.")
        assert isinstance(app.focused, Editor)


async def test_a_new_check_and_leaving_end_the_old_one(
    make_app: MakeApp, verdicts: Verdicts
) -> None:
    app = make_app("challenge")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: len(verdicts.sources) == 1)
        await pilot.press("f5")
        await until(pilot, lambda: len(verdicts.sources) == 2)
        assert verdicts.closed == 1
        page(pilot).query_one("#view-task").focus()
        await pilot.press("1")
        await until(pilot, lambda: verdicts.closed == 2)


async def test_hints_come_one_at_a_time_the_fitting_one_first(
    make_app: MakeApp, verdicts: Verdicts, memory: Memory, challenge: Challenge
) -> None:
    verdicts.verdict = FAILED
    app = make_app("challenge")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("f5")
        await shows(pilot, "Look at the velocity.")
        await pilot.press("f7")
        await shows(pilot, "Hint 1 of 7", "Do V2 on paper")
        await pilot.press("f7")
        await shows(pilot, "Hint 2 of 7", "How many updates does V4")
        assert "Hint 3" not in screen_text(app)
    assert memory.progress.keys("challenge", "seen") == {"hint-velocity", "hint-loops"}
    again = make_app("challenge")
    async with again.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: [h.id for h in page(pilot).taken()] == ["velocity", "loops"])


async def test_the_solution_is_shown_after_the_hints_and_a_yes(
    make_app: MakeApp, memory: Memory, challenge: Challenge
) -> None:
    taken = [Fact("challenge", "seen", f"hint-{h.id}", "1") for h in challenge.hints]
    app = make_app("challenge", facts=taken)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await shows(pilot, "costs a star")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChallengeScreen))
        assert memory.progress.value("challenge", "seen", "solution") is None
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, AskScreen))
        await pilot.press("y")
        await until(pilot, lambda: memory.progress.value("challenge", "seen", "solution") == "")
        await until(
            pilot, lambda: "published" in page(pilot).query_one("#solutions", Markdown).source
        )
        assert "Nesterov" not in page(pilot).query_one("#solutions", Markdown).source
    assert not memory.progress.keys("challenge", "work")


@pytest.mark.parametrize(
    ("taken", "fitting", "expected"),
    [((), None, "a"), ((), "c", "c"), (("c",), "c", "a"), (("a",), None, "b"),
     (("a", "b", "c"), "a", None)],
)  # fmt: skip
def test_the_next_hint(taken: Sequence[str], fitting: str | None, expected: str | None) -> None:
    hint = next_hint([Hint(name, name) for name in "abc"], taken, fitting)
    assert (hint.id if hint else None) == expected


async def test_drafts_reset_and_letters(make_app: MakeApp, challenge: Challenge) -> None:
    app = make_app("challenge", facts=[Fact("challenge", "draft", "sgd.py", "mine = 1\n")])
    async with app.run_test(size=(100, 30)) as pilot:
        editor = app.screen.query_one(Editor)
        assert editor.text == "mine = 1\n"
        await pilot.press("f8")
        await until(pilot, lambda: editor.text == challenge.starter)
        await pilot.press("f8")
        await until(pilot, lambda: editor.text == "mine = 1\n")
        await pilot.press(*"wren")
        assert editor.text.startswith("wren")


async def test_a_watched_file_is_checked_at_every_save(
    make_app: MakeApp, verdicts: Verdicts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "EVERY", 0.01)
    verdicts.verdict = FAILED
    file = tmp_path / "mine.py"
    app = make_app("challenge")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("escape", "w")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*str(file), "enter")
        await shows(pilot, "mine.py cannot be read")
        file.write_text("w = 1\n", encoding="utf-8")
        await until(pilot, lambda: verdicts.sources == ["w = 1\n"])
        await shows(pilot, "watching", "V2 gives 0.72")
        file.write_text("w = 22\n", encoding="utf-8")
        await until(pilot, lambda: verdicts.sources == ["w = 1\n", "w = 22\n"])
        await until(pilot, lambda: not page(pilot).checking)
        await pilot.press("escape")
        await until(pilot, lambda: "watching" not in screen_text(app))
        file.write_text("w = 333\n", encoding="utf-8")
        await asyncio.to_thread(lambda: None)
        await pilot.pause(0.05)
        assert len(verdicts.sources) == 2


async def test_asking_for_a_file_can_be_given_up(make_app: MakeApp) -> None:
    app = make_app("challenge")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("escape", "w")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("x", "escape")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert not app.screen.query_one("#file").display


async def test_where_one_pane_fits_the_task_comes_first(
    make_app: MakeApp, verdicts: Verdicts
) -> None:
    verdicts.verdict = FAILED
    app = make_app("challenge")
    async with app.run_test(size=(60, 20)) as pilot:
        await shows(pilot, "Write sgd_with_momentum", "[task]")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await pilot.press("ctrl+r")
        await shows(pilot, "V2 gives 0.72")


async def test_clicking_a_name_shows_its_view(make_app: MakeApp) -> None:
    app = make_app("challenge")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.click(Tabs, offset=(20, 0))
        await until(pilot, lambda: page(pilot).view != "task")


async def test_ascii_and_unicode_are_told_in_their_own_signs(
    make_app: MakeApp, verdicts: Verdicts
) -> None:
    verdicts.verdict = Verdict(Finding("failed", "λ − β·v", "w ← w"), FAILED.cases)
    app = make_app("challenge", ascii=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await shows(pilot, "[result]")
        await pilot.press("f2")
        await shows(pilot, "x V2")
        assert screen_text(app).isascii() or app.screen.query(Chart)


def test_the_pictures_hold_their_curves() -> None:
    picture = way(COURSE)(60, 16, False, None)
    assert [curve.name for curve in picture.curves] == ["right", "yours"]
    assert picture.curves[1].points[-1] == (2, 0.72)
    assert "w on V2" in text_of(picture)
    lengths = [len(curve.points) for curve in race(60, 16, False, None).curves]
    assert lengths == [1528, 103]
