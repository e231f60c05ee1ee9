"""The code step: edit, run, watch, stop, and nothing lost."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.lesson.model import Code, Lesson
from gdtui.progress.model import Fact, Status
from gdtui.runner.events import Failed, Finished, Measured, Printed, Started, Training
from gdtui.ui.screens.code import CodeScreen
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from tests.ui.conftest import MakeApp, Memory, Script, screen_text
from tests.ui.on_the_bench import told
from tests.ui.waiting import until

TRAINING = Training("train_linear_model", {"lr": 0.01, "epochs": 3.0}, ((1.0, 3.0), (2.0, 5.0)))
ROWS = ((0.0, 20.0, 0.8, 0.2), (1.0, 9.5, 1.2, 0.4), (2.0, 1.5, 1.7, 0.5))
WHOLE = (
    (Started(True),),
    (
        Measured(1, ("epoch", "loss", "weight", "bias"), ROWS, TRAINING),
        Printed("Epoch 0: loss=20.0\n"),
        Finished(0.1, ("{'weight': 1.7}",)),
    ),
)


@pytest.fixture
def program(lesson: Lesson) -> Code:
    step = lesson.step("code")
    assert step is not None
    assert isinstance(step.body, Code)
    return step.body


def code_screen(pilot: Pilot[None]) -> CodeScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CodeScreen)
    return screen


async def test_a_run_is_drawn_told_and_kept(
    make_app: MakeApp, memory: Memory, script: Script, program: Code
) -> None:
    script.plays(*WHOLE)
    app = make_app("code")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "returned {'weight': 1.7}" in screen_text(app))
        assert script.sources == [program.source]
        assert "epoch 2 · loss 1.5" in screen_text(app)
        assert "lr 0.01" in screen_text(app)
        await pilot.press("f2")
        assert "ŷ = 1.7·x + 0.5" in screen_text(app)
        await pilot.press("f2")
        assert "weight" in screen_text(app)
        await pilot.press("f3")
        assert "Epoch 0: loss=20.0" in screen_text(app)
    (run,) = memory.kept_runs
    assert run.outcome == "finished"
    assert run.settings == {"lr": 0.01, "epochs": 3.0}
    assert run.curve == ((0.0, 20.0), (1.0, 9.5), (2.0, 1.5))
    assert memory.progress.keys("code", "work") == {"as-given"}


async def test_both_kinds_of_run_complete_the_step(
    make_app: MakeApp, memory: Memory, script: Script, lesson: Lesson
) -> None:
    script.plays(*WHOLE)
    app = make_app("code")
    step = lesson.step("code")
    assert step is not None
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: not code_screen(pilot).running and script.closed == 1)
        assert app.progress.status("code", step.work) is Status.IN_PROGRESS
        editor = app.screen.query_one(Editor)
        editor.text = editor.text.replace("lr=0.01", "lr=0.05")
        await pilot.press("f5")
        await until(pilot, lambda: script.closed == 2)
        await until(pilot, lambda: app.progress.status("code", step.work) is Status.COMPLETED)
        assert "1/9" in screen_text(app)
    assert "completed" in memory.progress.keys("code", "work")


async def test_a_comment_is_no_change(make_app: MakeApp, memory: Memory, script: Script) -> None:
    script.plays(*WHOLE)
    app = make_app("code")
    async with app.run_test() as pilot:
        editor = app.screen.query_one(Editor)
        editor.text += "\n# nothing new\n"
        await pilot.press("f5")
        await until(pilot, lambda: memory.kept_runs)
    assert memory.progress.keys("code", "work") == {"as-given"}


async def test_a_program_that_measures_nothing_is_no_work(
    make_app: MakeApp, memory: Memory, script: Script
) -> None:
    script.plays((Started(False), Finished(0.0)))
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: memory.kept_runs)
        assert "measured nothing" in screen_text(app)
    assert not memory.progress.keys("code", "work")


async def test_esc_stops_from_wherever_the_focus_is(
    make_app: MakeApp, memory: Memory, script: Script
) -> None:
    script.plays((Started(True),), None)
    app = make_app("code")
    async with app.run_test() as pilot:
        for focus in (Editor, Chart):
            app.screen.query_one(focus).focus()
            await pilot.press("ctrl+r")
            await until(pilot, lambda: code_screen(pilot).running)
            await pilot.press("escape")
            await until(pilot, lambda: not code_screen(pilot).running)
            assert "Stopped." in screen_text(app)
            assert isinstance(app.focused, focus)
    assert [run.outcome for run in memory.kept_runs] == ["stopped", "stopped"]


async def test_running_again_and_leaving_close_the_run(make_app: MakeApp, script: Script) -> None:
    script.plays((Started(True),), None)
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(script.sources) == 1)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(script.sources) == 2)
        assert script.closed == 1
        app.screen.query_one(Chart).focus()
        await pilot.press("1")
        await until(pilot, lambda: script.closed == 2)


async def test_an_error_marks_the_learners_line(make_app: MakeApp, script: Script) -> None:
    script.plays((Started(True), Failed("NameError", "name 'wieght' is not defined", 12)))
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Line 12: NameError" in screen_text(app))
        editor = app.screen.query_one(Editor)
        assert editor.marked == 12
        assert editor.cursor_location[0] == 11
        await pilot.press("x")
        await until(pilot, lambda: editor.marked is None)


async def test_markup_and_brackets_in_a_message_are_text(make_app: MakeApp, script: Script) -> None:
    printed = Printed("[/red] [@click=app.quit]x[/]\n")
    script.plays((printed, Failed("ValueError", "[/bold] [link]")))
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "ValueError: [/bold] [link]" in screen_text(app))
        await pilot.press("f3")
        assert "[@click=app.quit]x" in screen_text(app)


async def test_a_loss_that_blows_up_is_told_where(make_app: MakeApp, script: Script) -> None:
    rows = tuple((float(n), 10.0**n if n < 5 else float("inf")) for n in range(8))
    script.plays((Measured(1, ("epoch", "loss"), rows, TRAINING), Finished(0.1)))
    app = make_app("code")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "inf at epoch 5" in screen_text(app))
        await until(pilot, lambda: "The loss blew up: inf at epoch 5" in screen_text(app))


async def test_reset_has_a_way_back(make_app: MakeApp, program: Code) -> None:
    app = make_app("code", facts=[Fact("code", "draft", "train.py", "mine = 1\n")])
    async with app.run_test() as pilot:
        editor = app.screen.query_one(Editor)
        assert editor.text == "mine = 1\n"
        await pilot.press("f8")
        await until(pilot, lambda: editor.text == program.source)
        await pilot.press("f8")
        await until(pilot, lambda: editor.text == "mine = 1\n")


async def test_the_axis_is_remembered(make_app: MakeApp, script: Script, memory: Memory) -> None:
    script.plays(*WHOLE)
    app = make_app("code")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "loss (log)" in screen_text(app))
        await pilot.press("escape", "l")
        await until(pilot, lambda: "loss (log)" not in screen_text(app))
    assert memory.progress.value("code", "setting", "axis") == "linear"


async def test_where_one_pane_fits_a_run_comes_to_the_front(
    make_app: MakeApp, script: Script
) -> None:
    script.plays(*WHOLE)
    app = make_app("code")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "returned" in screen_text(app))
        assert app.screen.query_one(Chart).size.height >= 9
        await pilot.press("f9")
        assert isinstance(app.focused, Editor)
        assert app.screen.query_one(Editor).size.height >= 12


async def test_without_animation_the_end_is_there_at_once(
    make_app: MakeApp, script: Script
) -> None:
    rows = tuple((float(n), 1.0 / (n + 1)) for n in range(5000))
    script.plays((Measured(1, ("epoch", "loss"), rows, TRAINING), Finished(0.1)))
    app = make_app("code", animation=False)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: not code_screen(pilot).running)
        assert not code_screen(pilot).playing


async def test_f6_shows_the_end(make_app: MakeApp, script: Script) -> None:
    rows = tuple((float(n), 1.0 / (n + 1)) for n in range(5000))
    script.plays((Measured(1, ("epoch", "loss"), rows, TRAINING), Finished(0.1)))
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: code_screen(pilot).playing and not code_screen(pilot).running)
        await pilot.press("f6")
        assert not code_screen(pilot).playing
        assert "epoch 4999" in screen_text(app)


async def test_the_next_line_never_asks_for_a_letter_that_would_be_typed(make_app: MakeApp) -> None:
    done = [Fact("code", "work", name) for name in ("as-given", "changed")]
    app = make_app("code", facts=done)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Completed. Esc, then n for step 5" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Completed. n for step 5" in screen_text(app))


async def test_after_a_failure_the_next_thing_is_to_mend_it(
    make_app: MakeApp, script: Script
) -> None:
    script.plays((Started(True), Failed("NameError", "name 'wieght' is not defined", 12)))
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Mend line 12, then Ctrl+R" in screen_text(app))


async def test_with_the_original_back_there_is_nothing_to_mend(
    make_app: MakeApp, script: Script
) -> None:
    script.plays(*WHOLE)
    app = make_app("code", animation=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "returned" in screen_text(app))
        editor = app.screen.query_one(Editor)
        # The number that can be changed is in sight, and under the cursor.
        await until(pilot, lambda: "lr=0.01" in editor.document.get_line(editor.cursor_location[0]))
        script.plays((Started(True), Failed("NameError", "name 'x' is not defined", 1)))
        await pilot.press("x", "ctrl+r")
        await until(pilot, lambda: "Mend line 1," in screen_text(app))
        await pilot.press("f8")
        await until(pilot, lambda: "Mend" not in screen_text(app))
        assert "NameError" not in screen_text(app)
        assert "returned" in screen_text(app)


@pytest.mark.parametrize(("size", "keys"), [((60, 20), []), ((80, 24), ["f9"])])
async def test_the_line_to_mend_is_in_sight_where_one_pane_is(
    make_app: MakeApp, script: Script, size: tuple[int, int], keys: list[str]
) -> None:
    script.plays((Started(True), Failed("NameError", "name 'x' is not defined", 1)))
    app = make_app("code")
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys, "ctrl+r")
        await until(pilot, lambda: "Line 1: NameError" in told(app))
        assert isinstance(app.focused, Editor)
        assert app.focused.size.height > 6
