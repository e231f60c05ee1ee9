"""Another gdtui that is stopped while it holds the lock: told in time, and the app goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from gdtui.lesson.load import load
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.commands import ROOT
from tests.terminal import Terminal

TOLD_WITHIN = 5.0 + 5.0
"""Seconds: five are promised, five more for a busy machine."""
HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("holding", flush=True)
time.sleep(1000)
"""


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_stopped_instance_holds_up_nobody(how: str) -> None:
    lesson = load(content_folder())
    path = database_path()
    with closing(Store(path, lesson.id)) as store:
        store.save([Fact("", "place", "step", lesson.steps[0].id)])
    command = [sys.executable, "-c", HOLDER, str(path), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "holding\n"
            other.send_signal(signal.SIGSTOP)
            plays_on(other)
        finally:
            other.kill()
    with closing(Store(path, lesson.id)) as store:
        facts = store.load()
    assert facts.value("", "place", "step") == "overview"
    # What was done while nothing could be saved is there too.
    assert all(facts.value(step.id, "place", "opened") is not None for step in lesson.steps[1:3])


def plays_on(other: subprocess.Popen[str]) -> None:
    app = [sys.executable, "-m", "gdtui", "--no-animation"]
    with Terminal(app, 120, 40, {"PYTHONPATH": str(ROOT)}) as terminal:
        start = time.monotonic()
        terminal.wait_for("Why This Matters", timeout=TOLD_WITHIN)
        terminal.press("2")
        terminal.wait_for("locked", timeout=TOLD_WITHIN)
        assert time.monotonic() - start < TOLD_WITHIN
        for number, name in ((3, "Step 3"), (2, "Step 2")):
            before = time.monotonic()
            terminal.press(str(number))
            terminal.wait_for(name)
            assert time.monotonic() - before < 5 * 0.3
        other.kill()
        other.wait()
        terminal.press("o")
        terminal.wait_for("Why This Matters")
        terminal.press("q")
        assert terminal.exit_status() == 0
