"""Processes that a program detached: they come to us when their parent ends, and we end them.

Only where the app asked the kernel for it (`protection.guard_app`); elsewhere they go to init,
and the child's own layers have to keep them from being started.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

_known: set[int] = set()


def know(pid: int) -> int:
    """Note a child that is waited for by whoever started it; when it was born, in clock ticks."""
    _known.add(pid)
    return _born(pid) or 0


def forget(pid: int) -> None:
    """Its owner has waited for it."""
    _known.discard(pid)


def end(since: int) -> bool:
    """Kill and wait for orphans born since; whether there may be more.

    What the app started itself, such as an editor, is in the app's own session.
    """
    found = [pid for pid in _children() if pid not in _known and _is_orphan(pid, since)]
    for pid in found:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
    return bool(found)


def _children() -> list[int]:
    pids: list[int] = []
    # A thread's list, not a search of the host's whole process table.
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a kernel without it, or a thread that has ended
            pids += map(int, path.read_text().split())
    return pids


def _is_orphan(pid: int, since: int) -> bool:
    born = _born(pid)
    try:
        return born is not None and born >= since and os.getsid(pid) != os.getsid(0)
    except OSError:
        return False


def _born(pid: int) -> int | None:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2]
        return int(after_name.split()[19])
    except (OSError, IndexError, ValueError):
        return None
