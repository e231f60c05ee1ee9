"""Limits: what a program may use, what the system allows of it, and the words at its end."""

from __future__ import annotations

import math
import os
import resource
from dataclasses import dataclass, replace
from pathlib import Path

from gdtui.runner.events import Stopped

# One thread for linear algebra: each further one takes 40 MB of address space, and forty
# learners share a host.
ONE_THREAD = ("OPENBLAS", "OMP", "MKL", "NUMEXPR")
# The last two let an interpreter start that was built against libraries of its own.
KEPT = ("PATH", "LANG", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
FILE_BYTES = 64 * 2**20
"""The largest file that a program can write; its directory goes when it ends."""
REPORT_MEMORY = 64 * 2**20
"""Bytes between the soft and the hard limit: room to tell that the soft one was reached."""


@dataclass(frozen=True)
class Limits:
    """What one run may use: seconds of computing, seconds by the clock, bytes.

    ``output_bytes`` counts printed text; ``watched_numbers`` the numbers given to `watch`,
    which are kept while they are drawn. ``processes`` allows threads and processes, which no
    limit holds together: each may use as much again.
    """

    cpu_seconds: float = 20
    wall_seconds: float = 30
    memory_bytes: int = 2**30
    output_bytes: int = 2**20
    watched_numbers: int = 2_000_000
    processes: bool = False

    def as_allowed(self) -> Limits:
        """The limits, lowered to what this process may hand on to its children."""
        cpu = _at_most(math.ceil(self.cpu_seconds), resource.RLIMIT_CPU)
        memory = _at_most(self.memory_bytes, resource.RLIMIT_AS)
        return replace(self, cpu_seconds=cpu, memory_bytes=memory)

    def for_child(self) -> dict[str, tuple[int, int]]:
        """Soft and hard limits by name, as the child sets them."""
        cpu, memory = math.ceil(self.cpu_seconds), self.memory_bytes
        file = _at_most(FILE_BYTES, resource.RLIMIT_FSIZE)
        alone = {} if self.processes else {"processes": (0, 0)}
        return {
            "cpu": (cpu, _at_most(cpu + 1, resource.RLIMIT_CPU)),
            "memory": (memory, _at_most(memory + REPORT_MEMORY, resource.RLIMIT_AS)),
            "core": (0, 0),
            "file": (file, file),
            **alone,
        }

    def cpu_reached(self, seconds: float) -> Stopped:
        """The end at the limit on computing time, after ``seconds`` by the clock."""
        bound = _bound("--seconds", self.cpu_seconds, resource.RLIMIT_CPU)
        used = f"{self.cpu_seconds:g} s of computing, {bound}"
        return Stopped("time", f"The program was stopped after {used}.", seconds)

    def wall_reached(self, seconds: float) -> Stopped:
        """The end at the limit on time by the clock."""
        used = f"{self.wall_seconds:g} s, the longest a run may take; --seconds changes it"
        return Stopped("time", f"The program was stopped after {used}.", seconds)

    def memory_reached(self, seconds: float) -> Stopped:
        """The end of a program that wanted more memory than it may have."""
        bound = _bound("--memory", self.memory_bytes, resource.RLIMIT_AS)
        allowed = in_words(self.memory_bytes)
        words = f"The program needed more memory than {allowed}, {bound}."
        return Stopped("memory", words, seconds)

    def output_reached(self, seconds: float) -> Stopped:
        """The end of a program that printed too much."""
        allowed = in_words(self.output_bytes)
        return Stopped(
            "output",
            f"The program was stopped after printing {allowed}, the most a run may.",
            seconds,
        )

    def numbers_reached(self, seconds: float) -> Stopped:
        """The end of a program that gave `watch` too much."""
        allowed = f"{self.watched_numbers:,} numbers to watch, the most a run may"
        return Stopped("output", f"The program was stopped after giving {allowed}.", seconds)


def environment(directory: str) -> dict[str, str]:
    """The few variables that a program sees; its home and temporary files are in ``directory``.

    Hashes of text stay random, as they are under plain Python: an order that only seems fixed
    would mislead (and an isolated interpreter ignores PYTHONHASHSEED).
    """
    kept = {k: v for k, v in os.environ.items() if k in KEPT or k.startswith("LC_")}
    threads = {f"{library}_NUM_THREADS": "1" for library in ONE_THREAD}
    return {
        **kept,
        **threads,
        "VECLIB_MAXIMUM_THREADS": "1",
        "HOME": directory,
        "TMPDIR": directory,
    }


def memory_left() -> float:
    """Bytes of memory that programs can still have on this host; infinity where nobody tells."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        kib = next(line.split()[1] for line in lines if line.startswith("MemAvailable:"))
        return int(kib) * 1024
    except (OSError, StopIteration, ValueError):
        return math.inf


def in_words(size: int) -> str:
    """Bytes in the largest unit that fits: ``1 GiB``."""
    for unit, scale in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if size >= scale:
            return f"{size / scale:.3g} {unit}"
    return f"{size} bytes"


def _bound(option: str, value: float, kind: int) -> str:
    """Who set a limit, and how to change it."""
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY and value >= hard:
        return "the most this host allows"
    return f"the most a run may use; {option} changes it"


def _at_most(value: int, kind: int) -> int:
    hard = resource.getrlimit(kind)[1]
    return value if hard == resource.RLIM_INFINITY else min(value, hard)
