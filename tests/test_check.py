"""`gdtui check`: the same verdict without a screen, and the same key on a real terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.lesson.places import content_folder
from gdtui.runner.layers import LAYERS
from gdtui.runner.limits import Limits
from tests.commands import ROOT, Run, carried_out, process
from tests.terminal import Terminal
from tests.test_imports import loaded_after

CHALLENGE = content_folder() / "challenge"
SOLUTION = CHALLENGE / "solution.py"
WRONG = SOLUTION.read_text(encoding="utf-8").replace("2 * (w", "(w")


@pytest.fixture
def gdtui(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return carried_out(capsys, monkeypatch)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_a_solution_passes() -> None:
    done = process("check", SOLUTION)
    assert done.returncode == 0
    assert done.stdout == "All 20 cases are right, 6 of them new.\n"


def test_a_mistake_is_named_with_the_cases_that_show_it(wrong: Path) -> None:
    done = process("check", wrong)
    assert done.returncode == 1
    assert done.stdout.startswith("V1 gives 0.2; 0.4 is right. The gradient is half as large")
    assert "\n  V2  [(1, 2)], 0.1, 0.9, 2: 1.08 is right, yours 0.56\n" in done.stdout


def test_json_is_one_object(wrong: Path) -> None:
    done = process("check", "--json", wrong)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["outcome"] == "failed"
    assert told["mistake"] == "no-factor-2"
    assert {case["status"] for case in told["cases"]} == {"passed", "failed"}
    assert sum(not case["hidden"] for case in told["cases"]) == 5
    assert told["limits"]["computing seconds"] == 5
    assert told["limits"]["session"] is True
    assert told["missing"].keys() == {
        name for name, held in told["limits"].items() if held is False
    }


def test_the_options_change_what_a_check_may_use(tmp_path: Path) -> None:
    path = tmp_path / "talks.py"
    path.write_text("print('x' * 3000)\n" + WRONG)
    options = ("--seconds", "2", "--memory", "512", "--output", "2")
    told = json.loads(process("check", "--json", path, *options).stdout)
    assert "after printing 2 KiB, the limit; gdtui --output changes it" in told["message"]
    usable = ("computing seconds", "seconds", "printed bytes")
    assert [told["limits"][name] for name in usable] == [2, 3, 2048]
    assert told["limits"]["memory bytes"] in (2**29, None)


def test_what_holds_no_program_back_here_is_told(
    gdtui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def all_but_files(limits: Limits) -> dict[str, bool]:
        return {layer.name: layer.name != "files" for layer in LAYERS}

    monkeypatch.setattr("gdtui.commands.check.in_force", all_but_files)
    status, out, err = gdtui("check", SOLUTION)
    assert (status, out) == (0, "All 20 cases are right, 6 of them new.\n")
    words = "Not on this host: writes in its own directory alone. gdtui doctor says more.\n"
    assert err == words
    told = json.loads(gdtui("check", "--json", SOLUTION)[1])
    assert told["missing"] == {"files": "it can write and delete whatever you can"}


def test_the_input_can_be_checked() -> None:
    done = process("check", "-", stdin=None, input=SOLUTION.read_text(encoding="utf-8"))
    assert done.returncode == 0
    empty = process("check", "--json", "-", stdin=None, input="")
    assert empty.returncode == 1
    assert json.loads(empty.stdout)["outcome"] == "unattempted"


def test_a_caret_shows_the_place_and_ascii_is_ascii(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("def sgd_with_momentum(data, lr, beta, epochs)\n    return 0\n")
    done = process("check", "--ascii", path)
    assert done.returncode == 1
    assert done.stdout.isascii()
    _, shown, caret, *_ = [line for line in done.stdout.split("\n") if line]
    assert shown.strip() == "def sgd_with_momentum(data, lr, beta, epochs)"
    assert caret.strip() == "^"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-file.py"], "cannot be read: No such file"),
        (["--watch", "-"], "needs a file"),
    ],
)
def test_wrong_usage_has_a_status_of_its_own(gdtui: Run, arguments: list[str], words: str) -> None:
    status, out, err = gdtui("check", *arguments)
    assert (status, out) == (2, "")
    assert words in err


def test_a_check_needs_no_screen_and_no_numpy() -> None:
    loaded = loaded_after("import gdtui.commands.check")
    assert "gdtui.checker.judge" in loaded
    assert not loaded & {"numpy", "plotext", "rich", "textual"}


def test_a_file_is_checked_at_every_save_until_ctrl_c(wrong: Path) -> None:
    command = [sys.executable, "-m", "gdtui", "check", "--watch", "--json", str(wrong)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env
    ) as watching:
        assert watching.stdout is not None
        assert json.loads(watching.stdout.readline())["mistake"] == "no-factor-2"
        wrong.write_text(SOLUTION.read_text(encoding="utf-8"), encoding="utf-8")
        assert json.loads(watching.stdout.readline())["outcome"] == "passed"
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0


def test_a_right_function_completes_the_step_on_a_real_terminal(wrong: Path) -> None:
    command = [sys.executable, "-m", "gdtui", "--step", "challenge", "--no-animation"]
    # An editor that saves what lies in a file of the test's.
    env = {"PYTHONPATH": str(ROOT), "EDITOR": f"cp '{wrong}'"}
    with Terminal(command, columns=120, rows=40, env=env) as terminal:
        terminal.wait_for("return w", timeout=60)
        terminal.press("f5")
        terminal.wait_for("nothing to judge yet", timeout=60)
        terminal.press("f4")
        terminal.wait_for("gradient = (w * x - y) * x", timeout=60)
        terminal.press("f5")
        terminal.wait_for("The gradient is half as large", timeout=60)
        terminal.press("f7")
        terminal.wait_for("Hint 1 of 7", timeout=60)
        wrong.write_text(SOLUTION.read_text(encoding="utf-8"), encoding="utf-8")
        terminal.press("f4")
        terminal.wait_for("gradient = 2 * (w * x - y) * x", timeout=60)
        terminal.press("f5")
        terminal.wait_for("All 20 cases are right", timeout=60)
        terminal.wait_for("Completed", timeout=60)
        terminal.press("escape", "q")
        assert terminal.exit_status(60) == 0
    told = json.loads(process("progress", "--json").stdout)
    status = {step["id"]: step["status"] for step in told["steps"]}
    assert status["challenge"] == "completed"
