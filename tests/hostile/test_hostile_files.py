"""Files for `run` and `check` that are no plain program: told in one line, or run all the same."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from tests.commands import process

PROGRAM = "print('it ran')\n"
FUNCTION = "def sgd_with_momentum(data, lr, beta, epochs):\n    return 0.0\n"


def missing(path: Path) -> None:
    """No file at all."""


def a_directory(path: Path) -> None:
    path.mkdir()


def fifty_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 2**20)


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 10)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


BAD = [missing, a_directory, fifty_megabytes, binary, a_link_to_itself, endless]


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("make", BAD, ids=[make.__name__ for make in BAD])
def test_what_is_no_program_is_refused(command: str, make: object, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    assert callable(make)
    make(path)
    done = process(command, path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert str(path) in done.stderr
    assert len(done.stderr.splitlines()) == 1


FORMS = {
    "no final newline": PROGRAM.rstrip().encode(),
    "crlf": PROGRAM.replace("\n", "\r\n").encode(),
    "byte-order mark": b"\xef\xbb\xbf" + PROGRAM.encode(),
    "cr": b"x = 1\r" + PROGRAM.encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_programs_in_other_forms_run(form: str, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_bytes(FORMS[form])
    done = process("run", path)
    assert done.returncode == 0
    assert done.stdout.startswith("it ran\n")


@pytest.mark.parametrize(("command", "status"), [("run", 0), ("check", 1)])
def test_a_pipe_is_read_to_its_end(command: str, status: int, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=path.write_text, args=(PROGRAM + FUNCTION,))
    writer.start()
    done = process(command, path)
    writer.join()
    assert done.returncode == status, done.stderr
    assert "it ran" in done.stdout + done.stderr
