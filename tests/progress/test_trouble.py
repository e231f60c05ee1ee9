"""Files and disks that fail: nothing acknowledged is lost, and the learner is told the way out."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gdtui.progress.database import migrate
from gdtui.progress.model import Fact, NotSaved, Progress, RunRecord
from gdtui.progress.store import MIGRATIONS, Store

Open = Callable[[], Store]
FACT = Fact("step", "work", "read", "yes")
SAVED = Progress().adding([FACT])

NUMBERS = """
    import sys, time
    from pathlib import Path
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store

    store = Store(Path(sys.argv[1]), "lesson")
    number = int(sys.argv[2])
    while True:
        try:
            store.save([Fact("step", "answer", str(number)), Fact("step", "draft", str(number))])
        except NotSaved:  # the other writers were faster, again and again
            continue
        print(number, flush=True)
        number += 1
        time.sleep(0.003)  # SQLite's lock is not fair: let the other writers have it
"""

FULL = """
    import resource, sys
    from pathlib import Path
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store

    store = Store(Path(sys.argv[1]), "lesson", busy_timeout=0.02)
    store.save([Fact("step", "work", "read", "yes")])
    ceiling = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, ceiling))
    try:
        store.save([Fact("step", "work", "more"), Fact("step", "draft", "big", "x" * 200_000)])
    except NotSaved as reason:
        print(reason)
    assert len(store.load().facts) == 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (ceiling, ceiling))
    store.save([Fact("step", "work", "after")])
    print(sorted(key for _, _, key in store.load().facts))
    store.close()
"""

# Root is not bound by permissions until it has given up its capabilities.
READ_ONLY = """
    import ctypes, os, sys
    from pathlib import Path
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store

    path = Path(sys.argv[1])
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0
    os.chmod(path.parent, 0o500)
    if path.exists():
        os.chmod(path, int(sys.argv[2], 8))
    store = Store(path, "lesson", busy_timeout=0.02)
    for call in (store.load, lambda: store.save([Fact("step", "work", "more")]), store.load):
        try:
            print(call())
        except NotSaved as reason:
            print("NotSaved:", reason)
    os.chmod(path.parent, 0o700)
    if path.exists():
        os.chmod(path, 0o600)
    store.save([Fact("step", "work", "more")])
    print(len(store.load().facts))
    store.close()
"""

needs_capset = pytest.mark.skipif(
    sys.platform != "linux" and os.geteuid() == 0, reason="this root cannot give up its powers"
)


def play(script: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=60
    ).stdout.splitlines()


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(NotSaved) as caught:
        call()
    return str(caught.value)


def written(path: Path) -> bytes:
    """The bytes of a file that holds FACT, large enough to be cut."""
    store = Store(path, "lesson")
    store.save([FACT, *(Fact("step", "draft", str(n), "x" * 3000) for n in range(9))])
    store.close()
    path.with_name(f"{path.name}.backup").unlink()
    return path.read_bytes()


def broken(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.broken-*"))


def test_what_was_acknowledged_survives_two_hundred_kills(path: Path, open_store: Open) -> None:
    """Two writers at once, each killed at a random moment and begun again where it was."""
    chance = random.Random(7)
    kills, done = 0, [0, 10**6]
    writers = [writer(path, start) for start in done]
    while kills < 200:
        number = kills % 2
        child = writers[number]
        assert child.stdout is not None
        for _ in range(chance.randrange(1, 8)):
            line = child.stdout.readline()
            assert line, "the writer ended by itself"
        for _ in range(chance.randrange(20_000)):
            pass  # somewhere between two acknowledgements
        child.kill()
        kills += 1
        done[number] = int([line, *child.stdout.read().split("\n")[:-1]][-1]) + 1
        child.wait()
        child.stdout.close()
        writers[number] = writer(path, done[number])
    for child in writers:
        child.kill()
        child.communicate()
    store = open_store()
    progress = store.load()
    assert store.notice is None
    acknowledged = {str(n) for k, end in enumerate(done) for n in range(k * 10**6, end)}
    answers = progress.keys("step", "answer")
    assert answers == progress.keys("step", "draft")
    assert answers >= acknowledged


def writer(path: Path, start: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(NUMBERS), str(path), str(start)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_locked_file_is_told_and_saved_to_later(store: Store, path: Path) -> None:
    store.save([FACT])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        more = [Fact("step", "work", "more")]
        words = refusal(lambda: store.save(more))
        assert store.load() == SAVED
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(store.load) == words
        other.execute("ROLLBACK")
    assert "locked" in words
    assert str(path) in words
    store.save(more)
    assert store.load() == SAVED.adding(more)
    assert store.notice is None


def test_a_full_disk_is_told_and_saved_to_later(path: Path) -> None:
    words, keys = play(FULL, str(path))
    assert "full" in words or "space" in words
    assert str(path) in words
    assert keys == "['after', 'read']"


@needs_capset
@pytest.mark.parametrize("mode", ["400", "600"])
def test_a_home_that_can_only_be_read_is_read(path: Path, mode: str) -> None:
    with closing(Store(path, "lesson")) as store:
        store.save([FACT])
    first, second, third, last = play(READ_ONLY, str(path), mode)
    assert "'read'" in first
    assert first == third
    assert second.startswith("NotSaved:")
    assert str(path) in second
    assert last == "2"


@needs_capset
def test_an_empty_home_that_can_only_be_read_is_told(path: Path) -> None:
    path.parent.mkdir()
    *refused, last = play(READ_ONLY, str(path), "600")
    assert all(line.startswith("NotSaved:") and str(path) in line for line in refused)
    assert len(refused) == 3
    assert last == "1"


def test_a_home_that_is_a_file_is_told_and_saved_to_later(store: Store, path: Path) -> None:
    path.parent.write_text("in the way")
    for call in (store.load, lambda: store.save([FACT]), lambda: store.keep_draft("a", "b", "c")):
        words = refusal(call)
        assert str(path) in words
        assert os.strerror(errno.EEXIST) in words or os.strerror(errno.ENOTDIR) in words
    path.parent.unlink()
    store.save([FACT])
    assert store.load() == SAVED


def test_a_directory_in_place_of_the_file_is_left_alone(store: Store, path: Path) -> None:
    path.mkdir(parents=True)
    assert str(path) in refusal(store.load)
    assert path.is_dir()
    assert broken(path) == []


def test_a_file_system_without_locks_is_read(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([FACT])
    store.close()
    connect = sqlite3.connect

    def lockless(target: str, **options: bool) -> sqlite3.Connection:
        if "?mode=" in target:
            raise sqlite3.OperationalError("disk I/O error")
        return connect(target, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", lockless)
    assert store.load() == SAVED
    assert "disk I/O error" in refusal(lambda: store.save([FACT]))
    Path(f"{path}-journal").write_bytes(b"half a transaction")
    assert "disk I/O error" in refusal(store.load)


def test_an_empty_file_is_a_new_one(store: Store, path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    store.save([FACT])
    assert store.load() == SAVED
    assert store.notice is None
    assert broken(path) == []


def garbage(path: Path) -> bytes:
    return b"this is no database\n" * 500


def cut(path: Path) -> bytes:
    return written(path)[:-5000]


def cut_in_the_header(path: Path) -> bytes:
    return written(path)[:50]


def scribbled(path: Path) -> bytes:
    whole = bytearray(written(path))
    whole[4096:8192] = os.urandom(4096)
    return bytes(whole)


def foreign(path: Path, version: int = 0) -> bytes:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE facts (animal TEXT)")
        other.execute(f"PRAGMA user_version = {version}")
    return path.read_bytes()


def foreign_with_a_known_version(path: Path) -> bytes:
    return foreign(path, len(MIGRATIONS))


@pytest.mark.parametrize(
    "spoil", [garbage, cut, cut_in_the_header, scribbled, foreign, foreign_with_a_known_version]
)
def test_a_file_that_cannot_be_used_is_set_aside(
    store: Store, path: Path, spoil: Callable[[Path], bytes]
) -> None:
    path.parent.mkdir()
    content = spoil(path)
    path.write_bytes(content)
    store.save([FACT])
    assert store.load() == SAVED
    (aside,) = broken(path)
    assert aside.read_bytes() == content
    assert store.notice is not None
    assert str(aside) in store.notice


def test_files_set_aside_in_one_second_do_not_replace_each_other(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"one" * 400, b"two" * 400):
        path.write_bytes(content)
        with closing(Store(path, "lesson", clock=lambda: 0.0)) as store:
            store.load()
    assert [file.read_bytes() for file in broken(path)] == [b"one" * 400, b"two" * 400]


@pytest.mark.parametrize("meanwhile", [True, False])
def test_a_file_of_a_newer_version_is_refused_and_untouched(
    store: Store, path: Path, meanwhile: bool
) -> None:
    store.save([FACT])
    if not meanwhile:
        store.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    content = path.read_bytes()
    for call in (lambda: store.save([FACT]), store.load):
        words = refusal(call)
        assert "newer gdtui" in words
        assert str(path) in words
    assert path.read_bytes() == content
    assert broken(path) == []


def test_a_file_that_is_deleted_or_overwritten_is_noticed(open_store: Open, path: Path) -> None:
    store = open_store()
    store.save([FACT])
    path.unlink()
    store.save([FACT])
    assert open_store().load() == SAVED
    path.write_bytes(b"something else" * 100)
    store.save([FACT])
    assert open_store().load() == SAVED
    assert len(broken(path)) == 1


def test_damaged_runs_are_told(store: Store, path: Path) -> None:
    store.save([FACT])
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO runs VALUES (1, 'lesson', 'step', 0, '', '', '{}', x'00', '')")
    assert "gdtui reset" in refusal(lambda: store.runs("step"))
    assert store.load() == SAVED


def test_the_disk_is_asked_for_the_safest_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([FACT])
    assert store._database.rows("PRAGMA synchronous", ()) == [(3,)]
    assert store._database.rows("PRAGMA journal_mode", ()) == [("delete",)]


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


def test_runs_of_an_older_file_have_no_clock(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.execute(
            "INSERT INTO runs VALUES (1, 'lesson', 'step', 0, '', 'failed', '{}', x'')"
        )
    with closing(Store(path, "lesson")) as store:
        store.keep_run(RunRecord("step", 1.0, "", "finished", clock="update"))
        assert [run.clock for run in store.runs("step")] == ["", "update"]


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
