"""Another gdtui that is stopped while it holds the lock: told in time, and the app goes on."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing

import pytest

from gdtui.lesson.load import load
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.drafts import ENV
from tests.ends import locked
from tests.promises import LOCK_TOLD, SLACK
from tests.terminal import Terminal


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_stopped_instance_holds_up_nobody(how: str) -> None:
    lesson = load(content_folder())
    path = database_path()
    with closing(Store(path, lesson.id)) as store:
        store.save([Fact("", "place", "step", lesson.steps[0].id)])
    with locked(path, how) as other:
        plays_on(other)
    with closing(Store(path, lesson.id)) as store:
        facts = store.load()
    assert facts.value("", "place", "step") == "overview"
    # What was done while nothing could be saved is there too.
    assert all(facts.value(step.id, "place", "opened") is not None for step in lesson.steps[1:3])


def plays_on(other: subprocess.Popen[str]) -> None:
    app = [sys.executable, "-m", "gdtui", "--no-animation"]
    with Terminal(app, 120, 40, ENV) as terminal:
        terminal.wait_for("Why This Matters", timeout=SLACK * LOCK_TOLD)
        terminal.press("2")
        terminal.wait_for("locked", timeout=SLACK * LOCK_TOLD)
        # The lock is waited for elsewhere: pages come while it is held.
        for number in (3, 2):
            terminal.press(str(number))
            terminal.wait_for(f"Step {number}")
        other.kill()
        other.wait()
        terminal.press("o")
        terminal.wait_for("Why This Matters")
        terminal.press("q")
        assert terminal.exit_status() == 0
