"""The copy beside the file: when it is made, and when it is taken up."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gdtui.progress.model import Fact, NotSaved, Progress
from gdtui.progress.store import Store

FIRST, SECOND, THIRD = (Fact("step", "work", name) for name in ("first", "second", "third"))


def backup_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.backup")


def played(path: Path, *facts: Fact) -> Progress:
    """A session that ends as it should: what it saw at its end."""
    with closing(Store(path, "lesson")) as store:
        if facts:
            store.save(facts)
        return store.load()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbled(path: Path) -> None:
    path.write_bytes(b"no database at all" * 300)


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("spoil", [empty, garbled, truncated])
def test_the_last_good_copy_is_taken_up(path: Path, spoil: Callable[[Path], None]) -> None:
    played(path, FIRST)
    spoil(path)
    spoiled = path.read_bytes()
    store = Store(path, "lesson")
    assert store.load() == Progress().adding([FIRST])
    assert store.notice is not None
    assert "has taken up the last good copy" in store.notice
    (aside,) = path.parent.glob("*.broken-*")
    assert str(aside) in store.notice
    assert aside.read_bytes() == spoiled
    store.save([SECOND])
    store.close()
    garbled(path)
    assert played(path) == Progress().adding([FIRST, SECOND])


def test_a_session_that_was_killed_leaves_the_copy_of_its_start(path: Path) -> None:
    played(path, FIRST)
    killed = Store(path, "lesson")
    killed.save([SECOND])
    garbled(path)
    assert played(path) == Progress().adding([FIRST])
    killed._database.close()  # and no more, as a kill does: a store that closes makes a copy


def test_the_copy_is_private_and_made_only_of_something_new(path: Path) -> None:
    played(path, FIRST)
    status = backup_of(path).stat()
    assert status.st_mode & 0o777 == 0o600
    played(path)
    assert backup_of(path).stat().st_ino == status.st_ino
    played(path, SECOND)
    assert backup_of(path).stat().st_ino != status.st_ino
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, f"{path.name}.backup"]


def test_a_copy_that_is_broken_too_is_not_taken_up(path: Path) -> None:
    played(path, FIRST)
    garbled(path)
    garbled(backup_of(path))
    with closing(Store(path, "lesson")) as store:
        assert store.load() == Progress()
        assert store.notice is not None
        assert "has begun a new one" in store.notice


def test_where_no_copy_can_be_made_the_rest_works(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "replace", refuse)
    assert played(path, FIRST) == Progress().adding([FIRST])
    assert not backup_of(path).exists()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_locked_file_is_not_waited_for(path: Path) -> None:
    store = Store(path, "lesson", busy_timeout=0.02)
    store.save([FIRST])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store.close()
        other.execute("ROLLBACK")
    assert played(path) == Progress().adding([FIRST])


def test_a_home_that_disappears_is_told_and_saved_to_when_it_is_back(path: Path) -> None:
    store = Store(path, "lesson", busy_timeout=0.02)
    store.save([FIRST])
    away = path.parent.with_name("away")
    path.parent.rename(away)
    path.parent.write_text("in the way")
    with pytest.raises(NotSaved, match="profiles"):
        store.save([SECOND])
    path.parent.unlink()
    away.rename(path.parent)
    store.save([THIRD])
    store.close()
    assert played(path) == Progress().adding([FIRST, THIRD])


SMALL_DISK = """
    from pathlib import Path
    import sys
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store
    store = Store(Path(sys.argv[1]), "lesson")
    kept = []
    try:
        for number in range(1000):
            store.save([Fact("step", "draft", str(number), "x" * 4000)])
            kept.append(str(number))
    except NotSaved as reason:
        print(reason)
    assert 0 < len(kept) < 1000
    assert store.load().keys("step", "draft") >= set(kept)
    store.close()
"""


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a disk")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "gdtui-test", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this root cannot mount")
    try:
        script = "\n".join(line[4:] for line in SMALL_DISK.splitlines())
        command = [sys.executable, "-c", script, str(disk / "home" / "p.db")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        assert "is full" in done.stdout
    finally:
        subprocess.run(["umount", str(disk)], check=True)
