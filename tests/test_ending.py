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
from tests.drafts import ENV, with_draft
from tests.ends import ENDLESS, HANG_UPS, busy, family, gone
from tests.processes import descendants, table
from tests.promises import DRAFT_SAVED, ENDED, LOST_TERMINAL, SLACK
from tests.terminal import Terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_everything_saved(number: signal.Signals) -> None:
    draft = with_draft(ENDLESS)
    with busy(draft) as terminal:
        pids = family(terminal.pid)
        assert len(pids) > 1
        since = time.monotonic()
        terminal.kill(number)
        assert gone(pids, since) < SLACK * ENDED
        assert terminal.exit_status() == 128 + number
        assert restored(terminal)
    assert draft.text() == "#" + ENDLESS


def test_a_draft_is_on_the_disk_soon_after_the_last_key() -> None:
    draft = with_draft("x = 1\n")
    with Terminal(draft.command("--no-animation"), 120, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        terminal.type("#")
        terminal.wait_for(lambda _: draft.text() == "#x = 1\n", timeout=SLACK * DRAFT_SAVED)


def restored(terminal: Terminal) -> bool:
    """Whether lines and their echo are back, and the cursor."""
    local = termios.tcgetattr(terminal._master)[3]
    lines = local & termios.ECHO and local & termios.ICANON
    return bool(lines) and not terminal.screen.cursor.hidden


def test_a_kill_leaves_nothing_running_and_loses_nothing_acknowledged() -> None:
    draft = with_draft(ENDLESS)
    with busy(draft) as terminal:
        pids = family(terminal.pid)
        since = time.monotonic()
        terminal.kill(signal.SIGKILL)
        assert gone(pids, since) < SLACK * ENDED
        assert terminal.exit_status() == -signal.SIGKILL
    assert draft.text() == "#" + ENDLESS


@pytest.mark.parametrize("how", HANG_UPS)
def test_a_lost_terminal_ends_it(how: str) -> None:
    draft = with_draft(ENDLESS)
    with busy(draft, HANG_UPS[how]) as terminal:
        pids = family(terminal.pid)
        since = time.monotonic()
        terminal.hang_up()
        assert gone(pids, since) < SLACK * LOST_TERMINAL
    assert draft.text() == "#" + ENDLESS


def test_suspended_and_back() -> None:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs a shell with job control")
    draft = with_draft("x = 1\n")
    command = [shell, "--norc", "--noprofile", "-i"]
    with Terminal(command, 120, 40, {**ENV, "PS1": "ready> "}) as terminal:
        terminal.type(shlex.join(draft.command("--no-animation")) + "\r")
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
    draft = with_draft("x = 1\n")
    command = [sys.executable, "-c", FAULTY, "--step", draft.number]
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
    assert draft.text() == "x = 1\n"


def test_a_report_that_cannot_be_written_is_shown(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    text = apology("Traceback: the fault", False, tmp_path / "file" / "reports")
    assert "Traceback: the fault" in text
    assert "not saved" in text


def test_a_process_waits_once_code_can_run_and_not_longer_than_the_app() -> None:
    draft = with_draft("x = 1\n")
    with Terminal([*draft.command("--no-animation"), "--step", "1"], 120, 40, ENV) as terminal:
        terminal.wait_for("Step 1")
        assert not descendants(terminal.pid)
        terminal.press(draft.number)
        terminal.wait_for("changed · saved")
        terminal.wait_for(lambda now: descendants(now.pid))
        pids = family(terminal.pid)
        terminal.press("escape")
        terminal.wait_for("n Next step")
        since = time.monotonic()
        terminal.press("q")
        assert gone(pids, since) < SLACK * ENDED
        assert terminal.exit_status() == 0


def test_no_process_waits_where_none_is_wanted() -> None:
    draft = with_draft("print('it ran')\n")
    command = draft.command("--no-animation", "--no-spare")
    with Terminal(command, 120, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        terminal.press("f5")
        terminal.wait_for("nothing was measured")
        terminal.wait_for(lambda now: not descendants(now.pid))
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
