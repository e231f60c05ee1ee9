"""Reporter: collects what the program tells and writes it, in order, about 60 times a second."""

from __future__ import annotations

import io
import os
from _thread import RLock, allocate_lock, start_new_thread
from array import array
from collections.abc import Collection
from time import monotonic, sleep

from . import frames

TYPE_CHECKING = False  # typing takes 3 ms to import
if TYPE_CHECKING:
    from typing import Any

INTERVAL = 1 / 60
_exit = os._exit  # before the program can reach it


class Reporter:
    """Frames to a pipe, in the order in which they were told.

    Rows and text wait for at most about 20 ms, unless C code holds the interpreter: a small
    thread sees to it when the program falls silent. What comes after a pause goes at once.
    """

    def __init__(self, fd: int) -> None:
        self.lock = RLock()
        self._fd = fd
        self._frames = bytearray()
        self._text = bytearray()
        self._rows = array("d")
        self._columns: tuple[int, tuple[str, ...]] = (0, ())
        self._due = 0.0
        self._awaited = False
        self._something = allocate_lock()
        self._something.acquire()
        os.register_at_fork(after_in_child=self._forked)
        start_new_thread(self._keep_flushing, ())

    def add_row(self, columns: tuple[int, tuple[str, ...]], numbers: Collection[float]) -> None:
        """A row of this run and these names; the caller holds the lock.

        Raises TypeError, ValueError or OverflowError, and adds nothing, where one of the numbers
        has no float.
        """
        if columns is not self._columns or self._text:
            self._seal()
            self._columns = columns
        rows = self._rows
        size = len(rows)
        try:
            rows.extend(numbers)
        except (TypeError, ValueError, OverflowError):
            del rows[size:]
            raise
        # Once the thread is awake the clock is its business: this is called for each step.
        if not self._awaited or size >= frames.BATCH:
            self._write_or_wait()

    def add_text(self, data: bytes) -> None:
        """Printed text. A complete line goes at once, so that it survives a crash."""
        with self.lock:
            self._text += data
            if b"\n" in data:
                self.flush()
            elif not self._awaited or len(self._text) >= 8 * frames.BATCH:
                self._write_or_wait()

    def add_frame(self, frame: bytes) -> None:
        """Any other frame; it waits for the next flush."""
        with self.lock:
            self._seal()
            self._frames += frame

    def flush(self) -> None:
        """Write everything now; with the reader gone there is nothing left to run for."""
        with self.lock:
            self._seal()
            data, self._frames = memoryview(bytes(self._frames)), bytearray()
            self._due = monotonic() + INTERVAL
            try:
                while data:
                    data = data[os.write(self._fd, data) :]
            except OSError:
                _exit(1)

    def _seal(self) -> None:
        """Make frames of what waits. Rows are never added while text waits, so they came first."""
        if self._rows:
            self._frames += frames.measured(*self._columns, self._rows)
            del self._rows[:]
        if self._text:
            self._frames += frames.text(bytes(self._text))
            self._text = bytearray()

    def _write_or_wait(self) -> None:
        """After a pause, or with a batch full, write now; else wake the thread for it."""
        if self._awaited or monotonic() >= self._due:
            self.flush()
        else:
            self._awaited = True
            self._something.release()

    def _keep_flushing(self) -> None:
        while True:
            self._something.acquire()
            sleep(INTERVAL)
            with self.lock:
                self._awaited = False
                self.flush()

    def _forked(self) -> None:
        """A fork of the program tells nothing: two writers would tear each other's frames."""
        self.lock = RLock()
        self._frames, self._text, self._rows = bytearray(), bytearray(), array("d")
        self._awaited = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._fd, inheritable=False)
        os.close(nowhere)


class ReportedOutput(io.RawIOBase):
    """The bytes under `sys.stdout` or `sys.stderr`: text frames, in order with the numbers.

    In a fork of the program they go to the plain descriptor instead.
    """

    def __init__(self, reporter: Reporter, fd: int) -> None:
        self._reporter = reporter
        self._fd = fd
        self._owner = os.getpid()

    def writable(self) -> bool:
        """Always."""
        return True

    def fileno(self) -> int:
        """The plain descriptor, for what wants to write past Python."""
        return self._fd

    def isatty(self) -> bool:
        """Never."""
        return False

    def write(self, data: Any) -> int:
        """Hand the bytes on."""
        chunk = bytes(data)
        if os.getpid() != self._owner:
            return os.write(self._fd, chunk)
        self._reporter.add_text(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Write what waits."""
        if os.getpid() == self._owner:
            self._reporter.flush()


def text_stream(reporter: Reporter, fd: int) -> io.TextIOWrapper:
    """A text stream whose every write reaches the reporter before the call returns."""
    raw: Any = ReportedOutput(reporter, fd)  # unbuffered: the reporter is the buffer
    return io.TextIOWrapper(
        raw,
        encoding="utf-8",
        errors="backslashreplace",
        newline="\n",
        write_through=True,
    )
