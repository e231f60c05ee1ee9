"""Bad programs in the running app: it answers keys throughout, names the end, and goes on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from gdtui.lesson.load import load
from gdtui.lesson.model import Code
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.commands import ROOT
from tests.hostile.cases import CASES, Case
from tests.hostile.conftest import untouched
from tests.hostile.test_hostile_runs import needed_or_skipped
from tests.processes import descendants
from tests.terminal import Terminal

LONGEST_GAP = 5 * 0.15
"""Seconds from a key to what it shows: five times what is aimed at, for a busy machine."""
IN_APP = [case for case in CASES if case.in_app]


def with_draft(source: str) -> str:
    """Remember a program as the draft of the code step; the step's number."""
    lesson = load(content_folder())
    step = next(step for step in lesson.steps if isinstance(step.body, Code))
    assert isinstance(step.body, Code)
    store = Store(database_path(), lesson.id)
    store.save([Fact(step.id, "draft", step.body.name, source)])
    store.close()
    return str(lesson.number(step.id))


@pytest.mark.parametrize("case", IN_APP, ids=[case.name for case in IN_APP])
def test_a_bad_program_leaves_the_app_at_work(
    case: Case, layers: Mapping[str, bool], surroundings: Path
) -> None:
    if needed_or_skipped(case, layers):
        pytest.skip(f"nothing here holds {case.needs} back")
    step = with_draft(case.path.read_text())
    command = [sys.executable, "-m", "gdtui", "--step", step, "--no-animation", *case.options]
    env = {"PYTHONPATH": str(ROOT)}
    with Terminal(command, 140, 40, env) as terminal:
        terminal.wait_for("changed · saved")
        # Loads what a first drawing loads, and shows how busy this machine is.
        at_rest = beats(terminal, "")
        terminal.press("f5")
        gaps = beats(terminal, end_of(case))
        assert max(gaps) < max(LONGEST_GAP, 3 * max(at_rest)), (gaps, at_rest)
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert untouched(surroundings)
    assert not descendants(os.getpid())


def end_of(case: Case) -> str:
    """A few words of the end, short enough to stand in one line of the screen."""
    words = {
        "stopped time": "stopped after",
        "stopped memory": "more memory than",
        "stopped output": "stopped after printing",
        "finished": "nothing was measured",
    }
    kind = case.outcomes[0]
    if case.name == "escape_sequences_in_a_name":
        return "epoch 2"
    return words.get(kind) or case.says[:24]


def beats(terminal: Terminal, end: str) -> list[float]:
    """Press a key again and again until the end is told: how long each took to show something.

    F3 turns between the chart and the output; the chosen tab stands in brackets.
    """
    gaps = []
    until = time.monotonic() + 30
    while True:
        before = shows_output(terminal)
        start = time.monotonic()
        terminal.press("f3")
        terminal.wait_for("[loss]" if before else "[output]")
        gaps.append(time.monotonic() - start)
        if end in " ".join(terminal.text.split()) and len(gaps) > 3:
            return gaps
        assert time.monotonic() < until, terminal.text


def shows_output(terminal: Terminal) -> bool:
    """Whether the output is in front."""
    return "[output]" in terminal.text
