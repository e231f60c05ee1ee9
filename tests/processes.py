"""Which processes descend from which: /proc on Linux, ps elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Process(NamedTuple):
    """One line of the process table."""

    pid: int
    parent: int
    state: str
    name: str

    @property
    def ended(self) -> bool:
        """Whether it has ended and only waits to be waited for."""
        return self.state.startswith("Z")


def table() -> list[Process]:
    """Every process that this user can see."""
    if sys.platform == "linux":
        return [found for folder in Path("/proc").glob("[0-9]*") if (found := _read(folder))]
    # ps shows itself, as a child of whoever asks.
    ps = subprocess.Popen(
        ["ps", "-Ao", "pid=,ppid=,stat=,comm="], stdout=subprocess.PIPE, text=True
    )
    lines = ps.communicate()[0].splitlines()
    fields = [line.split(None, 3) for line in lines]
    found = [Process(int(pid), int(parent), state, name) for pid, parent, state, name in fields]
    return [process for process in found if process.pid != ps.pid]


def _read(folder: Path) -> Process | None:
    try:
        before, after = (folder / "stat").read_text(errors="replace").rsplit(")", 1)
    except OSError:  # ended meanwhile
        return None
    state, parent = after.split()[:2]
    return Process(int(folder.name), int(parent), state, before.split("(", 1)[1])


def running() -> set[int]:
    """The processes that have not ended."""
    return {process.pid for process in table() if not process.ended}


def descendants(pid: int) -> list[Process]:
    """Children of a process, their children, and so on; zombies count."""
    processes = table()
    found: list[Process] = []
    generation = {pid}
    while generation:
        children = [process for process in processes if process.parent in generation]
        found += children
        generation = {process.pid for process in children}
    return found
