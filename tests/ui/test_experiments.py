"""The experiments step: predict, run, see both side by side, compare, and come back to it."""

from __future__ import annotations

import json

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.lesson.experiments import Experiments, Trial
from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, RunRecord, Status
from gdtui.progress.score import pushes
from gdtui.ui.app import LessonApp
from gdtui.ui.kept_runs import listed
from gdtui.ui.screens.experiments import ExperimentsScreen
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.forecast import Foreseen
from gdtui.ui.widgets.names import Names
from tests.ui.conftest import MakeApp, Memory, Script, screen_text
from tests.ui.experimenting import events_of
from tests.ui.waiting import shows, until

SMALL, WIDE = (80, 24), (100, 30)


@pytest.fixture
def bench(lesson: Lesson) -> Experiments:
    step = lesson.step("experiments")
    assert step is not None
    assert isinstance(step.body, Experiments)
    return step.body


def trial(bench: Experiments, name: str) -> Trial:
    return next(t for each in bench.experiments for t in each.trials if t.id == name)


def page(app: LessonApp) -> ExperimentsScreen:
    assert isinstance(app.screen, ExperimentsScreen)
    return app.screen


def told(app: LessonApp) -> str:
    """What is said in passing."""
    return " ".join(each.message for each in app._notifications)


async def ready(pilot: Pilot[None], app: LessonApp) -> ExperimentsScreen:
    await until(pilot, lambda: app.screen.query("#trial-question Foreseen, Estimated"))
    await until(pilot, lambda: isinstance(app.focused, Names))
    return page(app)


async def run(pilot: Pilot[None], app: LessonApp, script: Script, source: str) -> None:
    """Put a program into the editor and run it: what it tells is real."""
    screen, before = page(app), script.closed
    screen.query_one(Editor).text = source
    script.plays(tuple(events_of(source)))
    await pilot.press("f5")
    await until(pilot, lambda: script.closed == before + 1)
    await until(pilot, lambda: not screen.running and not screen.playing)


async def test_predict_run_and_see_both(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=SMALL) as pilot:
        screen = await ready(pilot, app)
        first = screen.query_one(Foreseen).forecast.choices[0].text
        assert f"▸ {first}" not in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Foreseen))
        await shows(pilot, "↑↓ choose, Enter answers.", f"▸ {first}")
        await pilot.press("down", "enter")
        await shows(pilot, "Predicted. Set lr=0.001 and run.", "falls, but slower · your predict")
        assert memory.progress.value("experiments", "answer", "slow") == "1"
        await pilot.press("enter")
        await shows(pilot, "[loss]", "Set lr=0.001 and run. F12 makes the change. F7: task")
        assert isinstance(app.focused, Editor)
        await pilot.press("f12")
        await shows(pilot, "The code is ready: Ctrl+R runs it.")
        assert screen.query_one(Editor).text == trial(bench, "slow").program(bench.source)
        await run(pilot, app, script, trial(bench, "slow").program(bench.source))
        await shows(pilot, "predicted: falls, but slower", "Slow: the loss fell from 57")
        await pilot.press("f7")
        await shows(pilot, "It came true. You said: falls, but slower.", "● lr 0.001")
        assert screen.standing(trial(bench, "slow")).stage == "ran"
    assert [(push.what, push.size) for push in pushes(memory.progress)] == [
        ("experiments/slow", 1.0)
    ]


async def test_a_false_prediction_pushes_nothing_and_is_explained(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    facts = [
        Fact("experiments", "place", "trial", "one"),
        Fact("experiments", "answer", "one", "200"),
    ]
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await run(pilot, app, script, trial(bench, "one").program(bench.source))
        await pilot.press("f7")
        await shows(pilot, "It came otherwise. You said: 200 epochs. What happened: 40")
        await shows(pilot, "It was quicker.")
    assert [push.size for push in pushes(memory.progress)] == [0.0]


async def test_show_me_makes_the_change_runs_it_and_is_recorded(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    source = trial(bench, "slow").program(bench.source)
    script.plays(tuple(events_of(source)))
    app = make_app("experiments", animation=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await pilot.press("f10")
        await until(pilot, lambda: memory.progress.value("experiments", "seen", "slow"))
        assert script.sources == [source]
        assert app.screen.query_one(Editor).text == source
        await pilot.press("f7")
        await shows(pilot, "Shown. What happened: falls, but slower.")
    assert memory.progress.value("experiments", "answer", "slow") == "shown"
    assert pushes(memory.progress) == ()


async def test_a_run_before_its_prediction_does_not_give_it_away(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await run(pilot, app, script, trial(bench, "slow").program(bench.source))
        await until(pilot, lambda: "Predict it first" in told(app))
        assert screen.standing(trial(bench, "slow")).stage == "open"
    assert memory.progress.value("experiments", "seen", "slow") is None


async def test_a_run_before_its_prediction_opens_its_trial(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    facts = [
        Fact("experiments", "place", "trial", "one"),
        Fact("experiments", "answer", "one", "200"),
        Fact("experiments", "seen", "one", json.dumps([40, "It ran."])),
    ]
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await run(pilot, app, script, trial(bench, "slow").program(bench.source))
        await until(pilot, lambda: screen.trial.id == "slow")
        await shows(pilot, "F7: the task. Predict before you run.")


async def test_a_run_before_its_prediction_leaves_a_predicted_trial_open(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    facts = [
        Fact("experiments", "place", "trial", "one"),
        Fact("experiments", "answer", "one", "200"),
    ]
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await run(pilot, app, script, trial(bench, "slow").program(bench.source))
        await until(pilot, lambda: "which you have not predicted yet" in told(app))
        assert screen.trial.id == "one"
        await shows(pilot, "That was another run.")


async def test_a_near_miss_is_another_run(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", [Fact("experiments", "answer", "slow", "1")], animation=False)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        await run(pilot, app, script, bench.source.replace("lr=0.01", "lr=0.002"))
        await shows(pilot, "That was another run. Set lr=0.001")
    assert memory.progress.value("experiments", "seen", "slow") is None


async def test_all_four_complete_the_step_and_earn_their_pushes(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments, lesson: Lesson
) -> None:
    needed = [t for each in bench.experiments if not each.extra for t in each.trials]
    ran = json.dumps([0, "It ran."])
    facts = [Fact("experiments", "answer", t.id, "0") for t in needed]
    facts += [Fact("experiments", "seen", t.id, ran) for t in needed[:-1]]
    step = lesson.step("experiments")
    assert step is not None
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot, app)
        assert app.progress.status("experiments", step.work) is Status.IN_PROGRESS
        await run(pilot, app, script, needed[-1].program(bench.source))
        await until(
            pilot, lambda: app.progress.status("experiments", step.work) is Status.COMPLETED
        )
        await pilot.press("f7")
        await shows(pilot, "Completed.")
    assert memory.progress.keys("experiments", "work") >= {"predicted", "half-true"}
    understood = [p.what for p in pushes(memory.progress) if p.size == 0.5]
    assert sorted(understood) == [
        f"experiments/understood-{name}"
        for name in ("batch-size", "epochs", "learning-rate", "parabola")
    ]


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
        await pilot.press(*"mine", "enter")
        await shows(pilot, "★mine")
        await pilot.press("end", "d")
        await until(pilot, lambda: len(listed(screen.kept_runs)) == 1)
    again = make_app("experiments", animation=False)
    async with again.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, again)
        await until(pilot, lambda: len(screen.kept_runs) == 2)
        (run_,) = listed(screen.kept_runs)
        assert (run_.name, run_.pinned, run_.hidden) == ("mine", True, True)
        assert run_.numbers["updates"] == 200
        screen.view = "runs"
        await shows(pilot, "★mine", "0.00757", "29%")


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


async def test_damaged_answers_are_asked_again_or_ignored(
    make_app: MakeApp, bench: Experiments
) -> None:
    facts = [
        Fact("experiments", "answer", "slow", "99"),
        Fact("experiments", "seen", "slow", "nonsense"),
    ]
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        standing = screen.standing(trial(bench, "slow"))
        assert (standing.stage, standing.predicted, standing.happened) == ("predicted", None, None)


async def test_the_text_can_be_read(make_app: MakeApp) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        names = screen.query_one(Names)
        names.highlighted = names.get_option_index("text")
        await shows(pilot, "Four things to try")


@pytest.mark.parametrize("size", [(60, 20), SMALL, WIDE, (140, 40)])
async def test_every_view_fits(
    make_app: MakeApp, script: Script, bench: Experiments, size: tuple[int, int]
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        await run(pilot, app, script, bench.source)
        for view in screen.views:
            screen.view = view
            await shows(pilot, f"[{view}]")
            await until(pilot, lambda: screen.result_widget().size.height > 0)
