"""Bytes a second that the visual model sends to the terminal while it plays, and while it rests.

``python tests/benchmarks/wire.py [SECONDS]`` plays the training loop in a pseudo-terminal of
80 by 24 at the usual speed, pauses it, and prints both, beside two yardsticks: bare Textual apps
that repaint a label of the diagram's size 10 times a second, plain and styled sign by sign.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.terminal import Terminal  # noqa: E402

YARDSTICK = """
from rich.text import Text
from textual.app import App
from textual.widgets import Static
COLOURS = ("red", "green", "blue", "yellow")
class Yardstick(App):
    turn = 0
    def compose(self):
        yield Static(id="box")
    def on_mount(self):
        self.query_one("#box").styles.height = 13
        self.set_interval(0.1, self.paint)
    def paint(self):
        self.turn += 1
        text = Text("ready" + "#" * (13 * 80 - 5))
        if {styled}:
            for at in range(5, 13 * 80):
                text.stylize(COLOURS[(at + self.turn) % 4], at, at + 1)
        self.query_one("#box").update(text)
Yardstick().run()
"""


class Counting(Terminal):
    """A terminal that counts the bytes that come."""

    received = 0

    def _feed(self, text: str) -> None:
        self.received += len(text.encode())
        super()._feed(text)

    def during(self, seconds: float) -> float:
        """Bytes a second that come within so many seconds from now."""
        self._read_for(0.2)
        before, start = self.received, time.monotonic()
        self._read_for(seconds)
        return (self.received - before) / (time.monotonic() - start)


def yardstick(styled: bool) -> Callable[[float], float]:
    """A bare Textual app that repaints a label."""

    def measure(seconds: float) -> float:
        terminal = Counting([sys.executable, "-c", YARDSTICK.format(styled=styled)], 80, 24)
        with terminal:
            terminal.wait_for("ready")
            return terminal.during(seconds)

    return measure


def visual_model(seconds: float, columns: int = 80, rows: int = 24) -> tuple[float, float]:
    """Bytes a second while the loop plays, and while it is paused."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "HOME": home,
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            **{f"XDG_{kind}_HOME": None for kind in ("CONFIG", "DATA", "STATE", "CACHE")},
        }
        command = [sys.executable, "-m", "gdtui", "--step", "loop"]
        terminal = Counting(command, columns, rows, env=environment)
        with terminal:
            terminal.wait_for("Start the tour")
            terminal.press("space")
            terminal.wait_for("Space pauses")
            playing = terminal.during(seconds)
            terminal.press("space")
            terminal.wait_for("Start the tour")
            # What was still under way when the key was pressed is not rest.
            terminal._read_for(1.0)
            return playing, terminal.during(seconds)


def main(seconds: float) -> None:
    """Measure and print."""
    plain, styled = yardstick(False)(seconds), yardstick(True)(seconds)
    print(f"Bytes a second over {seconds:g} s, load {os.getloadavg()[0]:.1f}")
    print(f"{'label of 80×13 repainted at 10 Hz':38}{plain:9.0f}")
    print(f"{'the same, styled sign by sign':38}{styled:9.0f}")
    for columns, rows in ((80, 24), (140, 40)):
        playing, paused = visual_model(seconds, columns, rows)
        name = f"visual model {columns}×{rows}"
        print(f"{name + ', playing at 1×':38}{playing:9.0f}  {playing / plain:.2f} of the label")
        print(f"{name + ', paused':38}{paused:9.0f}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)
