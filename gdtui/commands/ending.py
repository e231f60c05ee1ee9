"""How the lesson ends when no key asks for it: a terminal that has gone, a fault of gdtui's own."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import NoReturn

from gdtui import __version__

GRACE = 1.0
"""Seconds that the app has to leave by itself once its terminal has gone."""
LOST = 128 + signal.SIGHUP
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


def watch_terminal(fd: int, ended: Event, last_resort: Callable[[], object]) -> None:
    """Ask this process to end (SIGTERM) when the terminal at ``fd`` has gone.

    SIGHUP may be ignored, under nohup for one. When ``ended`` is not set soon after,
    because something waits to write to what is no longer there, ``last_resort`` is called and
    the process left.
    """

    def watch() -> None:
        _wait_for_hang_up(fd)
        os.kill(os.getpid(), signal.SIGTERM)
        if not ended.wait(GRACE):
            last_resort()
            os._exit(LOST)

    Thread(target=watch, name="gdtui-terminal", daemon=True).start()


def _wait_for_hang_up(fd: int) -> None:
    """Return when the terminal has gone. Linux tells of it unasked; elsewhere look now and then."""
    poller = select.poll()
    poller.register(fd, 0)
    pause = None if sys.platform == "linux" else 1000
    while True:
        if any(events & _GONE for _, events in poller.poll(pause)):
            return
        try:
            termios.tcgetattr(fd)
        except termios.error:
            return


def leave(status: int) -> NoReturn:
    """Leave the process, when all is closed: to take the interpreter apart takes longer than that.

    Whoever ended the lesson waits for it to be gone.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(status)


def apology(fault: str, saved: bool, folder: Path) -> str:
    """What is said after a fault of gdtui's own; the report with the traceback goes to a file."""
    import platform  # these two would cost every start what only a fault needs
    from importlib.metadata import version

    lines = [
        time.strftime("%Y-%m-%d %H:%M:%S %z"),
        f"gdtui {__version__}, Python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {version(name)}" for name in ("textual", "plotext", "numpy")),
        f"TERM={os.environ.get('TERM', '')}",
        "",
        fault,
    ]
    path = folder / f"fault-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
        where = f"What happened is written down in {path}."
    except OSError as problem:
        # Better on the screen than nowhere: without it nobody can mend the fault.
        where = f"The report could not be written to {path} ({problem.strerror}):\n\n{fault}"
    kept = (
        "What you did is saved; start gdtui again to go on where you were."
        if saved
        else "What you did last is not saved; everything before it is."
    )
    sorry = "gdtui had to stop: a fault of its own, and no mistake of yours. Sorry."
    return f"{sorry}\n{kept}\n{where}"
