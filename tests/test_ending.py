"""However the app ends: what was acknowledged is saved, nothing runs on, the terminal is back."""

from __future__ import annotations

import shlex
import shutil
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from gdtui.commands.ending import apology
from gdtui.lesson.load import load
from gdtui.lesson.model import Code
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.commands import ROOT
from tests.processes import descendants, running, table
from tests.terminal import Terminal

ENV = {"PYTHONPATH": str(ROOT)}
AT_ONCE = 5 * 0.1
"""Seconds in which every process is gone: five times what is aimed at."""
ONCE_NOTICED = 5 * 2.0
"""The same where nobody tells that the terminal has gone."""
ENDLESS = "print('begun')\nwhile True:\n    pass\n"


def prepare(source: str) -> tuple[str, str, str]:
    """Remember a program as a draft: the code step's number, id and draft's name."""
    lesson = load(content_folder())
    step = next(step for step in lesson.steps if isinstance(step.body, Code))
    assert isinstance(step.body, Code)
    store = Store(database_path(), lesson.id)
    store.save([Fact(step.id, "draft", step.body.name, source)])
    store.close()
    return str(lesson.number(step.id)), step.id, step.body.name


def draft(step_id: str, name: str) -> str | None:
    store = Store(database_path(), load(content_folder()).id)
    try:
        return store.load().value(step_id, "draft", name)
    finally:
        store.close()


def gdtui(step: str) -> list[str]:
    return [sys.executable, "-m", "gdtui", "--step", step, "--no-animation"]


def busy(step: str, env: dict[str, str] | None = None, prefix: tuple[str, ...] = ()) -> Terminal:
    """An app with a saved change, a program that runs, and a second one that waits."""
    terminal = Terminal([*prefix, *gdtui(step)], 120, 40, {**ENV, **(env or {})})
    try:
        terminal.wait_for("changed · saved")
        terminal.type("#")
        terminal.wait_for("saving")
        terminal.wait_for("changed · saved")
        terminal.press("f5")
        terminal.wait_for("Running")
    except BaseException:
        terminal.close()
        raise
    return terminal


def gone(pids: set[int], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not pids & running():
            return True
        time.sleep(0.005)
    return False


def family(pid: int) -> set[int]:
    return {pid, *(process.pid for process in descendants(pid))}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_everything_saved(number: signal.Signals) -> None:
    step, step_id, name = prepare(ENDLESS)
    with busy(step) as terminal:
        pids = family(terminal.pid)
        assert len(pids) > 1
        terminal.kill(number)
        assert terminal.exit_status() == 128 + number
        assert gone(pids, AT_ONCE)
        assert restored(terminal)
    assert draft(step_id, name) == "#" + ENDLESS


def restored(terminal: Terminal) -> bool:
    """Whether lines and their echo are back, and the cursor."""
    local = termios.tcgetattr(terminal._master)[3]
    lines = local & termios.ECHO and local & termios.ICANON
    return bool(lines) and not terminal.screen.cursor.hidden


def test_a_kill_leaves_nothing_running_and_loses_nothing_acknowledged() -> None:
    step, step_id, name = prepare(ENDLESS)
    with busy(step) as terminal:
        pids = family(terminal.pid)
        terminal.kill(signal.SIGKILL)
        assert terminal.exit_status() == -signal.SIGKILL
        assert gone(pids, AT_ONCE)
    assert draft(step_id, name) == "#" + ENDLESS


BLOCKED = (
    "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.mark.parametrize(
    "prefix",
    [(), ("sh", "-c", 'trap "" HUP; exec "$0" "$@"'), (sys.executable, "-c", BLOCKED)],
    ids=["told", "ignored", "never told"],
)
def test_a_lost_terminal_ends_it(prefix: tuple[str, ...]) -> None:
    step, step_id, name = prepare(ENDLESS)
    with busy(step, prefix=prefix) as terminal:
        pids = family(terminal.pid)
        terminal.hang_up()
        assert gone(pids, ONCE_NOTICED)
    assert draft(step_id, name) == "#" + ENDLESS


def test_suspended_and_back() -> None:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs a shell with job control")
    step, _, _ = prepare("x = 1\n")
    command = [shell, "--norc", "--noprofile", "-i"]
    with Terminal(command, 120, 40, {**ENV, "PS1": "ready> "}) as terminal:
        terminal.type(shlex.join(gdtui(step)) + "\r")
        terminal.wait_for("changed · saved")
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.wait_for(lambda now: not now.screen.cursor.hidden)
        stopped = [p for p in table() if p.pid in family(terminal.pid) and p.state == "T"]
        assert stopped
        terminal.type("clear\r")
        terminal.wait_for(lambda now: "saved" not in now.text)
        terminal.type("fg\r")
        terminal.wait_for("changed · saved")
        terminal.press("q")
        terminal.wait_for("ready>")
        terminal.type("exit\r")
        assert terminal.exit_status() == 0


FAULTY = """
import sys
from gdtui.cli import main
from gdtui.ui.app import LessonApp
def broken(self):
    raise ZeroDivisionError("in the middle of it")
LessonApp.action_keys = broken
sys.exit(main(sys.argv[1:]))
"""


def test_a_fault_of_its_own_is_an_apology_and_a_report(home: Path) -> None:
    step, step_id, name = prepare("x = 1\n")
    command = [sys.executable, "-c", FAULTY, "--step", step]
    with Terminal(command, 120, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        terminal.press("f1")
        assert terminal.exit_status() == 1
        text = "".join(terminal.lines)
    assert "gdtui had to stop" in text
    assert "is saved" in text
    assert "Traceback" not in text
    (report,) = (home / "state").rglob("fault-*.txt")
    assert report.name in text
    assert "ZeroDivisionError: in the middle of it" in report.read_text()
    assert draft(step_id, name) == "x = 1\n"


def test_a_report_that_cannot_be_written_is_shown(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    text = apology("Traceback: the fault", False, tmp_path / "file" / "reports")
    assert "Traceback: the fault" in text
    assert "not saved" in text


def test_a_process_waits_once_code_can_run_and_not_longer_than_the_app() -> None:
    step, _, _ = prepare("x = 1\n")
    with Terminal(gdtui("1"), 120, 40, ENV) as terminal:
        terminal.wait_for("Step 1")
        assert not descendants(terminal.pid)
        terminal.press(step)
        terminal.wait_for("changed · saved")
        terminal.wait_for(lambda now: descendants(now.pid))
        pids = family(terminal.pid)
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
        assert gone(pids, AT_ONCE)


def test_no_process_waits_where_none_is_wanted() -> None:
    step, _, _ = prepare("print('it ran')\n")
    with Terminal([*gdtui(step), "--no-spare"], 120, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        terminal.press("f5")
        terminal.wait_for("nothing was measured")
        terminal.wait_for(lambda now: not descendants(now.pid))
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
