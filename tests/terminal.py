"""A program in a pseudo-terminal: type keys, wait for what the screen shows.

    with Terminal(["gdtui"], columns=80, rows=24) as terminal:
        terminal.wait_for("Gradient Descent in Practice")
        terminal.press("ctrl+p")

Nothing here runs in a thread: output is read whenever the test asks for something.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

from tests.processes import descendants, running

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **dict(zip(("f1", "f2", "f3", "f4"), ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"), strict=True)),
    **{
        f"f{n}": f"\x1b[{code}~"
        for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
}
# A lone Escape is told from the start of a longer key only by the silence after it.
ESCAPE_PAUSE = 0.2

# Becomes the program once the pseudo-terminal is its controlling terminal. A function between
# fork and exec would do the same, but is deprecated where threads run.
# The pipe closes when the program has started, or says why it cannot.
_LAUNCH = """
import fcntl, os, sys, termios
pipe = int(sys.argv[1])
os.set_inheritable(pipe, False)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
try:
    os.execvp(sys.argv[2], sys.argv[2:])
except OSError as problem:
    os.write(pipe, f"{sys.argv[2]}: {problem.strerror}".encode())
"""

# Queries that a terminal answers: DECRQM, cursor position, device attributes.
_QUERY = re.compile(r"\x1b\[(?:\?(?P<mode>\d+)\$p|(?P<cursor>6)n|(?P<attributes>)0?c)")
# What pyte prints as text or fails on: strings (OSC, DCS, APC, PM, SOS), control sequences
# with the marks < = > or with intermediate characters, private ones that set no mode, and
# colours whose parts are parted by colons.
_UNKNOWN = re.compile(
    r"\x1b[]P_^X].*?(?:\x07|\x1b\\)"
    r"|\x1b\[[<=>][0-?]*[ -/]*[@-~]"
    r"|\x1b\[[0-?]*[ -/]+[@-~]"
    r"|\x1b\[\?[0-?]*[@-gi-km-~]"
    r"|\x1b\[[0-9;]*:[0-9:;]*[@-~]",
    re.DOTALL,
)
_UNFINISHED = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*|[]P_^X](?:(?!\x07|\x1b\\).)*|[ -/]*)?\Z", re.DOTALL
)


class NotSeen(AssertionError):
    """The screen did not come to show what was waited for; the text ends with the screen."""


class Terminal:
    """A program in a pseudo-terminal of its own session."""

    def __init__(
        self,
        command: Sequence[str | os.PathLike[str]],
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start the command; `env` changes the test's environment, None removes a name."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""
        self._lines: list[str] | None = None
        self._open = True
        self._master, slave = os.openpty()
        self._set_size(columns, rows)
        started, report = os.pipe()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _LAUNCH, str(report), *command],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                start_new_session=True,
                pass_fds=[report],
                env=_environment(env or {}),
                cwd=cwd,
            )
        finally:
            os.close(slave)
            os.close(report)
        with open(started, encoding="utf-8") as pipe:
            problem = pipe.read()
        if problem:
            self.close()
            raise FileNotFoundError(problem)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    @property
    def lines(self) -> list[str]:
        """The screen's lines as they are now, without blanks at their ends."""
        self._read(0)
        # Rendering takes milliseconds, and most looks find nothing new.
        if self._lines is None:
            self._lines = [line.rstrip() for line in self.screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """The screen as it is now."""
        return "\n".join(self.lines)

    def wait_for(self, wanted: str | Callable[[Terminal], object], timeout: float = 15) -> None:
        """Wait until the screen shows a text, or until a function of the terminal is true.

        Raises NotSeen after `timeout` seconds, or at once when the program has ended without it.
        """
        seen = wanted if callable(wanted) else lambda terminal: wanted in terminal.text
        until = time.monotonic() + timeout
        while not seen(self):
            if not self._open or time.monotonic() > until:
                what = getattr(wanted, "__name__", None) or repr(wanted)
                why = f"in {timeout} s" if self._open else "before the program ended"
                raise NotSeen(f"{what} was not seen {why}\n{self._framed()}")
            self._read(0.05)

    def press(self, *keys: str) -> None:
        """Press keys: names such as "ctrl+r", "f5", "down"; any other text is typed as it is.

        Textual hands a key with a binding on later than one that is text: between the two,
        wait for what the first one shows.
        """
        for key in keys:
            if key.startswith("ctrl+") and len(key) == 6:
                self.type(chr(ord(key[5]) & 0x1F))
            elif key.startswith("alt+") and len(key) == 5:
                self.type("\x1b" + key[4])
            else:
                self.type(KEYS.get(key, key))
            if key == "escape":
                self._read_for(ESCAPE_PAUSE)

    def type(self, text: str) -> None:
        """Send text as it is."""
        left = text.encode()
        while left:
            # A program that prints much must be read, or it never reads what is typed.
            self._read(0)
            if select.select([], [self._master], [], 0.05)[1]:
                left = left[os.write(self._master, left[:512]) :]

    def paste(self, text: str) -> None:
        """Paste text as a terminal does in bracketed mode."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the kernel tells the program."""
        self._read(0)
        self.screen.resize(rows, columns)
        self._lines = None
        self._set_size(columns, rows)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped line does."""
        if self._master >= 0:
            os.close(self._master)
        self._master, self._open = -1, False

    def exit_status(self, timeout: float = 15) -> int:
        """Wait for the program's end: its status, or minus the signal that ended it."""
        until = time.monotonic() + timeout
        while self._process.poll() is None:
            if time.monotonic() > until:
                raise NotSeen(f"the program did not end in {timeout} s\n{self._framed()}")
            if self._open:
                self._read(0.05)
            else:
                time.sleep(0.01)
        self._read_for(0.5)
        return self._process.returncode

    def close(self) -> None:
        """End the program and everything that descends from it."""
        started = descendants(self.pid) if self._process.poll() is None else []
        pids = {self.pid, *(process.pid for process in started)}
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.hang_up()
        self._process.wait()
        until = time.monotonic() + 5
        while pids & running() and time.monotonic() < until:
            time.sleep(0.01)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read_for(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._open and (left := until - time.monotonic()) > 0:
            self._read(left)

    def _read(self, wait: float) -> None:
        """Feed what has come to the screen; wait for the first of it at most some seconds."""
        while self._open and select.select([self._master], [], [], wait)[0]:
            wait = 0
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux's way of saying that the program's side is closed
                data = b""
            if not data:
                self._open = False
                return
            self._feed(self._decoder.decode(data))

    def _feed(self, text: str) -> None:
        self._lines = None
        text = self._pending + text
        unfinished = _UNFINISHED.search(text)
        self._pending = unfinished[0] if unfinished else ""
        text = text[: len(text) - len(self._pending)]
        for query in _QUERY.finditer(text):
            self._answer(query)
        self._stream.feed(_UNKNOWN.sub("", text))

    def _answer(self, query: re.Match[str]) -> None:
        cursor = self.screen.cursor
        if mode := query["mode"]:
            # Synchronized output is known and off; reports of the size in the stream are not.
            answer = f"\x1b[?{mode};{2 if mode == '2026' else 0}$y"
        elif query["cursor"]:
            answer = f"\x1b[{cursor.y + 1};{cursor.x + 1}R"
        else:
            answer = "\x1b[?62;22c"
        os.write(self._master, answer.encode())

    def _framed(self) -> str:
        edge = "+" + "-" * self.screen.columns + "+"
        width = self.screen.columns
        return "\n".join([edge, *(f"|{line:<{width}}|" for line in self.lines), edge])


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    """The test's environment for a terminal that knows 256 colours, with changes."""
    sizes = {"LINES": None, "COLUMNS": None}
    merged = {**os.environ, "TERM": "xterm-256color", **sizes, **changes}
    return {name: value for name, value in merged.items() if value is not None}
