"""Which processes descend from which: /proc on Linux, ps elsewhere."""

from __future__ import annotations

import os
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


def ready(pid: int) -> bool:
    """Whether a process has loaded numpy and sleeps; elsewhere than on Linux it is taken for so."""
    if sys.platform != "linux":
        return True
    maps, stat = Path(f"/proc/{pid}/maps"), Path(f"/proc/{pid}/stat")
    return "numpy" in maps.read_text() and ") S " in stat.read_text()


def computed(pid: int) -> float:
    """Seconds of computing so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def private_memory(pid: int) -> int:
    """Bytes that a process shares with no other (Linux)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024 * sum(int(line.split()[1]) for line in rollup if line.startswith("Private_"))
