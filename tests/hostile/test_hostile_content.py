"""Content folders that are broken or meant badly: faults, exit 1, in bounded time and memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gdtui.lesson.places import content_folder
from tests.commands import ROOT
from tests.hostile.test_hostile_runs import CONTROLS

SECONDS = 5 * 4.0
MEMORY = 2**30


def first_text(folder: Path) -> Path:
    """A file that the lesson reads first."""
    return folder / "why.md"


def no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def an_empty_folder(folder: Path) -> None:
    no_folder(folder)
    folder.mkdir()


def a_hundred_megabytes(folder: Path) -> None:
    with first_text(folder).open("wb") as file:
        file.write(b"word " * 20 * 2**20)


def endless(folder: Path) -> None:
    first_text(folder).unlink()
    first_text(folder).symlink_to("/dev/zero")


def a_pipe(folder: Path) -> None:
    first_text(folder).unlink()
    os.mkfifo(first_text(folder))


def links_in_a_circle(folder: Path) -> None:
    first_text(folder).unlink()
    first_text(folder).symlink_to("other.md")
    (folder / "other.md").symlink_to(first_text(folder).name)


def a_way_out(folder: Path) -> None:
    first_text(folder).unlink()
    first_text(folder).symlink_to("/etc/passwd")


def escape_sequences(folder: Path) -> None:
    table = folder / "lesson.toml"
    text = table.read_text()
    table.write_text(
        text.replace('title = "', 'title = "\\u001b]52;c;aGVsbG8=\\u0007\\u001b[2J', 1)
    )


def wrong_types(folder: Path) -> None:
    (folder / "lesson.toml").write_text("format = []\nsteps = 'nine'\ntitle = 4\n")


def nested_tables(folder: Path) -> None:
    (folder / "lesson.toml").write_text("x = " + "[" * 50_000 + "]" * 50_000)


def binary(folder: Path) -> None:
    (folder / "lesson.toml").write_bytes(bytes(range(256)))


BAD: list[Callable[[Path], None]] = [
    no_folder, an_empty_folder, a_hundred_megabytes, endless, a_pipe, links_in_a_circle, a_way_out,
    escape_sequences, wrong_types, nested_tables, binary,
]  # fmt: skip


@pytest.mark.parametrize("spoil", BAD, ids=[spoil.__name__ for spoil in BAD])
def test_a_bad_folder_is_told_fault_by_fault(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    folder = tmp_path / "lesson"
    shutil.copytree(content_folder(), folder)
    spoil(folder)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert time.monotonic() - start < SECONDS
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not CONTROLS.search(done.stdout + done.stderr)
    *faults, last = done.stdout.splitlines()
    assert faults
    assert f"{len(faults)} fault" in last
    assert "root:" not in done.stdout


LIMITED = f"""
import resource, sys
hard = resource.getrlimit(resource.RLIMIT_AS)[1]
try:
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, hard))
except (OSError, ValueError):
    pass  # macOS has no such limit
from gdtui.cli import main
sys.exit(main(["content", "check", sys.argv[1]]))
"""
