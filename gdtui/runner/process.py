"""Process: one child with its pipes and directory, read without ever blocking."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from gdtui import __version__
from gdtui.runner import orphans
from gdtui.runner.folder import Folder
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
    "main(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])"
)


class Process:
    """A program that runs in a process group and an empty directory of its own.

    Without a ``task`` it loads what programs need, and waits for one to be handed over.
    ``path`` is where it looks for modules. Raises OSError when it can not be started.
    """

    def __init__(
        self,
        python: str,
        task: Mapping[str, object] | None,
        limits: Limits,
        path: Sequence[str],
    ) -> None:
        self._path = [str(Path(entry).absolute()) for entry in path if entry]
        self.asked = False
        self._wake: Callable[[], None] | None = None
        self._exit_fd: int | None = None
        self._closed = self._gone = False
        with ExitStack() as started, ExitStack() as handed_on:
            self._folder = Folder()
            started.callback(self._folder.remove)
            self._told, told = _pipe(started, handed_on)
            self._raw, raw = _pipe(started, handed_on)
            # The child ends when our end is closed, by us or by our death, where the kernel
            # offers no better way. A waiting child begins at the first byte.
            lifeline, self._lifeline = _pipe(handed_on, started)
            # Unbuffered, so that a full disk is noticed here and not at its closing.
            self._job = started.enter_context(tempfile.TemporaryFile(buffering=0))
            waits_with = self._path if task is None else []
            if task is not None:
                self._write_job(task, limits)
            self._popen = subprocess.Popen(
                [python, *_OPTIONS, "-c", _START, _HERE, str(told), str(lifeline), *waits_with],
                stdin=self._job,
                stdout=raw,
                stderr=raw,
                cwd=self._folder.name,
                env=environment(self._folder.name),
                pass_fds=(told, lifeline),
                start_new_session=True,
            )
            self._fds = started.pop_all()
        self._born = orphans.know(self.pid)
        self._open = {self._told, self._raw}
        for fd in self._open:
            os.set_blocking(fd, False)
        if sys.platform == "linux":
            # An old kernel, or Python built on one: then the child is looked at now and then.
            with suppress(OSError, AttributeError):
                self._exit_fd = os.pidfd_open(self.pid)
                self._fds.callback(os.close, self._exit_fd)

    def hand_over(self, task: Mapping[str, object], limits: Limits) -> bool:
        """Give a waiting process its task; False when it has died meanwhile."""
        try:
            self._write_job(task, limits)
            os.write(self._lifeline, b"!")
        except OSError:
            return False
        return self.status is None

    def _write_job(self, task: Mapping[str, object], limits: Limits) -> None:
        about = {"path": self._path, "limits": limits.for_child(), "parent": os.getpid()}
        self._job.write(json.dumps({**task, **about, "version": __version__}).encode())
        self._job.seek(0)  # the child reads from the same place in the same open file

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
            await self._end_orphans()
        finally:
            self._popen.poll()
            self._gone = True
            orphans.forget(self.pid)
            left = self._fds.pop_all()
            if self._folder.empty:
                left.close()
            else:  # the program left files, perhaps many
                await asyncio.to_thread(left.close)

    def discard(self) -> None:
        """The same for one that waits: it has no program that could hold up its end."""
        if self._closed:
            return
        self._closed = True
        self.kill()
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(REAP)
        self._gone = True
        orphans.forget(self.pid)
        self._fds.close()

    async def _reap(self) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + REAP
        while self.status is None and loop.time() < until:
            await self.wait(POLL, reading=False)

    async def _end_orphans(self) -> None:
        """What left the process group and lost its parent has come to us, where we are asked."""
        loop = asyncio.get_running_loop()
        until = loop.time() + REAP
        while orphans.end(self._born) and loop.time() < until:
            await asyncio.sleep(0.001)

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
