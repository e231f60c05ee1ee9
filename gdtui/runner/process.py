"""Process: one child with its pipes and directory, read without ever blocking."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from gdtui import __version__
from gdtui.runner.limits import Limits, environment

TURN = 65_536
"""Bytes read from each pipe at a time."""
POLL = 0.05
"""Seconds between looks at a child, where the kernel does not tell of its end."""
REAP = 5.0
"""Seconds that a killed child is waited for; one that hangs in the kernel is left to it."""
# Isolated, and without `site`: the search path comes from here. UTF-8 whatever the locale says.
# The warning is for programs that fork while they have threads; the one thread here is ours.
_OPTIONS = ("-I", "-S", "-X", "utf8", "-W", "ignore:This process:DeprecationWarning")
_HERE = str(Path(__file__).parent)
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from child.main import main; "
    "main(int(sys.argv[2]), int(sys.argv[3]))"
)


class Process:
    """A program that runs in a process group and an empty directory of its own.

    Raises OSError when it can not be started.
    """

    def __init__(self, python: str, source: str, name: str, limits: Limits) -> None:
        self.asked = False
        self._wake: Callable[[], None] | None = None
        self._exit_fd: int | None = None
        self._closed = self._gone = False
        with ExitStack() as started, ExitStack() as handed_on:
            folder = tempfile.TemporaryDirectory(prefix="gdtui-run-", ignore_cleanup_errors=True)
            self._folder = folder
            started.callback(folder.cleanup)
            self._told, told = _pipe(started, handed_on)
            self._raw, raw = _pipe(started, handed_on)
            # Nothing is ever written here: the child ends when our end is closed, by us or by
            # our death, where the kernel offers no better way.
            lifeline, self._lifeline = _pipe(handed_on, started)
            job = handed_on.enter_context(tempfile.TemporaryFile())
            job.write(json.dumps(_job(source, name, limits)).encode())
            job.seek(0)
            self._popen = subprocess.Popen(
                [python, *_OPTIONS, "-c", _START, _HERE, str(told), str(lifeline)],
                stdin=job,
                stdout=raw,
                stderr=raw,
                cwd=folder.name,
                env=environment(folder.name),
                pass_fds=(told, lifeline),
                start_new_session=True,
            )
            self._fds = started.pop_all()
        self._open = {self._told, self._raw}
        for fd in self._open:
            os.set_blocking(fd, False)
        if sys.platform == "linux":
            # An old kernel, or Python built on one: then the child is looked at now and then.
            with suppress(OSError, AttributeError):
                self._exit_fd = os.pidfd_open(self.pid)
                self._fds.callback(os.close, self._exit_fd)

    @property
    def pid(self) -> int:
        """The child's process, and its group's, number."""
        return self._popen.pid

    @property
    def status(self) -> int | None:
        """None while it runs, else the exit status, or minus the signal that ended it."""
        return self._popen.poll()

    def read(self) -> tuple[bytes, bytes]:
        """What waits in the event pipe and in the pipe of descriptors 1 and 2, 64 KiB at most."""
        return self._read(self._told), self._read(self._raw)

    async def wait(self, seconds: float, reading: bool = True) -> None:
        """Until there is something to read, the child ended, a stop is asked, or time is up."""
        if self._gone:
            return
        loop = asyncio.get_running_loop()
        done = loop.create_future()

        def wake() -> None:
            if not done.done():
                done.set_result(None)

        fds = [*self._open] if reading else []
        if self._exit_fd is None:
            seconds = min(seconds, POLL)
        else:
            fds.append(self._exit_fd)
        timer = loop.call_later(seconds, wake)
        self._wake = wake
        try:
            for fd in fds:
                loop.add_reader(fd, wake)
            await done
        finally:
            self._wake = None
            timer.cancel()
            for fd in fds:
                loop.remove_reader(fd)

    def ask(self) -> None:
        """End the program at once; what it told before can still be read."""
        if not self._closed:
            self.asked = True
            self.kill()
            if self._wake is not None:
                self._wake()

    def kill(self) -> None:
        """End the whole process group."""
        # Its number is not given to another while one of the group is left.
        with suppress(ProcessLookupError, PermissionError):
            if not self._gone:
                os.killpg(self.pid, signal.SIGKILL)

    async def close(self) -> None:
        """End it, wait until it is gone, and leave nothing: no descriptor, no directory."""
        if self._closed:
            return
        self._closed = True
        self.kill()
        try:
            await asyncio.sleep(0)  # who waits for these descriptors lets go of them first
            await self._reap()
        finally:
            self._popen.poll()
            self._gone = True
            left = self._fds.pop_all()
            if not os.listdir(self._folder.name):
                left.close()
            else:  # the program left files, perhaps many
                await asyncio.to_thread(left.close)

    async def _reap(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + REAP
        while self.status is None and loop.time() < until:
            await self.wait(POLL, reading=False)

    def _read(self, fd: int) -> bytes:
        if fd not in self._open or self._gone:
            return b""
        try:
            data = os.read(fd, TURN)
        except BlockingIOError:
            return b""
        if not data:
            self._open.discard(fd)  # no proof of an end: the program may have closed it
        return data


def ended_by_itself(status: int) -> str:
    """What happened to a process that ended without a word."""
    if status >= 0:
        return f"the process ended with exit status {status} before the program's end"
    words = {signal.SIGSEGV: "segmentation fault", signal.SIGABRT: "aborted"}
    try:
        number = signal.Signals(-status)
    except ValueError:
        return f"crashed: signal {-status}"
    return f"crashed: {words.get(number) or (signal.strsignal(number) or number.name).lower()}"


def _pipe(reader: ExitStack, writer: ExitStack) -> tuple[int, int]:
    """A pipe whose ends are closed by the two stacks."""
    read_end, write_end = os.pipe()
    reader.callback(os.close, read_end)
    writer.callback(os.close, write_end)
    return read_end, write_end


def _job(source: str, name: str, limits: Limits) -> dict[str, object]:
    return {
        "source": source,
        "name": name,
        "path": [str(Path(entry).absolute()) for entry in sys.path if entry],
        "limits": limits.for_child(),
        "parent": os.getpid(),
        "version": __version__,
    }
