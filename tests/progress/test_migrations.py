"""Files of older versions are brought up to date, step by step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gdtui.progress.database import migrate
from gdtui.progress.model import RunRecord
from gdtui.progress.store import MIGRATIONS, Store
from tests.progress.samples import FACT, SAVED, refusal

FIRST = ("CREATE TABLE one (a TEXT)", "INSERT INTO one VALUES ('kept')")
SECOND = ("ALTER TABLE one ADD COLUMN b TEXT DEFAULT 'new'",)
FAILING = ("CREATE TABLE three (c TEXT)", "CREATE TABLE three (c TEXT)")


def test_migrations_run_in_order_from_where_the_file_stands(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "m.db", isolation_level=None)) as connection:
        migrate(connection, [FIRST])
        migrate(connection, [FIRST, SECOND])
        migrate(connection, [FIRST, SECOND])
        assert connection.execute("SELECT * FROM one").fetchall() == [("kept", "new")]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_migration_that_fails_leaves_the_ones_before(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "m.db", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            migrate(connection, [FIRST, FAILING, SECOND])
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("one",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_runs_of_an_older_file_have_no_clock_and_no_path(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute(
            "INSERT INTO runs VALUES (1, 'lesson', 'step', 0, '', 'failed', '{}', x'')"
        )
    with closing(Store(path, "lesson")) as store:
        store.keep_run(RunRecord("step", 1.0, "", "finished", clock="update"))
        assert [run.clock for run in store.runs("step")] == ["", "update"]
        assert [(run.path, run.data) for run in store.runs("step")] == [((), ())] * 2


def test_an_older_file_is_brought_up_to_date_with_its_facts(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([FACT])
    store.close()
    later = (*MIGRATIONS, ("CREATE TABLE badges (name TEXT)",))
    monkeypatch.setattr("gdtui.progress.store.MIGRATIONS", later)
    with closing(Store(path, "lesson")) as updated:
        assert updated.load() == SAVED
        assert updated.notice is None
        assert updated._database.rows("SELECT * FROM badges", ()) == []
    assert "newer gdtui" in refusal(store.load)
