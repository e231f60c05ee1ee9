"""One SQLite file that survives kills, full disks and second windows, and says so when it cannot.

SQLite keeps a rollback journal and syncs file, journal and directory at every commit: the
write-ahead log is faster, but does not work on network file systems. Only the store imports
this file, so that whoever needs no database loads none.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from gdtui.progress.model import NotSaved

Migration: TypeAlias = Sequence[str]
Row: TypeAlias = tuple[Any, ...]
Identity: TypeAlias = tuple[int, int]

_COLUMNS = """
    SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
"""


class _Unusable(Exception):
    """The file is broken, or belongs to another program."""


class Database:
    """The file at ``path``, opened when it is first needed and again after every failure.

    ``migrations`` lead from an empty file to today's tables, in order; the file remembers in
    ``PRAGMA user_version`` how many of them it has seen. ``notice`` tells of a file that had
    to be set aside. Belongs to the thread that uses it first.
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration],
        busy_timeout: float,
        clock: Callable[[], float],
    ) -> None:
        self.notice: str | None = None
        self._path = path.absolute()
        self._migrations = migrations
        self._busy_timeout = busy_timeout
        self._clock = clock
        self._connection: sqlite3.Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside happens, and is safe on the disk, or nothing does.

        Raises `NotSaved`; the next transaction opens the file anew and may succeed.
        """
        try:
            connection = self._begun()
            yield connection
            connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise NotSaved(_explained(error, self._path)) from error
        except BaseException:
            self.close()
            raise

    def rows(self, query: str, parameters: Sequence[object]) -> list[Row]:
        """The rows of a query, also from a file that can only be read. Raises `NotSaved`."""
        try:
            return self._connected().execute(query, parameters).fetchall()
        except (sqlite3.Error, OSError) as error:
            self.close()
            if not _is_locked(error):
                with suppress(sqlite3.Error):
                    return self._rows_read_only(query, parameters)
            raise NotSaved(_explained(error, self._path)) from error

    def close(self) -> None:
        """Let go of the file; a transaction that is under way is undone."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _begun(self) -> sqlite3.Connection:
        try:
            return self._lock(self._connected())
        except sqlite3.Error as error:
            if _is_locked(error):
                raise
        # The connection may be stale: opened while the file could only be read, or from before
        # the file was moved, which SQLite notices.
        self.close()
        return self._lock(self._connected())

    def _lock(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.execute("BEGIN IMMEDIATE")
        version = self._known_version(connection)
        # SQLite refuses a file that can only be read at the first write, not at the lock.
        connection.execute(f"PRAGMA user_version = {version}")
        return connection

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._opened()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        for _ in range(2):
            self._create()
            identity = _identity(self._path)
            connection = self._connect("mode=rw")
            try:
                self._prepare(connection)
                return connection
            except BaseException as error:
                connection.close()
                if not _is_unusable(error):
                    raise
            self._set_aside(identity)
        raise NotSaved(
            f"Your progress is not saved: {self._path} is replaced again and again by a file that "
            "gdtui cannot use. Find out which program writes it, or choose another --profile."
        )

    def _create(self) -> None:
        if self._path.exists():
            # Opening and closing a database outside SQLite would drop the locks of this process.
            return
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def _connect(self, how: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._path.as_uri()}?{how}",
            uri=True,
            timeout=self._busy_timeout,
            isolation_level=None,
        )
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # One transaction, so that a window that creates the tables meanwhile is seen as a whole.
        connection.execute("BEGIN")
        version = self._known_version(connection)
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        found = set(connection.execute(_COLUMNS))
        if verdict != "ok" or not self._is_ours(version, found):
            raise _Unusable
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA synchronous = EXTRA")
        migrate(connection, self._migrations)

    def _known_version(self, connection: sqlite3.Connection) -> int:
        version = _version(connection)
        if version > len(self._migrations):
            raise NotSaved(
                f"Your progress is not saved: {self._path} was written by a newer gdtui (format "
                f"{version}; this one knows formats up to {len(self._migrations)}). Update gdtui, "
                "or start another profile with --profile NAME."
            )
        return version

    def _is_ours(self, version: int, found: set[Row]) -> bool:
        if version <= 0:
            return version == 0 and not found
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
            migrate(model, self._migrations[:version])
            return found.issuperset(model.execute(_COLUMNS))

    def _set_aside(self, identity: Identity | None) -> None:
        if _identity(self._path) != identity:
            return  # Another window was faster, and what lies here now is its new file.
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._clock()))
        name = first = f"{self._path.name}.broken-{stamp}"
        count = 1
        while self._path.with_name(name).exists():
            count += 1
            name = f"{first}-{count}"
        os.rename(self._path, self._path.with_name(name))
        self.notice = (
            f"The file with your progress could not be read, so gdtui has begun a new one. The old "
            f"one is kept as {self._path.with_name(name)}."
        )

    def _rows_read_only(self, query: str, parameters: Sequence[object]) -> list[Row]:
        try:
            with closing(self._connect("mode=ro")) as connection:
                return connection.execute(query, parameters).fetchall()
        except sqlite3.Error:
            if self._path.with_name(f"{self._path.name}-journal").exists():
                raise  # Half a transaction may be in the file: only its journal can tell.
        # A file system without locks, or a write-ahead log that cannot be created.
        with closing(self._connect("immutable=1")) as connection:
            return connection.execute(query, parameters).fetchall()


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Bring a database up to date, each migration in a transaction of its own.

    Another process may do the same at the same time: the version is read again under the lock.
    """
    while _version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)
            for statement in migrations[version] if version < len(migrations) else ():
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {min(version + 1, len(migrations))}")
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


# Python 3.10 does not hand on SQLite's error codes, so its fixed messages have to tell.
def _is_locked(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and "locked" in str(error)


def _is_unusable(error: BaseException) -> bool:
    words = ("not a database", "malformed", "unsupported file format")
    return isinstance(error, _Unusable) or (
        isinstance(error, sqlite3.Error) and any(word in str(error) for word in words)
    )


def _explained(error: sqlite3.Error | OSError, path: Path) -> str:
    """What happened to the file at ``path``, and the way out, in a learner's words."""
    start = "Your progress is not saved: "
    words = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    if _is_locked(error):
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
