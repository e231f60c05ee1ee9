"""The descent in the fog, played by keys: every level at par, and what can go otherwise."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.descent.fog import BETAS, LEVELS, RATES
from gdtui.progress.model import FOG, Fact
from gdtui.progress.score import PAR, Push, pushes
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.fog import FogScreen
from gdtui.ui.screens.fog_descent import FogDescentScreen
from gdtui.ui.screens.overview import OverviewScreen
from gdtui.ui.widgets.instruments import downhill
from gdtui.ui.widgets.ladder import Ladder
from gdtui.ui.widgets.names import Names
from tests.descent.sequences import AT_PAR
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

SIZES = [(60, 20), (80, 24), (140, 40)]


async def opened(pilot: Pilot[None], app: LessonApp, level: str, at: int = 0) -> FogDescentScreen:
    """From the overview to a level, by keys; it is at this step."""
    await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
    await pilot.press("f")
    await shows(pilot, "Enter plays a level.")
    screen = await opened_from_list(pilot, app, level)
    await shows(pilot, f"step {at} ")
    return screen


async def opened_from_list(pilot: Pilot[None], app: LessonApp, level: str) -> FogDescentScreen:
    """From the list of levels to one of them."""
    await pilot.press("home", *["down"] * list(LEVELS).index(level), "enter")
    await until(pilot, lambda: isinstance(app.screen, FogDescentScreen) and app.screen.whole)
    assert isinstance(app.screen, FogDescentScreen)
    return app.screen


async def set_dials(pilot: Pilot[None], screen: FogDescentScreen, lr: float, beta: float) -> None:
    """Turn the dials to a setting, key by key."""
    have_lr, have_beta = screen.setting
    by = RATES.index(lr) - RATES.index(have_lr)
    await pilot.press(*["right" if by > 0 else "left"] * abs(by))
    by = BETAS.index(beta) - BETAS.index(have_beta)
    await pilot.press(*["up" if by > 0 else "down"] * abs(by))
    assert screen.setting == (lr, beta)


@pytest.mark.parametrize("level", LEVELS)
async def test_a_player_arrives_at_par(make_app: MakeApp, memory: Memory, level: str) -> None:
    app, par = make_app(), LEVELS[level].par
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, level)
        for setting in AT_PAR[level]:
            await set_dials(pilot, screen, *setting)
            await pilot.press("enter")
        while not screen.lifted:
            assert not screen.descent.diverged
            await pilot.press("t" if par > 50 else "space")
        assert screen.descent.settled == par
        await shows(pilot, f"The flag in {par} steps: par. Your best: {par}.", "+ lowest")
        await until(pilot, lambda: memory.progress.value(FOG, "answer", level) == str(par))
        assert pushes(memory.progress) == (Push(f"{FOG}/{level}", PAR),)
        await pilot.press("escape")
        await shows(pilot, "1 of 7 at par.", f"Par {par}, your best {par}.")
        head = screen_text(app).splitlines()[0]
        assert "0/9" in head
        assert "Not started" in head


async def test_only_a_better_result_is_kept(make_app: MakeApp, memory: Memory) -> None:
    app = make_app(None, [Fact(FOG, "answer", "bowl", "6")])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "bowl")
        await set_dials(pilot, screen, 0.3, 0.0)
        await pilot.press("t", "t", "t")
        await shows(pilot, "The flag in 13 steps: 9 over par. Your best: 6.")
        assert memory.progress.value(FOG, "answer", "bowl") == "6"
        await pilot.press("r")
        await shows(pilot, "step 0   par 4, your best 6")
        await set_dials(pilot, screen, 1.0, 0.0)
        await pilot.press("enter")
        await set_dials(pilot, screen, 0.3, 0.0)
        await pilot.press("t", "t")
        await shows(pilot, "The flag in 4 steps: par. Your best: 4.")
        await until(pilot, lambda: memory.progress.value(FOG, "answer", "bowl") == "4")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii", [False, True])
async def test_the_fog_hides_the_goal_until_it_lifts(
    make_app: MakeApp, size: tuple[int, int], ascii: bool
) -> None:
    app = make_app(ascii=ascii)
    fog = ":::::" if ascii else "░░░░░"
    async with app.run_test(size=size) as pilot:
        await opened(pilot, app, "saddle")
        await shows(pilot, "Loss", "2.25", "Gradient", "0.01", "downhill", "lr", "[0.01]", fog)
        assert "lowest" not in screen_text(app)
        await pilot.press("t")
        await shows(pilot, "step 10", fog)
        assert "lowest" not in screen_text(app)
        await pilot.press("l", "l")
        await shows(pilot, "Given up after 10 steps.", "+ lowest", "Adam")
        assert fog not in screen_text(app)
        lines = screen_text(app).splitlines()
        assert len(lines) == size[1]
        assert lines[-1].rstrip().endswith("Keys")
        assert "…" not in lines[-2]


async def test_a_setting_holds_for_the_whole_way_where_it_should(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "ravine")
        await set_dials(pilot, screen, 0.03, 0.7)
        await pilot.press("enter", "right", "up")
        await shows(pilot, "step 1", "held")
        assert screen.setting == (0.03, 0.7)
        await pilot.click(screen.query_one("#rate", Ladder), offset=(5, 0))
        assert screen.setting == (0.03, 0.7)
        await pilot.press("r")
        await shows(pilot, "step 0")
        await pilot.click(screen.query_one("#rate", Ladder), offset=(5, 0))
        await until(pilot, lambda: screen.setting == (0.001, 0.7))


async def test_a_rate_can_be_turned_before_every_step_where_it_may(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "bowl")
        await pilot.press("enter", "right", "enter", "left", "left", "enter", "up", "enter")
        await shows(pilot, "step 4")
        assert [lr for lr, _ in screen.descent.settings] == [0.01, 0.03, 0.003, 0.003]
        assert not screen.query("#beta")
        await pilot.press(*["left"] * 12)
        assert screen.setting == (0.001, 0.0)


async def test_a_descent_that_diverges_says_so_and_keeps_the_fog(
    make_app: MakeApp, memory: Memory
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "rosenbrock")
        await set_dials(pilot, screen, 3.0, 0.0)
        await pilot.press("t")
        await shows(
            pilot, "Diverged.", "lr 3: too large", "r tries again, l lifts the fog.", "░░░░"
        )
        await pilot.press("enter", "t")
        assert screen.descent.steps == 1
        await pilot.press("l")
        await shows(pilot, "Diverged after 1 step.", "now outside the map")
        await pilot.press("r")
        await shows(pilot, "step 0", "░░░░")
        assert memory.progress.value(FOG, "answer", "rosenbrock") is None


async def test_the_rivals_can_be_laid_beside_one_by_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, app, "two-valleys")
        await pilot.press("l", "l")
        await shows(pilot, "Plain descent  lr 0.3", "not there", "Momentum", "11", "70")
        for name in ("x Plain descent", "x Momentum", "x Adam"):
            assert name not in screen_text(app)
            await pilot.press("c")
            await shows(pilot, name)
        await pilot.press("c")
        await until(pilot, lambda: "x Adam" not in screen_text(app))
        assert screen.rival is None


async def test_looking_back_and_replay_end_where_the_way_ended(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "bowl")
        await pilot.press("enter", "enter", "enter", "l", "l")
        await shows(pilot, "Step 3 of 3: lr 0.01")
        await pilot.press("left", "left")
        await shows(pilot, "Step 1 of 3")
        await pilot.press("left", "left")
        await shows(pilot, "The start: loss 21.5")
        await pilot.press("right")
        await shows(pilot, "Step 1 of 3")
        await pilot.press("v")
        await until(pilot, lambda: screen.film is None)
        await shows(pilot, "Step 3 of 3")


async def test_without_animation_there_is_no_replay_but_looking_back(make_app: MakeApp) -> None:
    app = make_app(animation=False)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, app, "bowl")
        await pilot.press("enter", "l", "l")
        await shows(pilot, "Step 1 of 1", "Compare")
        assert "Replay" not in screen_text(app)
        await pilot.press("v")
        assert screen.film is None
        await pilot.press("left")
        await shows(pilot, "The start: loss 21.5")


async def test_a_way_of_some_length_is_given_up_only_when_asked_twice(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await opened(pilot, app, "ravine")
        await pilot.press("enter", "enter", "enter", "r")
        await shows(pilot, "step 0")
        await pilot.press("t")
        left = screen.descent
        for key, asks in (("l", "l again lifts the fog: this"), ("r", "r again goes back")):
            await pilot.press(key)
            await shows(pilot, asks)
            for other in ("x", "r" if key == "l" else "l"):
                await pilot.press(other, key)
                await shows(pilot, asks)
            assert (screen.descent, screen.lifted) == (left, False)
            await pilot.press("x")
            await until(pilot, lambda asks=asks: asks not in screen_text(app))
        await pilot.press("r", "enter")
        assert screen.descent.steps == left.steps + 1
        await pilot.press("r")
        assert screen.descent.steps == left.steps + 1
        await pilot.press("r")
        assert screen.descent.steps == 0


async def test_leaving_a_replay_leaves_no_timer(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, app, "ravine")
        await pilot.press("t", "t", "l", "l", "v", "escape")
        await shows(pilot, "Enter plays a level.")
        assert screen.film is None


async def test_the_fog_opens_from_the_palette_and_leads_back_to_the_step(
    make_app: MakeApp, memory: Memory
) -> None:
    app = make_app("terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Step 2 Define Terms")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query("CommandInput"))
        await pilot.press(*"descent in the fog")
        await shows(pilot, "Seven surfaces, and only the slope to go by")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FogScreen) and app.screen.whole)
        assert memory.progress.value("", "place", "step") == "terms"
        await pilot.press("escape")
        await shows(pilot, "Step 2 Define Terms")


async def test_esc_leads_from_level_to_list_to_overview(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app, "beale")
        await pilot.press("escape")
        await shows(pilot, "The wall and the floor", "Enter plays a level.")
        assert isinstance(app.screen, FogScreen)
        assert app.screen.query_one(Names).highlighted == 4
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))


@pytest.mark.parametrize(
    ("gradient", "unicode", "words"),
    [
        ((-1.0, 0.0), "→ right", "right"),
        ((1.0, 0.1), "← left", "left"),
        ((-1.0, -1.0), "↗ up right", "up right"),
        ((0.0, 5.0), "↓ down", "down"),
        ((0.0, 0.0), "nowhere", "nowhere"),
        ((float("inf"), float("nan")), "nowhere", "nowhere"),
    ],
)
def test_downhill_is_against_the_gradient(
    gradient: tuple[float, float], unicode: str, words: str
) -> None:
    assert downhill(gradient, ascii=False) == unicode
    assert downhill(gradient, ascii=True) == words
