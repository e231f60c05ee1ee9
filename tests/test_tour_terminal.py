"""The tour through the training loop, walked to its end in a terminal, by keys alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gdtui.lesson.load import load
from gdtui.lesson.model import Loop
from gdtui.lesson.places import content_folder
from gdtui.ui.touring import beats
from gdtui.ui.workings import TITLES
from tests.quizzing import choosing
from tests.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
GDTUI = [sys.executable, "-m", "gdtui"]


def steps() -> dict[str, str]:
    """The status of each step, as the command line tells it."""
    told = subprocess.run(
        [*GDTUI, "progress", "--json"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return {step["id"]: step["status"] for step in json.loads(told.stdout)["steps"]}


def changed_from(before: str) -> Callable[[Terminal], object]:
    """Whether a terminal shows something else than before."""
    return lambda terminal: terminal.text != before


@pytest.mark.parametrize(
    ("size", "arguments"), [((80, 24), []), ((60, 20), ["--ascii", "--no-animation"])]
)
def test_the_tour_is_walked_by_keys_and_completes_the_step(
    size: tuple[int, int], arguments: list[str]
) -> None:
    step = load(content_folder()).step("loop")
    assert step is not None
    assert isinstance(step.body, Loop)
    columns, rows = size
    command = [*GDTUI, "--step", "loop", *arguments]
    with Terminal(command, columns=columns, rows=rows, cwd=ROOT) as terminal:
        terminal.wait_for("Start the tour of the six nodes")
        terminal.press("enter")
        for beat in beats(step.body.stops):
            number = [title.lower().replace(" ", "-") for title in TITLES].index(beat.stop.node)
            terminal.wait_for(f" {number + 1} {TITLES[number]} ")
            if beat.question is None:
                terminal.wait_for("Enter goes on")
                if beat.stop.question is not None:
                    terminal.press("enter")
                    terminal.wait_for("Choose with")
                    continue
                before = terminal.text
                terminal.press("enter")
                terminal.wait_for(changed_from(before))
                continue
            terminal.press(*choosing(beat.question.right))
            terminal.wait_for("Right. ")
            terminal.press("enter")
            terminal.wait_for(lambda t: "Right. " not in t.text)
        terminal.wait_for("Completed. n for step 4")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert steps()["loop"] == "completed"
