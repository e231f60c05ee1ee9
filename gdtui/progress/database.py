"""One SQLite file that survives kills, full disks and second windows, and says so when it cannot.

SQLite keeps a rollback journal and syncs file, journal and directory at every commit: the
write-ahead log is faster, but does not work on network file systems. Only the store imports
this file, so that whoever needs no database loads none.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias

from gdtui.progress.failures import Unusable, explained, is_locked, is_unusable
from gdtui.progress.model import NotSaved

Migration: TypeAlias = Sequence[str]
Row: TypeAlias = tuple[Any, ...]
Identity: TypeAlias = tuple[int, int]

_LOCKED = (5, 6)  # SQLITE_BUSY and SQLITE_LOCKED, which Python 3.10 does not name

_COLUMNS = """
    SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
"""


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
        self._backup = self._path.with_name(f"{self._path.name}.backup")

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
            raise NotSaved(explained(error, self._path)) from error
        except BaseException:
            self.close()
            raise

    def rows(self, query: str, parameters: Sequence[object]) -> list[Row]:
        """The rows of a query, also from a file that can only be read. Raises `NotSaved`."""
        try:
            return self._connected().execute(query, parameters).fetchall()
        except (sqlite3.Error, OSError) as error:
            self.close()
            if not is_locked(error):
                with suppress(sqlite3.Error):
                    return self._rows_read_only(query, parameters)
            raise NotSaved(explained(error, self._path)) from error

    def back_up(self) -> None:
        """Bring the copy that is taken up when the file is broken up to date, where that can be."""
        with suppress(sqlite3.Error, OSError, NotSaved):
            if not self._path.stat().st_size or not _newer(self._path, self._backup):
                return
            new = self._backup.with_name(f"{self._backup.name}-{os.getpid()}")
            try:
                os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                with closing(sqlite3.connect(new)) as copy:
                    self._connected().backup(copy, progress=_unless_locked)
                os.replace(new, self._backup)
            finally:
                new.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; a transaction that is under way is undone."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _begun(self) -> sqlite3.Connection:
        try:
            return self._lock(self._connected())
        except sqlite3.Error as error:
            if is_locked(error):
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
            self.back_up()
        return self._connection

    def _opened(self) -> sqlite3.Connection:
        for _ in range(2):
            created = self._create()
            identity = _identity(self._path)
            connection = self._connect("mode=rw")
            try:
                if not (created or os.path.getsize(self._path)) and self._backup.exists():
                    raise Unusable  # what had something in it has nothing now
                self._prepare(connection)
                return connection
            except BaseException as error:
                connection.close()
                if not is_unusable(error):
                    raise
            self._set_aside(identity)
        raise NotSaved(
            f"Your progress is not saved: {self._path} is replaced again and again by a file that "
            "gdtui cannot use. Find out which program writes it, or choose another --profile."
        )

    def _create(self) -> bool:
        """Make an empty file where there is none; whether there was none."""
        if self._path.exists():
            # Opening and closing a database outside SQLite would drop the locks of this process.
            return False
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return True

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
        self._check(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA synchronous = EXTRA")
        migrate(connection, self._migrations)

    def _check(self, connection: sqlite3.Connection) -> None:
        """Raise `Unusable` for a file that is broken or somebody else's."""
        version = self._known_version(connection)
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok" or not self._is_ours(version, set(connection.execute(_COLUMNS))):
            raise Unusable

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
        back = self._take_up_backup()
        instead = "has taken up the last good copy" if back else "has begun a new one"
        self.notice = (
            f"The file with your progress could not be read, so gdtui {instead}. The old one is "
            f"kept as {self._path.with_name(name)}."
        )

    def _take_up_backup(self) -> bool:
        """Put the last good copy in the file's place; False where there is none, or it is not."""
        with suppress(sqlite3.Error, OSError, NotSaved, Unusable):
            with closing(sqlite3.connect(f"{self._backup.as_uri()}?mode=ro", uri=True)) as copy:
                self._check(copy)
            # A copy of the copy: the file changes from now on, and may break again.
            new = self._path.with_name(f"{self._path.name}.new-{os.getpid()}")
            shutil.copy(self._backup, new)
            os.replace(new, self._path)
            return True
        # A copy that is no good would stand in the way of the next one.
        self._backup.unlink(missing_ok=True)
        return False

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


def _unless_locked(status: int, remaining: int, total: int) -> None:
    """Give up a copy that waits for another window: Python would wait for ever."""
    if status in _LOCKED:
        raise sqlite3.OperationalError("database is locked")


def _newer(path: Path, other: Path) -> bool:
    """Whether a file was written after another, or the other is not there."""
    try:
        return path.stat().st_mtime_ns > other.stat().st_mtime_ns
    except FileNotFoundError:
        return True


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
