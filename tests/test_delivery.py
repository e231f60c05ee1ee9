"""What is handed out: light imports, a bootstrap that explains itself, a picture of each screen."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.screen import Screen

import gdtui.ui.screens
from gdtui import __version__, bootstrap
from screenshots.make import FOLDER, SCREENS
from screenshots.render import png, with_our_font

ROOT = Path(__file__).parents[1]


def loaded_after(source: str) -> set[str]:
    """The modules in a fresh interpreter after some code, which may end by SystemExit."""
    script = (
        "import json, sys\n"
        f"try:\n    {source}\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_version_is_told_without_loading_what_draws_computes_or_stores() -> None:
    loaded = loaded_after("from gdtui.cli import main; main(['--version'])")
    assert "gdtui.cli" in loaded
    assert not loaded & {"textual", "numpy", "plotext", "rich", "sqlite3"}


def test_the_app_starts_without_what_its_first_screen_does_not_show() -> None:
    loaded = loaded_after("import gdtui.ui.app")
    assert "textual" in loaded
    late = {"numpy", "plotext", "tree_sitter", "textual.widgets._markdown", "markdown_it"}
    assert not loaded & late


def test_the_version_printed_is_the_packages() -> None:
    command = [sys.executable, "-m", "gdtui", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == f"gdtui {__version__}\n"


# The bootstrap


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


def complete(clone: Path, level: str = "test") -> Path:
    """Make the clone look set up, with a command in it that tells its arguments."""
    programs = clone / ".venv/bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    echo = programs / "pytest"
    echo.write_text('#!/bin/sh\necho "told: $*"\n')
    echo.chmod(0o755)
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
    tools = clone / "tools"
    tools.mkdir()
    uv = tools / "uv"
    uv.write_text('#!/bin/sh\necho "error: uv was asked to $1 $2" >&2\nexit 2\n')
    uv.chmod(0o755)
    done = bootstrap_in(clone, setup=BROKEN_FIND, path=str(tools))
    assert "uv was asked to venv --quiet" in done.stderr


def test_an_old_python_is_told_which_one_is_needed(clone: Path) -> None:
    done = bootstrap_in(clone, setup="sys.version_info = (3, 8, 18)")
    assert "gdtui needs Python 3.10 or newer" in done.stderr
    assert "is 3.8." in done.stderr
    assert done.returncode == 1


def test_the_bootstrap_can_be_read_by_python_3_6() -> None:
    import ast

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


# Screenshots


def screens() -> set[str]:
    """The names of the screens that a learner meets: those that no other screen builds on."""
    package = gdtui.ui.screens
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    ours = {kind for kind in _below(Screen) if kind.__module__.startswith(package.__name__)}
    return {kind.__name__ for kind in ours if not ours & set(kind.__subclasses__())}


def _below(kind: type) -> set[type]:
    return {found for sub in kind.__subclasses__() for found in {sub, *_below(sub)}}


def test_every_screen_has_a_screenshot_and_every_screenshot_a_screen() -> None:
    assert {shot.screen for shot in SCREENS} == screens()


def test_the_screenshots_on_disk_are_those_that_are_made() -> None:
    names = [shot.name for shot in SCREENS]
    assert len(set(names)) == len(names)
    expected = {f"{name}.{kind}" for name in names for kind in ("svg", "png")}
    found = {path.name for path in FOLDER.iterdir() if path.suffix in (".svg", ".png")}
    assert found == expected


def test_the_readme_shows_pictures_and_links_files_that_exist() -> None:
    import re

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_a_picture_draws_braille_and_hat_with_our_font_alone() -> None:
    def draw(text: str) -> bytes:
        style = '@font-face { font-family: "Fira Code"; } t { font-family: Fira Code, monospace; }'
        return png(
            with_our_font(
                f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><style>{style}'
                f'</style><text style="font-family: x;" y="30">{text}</text></svg>'
            )
        )

    blank = draw(" ")
    pictures = [draw(text) for text in "⠁⣿ŷ●◉○◐★☆▸─┃╰█"]
    assert blank not in pictures
    assert len(set(pictures)) == len(pictures)
