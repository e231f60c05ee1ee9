"""Kept runs: compared, overlaid, pinned, hidden, renamed, deleted; and after a restart."""

from __future__ import annotations

from textual.widgets import Input

from gdtui.lesson.experiments import Experiments
from gdtui.progress.model import Fact, RunRecord
from gdtui.ui.kept_runs import listed
from gdtui.ui.widgets.chart import Chart
from tests.ui.conftest import MakeApp, Memory, Script, screen_text
from tests.ui.on_the_bench import SMALL, WIDE, ready, run
from tests.ui.waiting import shows, until


async def test_runs_are_compared_pinned_hidden_renamed_and_deleted(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        loop = bench.source.replace(
            "print(train_linear_model(data))",
            "for lr in (0.01, 0.05):\n    train_linear_model(data, lr)",
        )
        await run(pilot, app, script, loop)
        screen.view = "runs"
        await shows(pilot, "lr 0.05", "lr 0.01", "epochs until loss", "<1e-4", "▲")
        assert {kept.clock for kept in memory.kept_runs} == {"update"}
        assert len(memory.kept_runs) == 2
        await until(pilot, lambda: screen.query_one("#runs").has_focus)
        await pilot.press("end", "i")
        await until(pilot, lambda: listed(screen.kept_runs)[0].pinned)
        await shows(pilot, "★lr 0.01")
        await pilot.press("h")
        await until(pilot, lambda: listed(screen.kept_runs)[0].hidden)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await shows(pilot, "▸ Type a name, then Enter.")
        await pilot.press(*"not", "escape")
        await until(pilot, lambda: screen.query_one("#runs").has_focus)
        assert listed(screen.kept_runs)[0].name == ""
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"mine", "enter")
        await shows(pilot, "★mine")
        await pilot.press("end", "d")
        await shows(pilot, "Delete this run?")
        await pilot.press("n")
        await until(pilot, lambda: app.screen is screen)
        assert len(memory.kept_runs) == 2
        await pilot.press("d")
        await shows(pilot, "Delete this run?")
        await pilot.press("y")
        await until(pilot, lambda: len(listed(screen.kept_runs)) == 1)
        assert [run.settings["lr"] for run in memory.kept_runs] == [0.01]
    again = make_app("experiments", animation=False)
    async with again.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, again)
        await until(pilot, lambda: screen.kept_runs)
        (run_,) = listed(screen.kept_runs)
        assert (run_.name, run_.pinned, run_.hidden) == ("mine", True, True)
        assert run_.numbers["updates"] == 200
        screen.view = "runs"
        await shows(pilot, "★mine", "0.00757", "29%")


async def test_lines_and_paths_are_compared_and_survive_a_restart(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    rates = "for lr in (0.01, 0.05):\n    train_linear_model(data, lr)"
    loop = bench.source.replace("print(train_linear_model(data))", rates)
    settings = {"lr": 0.3, "epochs": 100.0, "batch_size": 4.0, "momentum": 0.0, "seed": 7.0}
    bare = RunRecord("experiments", 1.0, "", "finished", settings, ((1.0, 2.0),), "update")
    memory.kept_runs.append(bare)
    app = make_app("experiments", animation=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await run(pilot, app, script, loop)
        await run(pilot, app, script, bench.source.replace("2 * x + 1", "x * x"))
        await until(pilot, lambda: len(memory.kept_runs) == 4)
    again = make_app("experiments", animation=False)
    async with again.run_test(size=SMALL) as pilot:
        screen = await ready(pilot, again)
        await until(pilot, lambda: len(screen.kept_runs) == 4)
        screen.view = "runs"
        await shows(pilot, "[runs]", "F2 View  i Pin  h Hide  m Rename  d Delete")
        await pilot.press("f2")
        await shows(pilot, "[fits]", "ŷ = ", "Data: 5 points, square. 2 on other data left out")
        await shows(pilot, "1 kept", "without a path left out.")
        await pilot.press("down")
        await shows(pilot, "▲ lr 0.05", "■ lr 0.01", "Data: 5 points, line. 1 on other data")
        await pilot.press("f2")
        await shows(pilot, "[paths]", "▲ lr 0.05", "■ lr 0.01", "+ lowest loss")


async def test_curves_are_drawn_per_update_or_per_epoch(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await run(pilot, app, script, bench.source)
        await shows(pilot, "update", "200")
        screen.set_focus(screen.query_one(Chart))
        await pilot.press("u")
        await until(pilot, lambda: screen.per_epoch)
        await until(pilot, lambda: " 200" not in screen_text(app).split("▸")[0])


async def test_runs_of_other_days_that_cannot_be_read_are_told(
    make_app: MakeApp, memory: Memory
) -> None:
    memory.kept_runs.append(RunRecord("experiments", 1.0, "", "finished", {}, ((0.0, 1.0),)))
    facts = [Fact("experiments", "setting", "run 1.000000", "no JSON")]
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await until(pilot, lambda: screen.kept_runs)
        assert screen.kept_runs[0].numbers == {}
        screen.view = "runs"
        await shows(pilot, "run  ")
