"""What went wrong with the file of a profile, by SQLite's and the system's words, and in ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class Unusable(Exception):
    """The file is broken, or belongs to another program."""


# Python 3.10 does not hand on SQLite's error codes, so its fixed messages have to tell.
def is_locked(error: BaseException) -> bool:
    """Whether another window or program holds the file."""
    return isinstance(error, sqlite3.Error) and "locked" in str(error)


def is_unusable(error: BaseException) -> bool:
    """Whether the file has to be set aside."""
    words = ("not a database", "malformed", "unsupported file format")
    return isinstance(error, Unusable) or (
        isinstance(error, sqlite3.Error) and any(word in str(error) for word in words)
    )


def explained(error: sqlite3.Error | OSError, path: Path) -> str:
    """What happened to the file at ``path``, and the way out, in a learner's words."""
    start = "Your progress is not saved: "
    words = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    if is_locked(error):
        return (
            f"{start}another window or program holds {path} locked. Close it, or wait until it is "
            "done; the next save tries again."
        )
    if "is full" in words:
        return (
            f"{start}the disk that holds {path} is full, or your quota is used up. Delete what you "
            "no longer need; the next save tries again."
        )
    if "malformed" in words or "not a database" in words:
        return (
            f"{start}{path} is damaged ({words}). The next save sets it aside and begins a new one."
        )
    return (
        f"{start}{path} cannot be written ({words}). Make {path.parent} a directory that you can "
        "write to and that has space left, or set HOME to another one before you start gdtui."
    )
