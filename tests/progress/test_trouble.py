"""Files that fail: nothing acknowledged is lost, and the learner is told the way out."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gdtui.progress.model import Fact
from gdtui.progress.store import MIGRATIONS, Store
from tests.progress.samples import FACT, SAVED, refusal

Open = Callable[[], Store]


def written(path: Path) -> bytes:
    """The bytes of a file that holds FACT, large enough to be cut."""
    store = Store(path, "lesson")
    store.save([FACT, *(Fact("step", "draft", str(n), "x" * 3000) for n in range(9))])
    store.close()
    path.with_name(f"{path.name}.backup").unlink()
    return path.read_bytes()


def broken(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.broken-*"))


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


def test_a_home_that_is_a_file_is_told_and_saved_to_later(store: Store, path: Path) -> None:
    path.parent.write_text("in the way")
    for call in (store.load, lambda: store.save([FACT]), lambda: store.keep_draft("a", "b", "c")):
        words = refusal(call)
        assert str(path) in words
        assert os.strerror(errno.EEXIST) in words or os.strerror(errno.ENOTDIR) in words
    path.parent.unlink()
    store.save([FACT])
    assert store.load() == SAVED


def test_a_home_that_disappears_is_told_and_saved_to_when_it_is_back(
    store: Store, path: Path
) -> None:
    store.save([FACT])
    home, away = path.parent, path.parent.with_name("away")
    home.rename(away)
    home.write_text("in the way")  # as a mount point without its disk, it can hold nothing
    more = [Fact("step", "work", "more")]
    for call in (lambda: store.save(more), lambda: store.save(more), store.load):
        assert str(path) in refusal(call)
    home.unlink()
    away.rename(home)
    store.save(more)
    assert store.load() == SAVED.adding(more)
    assert store.notice is None


def test_a_home_that_was_removed_is_made_again(store: Store, path: Path) -> None:
    store.save([FACT])
    shutil.rmtree(path.parent)
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
        other.execute(
            "INSERT INTO runs (lesson, step, at, source, outcome, settings, curve)"
            " VALUES ('lesson', 'step', 0, '', '', '{}', x'00')"
        )
    assert "gdtui reset" in refusal(lambda: store.runs("step"))
    assert store.load() == SAVED


def test_the_disk_is_asked_for_the_safest_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([FACT])
    assert store._database.rows("PRAGMA synchronous", ()) == [(3,)]
    assert store._database.rows("PRAGMA journal_mode", ()) == [("delete",)]
