"""The frame of every page: nothing cut, one next action, ASCII where nothing else can be shown."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.overview import OverviewScreen
from gdtui.ui.widgets.head import Head
from gdtui.ui.widgets.keybar import Hint, KeyBar, fitting
from gdtui.ui.widgets.rail import Rail
from gdtui.ui.widgets.small import TooSmall
from tests.ui.conftest import MakeApp, Memory, screen_text

SIZES = [(60, 20), (80, 24), (100, 30), (140, 40)]
NEEDED = {
    None: ("Enter", "↑↓", "f"),
    "why": ("n", "Space", "d"),
    "terms": ("n", "Space", "r"),
    "loop": ("Enter", "Space", "n"),
    "code": ("^R", "Esc"),
    "experiments": ("F10", "^R", "↑↓", "Space"),
    "quiz": ("↑↓ 1-9", "n"),
    "challenge": ("^R", "F7", "n"),
    "real-world": ("↑↓", "n", "Space", "[ ]"),
}
"""The keys that a learner needs to go on, by the page."""
STEPS = ["why", "terms", "loop", "code", "experiments", "quiz", "challenge", "real-world"]


@pytest.mark.parametrize("step", [None, *STEPS])
async def test_header_next_action_and_keys_are_whole(
    make_app: MakeApp, lesson: Lesson, step: str | None
) -> None:
    app = make_app(step)
    async with app.run_test(size=SIZES[0]) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = screen_text(app).splitlines()
            assert len(lines) == size[1]
            assert any("0/9" in line for line in lines[:2])
            if step is not None:
                title = lesson.steps[lesson.number(step) - 1].title
                assert any(title in line for line in lines[:2])
            assert lines[-2].lstrip().startswith("▸")
            assert lines[-1].rstrip().endswith("Keys")
            assert "…" not in lines[0] + lines[1] + lines[-1]
            hints = {hint.display for hint in app.screen.query_one(KeyBar).hints()}
            assert hints >= {*NEEDED[step]}


@pytest.mark.parametrize("step", [None, *STEPS, "connections"])
async def test_ascii_is_pure(make_app: MakeApp, step: str | None) -> None:
    app = make_app(step, ascii=True)
    async with app.run_test(size=SIZES[0]) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert _filtered(app).isascii()
            await pilot.press("g")
            await pilot.pause()
            assert _filtered(app).isascii()
            await pilot.press("escape")
            await pilot.pause()


def _filtered(app: LessonApp) -> str:
    """The screen after the app's own filters, as the terminal would get it."""
    height = app.size.height
    lines = []
    for strip in app.screen._compositor.render_strips()[:height]:
        for line_filter in app.get_line_filters():
            strip = strip.apply_filter(line_filter, app.screen.styles.background)
        lines.append(strip.text)
    return "\n".join(lines)


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 5), (1, 1)])
async def test_too_small_is_said_politely_and_passes(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert app.screen.query_one(TooSmall).display
        focused = app.focused
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not app.screen.query_one(TooSmall).display
        assert app.focused is focused


async def test_the_rail_stands_beside_the_body_from_100_columns(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(99, 30)) as pilot:
        await pilot.pause()
        rail = app.screen.query_one(Rail)
        assert not rail.display
        assert "◉○○○○○○○○" in screen_text(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert rail.display
        assert "◉ 1 Why This Matters" in screen_text(app)
        assert app.screen.query_one(Head).size.height == 1


async def test_digits_letters_and_the_rail_go_to_steps(make_app: MakeApp, lesson: Lesson) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        for number in range(1, 10):
            # At an open question the digits are its choices.
            await pilot.press("escape", str(number) if _at(app) != "quiz" else "n")
            await _until(pilot, lambda at=lesson.steps[number - 1].id: _at(app) == at)
        await pilot.press("p")
        await _until(pilot, lambda: _at(app) == "real-world")
        await pilot.press("p")
        await _until(pilot, lambda: _at(app) == "challenge")
        await pilot.press("escape", "n")
        await _until(pilot, lambda: _at(app) == "real-world")
        # The page of the cases has no room for the rail here.
        await pilot.press("1")
        await _until(pilot, lambda: _at(app) == "why")
        await pilot.click(Rail, offset=(5, 2))
        await _until(pilot, lambda: _at(app) == "terms")
        await pilot.press("p")
        await _until(pilot, lambda: _at(app) == "why")
        await pilot.press("p")
        await _until(pilot, lambda: isinstance(app.screen, OverviewScreen))


async def _until(pilot: Pilot[None], condition: object) -> None:
    assert callable(condition)
    for _ in range(100):
        if condition():
            return
        await pilot.pause()
    raise AssertionError("it never came to be")


def _at(app: LessonApp) -> str | None:
    step = getattr(app.screen, "step", None)
    return step.id if step is not None else None


async def test_the_footer_does_what_it_says_when_clicked(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = screen_text(app).splitlines()[-1]
        await pilot.click(KeyBar, offset=(line.index("Overview"), 0))
        await _until(pilot, lambda: isinstance(app.screen, OverviewScreen))


async def test_the_way_on_comes_first_once_a_step_is_done(make_app: MakeApp) -> None:
    app = make_app("experiments")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one(KeyBar)
        assert bar.hints()[0].label != "Next step"
        app.learn([Fact("experiments", "work", "completed")])
        await _until(pilot, lambda: bar.hints()[0].label == "Next step")
        await _until(pilot, lambda: screen_text(app).splitlines()[-1].startswith(" n Next step"))


def test_a_long_hint_makes_way_for_a_short_one() -> None:
    long, short, last = Hint("a", "a", "x" * 30), Hint("b", "b", "x"), Hint("?", "?", "Keys")
    assert fitting([long, short], [last], 20) == [short, last]


def test_the_footer_never_drops_the_list_of_keys() -> None:
    hints = [Hint(str(n), str(n), "x" * 10) for n in range(9)]
    last = [Hint("?", "?", "Keys")]
    for room in range(8, 200):
        shown = fitting(hints, last, room)
        assert shown[-1] is last[0]
        assert sum(hint.width for hint in shown) <= room
        assert shown[:-1] == hints[: len(shown) - 1]


async def test_ctrl_q_does_nothing_and_ctrl_c_tells_how_to_leave(make_app: MakeApp) -> None:
    app = make_app("why")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.is_running
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "q to quit" in "".join(note.message for note in app._notifications)
        await pilot.press("q")
        assert app._exit


async def test_what_is_not_saved_is_told_and_the_lesson_plays_on(
    make_app: MakeApp, memory: Memory
) -> None:
    memory.broken = "The disk is full. Make room; the lesson goes on."
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "space")
        await pilot.pause()
        assert "not saved" in screen_text(app)
        assert "seen" in {address[1] for address in app.progress.facts}
        memory.broken = ""
        await pilot.press("space", "space")
        await pilot.pause()
        assert "not saved" not in screen_text(app).splitlines()[0]


async def test_a_step_that_is_gone_does_no_harm(make_app: MakeApp, memory: Memory) -> None:
    gone = Fact("vanished", "work", "read")
    app = make_app(facts=[gone, Fact("", "place", "step", "vanished")])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        await pilot.press("1")
        await pilot.pause()
    assert memory.progress.value("vanished", "work", "read") == ""


async def test_the_theme_is_remembered(make_app: MakeApp, memory: Memory) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        app.action_theme("valley-light")
        await pilot.pause()
    again = make_app()
    async with again.run_test() as pilot:
        await pilot.pause()
        assert again.theme == "valley-light"


async def test_behind_the_last_step_lies_what_is_still_open(make_app: MakeApp) -> None:
    done = [Fact("connections", "work", name) for name in ("read", "recap")]
    app = make_app("connections", facts=done)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1 for step 1, Why This Matters, which is open" in screen_text(app)
        await pilot.press("n")
        await _until(pilot, lambda: isinstance(app.screen, OverviewScreen))
