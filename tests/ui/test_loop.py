"""The visual model: played by keys and by mouse, resumed, and whole at every size."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from gdtui.descent.trace import NODES
from gdtui.lesson.model import Lesson
from gdtui.ui.app import LessonApp
from gdtui.ui.pace import NODE
from gdtui.ui.screens.code import CodeScreen
from gdtui.ui.screens.lines import LinesScreen
from gdtui.ui.screens.loop import LoopScreen
from gdtui.ui.widgets.diagram import Diagram
from gdtui.ui.widgets.dials import Dials
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.keybar import KeyBar
from gdtui.ui.workings import TITLES
from tests.ui.at_the_loop import SIZES, node, opened, said_whole
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("size", SIZES)
async def test_every_node_is_reached_by_keys_and_drawn_whole(
    make_app: MakeApp, size: tuple[int, int], ascii: bool
) -> None:
    app = make_app("loop", ascii=ascii, animation=False)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        for number, title in enumerate(TITLES, start=1):
            frame = "#=" if ascii else "┏━"
            await shows(pilot, f"{frame} {number} {title} ")
            corner = "#" if ascii else "┛"
            assert corner in screen_text(app)
            if size[0] >= 80:
                text = screen_text(app)
                assert all(f" {at} {each} " in text for at, each in enumerate(TITLES, start=1))
            assert said_whole(screen)
            await pilot.press("space")
        await until(pilot, lambda: screen.deck.loop.update == 1)
        await pilot.press("left")
        await until(pilot, lambda: node(screen) == "repeat")


async def test_playing_goes_on_by_itself_and_paused_nothing_ticks(make_app: MakeApp) -> None:
    app = make_app("loop")
    now = 0.0
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        screen.clock = lambda: now
        assert _timers(app) == 0
        await pilot.press("space")
        await until(pilot, lambda: screen.playing)
        assert _timers(app) == 1
        now = 0.9 * NODE
        await until(pilot, lambda: screen.stage.scene is not None and screen.stage.scene.pulse > 0)
        assert node(screen) == "parameters"
        for number in range(1, 8):
            now = (number + 0.01 * number) * NODE
            await until(pilot, lambda number=number: screen.deck.loop.node == number % 6)
        assert screen.deck.loop.update == 1
        await pilot.press("space")
        await until(pilot, lambda: not screen.playing)
        assert _timers(app) == 0
        assert screen.stage.scene is not None
        assert screen.stage.scene.pulse == 0


def _timers(app: LessonApp) -> int:
    """The timers that tick; a screen's own, for painting, is paused while nothing is painted."""
    screen = app.screen
    return sum(
        timer._active.is_set()
        for each in (screen, *screen.query("*"))
        for timer in each._timers
        if timer.name != "screen_update"
    )


async def test_leaving_while_it_plays_keeps_the_place(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("plus", "b", "e", "right", "comma", "space", "n")
        await until(pilot, lambda: not isinstance(app.screen, LoopScreen))
        kept = screen.deck
    again = make_app("loop")
    async with again.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert screen.deck.loop == kept.loop
        assert screen.deck.loop.dials == (0.02, 3)


async def test_without_animation_space_steps(make_app: MakeApp) -> None:
    app = make_app("loop", animation=False)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await shows(pilot, "Space Step")
        await pilot.press("space", "space")
        await until(pilot, lambda: node(screen) == "loss")
        assert _timers(app) == 0


async def test_controls_take_effect_and_back_is_exact(make_app: MakeApp) -> None:
    app = make_app("loop")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot)
        first = screen.deck
        await pilot.press(*["right"] * 20)
        await until(pilot, lambda: screen.deck.loop.update == 3)
        await pilot.press(*["left"] * 20)
        await until(pilot, lambda: screen.deck == first)
        await pilot.press("plus", "right", "right", "right", "right")
        await shows(pilot, "w = 0 − 0.02·(−35)", "= 0.7")
        # An update that is made stays as it was made.
        await pilot.press("plus", "comma")
        await shows(pilot, "lr 0.03 and batch size 3 count", "w = 0 − 0.02·(−35)")
        await pilot.press("full_stop")
        await pilot.press("e", "s")
        await until(pilot, lambda: screen.deck.shuffled and screen.deck.loop.update == 0)
        await shows(pilot, "shuffled")
        await pilot.press("right_square_bracket", "full_stop", "r")
        await until(pilot, lambda: screen.deck.pace == 2.0)
        assert screen.deck.loop.batch_size == 5
        assert screen.deck.shuffled


async def test_the_batch_loss_rises_while_the_true_loss_falls(make_app: MakeApp) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*["right"] * 5)
        await shows(pilot, "= 41", "57 → 39.4339", "all data: 39.4")
        await pilot.press(*["right"] * 3)
        await shows(pilot, "= 83.3569", "all data: 39.4")


@pytest.mark.parametrize("size", SIZES)
async def test_a_run_that_diverges_is_explained(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app("loop")
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("full_stop", *["plus"] * 6, "right", "right", "b", "b", "b")
        await shows(pilot, "Diverging", "0.0845", "restart")
        await until(pilot, lambda: said_whole(screen))
        await pilot.press(*["minus"] * 6, "r")
        await until(pilot, lambda: "Diverging" not in screen_text(app))


async def test_the_mouse_does_what_the_keys_do(make_app: MakeApp) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.click(Diagram, offset=(60, 2))
        await until(pilot, lambda: node(screen) == "loss")
        dials = screen.query_one(Dials)
        await pilot.click(dials, offset=(_column(app, dials, "+"), 0))
        await until(pilot, lambda: screen.deck.loop.dials == (0.02, 4))
        await pilot.click(dials, offset=(_column(app, dials, ","), 0))
        await until(pilot, lambda: screen.deck.loop.dials == (0.02, 3))
        footer = screen.query_one(KeyBar)
        await pilot.click(footer, offset=(_column(app, footer, "Play"), 0))
        await until(pilot, lambda: screen.playing)
        await pilot.click(footer, offset=(_column(app, footer, "Pause"), 0))
        await until(pilot, lambda: not screen.playing)
        await pilot.click(footer, offset=(_column(app, footer, "Tour"), 0))
        await until(pilot, lambda: screen.at == 0)


def _column(app: LessonApp, widget: Dials | KeyBar, text: str) -> int:
    line = screen_text(app).splitlines()[widget.region.y]
    return line.index(text) - widget.region.x


@pytest.mark.parametrize("at", range(6))
async def test_the_picture_answers_the_code_and_back(
    make_app: MakeApp, lesson: Lesson, at: int
) -> None:
    app = make_app("loop")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press(*["right"] * at, "c")
        await until(pilot, lambda: isinstance(app.screen, LinesScreen))
        lines = app.screen
        assert isinstance(lines, LinesScreen)
        first, last = lines.lines[0], lines.lines[-1]
        await shows(pilot, f"{TITLES[at]} · lines {first}–{last}", f"▸ {first:>3}", f"▸ {last:>3}")
        assert screen_text(app).count(" ▸ ") >= len(lines.lines)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CodeScreen))
        editor = app.screen.query_one(Editor)
        await until(pilot, lambda: editor.cursor_location[0] == first - 1)
        await pilot.press("down", "f12")
        screen = await opened(pilot)
        assert node(screen) == NODES[at]


async def test_a_line_of_no_node_says_so(make_app: MakeApp) -> None:
    app = make_app("code")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.screen.query(Editor))
        await pilot.press("f12")
        await until(pilot, lambda: any("no node" in note.message for note in app._notifications))
        assert isinstance(app.screen, CodeScreen)


async def test_the_text_is_a_key_away(make_app: MakeApp) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await pilot.press("t")
        await shows(pilot, "Training goes around six nodes")
        await pilot.press("e", "right")
        assert screen.deck.loop.update == 0
        await pilot.press("t")
        await shows(pilot, "1 Parameters")


async def test_what_was_shown_is_not_shown_again(make_app: MakeApp) -> None:
    app = make_app("loop")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        said = screen.query_one("#said", Static)
        updates: list[object] = []
        said.update = lambda *content, **_: updates.append(content)  # type: ignore[method-assign]
        screen.show_loop()
        await pilot.pause()
        assert updates == []
