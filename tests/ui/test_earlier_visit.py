"""A step that is opened again shows the last run of an earlier visit."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from gdtui.lesson.experiments import Experiments
from gdtui.progress.model import NotSaved, RunRecord
from gdtui.ui.screens.code import CodeScreen
from gdtui.ui.widgets.chart import Chart
from tests.ui.conftest import MakeApp, Memory, Script, screen_text
from tests.ui.on_the_bench import WIDE, ready, run
from tests.ui.test_code import WHOLE
from tests.ui.waiting import shows, until


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_code_step_shows_the_last_run_until_there_is_a_new_one(
    make_app: MakeApp, memory: Memory, script: Script, size: tuple[int, int]
) -> None:
    script.plays(*WHOLE)
    first = make_app("code")
    async with first.run_test(size=size) as pilot:
        await pilot.press("ctrl+r")
        await until(pilot, lambda: memory.kept_runs)
    again = make_app("code", animation=False)
    async with again.run_test(size=size) as pilot:
        told = "Your last run: lr 0.01, epochs 3 · epoch 2"
        await until(pilot, lambda: told in screen_text(again))
        screen = again.screen
        assert isinstance(screen, CodeScreen)
        screen.bring("results")
        await until(pilot, lambda: again.screen.query_one(Chart).picture)
        await pilot.press("f2")
        await until(pilot, lambda: "ŷ = 1.7·x + 0.5" in screen_text(again))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "returned {'weight': 1.7}" in screen_text(again))
        assert "last run" not in screen_text(again)


async def test_a_file_that_does_not_tell_its_runs_is_told(
    make_app: MakeApp, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app("code")
    failed: Future[tuple[RunRecord, ...]] = Future()
    failed.set_exception(NotSaved("Your earlier runs cannot be shown."))
    monkeypatch.setattr(memory, "runs", lambda step: failed)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._notifications)
        assert [each.message for each in app._notifications] == [
            "Your earlier runs cannot be shown."
        ]


async def test_the_experiments_show_the_last_run_until_there_is_a_new_one(
    make_app: MakeApp, memory: Memory, script: Script, bench: Experiments
) -> None:
    curve = ((1.0, 50.0), (200.0, 0.125))
    last = RunRecord("experiments", 1.0, "", "finished", {"lr": 0.03}, curve, "update")
    memory.kept_runs.append(last)
    app = make_app("experiments", animation=False)
    async with app.run_test(size=WIDE) as pilot:
        screen = await ready(pilot, app)
        screen.view = "loss"
        await shows(pilot, "Your last run: lr 0.03 · update 200 ·")
        await run(pilot, app, script, bench.source)
        await shows(pilot, "Falling, in jumps: the loss fell")
        assert "last run" not in screen_text(app)
