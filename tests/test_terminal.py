"""The pseudo-terminal harness, tried on small programs and on a bare Textual app."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.processes import running
from tests.terminal import NotSeen, Terminal

HELLO = """
from textual.app import App
from textual.widgets import Input, Label
class Hello(App):
    BINDINGS = [("f5", "tell('five')"), ("escape", "tell('escaped')")]
    def compose(self):
        yield Label("hello é ●", id="label")
        yield Label("", id="size")
        yield Input()
    def action_tell(self, text):
        self.query_one("#label", Label).update(text)
    def on_resize(self, event):
        self.query_one("#size", Label).update(f"{event.size.width} by {event.size.height}")
Hello().run()
"""


def python(source: str) -> list[str]:
    return [sys.executable, "-c", source]


def test_what_is_typed_comes_back_from_cat() -> None:
    with Terminal(["cat"]) as terminal:
        terminal.press("down the hill", "enter")
        # Once as the terminal's echo, once from cat.
        terminal.wait_for(lambda t: t.lines[:2] == ["down the hill"] * 2)
        terminal.press("ctrl+d")
        assert terminal.exit_status() == 0


def test_a_function_waited_for_may_look_at_cells() -> None:
    with Terminal(python("print('\\x1b[31mred\\x1b[0m', end='', flush=True); input()")) as terminal:
        terminal.wait_for(lambda t: t.screen.buffer[0][0].fg == "red")


def test_the_program_has_a_controlling_terminal_of_the_size_asked_for() -> None:
    source = "import os; print(os.get_terminal_size(os.open('/dev/tty', os.O_RDWR)))"
    with Terminal(python(source), columns=91, rows=17) as terminal:
        terminal.wait_for("columns=91, lines=17")


def test_the_environment_can_be_changed_and_names_removed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONE", "1")
    source = "import os; print(os.environ['KEPT'], 'GONE' in os.environ)"
    with Terminal(python(source), env={"KEPT": "kept", "GONE": None}) as terminal:
        terminal.wait_for("kept False")


def test_exit_status_tells_status_and_signal() -> None:
    with Terminal(python("raise SystemExit(3)")) as terminal:
        assert terminal.exit_status() == 3
    with Terminal(["cat"]) as terminal:
        terminal.kill(signal.SIGTERM)
        assert terminal.exit_status() == -signal.SIGTERM


def test_a_program_that_cannot_start_says_so() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-program"):
        Terminal(["no-such-program"])


def test_hanging_up_ends_a_program() -> None:
    with Terminal(["cat"]) as terminal:
        terminal.hang_up()
        assert terminal.exit_status() == -signal.SIGHUP


def test_output_printed_at_the_end_is_seen() -> None:
    with Terminal(python("print('x' * 50_000); print('the end')")) as terminal:
        assert terminal.exit_status() == 0
        assert "the end" in terminal.text


def test_not_seen_tells_what_the_screen_shows() -> None:
    with Terminal(["cat"]) as terminal:
        terminal.press("somewhere else")
        terminal.wait_for("somewhere else")
        with pytest.raises(NotSeen, match=r"(?s)'summit' was not seen in 0\.1 s.*\|somewhere else"):
            terminal.wait_for("summit", timeout=0.1)


def test_not_seen_does_not_wait_for_a_program_that_has_ended() -> None:
    with (
        Terminal(python("print('done')")) as terminal,
        pytest.raises(NotSeen, match=r"(?s)before the program ended.*\|done"),
    ):
        terminal.wait_for("summit", timeout=600)


def test_a_long_paste_into_a_program_that_prints_as_much_does_not_lock_up() -> None:
    source = (
        "import sys, tty; tty.setraw(0); print('ready', flush=True)\n"
        "left = 40_000\n"
        "while left:\n"
        "    left -= len(sys.stdin.buffer.raw.read(1))\n"
        "    print('y' * 8, end='', flush=True)\n"
        "print('\\r\\nall read', flush=True)"
    )
    with Terminal(python(source)) as terminal:
        terminal.wait_for("ready")
        terminal.type("x" * 40_000)
        terminal.wait_for("all read")


@pytest.mark.parametrize(
    "sequence",
    [
        r"\x1b[>1u",
        r"\x1b[<u",
        r"\x1b[?u",
        r"\x1b[?2048$p",
        r"\x1b]52;c;aGVsbG8=\x07",
        r"\x1b]22;pointer\x1b\\",
        r"\x1bP+q544e\x1b\\",
        r"\x1b[38:2::1:2:3m",
        r"\x1b[4:3m",
        r"\x1b[2 q",
        r"\x1b[?1m",
        r"\x1b[?2026h",
        r"\x1b[?1049h",
    ],
)
def test_sequences_without_a_picture_leave_none(sequence: str) -> None:
    # In two writes, so that the sequence comes in two parts.
    source = (
        "import sys, time, tty; write = sys.stdout.write\n"
        "tty.setcbreak(0)  # an answer is not echoed\n"
        f"text = 'a{sequence}b'\n"
        "for part in (text[:4], text[4:]): write(part); sys.stdout.flush(); time.sleep(0.02)\n"
        "input()"
    )
    with Terminal(python(source)) as terminal:
        terminal.wait_for(lambda t: t.lines[0] == "ab")


def test_closing_leaves_no_process_of_the_program() -> None:
    source = (
        "import subprocess, sys\n"
        "child = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        "print('child', child.pid, flush=True); child.wait()"
    )
    with Terminal(python(source)) as terminal:
        terminal.wait_for("child ")
        pid = int(terminal.lines[0].split()[1])
        assert pid in running()
    assert pid not in running()


def test_a_textual_app_is_painted_typed_into_resized_and_quit() -> None:
    with Terminal(python(HELLO), columns=60, rows=20) as terminal:
        terminal.wait_for("hello é ●")
        terminal.wait_for("60 by 20")
        terminal.press("w = 2")
        terminal.wait_for("w = 2")
        terminal.paste(" and b = 1")
        terminal.wait_for("w = 2 and b = 1")
        terminal.press("f5")
        terminal.wait_for("five")
        terminal.press("escape", "backspace")
        terminal.wait_for("escaped")
        terminal.wait_for(lambda t: "b = 1" not in t.text and "w = 2 and b =" in t.text)
        terminal.resize(72, 25)
        terminal.wait_for("72 by 25")
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0
