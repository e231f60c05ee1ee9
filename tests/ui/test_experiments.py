"""The experiments step: predict, run, see both side by side, compare, and come back to it."""

from __future__ import annotations

import json

import pytest

from gdtui.lesson.experiments import Experiments
from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, Status
from gdtui.progress.score import pushes
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.forecast import Foreseen
from gdtui.ui.widgets.names import Names
from gdtui.ui.widgets.trying import Trying
from tests.ui.conftest import MakeApp, Memory, Script, screen_text
from tests.ui.experimenting import events_of
from tests.ui.on_the_bench import SMALL, WIDE, page, ready, run, told, trial
from tests.ui.waiting import shows, until


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
        await shows(pilot, "Choose with ↑ ↓, Enter answers. It cannot be changed")
        # A key that bounces answers nothing.
        await pilot.press("enter")
        await shows(pilot, "Choose with ↑ ↓ first, then Enter answers.")
        assert screen.standing(trial(bench, "slow")).stage == "open"
        assert f"▸ {first}" not in screen_text(app)
        await pilot.press("down")
        await shows(pilot, f"▸ {first}")
        await pilot.press("down", "enter")
        await shows(pilot, "Predicted. Set lr=0.001 and run.", "falls, but slower · your predict")
        assert memory.progress.value("experiments", "answer", "slow") == "1"
        await pilot.press("enter")
        await shows(pilot, "[loss]", "▸ Set lr=0.001: F12 does it.")
        assert "another run" not in screen_text(app)
        await shows(pilot, "F12 Make the change  F7 Task")
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
        await shows(pilot, "It did not come true. You said: 200 epochs. What happened: 40")
        await shows(pilot, "It was quicker.")
    assert [push.size for push in pushes(memory.progress)] == [0.0]


async def test_own_lines_that_the_change_replaces_come_back(
    make_app: MakeApp, script: Script, bench: Experiments
) -> None:
    app = make_app("experiments", [Fact("experiments", "answer", "slow", "1")], animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await pilot.press("enter")
        editor = screen.query_one(Editor)
        await until(pilot, lambda: app.focused is editor)
        # The cursor is where the change is to be made.
        assert "lr=0.01" in editor.document.get_line(editor.cursor_location[0])
        await pilot.press("ctrl+home", *"# own", "enter")
        own = editor.text
        await pilot.press("f12")
        await until(pilot, lambda: "Ctrl+Z in the code" in told(app))
        assert editor.text == trial(bench, "slow").program(bench.source)
        await pilot.press("ctrl+z")
        assert editor.text == own


async def test_show_me_makes_the_change_runs_it_and_is_recorded(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    source = trial(bench, "slow").program(bench.source)
    script.plays(tuple(events_of(source)))
    app = make_app("experiments", animation=False)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot, app)
        await shows(pilot, "F10 shows it: no score, and the stars for predicting go.")
        assert "F9" not in screen_text(app)
        await pilot.press("f10")
        await until(pilot, lambda: memory.progress.value("experiments", "seen", "slow"))
        await shows(pilot, "▸ F7: what happened, and why.")
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
        await shows(pilot, "▸ Set lr=0.001: F12. That was another run.")
    assert memory.progress.value("experiments", "seen", "slow") is None


async def test_all_four_complete_the_step_and_earn_their_pushes(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments, lesson: Lesson
) -> None:
    needed = [t for each in bench.experiments if not each.extra for t in each.trials]
    ran = json.dumps([0, "It ran."])
    facts = [Fact("experiments", "answer", t.id, "0") for t in needed]
    # Of the first experiment every prediction is false.
    facts[0] = Fact("experiments", "answer", "slow", "2")
    facts[1] = Fact("experiments", "answer", "explode", "2")
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
        f"experiments/understood-{name}" for name in ("batch-size", "epochs", "parabola")
    ]


async def test_what_it_cost_to_be_shown_is_told(make_app: MakeApp) -> None:
    facts = [
        Fact("experiments", "place", "trial", "slow"),
        Fact("experiments", "answer", "slow", "shown"),
        Fact("experiments", "seen", "slow", json.dumps([1, "It ran."])),
        Fact("experiments", "answer", "scaled", "shown"),
        Fact("experiments", "seen", "scaled", json.dumps([1, "It ran."])),
    ]
    app = make_app("experiments", facts, animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        await shows(pilot, "and the stars for")
        screen.query_one(Trying).go_to("scaled")
        await shows(pilot, "What happened: 1 epoch.")
        await shows(pilot, "It costs no")
    plain = make_app("experiments", animation=False, game=False)
    async with plain.run_test(size=WIDE) as pilot:
        await ready(pilot, plain)
        await shows(pilot, "Shown. What happened")
        assert "star" not in screen_text(plain)


async def test_the_keys_stay_where_the_learner_put_them_on_the_way_in(make_app: MakeApp) -> None:
    app = make_app("code", [Fact("experiments", "answer", "slow", "1")], animation=False)
    async with app.run_test(size=WIDE) as pilot:
        await app.go_to("experiments")
        screen, came = page(app), list[bool]()
        # The list of trials has asked for the keys, and the learner is in the code before it
        # gets them.
        screen.action_task()
        screen.call_after_refresh(came.append, True)
        await until(pilot, lambda: came)
        assert isinstance(app.focused, Editor)


@pytest.mark.parametrize(("size", "keys"), [(SMALL, ["F10"]), ((60, 20), [])])
async def test_the_footer_begins_with_what_is_needed_next(
    make_app: MakeApp, size: tuple[int, int], keys: list[str]
) -> None:
    app = make_app("experiments", [Fact("experiments", "answer", "noise", "1")], animation=False)
    async with app.run_test(size=size) as pilot:
        screen = await ready(pilot, app)
        screen.query_one(Trying).go_to("noise")
        await until(pilot, lambda: screen.trial.id == "noise")
        await pilot.press("enter")
        await shows(pilot, "▸ Set the data and epochs=1000: F12 does it.")
        await shows(pilot, "^R Run  F12 Make the change  F7 Task", *keys)
        assert "Go on" not in screen_text(app)


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
