"""What every test gets: a home of its own, a plain environment, and a look for stray processes."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.processes import Process, descendants

# The machine may be busy: how long one example takes says nothing.
settings.register_profile("gdtui", deadline=None)
settings.load_profile("gdtui")

CLEARED = ("NO_COLOR", "COLORTERM", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "VISUAL", "EDITOR")
CLEARED_PREFIXES = ("GDTUI_", "TEXTUAL", "XDG_", "LC_", "PYTHON")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, the only one that a test and its processes know."""
    folder = tmp_path_factory.mktemp("home")
    for name in tuple(os.environ):
        if name in CLEARED or name.startswith(CLEARED_PREFIXES):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _no_process_left() -> Iterator[None]:
    """Fail the session when a process that a test started outlives it, or was never waited for."""
    before = {process.pid for process in descendants(os.getpid())}
    yield
    left = _wait_for_end(before, seconds=3)
    assert not left, f"processes left behind by the tests: {left}"


def _reap_adopted() -> None:
    """Wait for the dead that were never ours: who runs programs adopts their orphans (Linux).

    A child of our own that nobody waited for does not pass unseen: its Popen warns of it.
    """
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _wait_for_end(before: set[int], seconds: float) -> list[Process]:
    """Give what was told to end the time to do it; return what is still there."""
    until = time.monotonic() + seconds
    while True:
        _reap_adopted()
        left = [process for process in descendants(os.getpid()) if process.pid not in before]
        if not left or time.monotonic() > until:
            return left
        time.sleep(0.05)
