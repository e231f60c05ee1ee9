"""Time from exec to the first painted frame of gdtui, as a ratio to a bare Textual app.

``python tests/benchmarks/start.py [ROUNDS]`` starts the two in turn in a pseudo-terminal of
80 by 24 and prints a table. Milliseconds drift with the machine; the median of the ratios taken
within each round does not.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HELLO_MARKER = b"Hello, terminal"
HELLO = f"""
from textual.app import App
from textual.widgets import Label
class Hello(App):
    def compose(self):
        yield Label("{HELLO_MARKER.decode()}")
Hello().run()
"""
APPS = (
    ("hello", ["-c", HELLO], HELLO_MARKER),
    ("gdtui", ["-m", "gdtui"], b"Gradient Descent in Practice"),
)
TIMEOUT = 30.0
# Textual asks whether the terminal can hold a frame back until it is whole; a modern one can.
QUERY, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
STYLING = re.compile(rb"\x1b\[[0-9;:]*m")


def main(rounds: int) -> None:
    """Measure and print; the first start of each app, which writes .pyc files, is not counted."""
    times: dict[str, list[float]] = {name: [] for name, _, _ in APPS}
    for turn in range(rounds + 1):
        for name, arguments, marker in APPS:
            with tempfile.TemporaryDirectory() as home:
                seconds = first_frame([sys.executable, *arguments], marker, Path(home))
            if turn:
                times[name].append(seconds)
    ratios = {
        name: [a / b for a, b in zip(took, times["hello"], strict=True)]
        for name, took in times.items()
    }
    print(f"Start to first frame, 80×24, empty home, {rounds} rounds")
    print(f"{'':8}{'median':>8}{'least':>8}{'most':>8}{'× hello':>9}")
    for name, took in times.items():
        figures = (statistics.median(took), min(took), max(took))
        print(
            f"{name:8}"
            + "".join(f"{figure * 1000:5.0f} ms" for figure in figures)
            + f"{statistics.median(ratios[name]):9.2f}"
        )


def first_frame(command: list[str], marker: bytes, home: Path) -> float:
    """Seconds from just before exec to the output that makes the marker visible."""
    clock_read, clock_write = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        _become(command, home, clock_write)
    os.close(clock_write)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        with open(clock_read, "rb") as clock:
            started = int(clock.read())
        return (_seen(terminal, marker) - started) / 1e9
    finally:
        # The program is a session leader: its group goes, and the hang-up takes the rest.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def _become(command: list[str], home: Path, clock: int) -> None:
    """In the child: wait for the window's size, note the time, become the program."""
    kept = {name: value for name, value in os.environ.items() if not _misleading(name)}
    environment = {
        **kept,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    try:
        while os.get_terminal_size(0).columns == 0:
            time.sleep(0.001)
        os.set_inheritable(clock, False)
        os.write(clock, str(time.monotonic_ns()).encode())
        os.execvpe(command[0], command, environment)
    finally:
        os._exit(127)


def _misleading(name: str) -> bool:
    return name.startswith(("PYTHON", "GDTUI_", "TEXTUAL", "XDG_")) or name == "NO_COLOR"


def _seen(terminal: int, marker: bytes) -> int:
    """The time, in nanoseconds, at which the output read so far shows the marker."""
    until = time.monotonic() + TIMEOUT
    output, answered = b"", False
    while select.select([terminal], [], [], max(0, until - time.monotonic()))[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux's way of saying that the program has ended
            chunk = b""
        now = time.monotonic_ns()
        output += chunk
        if marker in STYLING.sub(b"", output):
            return now
        if not chunk:
            break
        if QUERY in output and not answered:
            os.write(terminal, ANSWER)
            answered = True
    shown = STYLING.sub(b"", output)[-2000:].decode(errors="replace")
    sys.exit(f"{marker.decode()!r} was not painted; the last output was:\n{shown}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
