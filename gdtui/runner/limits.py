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
    """What one program may use: seconds of computing, seconds by the clock, bytes.

    ``output_bytes`` counts printed text. ``processes`` allows threads and processes, which no
    limit holds together: each may use as much again.
    """

    cpu_seconds: float = 20
    wall_seconds: float = 30
    memory_bytes: int = 2**30
    output_bytes: int = 2**20
    processes: bool = False

    @property
    def watched_numbers(self) -> int:
        """Numbers that `watch` takes: they are kept, and drawn, and cost more than text."""
        return 2 * self.output_bytes

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
        used = f"{self.wall_seconds:g} s, {_changeable('--seconds')}"
        return Stopped("time", f"The program was stopped after {used}.", seconds)

    def memory_reached(self, seconds: float) -> Stopped:
        """The end of a program that wanted more memory than it may have."""
        bound = _bound("--memory", self.memory_bytes, resource.RLIMIT_AS)
        allowed = in_words(self.memory_bytes)
        words = f"The program needed more memory than {allowed}, {bound}."
        return Stopped("memory", words, seconds)

    def output_reached(self, seconds: float) -> Stopped:
        """The end of a program that printed too much."""
        allowed = f"{in_words(self.output_bytes)}, {_changeable('--output')}"
        return Stopped("output", f"The program was stopped after printing {allowed}.", seconds)

    def numbers_reached(self, seconds: float) -> Stopped:
        """The end of a program that gave `watch` too much."""
        allowed = f"{self.watched_numbers:,} numbers to watch, {_changeable('--output')}"
        return Stopped("output", f"The program was stopped after giving {allowed}.", seconds)


RUN, CHECK = Limits(), Limits(cpu_seconds=5, wall_seconds=7.5)
"""What a program may use that is run, and one whose function is called."""


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
        return "the limit of this host"
    return _changeable(option)


def _changeable(option: str) -> str:
    return f"the limit; gdtui {option} changes it"


def _at_most(value: int, kind: int) -> int:
    hard = resource.getrlimit(kind)[1]
    return value if hard == resource.RLIM_INFINITY else min(value, hard)
