"""A bad program in the running app, on a pseudo-terminal: how late its heart beat, and its keys."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from tests.drafts import ENV, with_draft
from tests.hostile.cases import Case
from tests.hostile.heart import longest
from tests.terminal import Terminal

PATIENCE = 40.0
"""Seconds until a program's end is given up."""


@dataclass(frozen=True)
class Beats:
    """Seconds: the longest gap between two beats, and without the time that others had the
    processor; the most computing in one, and the slowest key."""

    gap: float
    held_up: float
    computing: float
    key: float


def play(case: Case, folder: Path, *options: str) -> Beats:
    """Run a case, press keys until its end is told, and leave: the app has to be at work still."""
    draft = with_draft(case.path.read_text(encoding="utf-8"))
    beats = folder / "beats"
    heart = ("tests.hostile.heart", str(beats))
    command = draft.command(*options, *case.options, module=heart)
    with Terminal(command, 140, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        start = time.monotonic()
        terminal.press("f5")
        keys = press_until_ended(terminal)
        end = time.monotonic()
        terminal.wait_for(lambda now: case.says in right_half(now))
        terminal.press("escape")
        terminal.wait_for("n Next step")
        terminal.press("q")
        assert terminal.exit_status() == 0
    return Beats(*longest(beats, start, end), max(keys))


def right_half(terminal: Terminal) -> str:
    """The text beside the editor, its lines joined."""
    return " ".join(" ".join(line.rpartition("│")[2] for line in terminal.lines).split())


def press_until_ended(terminal: Terminal) -> list[float]:
    """Press a key again and again until nothing runs: how long each took to show something.

    F3 turns between the chart and the output; the chosen tab stands in brackets.
    """
    took: list[float] = []
    until = time.monotonic() + PATIENCE
    while not ended(terminal) or len(took) < 4:
        assert time.monotonic() < until, terminal.text
        shown = "[loss]" if "[output]" in terminal.text else "[output]"
        start = time.monotonic()
        terminal.press("f3")
        terminal.wait_for(shown)
        took.append(time.monotonic() - start)
    return took


def ended(terminal: Terminal) -> bool:
    """Whether the program has been started, and runs no longer."""
    lines = terminal.lines
    return "run 1" in lines[1] and "Esc Stop" not in lines[-1]
