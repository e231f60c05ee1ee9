"""The dials of the experiments: they show what ran, and turn the code."""

from __future__ import annotations

from gdtui.lesson.experiments import Experiments
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from tests.ui.conftest import MakeApp, Script
from tests.ui.on_the_bench import WIDE, ready, run, told
from tests.ui.waiting import shows, until


async def test_dials_show_what_ran_and_turn_the_code(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        screen.view = "dials"
        await shows(pilot, "Run the program once.")
        await run(pilot, app, script, bench.source)
        await shows(pilot, "5 points, line", "lr                0.01   ← → turn it, line 10")
        screen.set_focus(screen.query_one("#dials"))
        await pilot.press("right")
        await until(pilot, lambda: len(script.sources) == 2)
        assert script.sources[1] == bench.source.replace("lr=0.01", "lr=0.02")
        await until(pilot, lambda: not screen.running)
        assert "lr=0.02" in screen.query_one(Editor).text


async def test_what_no_literal_sets_is_told_and_not_turned(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    source = bench.source.replace("model(data)", "model(data, lr=1 / 100)")
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        screen.view = "dials"
        await run(pilot, app, script, source)
        line = source[: source.index("1 / 100")].count("\n") + 1
        await shows(pilot, f"set in code, line {line}")
        screen.set_focus(screen.query_one("#dials"))
        await pilot.press("right")
        await until(pilot, lambda: "Change lr in the code" in told(app))
        assert len(script.sources) == 1


async def test_a_new_seed_changes_the_literal_and_runs(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await run(pilot, app, script, bench.source)
        screen.set_focus(screen.query_one(Chart))
        await pilot.press("w")
        await until(pilot, lambda: len(script.sources) == 2)
        assert "seed=7," not in script.sources[1]
        drawn = script.sources[1].split("seed=")[1].split(",")[0]
        assert script.sources[1] == bench.source.replace("seed=7", f"seed={drawn}")
