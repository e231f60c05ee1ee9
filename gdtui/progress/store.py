"""The learner's facts, runs and drafts in one SQLite file: every call waits until it is done."""

from __future__ import annotations

import json
import math
import sqlite3
import struct
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from gdtui.progress.database import Database, Row
from gdtui.progress.model import Fact, NotSaved, Progress, RunRecord

RUNS_KEPT = 200
DRAFTS_KEPT = 20

MIGRATIONS = (
    (
        """
        CREATE TABLE facts (
            lesson TEXT NOT NULL, step TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
            value TEXT NOT NULL, at REAL NOT NULL, writer TEXT NOT NULL,
            PRIMARY KEY (lesson, step, kind, key)
        )
        """,
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, lesson TEXT NOT NULL, step TEXT NOT NULL, at REAL NOT NULL,
            source TEXT NOT NULL, outcome TEXT NOT NULL, settings TEXT NOT NULL, curve BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE kept_drafts (
            id INTEGER PRIMARY KEY, lesson TEXT NOT NULL, step TEXT NOT NULL, key TEXT NOT NULL,
            text TEXT NOT NULL, at REAL NOT NULL
        )
        """,
        "CREATE INDEX runs_of_step ON runs (lesson, step)",
        "CREATE INDEX kept_drafts_of_draft ON kept_drafts (lesson, step, key)",
    ),
    ("ALTER TABLE runs ADD COLUMN clock TEXT NOT NULL DEFAULT ''",),
    (
        "ALTER TABLE runs ADD COLUMN path BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE runs ADD COLUMN data BLOB NOT NULL DEFAULT x''",
    ),
)

# A draft as it was when it was loaded: who wrote it, when, and what.
Seen: TypeAlias = tuple[str, float, str]


class Store:
    """What is remembered of one learner in one lesson, in the file at ``path``.

    Nothing is touched before the first call. Every method raises `NotSaved`, and may succeed
    when it is called again. A file that cannot be used is set aside under a new name, and
    ``notice`` says so. ``busy_timeout`` is how many seconds a lock is waited for; ``clock``
    gives seconds since 1970. One thread uses a store.
    """

    def __init__(
        self,
        path: Path,
        lesson: str,
        *,
        busy_timeout: float = 3.0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = Database(path, MIGRATIONS, busy_timeout, clock)
        self._lesson = lesson
        self._clock = clock
        self._writer = str(uuid.uuid4())
        self._seen: dict[tuple[str, str], Seen] = {}

    @property
    def notice(self) -> str | None:
        """What the learner should be told about the file, or None."""
        return self._database.notice

    def load(self) -> Progress:
        """Everything remembered so far; a file that can only be read is read."""
        rows = self._database.rows(
            "SELECT step, kind, key, value, at, writer FROM facts WHERE lesson = ?",
            (self._lesson,),
        )
        self._seen = {
            (step, key): (writer, at, value)
            for step, kind, key, value, at, writer in rows
            if kind == "draft"
        }
        return Progress(
            MappingProxyType({(step, kind, key): value for step, kind, key, value, *_ in rows})
        )

    def save(self, facts: Iterable[Fact]) -> None:
        """Keep facts, all or none; they are safe on the disk when this returns.

        Of facts with one address the last wins. A draft that another window wrote since this
        one loaded it is kept aside. Unpaired surrogates, which no file can hold, become "?".
        """
        newest = {fact.address: fact for fact in facts}
        if not newest:
            return
        at = self._clock()
        with self._database.transaction() as connection:
            for fact in newest.values():
                value = _storable(fact.value)
                if fact.kind == "draft":
                    self._rescue(connection, fact, value, at)
                connection.execute(
                    "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (self._lesson, *map(_storable, fact.address), value, at, self._writer),
                )

    def keep_run(self, run: RunRecord) -> None:
        """Keep a run; of each step the newest `RUNS_KEPT` are kept."""
        place = (self._lesson, run.step)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO runs (lesson, step, at, source, outcome, settings, curve, clock, path,"
                " data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *place,
                    run.at,
                    _storable(run.source),
                    run.outcome,
                    _settings_written(run.settings),
                    _pairs_written(run.curve),
                    run.clock,
                    _pairs_written(run.path),
                    _pairs_written(run.data),
                ),
            )
            connection.execute(
                "DELETE FROM runs WHERE lesson = ? AND step = ? AND id NOT IN (SELECT id FROM runs"
                " WHERE lesson = ? AND step = ? ORDER BY id DESC LIMIT ?)",
                (*place, *place, RUNS_KEPT),
            )

    def runs(self, step: str) -> tuple[RunRecord, ...]:
        """The runs of a step in the order in which they were kept, oldest first."""
        rows = self._database.rows(
            "SELECT step, at, source, outcome, settings, curve, clock, path, data FROM runs"
            " WHERE lesson = ? AND step = ? ORDER BY id",
            (self._lesson, step),
        )
        try:
            return tuple(_run_read(row) for row in rows)
        except (ValueError, struct.error) as error:
            raise NotSaved(
                f"Your earlier runs of the step {step!r} cannot be shown: what is kept of them is "
                f"damaged ({error}). New runs are shown after `gdtui reset` of this step."
            ) from error

    def forget_run(self, step: str, at: float) -> None:
        """Forget the run of a step that was kept with this time."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM runs WHERE lesson = ? AND step = ? AND at = ?",
                (self._lesson, step, at),
            )

    def keep_draft(self, step: str, key: str, text: str) -> None:
        """Keep a text that is about to be given up, such as a draft that is reset."""
        with self._database.transaction() as connection:
            self._keep(connection, step, key, _storable(text), self._clock())

    def kept_drafts(self, step: str, key: str) -> tuple[tuple[float, str], ...]:
        """The earlier texts of a draft as (seconds since 1970, text), newest first."""
        rows = self._database.rows(
            "SELECT at, text FROM kept_drafts WHERE lesson = ? AND step = ? AND key = ?"
            " ORDER BY id DESC",
            (self._lesson, step, key),
        )
        return tuple((float(at), str(text)) for at, text in rows)

    def erase(self, step: str | None) -> None:
        """Forget the facts, runs and kept drafts of one step, or of the whole lesson."""
        where = "lesson = ?" if step is None else "lesson = ? AND step = ?"
        parameters = (self._lesson,) if step is None else (self._lesson, step)
        with self._database.transaction() as connection:
            for table in ("facts", "runs", "kept_drafts"):
                connection.execute(f"DELETE FROM {table} WHERE {where}", parameters)

    def close(self) -> None:
        """Let go of the file, with a copy of it beside it; the next call opens it again."""
        self._database.back_up()
        self._database.close()

    def _rescue(self, connection: sqlite3.Connection, fact: Fact, value: str, at: float) -> None:
        """Keep the text that this draft is about to overwrite, if this window never saw it."""
        row = connection.execute(
            "SELECT writer, at, value FROM facts"
            " WHERE lesson = ? AND step = ? AND kind = 'draft' AND key = ?",
            (self._lesson, fact.step, fact.key),
        ).fetchone()
        if row is None or row[0] == self._writer or row == self._seen.get((fact.step, fact.key)):
            return
        if row[2] != value:
            self._keep(connection, fact.step, fact.key, row[2], at)

    def _keep(
        self, connection: sqlite3.Connection, step: str, key: str, text: str, at: float
    ) -> None:
        if not text.strip():
            return
        draft = (self._lesson, step, key)
        mine = "lesson = ? AND step = ? AND key = ?"
        connection.execute(f"DELETE FROM kept_drafts WHERE {mine} AND text = ?", (*draft, text))
        connection.execute(
            "INSERT INTO kept_drafts (lesson, step, key, text, at) VALUES (?, ?, ?, ?, ?)",
            (*draft, text, at),
        )
        connection.execute(
            f"DELETE FROM kept_drafts WHERE {mine} AND id NOT IN"
            f" (SELECT id FROM kept_drafts WHERE {mine} ORDER BY id DESC LIMIT ?)",
            (*draft, *draft, DRAFTS_KEPT),
        )


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _settings_written(settings: Mapping[str, float]) -> str:
    # JSON has no infinity and no nan: they are written as the words that `float` reads.
    return json.dumps({k: v if math.isfinite(v) else str(v) for k, v in settings.items()})


def _run_read(row: Row) -> RunRecord:
    step, at, source, outcome, settings, curve, clock, path, data = row
    return RunRecord(
        step=step,
        at=at,
        source=source,
        outcome=outcome,
        settings={name: float(value) for name, value in json.loads(settings).items()},
        curve=_pairs_read(curve),
        clock=clock,
        path=_pairs_read(path),
        data=_pairs_read(data),
    )


def _pairs_written(pairs: Iterable[tuple[float, float]]) -> bytes:
    return b"".join(struct.pack("<dd", *pair) for pair in pairs)


def _pairs_read(packed: bytes) -> tuple[tuple[float, float], ...]:
    return tuple((first, second) for first, second in struct.iter_unpack("<dd", packed))
