"""Starting in a clone: the bootstrap sets up what is missing, and explains what it cannot."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui import bootstrap

ROOT = Path(__file__).parents[1]


def bootstrap_in(
    clone: Path, *arguments: str, setup: str = "", path: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap of a clone in a fresh interpreter, after some code that prepares it."""
    script = (
        f"import sys; {setup}\nfrom gdtui import bootstrap; sys.exit(bootstrap.main(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        cwd=clone,
        env={**os.environ, "PATH": path},
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with the files that the bootstrap looks at, in a folder with a blank in its name."""
    folder = tmp_path / "a clone"
    (folder / "gdtui").mkdir(parents=True)
    for name in ("pyproject.toml", "gdtui/__init__.py", "gdtui/bootstrap.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def program(path: Path, script: str) -> None:
    """Write a program for the shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def complete(clone: Path, level: str = "test") -> Path:
    """Make the clone look set up; its pytest tells its arguments, its Python has no pip."""
    programs = clone / ".venv/bin"
    program(programs / "python", f"[ $1 = -c ] && echo {bootstrap.VERSION}")
    program(programs / "pytest", 'echo "told: $*"')
    source = "from gdtui import bootstrap; print(__import__('json').dumps(bootstrap.state()))"
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, cwd=clone, check=True
    )
    marker = clone / ".venv/gdtui-set-up.json"
    marker.write_text(json.dumps({**json.loads(done.stdout), "level": level}))
    return marker


BROKEN_FIND = (
    "import importlib.util as u; find = u.find_spec;"
    "u.find_spec = lambda name: None if name in ('ensurepip', 'virtualenv') else find(name)"
)


def test_a_clone_that_is_set_up_becomes_the_command_at_once(clone: Path) -> None:
    complete(clone)
    done = bootstrap_in(clone, "pytest", "-k", "one two")
    assert (done.stdout, done.stderr, done.returncode) == ("told: -k one two\n", "", 0)


@pytest.mark.parametrize(
    ("key", "value"),
    [("level", ""), ("python", "3.9"), ("pyproject", "0"), ("root", "/elsewhere")],
)
def test_what_does_not_fit_is_set_up_again(clone: Path, key: str, value: str) -> None:
    marker = complete(clone)
    marker.write_text(json.dumps({**json.loads(marker.read_text()), key: value}))
    # Nothing can be installed: the environment has neither pip nor uv.
    done = bootstrap_in(clone, "pytest", setup=BROKEN_FIND)
    assert done.stderr.startswith("Setting up .venv, once")
    assert done.returncode == 1
    assert not marker.exists()


def test_a_python_without_ensurepip_is_told_what_to_do(clone: Path) -> None:
    done = bootstrap_in(clone, setup=BROKEN_FIND)
    assert "lacks: ensurepip" in done.stderr
    assert f"apt install python{bootstrap.VERSION}-venv" in done.stderr
    assert "virtualenv.pyz" in done.stderr
    assert done.returncode == 1
    assert not (clone / ".venv.lock").exists()


def test_uv_is_used_where_ensurepip_is_missing(clone: Path) -> None:
    program(clone / "tools/uv", 'echo "error: uv was asked to $1 $2" >&2; exit 2')
    done = bootstrap_in(clone, setup=BROKEN_FIND, path=str(clone / "tools"))
    assert "uv was asked to venv --quiet" in done.stderr


def test_an_old_python_is_told_which_one_is_needed(clone: Path) -> None:
    done = bootstrap_in(clone, setup="sys.version_info = (3, 8, 18)")
    assert "gdtui needs Python 3.10 or newer" in done.stderr
    assert "is 3.8." in done.stderr
    assert done.returncode == 1


def test_the_bootstrap_can_be_read_by_python_3_6() -> None:
    for name in ("gdtui/bootstrap.py", "gdtui/__init__.py"):
        ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_lock_of_a_set_up_that_was_killed_is_taken_over(clone: Path) -> None:
    killed = subprocess.Popen(["true"])
    killed.wait()
    lock = clone / ".venv.lock"
    lock.mkdir()
    (lock / "owner").write_text(f"process {killed.pid} on {os.uname().nodename}")
    done = bootstrap_in(clone, setup=BROKEN_FIND)
    assert "lacks: ensurepip" in done.stderr
    assert not lock.exists()


def test_a_start_beside_a_set_up_waits_for_it(clone: Path) -> None:
    lock = clone / ".venv.lock"
    lock.mkdir()
    (lock / "owner").write_text(f"process {os.getpid()} on {os.uname().nodename}")
    script = "import sys; from gdtui import bootstrap; sys.exit(bootstrap.main(['pytest']))"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, cwd=clone, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as waiting:
        assert waiting.stderr is not None
        assert f"setting up .venv (process {os.getpid()}" in waiting.stderr.readline()
        complete(clone)
        shutil.rmtree(lock)
        assert waiting.communicate(timeout=30)[0] == "told: \n"
