"""What keeps the child within bounds: resource limits, and an end together with its parent."""

from __future__ import annotations

import os
import resource
import signal
import sys
from _thread import start_new_thread
from collections.abc import Mapping

PR_SET_PDEATHSIG = 1
_kinds = {
    "cpu": resource.RLIMIT_CPU,
    "memory": resource.RLIMIT_AS,
    "core": resource.RLIMIT_CORE,
}


def limit(limits: Mapping[str, tuple[int, int]]) -> None:
    """Set soft and hard limits by name; macOS refuses the one on memory."""
    for name, (soft, hard) in limits.items():
        try:
            resource.setrlimit(_kinds[name], (soft, hard))
        except (OSError, ValueError):
            continue  # wall time and output still hold, and they are the parent's


def end_with_parent(parent: int, lifeline: int) -> None:
    """Die when the parent dies: by the kernel on Linux, elsewhere by a thread at a pipe's end."""
    if sys.platform == "linux" and _death_signal():
        os.close(lifeline)
        if os.getppid() != parent:  # it died before the kernel was asked
            os._exit(1)
    else:
        # The kernel is better where it can: a thread waits while C code holds the interpreter.
        start_new_thread(end_at_eof, (lifeline,))


def end_at_eof(lifeline: int) -> None:
    """Wait until nobody holds the other end, then end the whole process group."""
    os.read(lifeline, 1)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _death_signal() -> bool:
    try:
        import ctypes

        failed = ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        return not failed
    except (ImportError, OSError, AttributeError):
        return False
