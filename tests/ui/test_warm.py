"""The process that waits is asked for when the learner first opens a step that runs code."""

from __future__ import annotations

from gdtui.lesson.model import Code
from tests.ui.conftest import MakeApp, Script
from tests.ui.waiting import until


async def test_it_is_asked_for_at_the_step_that_runs_code(
    make_app: MakeApp, script: Script
) -> None:
    app = make_app(start="why")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert script.warmed == 0
        code = next(step for step in app.lesson.steps if isinstance(step.body, Code))
        await app.go_to(code.id)
        await until(pilot, lambda: script.warmed == 1)
