"""A file of the learner's that is looked at until it is saved again."""

from __future__ import annotations

from pathlib import Path

LARGEST = 1024 * 1024
"""Bytes of a program that is read."""
EVERY = 1.0
"""Seconds between two looks."""


class Unreadable(Exception):
    """The file cannot be read; the message says why."""


class WatchedFile:
    """Tells the text of a file when it differs from the last look."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None

    def changed(self) -> str | None:
        """The text if the file was saved since the last look, else None. Raises Unreadable."""
        try:
            found = self.path.stat()
            # An editor may write a new file in place of the old one within one tick of the clock.
            seen = (found.st_mtime_ns, found.st_size, found.st_ino)
            if seen == self._seen:
                return None
            self._seen = seen
            with self.path.open("rb") as file:
                raw = file.read(LARGEST + 1)
        except OSError as problem:
            self._seen = None
            raise Unreadable(f"{self.path} cannot be read: {problem.strerror}.") from problem
        if len(raw) > LARGEST:
            raise Unreadable(f"{self.path} is larger than {LARGEST // 1024} KiB.")
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as problem:
            where = f"byte {problem.start}"
            raise Unreadable(f"{self.path} is not UTF-8 text ({where}).") from problem
