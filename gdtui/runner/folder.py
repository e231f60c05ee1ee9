"""A directory for one run: made empty, removed with all that is in it, swept if forgotten."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

PREFIX = "gdtui-run-"


class Folder:
    """An empty directory of this process. Raises OSError where none can be made.

    A lock that the kernel drops at our death tells those of the living from the forgotten.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        self.name = self._folder.name
        self._lock = os.open(self.name, os.O_RDONLY | os.O_CLOEXEC)
        _lock(self._lock)

    @property
    def empty(self) -> bool:
        """Whether the program left nothing."""
        try:
            return not os.listdir(self.name)
        except OSError:  # it took the directory away, or made it unreadable
            return False

    def remove(self) -> None:
        """Take it away, whatever is in it."""
        try:
            self._folder.cleanup()
        except (OSError, RecursionError):
            _remove_deep(self.name)
        finally:
            os.close(self._lock)


def sweep(age: float = 60) -> int:
    """Remove the directories of runs whose gdtui was killed; how many they were.

    Younger ones, in seconds, are left: they may be made and not yet locked.
    """
    count = 0
    before = time.time() - age
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            status = path.lstat()
            if not S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
                continue
            if status.st_mtime > before:
                continue
            lock = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                if _lock(lock):
                    _remove(path)
                    count += 1
            finally:
                os.close(lock)
    return count


def _lock(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by another, or a file system without locks
        return False
    return True


def _remove(path: Path) -> None:
    try:
        shutil.rmtree(path)
    except (OSError, RecursionError):
        _remove_deep(str(path))


def _remove_deep(path: str) -> None:
    """For directories nested deeper than Python can follow, or closed to their owner."""
    with suppress(OSError):
        for command in (["chmod", "-R", "u+rwx", path], ["rm", "-rf", path]):
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
