"""What keeps the child within bounds: a function for each layer, each silent where it cannot be.

A layer says by a truth value whether it is in force; `gdtui.runner.layers` names them and tries
each in a throw-away child. `confine` is called before the child has threads (these layers bind
only the thread that asks, and those it starts), `limit` once it knows its job.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from _thread import start_new_thread
from collections.abc import Mapping
from functools import lru_cache
from struct import pack

TYPE_CHECKING = False  # typing takes 3 ms to import
if TYPE_CHECKING:
    import ctypes

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
NICE = 10
"""Steps of priority that a program gives way to whoever else uses the host."""

_kinds = {
    "cpu": resource.RLIMIT_CPU,
    "memory": resource.RLIMIT_AS,
    "core": resource.RLIMIT_CORE,
    "file": resource.RLIMIT_FSIZE,
    # The kernel counts all processes of a user, so that any number but 0 depends on the others.
    "processes": resource.RLIMIT_NPROC,
}

# Landlock (landlock_create_ruleset and its two companions have one number everywhere).
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_READ, _WRITE, _TRUNCATE, _FILE = 1 << 2, 1 << 1, 1 << 14, 1 << 1 | 1 << 2 | 1 << 14
# By version: what it governs of files (writing, removing, making, reading; 2 moving between
# folders, 3 truncating), of TCP (4 bind and connect), and of other processes (6 signals).
_FILES = {1: 0x1FF6, 2: 0x3FF6, 3: 0x7FF6}
_TCP_FROM, _SCOPE_FROM = 4, 6
_READABLE = ("null", "zero", "full", "random", "urandom")

# seccomp: the machine's number of each system call, as Linux's headers give them.
_EPERM, _EAGAIN = 1, 11
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_NEW_PROCESS = {"x86_64": (56, 57, 58, 435), "aarch64": (220, 435)}  # clone, fork, vfork, clone3
# kill, tkill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo, prlimit64
_ON_PROCESS = {"x86_64": (62, 200, 234, 129, 297, 302), "aarch64": (129, 130, 131, 138, 240, 261)}
_PIDFD_SIGNAL = 424


def confine() -> None:
    """Everything that needs no knowledge of the job; for good, and before there are threads."""
    give_way()
    no_new_privileges()
    keep_to_directory()


def limit(limits: Mapping[str, tuple[int, int]]) -> None:
    """Set soft and hard limits by name, then forbid processes; macOS refuses that on memory."""
    for name, (soft, hard) in limits.items():
        try:
            resource.setrlimit(_kinds[name], (soft, hard))
        except (OSError, ValueError):
            continue  # wall time and output still hold, and they are the parent's
    if "processes" in limits:
        stay_alone()


def give_way() -> bool:
    """Low priority: the screen, and whoever else is on the host, come first."""
    try:
        return os.nice(NICE) > 0
    except OSError:
        return False


def no_new_privileges() -> bool:
    """No program started from here gains rights by its file's owner (setuid)."""
    return _prctl(PR_SET_NO_NEW_PRIVS, 1)


def keep_to_directory() -> bool:
    """Landlock: write only in the working directory, read no device, no TCP, no signals out.

    A kernel may tell of a version and refuse it: ask for less until one is granted.
    """
    for version in range(min(_landlock_version(), _SCOPE_FROM), 0, -1):
        files = _FILES[min(version, 3)]
        attributes = pack(
            "=QQQ",
            files,
            3 if version >= _TCP_FROM else 0,
            2 if version >= _SCOPE_FROM else 0,
        )
        size = 8 if version < _TCP_FROM else 16 if version < _SCOPE_FROM else 24
        rules = _syscall(_CREATE, attributes, size, 0)
        if rules < 0:
            continue
        try:
            _allow(rules, ".", files)
            _allow(rules, os.devnull, _FILE & files)
            for name in _READABLE:
                _allow(rules, f"/dev/{name}", _READ)
            # All but the devices: reading a terminal takes the keys away from the screen.
            for name in os.listdir("/"):
                if name != "dev":
                    _allow(rules, f"/{name}", _READ)
            return _syscall(_RESTRICT, rules, 0) == 0
        finally:
            os.close(rules)
    return False


def stay_alone() -> bool:
    """seccomp: no new process or thread, no signal and no limit for any other process.

    It does for root, and on kernels without Landlock's newest version, what RLIMIT_NPROC and
    Landlock do for others; a refusal looks the same (EAGAIN). Binds all threads.
    """
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in _AUDIT or sys.maxsize < 2**32:
        return False
    import ctypes

    program = _filter(machine, os.getpid())
    buffer = ctypes.create_string_buffer(program, len(program))
    head = pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    return _syscall(_SECCOMP[machine], 1, 1, head) == 0  # SECCOMP_SET_MODE_FILTER, for all threads


def end_with_parent(parent: int, lifeline: int) -> None:
    """Die when the parent dies: by the kernel on Linux, elsewhere by a thread at a pipe's end."""
    if _prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL)):
        os.close(lifeline)
        if os.getppid() != parent:  # it died before the kernel was asked
            os._exit(1)
    else:
        # The kernel is better where it can: a thread waits while C code holds the interpreter.
        start_new_thread(end_at_eof, (lifeline,))


def end_at_eof(lifeline: int) -> None:
    """Wait until nobody holds the other end, then end the whole process group."""
    while os.read(lifeline, 1):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


def guard_app() -> tuple[bool, bool]:
    """The parent's own layers: its memory out of the child's reach, and orphans come to it."""
    return _prctl(PR_SET_DUMPABLE, 0), _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _landlock_version() -> int:
    return _syscall(_CREATE, None, 0, 1)


def _allow(rules: int, path: str, access: int) -> None:
    """Allow the access at a file or under a directory, as far as there is one."""
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        _syscall(_ADD, rules, 1, pack("=Qi", access, fd), 0)  # LANDLOCK_RULE_PATH_BENEATH
    finally:
        os.close(fd)


def _filter(machine: str, pid: int) -> bytes:
    """The program that the kernel runs before each system call; see linux/filter.h."""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return pack("=HBBI", code, yes, no, value)

    steps = [
        # Calls of another architecture, and of the x32 kind, have numbers of their own.
        *(step(load, 4), step(equal, _AUDIT[machine], 1), step(give, refuse | _EPERM)),
        *(step(load, 0), step(at_least, 0x40000000, 0, 1), step(give, refuse | _EPERM)),
    ]
    for number in _NEW_PROCESS[machine]:
        steps += [step(equal, number, 0, 1), step(give, refuse | _EAGAIN)]
    steps += [step(equal, _PIDFD_SIGNAL, 0, 1), step(give, refuse | _EPERM)]
    for number in _ON_PROCESS[machine]:
        steps += [step(equal, number, 0, 5), step(load, 16)]  # the low half of the first argument
        steps += [step(equal, pid, 1), step(equal, 0, 0, 1), step(give, allow)]
        steps += [step(give, refuse | _EPERM)]
    return b"".join([*steps, step(give, allow)])


@lru_cache(maxsize=1)
def _libc() -> ctypes.CDLL | None:
    try:
        import ctypes

        return ctypes.CDLL(None)
    except (ImportError, OSError):
        return None


def _prctl(option: int, value: int) -> bool:
    libc = _libc()
    if libc is None or sys.platform != "linux":
        return False
    return bool(libc.prctl(option, value, 0, 0, 0) == 0)


def _syscall(number: int, *arguments: int | bytes | None) -> int:
    """The system call's result, or -1."""
    libc = _libc()
    if libc is None or sys.platform != "linux":
        return -1
    import ctypes

    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    libc.syscall.restype = ctypes.c_long
    return int(libc.syscall(ctypes.c_long(number), *words))
