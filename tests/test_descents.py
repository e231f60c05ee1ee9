"""The two games of descending in a pseudo-terminal, and what is remembered of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
GDTUI = [sys.executable, "-m", "gdtui"]


def status(step: str) -> str:
    """The status of a step, as the command line tells it."""
    told = subprocess.run(
        [*GDTUI, "progress", "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: str = {each["id"]: each["status"] for each in json.loads(told.stdout)["steps"]}[step]
    return found


def test_the_ravine_is_descended_at_par_and_the_result_is_kept() -> None:
    with Terminal(GDTUI, columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("Enter opens step 1.", timeout=60)
        terminal.press("f")
        terminal.wait_for("Enter plays a level.")
        terminal.press("down")
        terminal.wait_for("One learning rate and one momentum")
        terminal.press("enter")
        terminal.wait_for("The ravine   step 0")
        terminal.press("right", "right", "up")
        terminal.wait_for(lambda t: "[0.1]" in t.text and "[0.5]" in t.text)
        for taken in (1, 11, 21, 31):
            terminal.press("enter" if taken == 1 else "t")
            terminal.wait_for(f"step {taken} ")
        terminal.press("space", "space")
        terminal.wait_for("The flag in 24 steps: par. Your best: 24.")
        terminal.wait_for("it is the loss of")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert status("why") == "not started"
    with Terminal(GDTUI, columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("Enter opens step 1.", timeout=60)
        terminal.press("f")
        terminal.wait_for("24 /  24")
        terminal.press("q")
        assert terminal.exit_status() == 0


def test_the_first_descent_is_tried_and_remembered() -> None:
    with Terminal([*GDTUI, "--step", "1"], columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("d Descend", timeout=60)
        terminal.press("d")
        terminal.wait_for("Slope here")
        terminal.press("up", "right", "right", "down", "down", "left")
        terminal.wait_for("You are below the mark.")
        terminal.wait_for("the last")
        terminal.press("r")
        terminal.wait_for("Step 0 of 12")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert status("why") == "in progress"
