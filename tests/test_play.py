"""The whole lesson in a pseudo-terminal: a learner plays, breaks things, leaves and comes back."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import descendants, running
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
GDTUI = [sys.executable, "-m", "gdtui"]
SHOWN, HIDDEN = "\x1b[?25h", "\x1b[?25l"
ALTERNATE, NORMAL = "\x1b[?1049h", "\x1b[?1049l"


class Recorded(Terminal):
    """A terminal that also keeps what came, as it came."""

    raw = ""

    def __enter__(self) -> Recorded:
        return self

    def _feed(self, text: str) -> None:
        self.raw += text
        super()._feed(text)


def play(*options: str, **environment: str | None) -> Recorded:
    """Start the lesson at 80 by 24, from the checkout."""
    return Recorded([*GDTUI, *options], columns=80, rows=24, cwd=ROOT, env=environment)


def progress() -> dict[str, str]:
    """The status of each step by its id, as the command line tells it."""
    told = subprocess.run(
        [*GDTUI, "progress", "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    answer = json.loads(told.stdout)
    status = {step["id"]: step["status"] for step in answer["steps"]}
    assert answer["completed"] == sum(each == "completed" for each in status.values())
    return status


def soon(condition: Callable[[], object], seconds: float) -> bool:
    """Whether a condition comes to hold within some seconds."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def programs(terminal: Terminal) -> set[int]:
    """The processes of the learner's program."""
    return {process.pid for process in descendants(terminal.pid) if not process.ended}


def computing(terminal: Terminal) -> list[int]:
    """The processes below the app that compute; one that stands ready for the next run waits."""
    found = descendants(terminal.pid)
    return [process.pid for process in found if process.state.startswith("R")]


def type_program(terminal: Terminal, source: str) -> None:
    """Put a program in the place of the one in the editor, and wait until it is kept."""
    terminal.wait_for("train.py · ")
    terminal.wait_for("Leave the editor")
    terminal.press("f7")
    # Everything is selected once the end is in sight.
    terminal.wait_for("print(train_linear_model(data))")
    terminal.paste(source)
    terminal.wait_for(source.splitlines()[-1])
    terminal.wait_for("changed · saved")


def test_a_new_learner_plays_leaves_and_comes_back() -> None:
    with play() as terminal:
        terminal.wait_for("▸ 1 Why This Matters")
        terminal.wait_for("0/9")
        terminal.press("enter")
        terminal.wait_for("Step 1 Why This Matters")
        terminal.wait_for("A loss is one number")
        terminal.press("end")
        terminal.wait_for("d: now get down a hidden curve")
        terminal.press("2")
        terminal.wait_for("What is it?")
        terminal.press("space")
        terminal.wait_for("● Parameter")
        terminal.press("4")
        terminal.wait_for("train.py · as given")
        terminal.press("ctrl+r")
        terminal.wait_for("returned {'weight': 2.056, 'bias': 0.796}")
        # The cursor stands at the number that is best changed.
        terminal.press(*["right"] * 3, "delete")
        terminal.wait_for("lr=0.0,")
        terminal.press("5")
        terminal.wait_for("data, lr=0.05, epochs=100")
        terminal.wait_for("changed · saved")
        terminal.press("ctrl+r")
        terminal.wait_for("Step 4 Code Example · Completed")
        terminal.wait_for("1/9")
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
        assert terminal.raw.rindex(SHOWN) > terminal.raw.rindex(HIDDEN)
        assert terminal.raw.rindex(NORMAL) > terminal.raw.rindex(ALTERNATE)
        assert "Traceback" not in terminal.raw
    assert progress() == {
        "why": "in progress",
        "terms": "in progress",
        "code": "completed",
        **dict.fromkeys(("loop", "experiments", "quiz", "challenge"), "not started"),
        **dict.fromkeys(("real-world", "connections"), "not started"),
    }
    with play() as terminal:
        terminal.wait_for("Step 4 Code Example · Completed")
        terminal.wait_for("lr=0.05")
        terminal.wait_for("1/9")


def test_a_learning_rate_too_large_is_told_where_it_blew_up() -> None:
    with play("--step", "code") as terminal:
        terminal.wait_for("train.py · as given")
        source = (ROOT / "content/gradient-descent/code/train.py").read_text(encoding="utf-8")
        type_program(terminal, "# lr 0.5\n" + source.replace("lr=0.01", "lr=0.5"))
        terminal.press("ctrl+r")
        terminal.wait_for("The loss blew up: inf at epoch ")
        assert "Traceback" not in terminal.raw
        assert re.search(r"inf at epoch \d+", terminal.text)


ENDLESS = "# mine\nwhile True: pass\n"


def test_an_endless_loop_leaves_the_keys_alone_and_stops_in_time() -> None:
    with play("--step", "code") as terminal:
        type_program(terminal, ENDLESS)
        terminal.press("ctrl+r")
        terminal.wait_for(lambda t: computing(t) and "run 1" in t.text)
        terminal.press("f1")
        terminal.wait_for("Keys on this screen", timeout=3)
        terminal.press("escape")
        terminal.wait_for(lambda t: "Keys on this screen" not in t.text, timeout=3)
        asked = time.monotonic()
        terminal.press("escape")
        terminal.wait_for("You stopped the program.", timeout=2)
        terminal.wait_for(lambda t: not computing(t), timeout=2)
        assert time.monotonic() - asked < 2


def test_killed_while_it_runs_it_leaves_nothing_and_resumes() -> None:
    with play("--step", "code") as terminal:
        type_program(terminal, ENDLESS)
        terminal.press("ctrl+r")
        terminal.wait_for(lambda t: computing(t) and "run 1" in t.text)
        started = programs(terminal)
        terminal.kill(signal.SIGKILL)
        assert terminal.exit_status() == -signal.SIGKILL
        assert soon(lambda: not started & running(), seconds=3)
    with play() as terminal:
        terminal.wait_for("Step 4 Code Example")
        terminal.wait_for("while True: pass")


def test_a_flood_of_output_is_told_and_leaves_the_keys_alone() -> None:
    with play("--step", "code") as terminal:
        type_program(terminal, '# mine\nwhile True: print("x" * 100)\n')
        terminal.press("ctrl+r")
        terminal.wait_for("run 1")
        terminal.press("f1")
        terminal.wait_for("Keys on this screen", timeout=3)
        terminal.press("f1")
        terminal.wait_for("stopped after printing 1 MiB")
        terminal.wait_for(lambda t: not computing(t))


@pytest.mark.parametrize("ending", ["terminated", "hung up"])
def test_told_to_end_it_ends_with_everything_kept(ending: str) -> None:
    with play("--step", "code") as terminal:
        type_program(terminal, ENDLESS)
        terminal.press("ctrl+r")
        terminal.wait_for(lambda t: computing(t) and "run 1" in t.text)
        started = programs(terminal)
        if ending == "terminated":
            terminal.kill(signal.SIGTERM)
            assert terminal.exit_status() == 128 + signal.SIGTERM
            assert terminal.raw.rindex(NORMAL) > terminal.raw.rindex(ALTERNATE)
        else:
            terminal.hang_up()
            terminal.exit_status()
        assert soon(lambda: not started & running(), seconds=3)
        assert "Traceback" not in terminal.raw
    assert progress()["code"] == "in progress"
    with play() as terminal:
        terminal.wait_for("Step 4 Code Example")
        terminal.wait_for("while True: pass")


def test_what_was_typed_a_moment_before_quitting_is_kept() -> None:
    with play("--step", "code") as terminal:
        terminal.wait_for("Leave the editor")
        terminal.press("# last words", "escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
    with play() as terminal:
        terminal.wait_for("# last words")


def test_a_console_without_unicode_gets_ascii_alone() -> None:
    with play(LANG="C", LC_ALL="C", TERM="linux") as terminal:
        terminal.wait_for("> 1 Why This Matters")
        for key, title in (("1", "Why This"), ("2", "Define"), ("8", "Real-")):
            terminal.press(key)
            terminal.wait_for(f"Step {key} {title}")
        terminal.press("space", "g")
        terminal.wait_for("Glossary")
        terminal.press("escape", "q")
        assert terminal.exit_status() == 0
        assert terminal.raw.isascii()
