"""Blows to an app at work: a signal, the loss of its terminal, a lock that is not let go."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.drafts import ENV, Draft
from tests.processes import descendants, running
from tests.terminal import Terminal

ENDLESS = "print('begun')\nwhile True:\n    pass\n"
BLOCKED = (
    "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
HANG_UPS: dict[str, tuple[str, ...]] = {
    "told": (),
    "ignored": ("sh", "-c", 'trap "" HUP; exec "$0" "$@"'),
    "never told": (sys.executable, "-c", BLOCKED),
}
"""How a program is started so that it hears of its terminal's loss, or does not."""


def busy(draft: Draft, prefix: tuple[str, ...] = ()) -> Terminal:
    """An app with a saved change, a program that runs, and a process that waits for the next."""
    terminal = Terminal([*prefix, *draft.command("--no-animation")], 120, 40, ENV)
    try:
        terminal.wait_for("changed · saved")
        terminal.type("#")
        terminal.wait_for("saving")
        terminal.wait_for("changed · saved")
        terminal.press("f5")
        terminal.wait_for("Running")
    except BaseException:
        terminal.close()
        raise
    return terminal


def family(pid: int) -> set[int]:
    """A process and all that descends from it."""
    return {pid, *(process.pid for process in descendants(pid))}


def gone(pids: set[int], since: float, patience: float = 20.0) -> float:
    """Seconds from a moment until none of the processes is there; infinity where it takes longer.

    Nothing reads the terminal meanwhile, as on a line that has died.
    """
    while (now := time.monotonic() - since) < patience:
        if not pids & running():
            return now
        time.sleep(0.002)
    return float("inf")


HOLDER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("holding", flush=True)
time.sleep(1000)
"""


@contextmanager
def locked(path: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    """Another process holds the lock of a database, IMMEDIATE or EXCLUSIVE, and is stopped."""
    command = [sys.executable, "-c", HOLDER, str(path), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "holding\n"
            other.send_signal(signal.SIGSTOP)
            yield other
        finally:
            other.kill()
