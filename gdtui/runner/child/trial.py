"""Run like a learner's program: tries to do what each layer forbids, and prints what held."""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import resource
import socket
import sys
from collections.abc import Callable

PR_GET_PDEATHSIG, PR_GET_NO_NEW_PRIVS = 2, 39
AN_EMPTY_PORT = 9


def session() -> bool:
    """Its own session and process group."""
    return os.getpid() == os.getpgrp() == os.getsid(0)


def end() -> bool:
    """The kernel ends it with its parent."""
    number = ctypes.c_int(0)
    ctypes.CDLL(None).prctl(PR_GET_PDEATHSIG, ctypes.byref(number), 0, 0, 0)
    return number.value > 0


def time() -> bool:
    """Computing time is bounded."""
    return resource.getrlimit(resource.RLIMIT_CPU)[0] != resource.RLIM_INFINITY


def memory() -> bool:
    """More memory than it may have is refused."""
    soft = resource.getrlimit(resource.RLIMIT_AS)[0]
    try:
        mmap.mmap(-1, 2**33 if soft == resource.RLIM_INFINITY else soft).close()
    except (OSError, ValueError):
        return True
    return False


def processes() -> bool:
    """A new process is refused, and so is a thread."""
    try:
        child = os.fork()
    except OSError:
        return True
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return False


def privileges() -> bool:
    """Programs that belong to root would run without root's rights."""
    return bool(ctypes.CDLL(None).prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)


def priority() -> bool:
    """Others on the host come first."""
    return os.getpriority(os.PRIO_PROCESS, 0) > 0


def directory() -> bool:
    """An empty directory is its working directory and its home."""
    here = os.getcwd()
    return not os.listdir() and os.path.realpath(os.environ["HOME"]) == os.path.realpath(here)


def files() -> bool:
    """A file outside its directory is refused."""
    name = f"../gdtui-trial-{os.getpid()}"
    try:
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError:
        return True
    os.remove(name)
    return False


def terminal() -> bool:
    """A terminal device is refused."""
    try:
        os.close(os.open("/dev/ptmx", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return True
    return False


def network() -> bool:
    """A TCP connection is refused, before anybody could answer."""
    with socket.socket() as connection:
        connection.settimeout(1)
        try:
            connection.connect(("127.0.0.1", AN_EMPTY_PORT))
        except PermissionError:
            return True
        except OSError:
            return False
    return False


def signals() -> bool:
    """A signal to the process that started it is refused."""
    try:
        os.kill(os.getppid(), 0)
    except PermissionError:
        return True
    return False


def parent() -> bool:
    """The memory of the process that started it is refused."""
    try:
        open(f"/proc/{os.getppid()}/mem", "rb").close()
    except OSError:
        return True
    return False


TRIALS: tuple[Callable[[], bool], ...] = (
    session, end, time, memory, processes, privileges, priority, directory, files, terminal,
    network, signals, parent,
)  # fmt: skip


def held(trial: Callable[[], bool]) -> bool:
    """What the trial says; where it cannot even be made, nothing is promised."""
    try:
        return trial()
    except Exception:  # a system without the call
        return False


if __name__ == "__main__":
    json.dump({trial.__name__: held(trial) for trial in TRIALS}, sys.stdout)
