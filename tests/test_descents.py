"""The two games of descending in a pseudo-terminal, and what is remembered of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gdtui.progress.model import FOG, Progress
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
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


def kept() -> Progress:
    """What is on the disk by now."""
    store = Store(database_path(), "gradient-descent")
    try:
        return store.load()
    finally:
        store.close()


@pytest.mark.parametrize("end", [Terminal.kill, Terminal.hang_up])
def test_a_descent_under_way_outlives_the_program(end: Callable[[Terminal], None]) -> None:
    with Terminal(GDTUI, columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("Enter opens step 1.", timeout=60)
        terminal.press("f")
        terminal.wait_for("Enter plays a level.")
        terminal.press("enter")
        terminal.wait_for("The bowl   step 0")
        terminal.press("enter", "right", "enter")
        terminal.wait_for("step 2 ")
        told = next(line for line in terminal.lines if line.startswith(" Loss"))
        terminal.wait_for(lambda t: "[0.03, 0.0, 1]" in (kept().value(FOG, "place", "bowl") or ""))
        end(terminal)
    with Terminal(GDTUI, columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("Enter opens step 1.", timeout=60)
        terminal.press("f")
        terminal.wait_for("You are at step 2.")
        terminal.press("enter")
        terminal.wait_for("The bowl   step 2 ")
        terminal.wait_for("[0.03]")
        assert told in terminal.lines


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
