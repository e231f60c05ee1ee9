"""Opens a text in the learner's own editor and comes back with it."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported


class NoEditor(Exception):
    """The text cannot be opened; the message says why, and what to do."""


def command(environ: Mapping[str, str]) -> list[str]:
    """The learner's editor as $VISUAL or $EDITOR name it. Raises NoEditor where neither does."""
    for name in ("VISUAL", "EDITOR"):
        line = environ.get(name, "")
        try:
            words = shlex.split(line)
        except ValueError as problem:
            raise NoEditor(f"${name} cannot be read: {line} ({problem}).") from problem
        if words:
            return words
    raise NoEditor("No editor is named. Set one before you start: export EDITOR=nano")


def edit(app: App[None], text: str, name: str) -> str:
    """The text as it was saved in the learner's editor. Raises NoEditor."""
    editor = command(os.environ)
    try:
        # An editor that has handed the file on to a window may still write beside it.
        with tempfile.TemporaryDirectory(prefix="gdtui-", ignore_cleanup_errors=True) as folder:
            file = Path(folder, name)
            file.write_text(text, encoding="utf-8", errors="replace")
            _open(app, editor, file)
            return _saved(file, editor[0])
    except OSError as problem:
        raise NoEditor(f"A file for {editor[0]} cannot be made: {problem}.") from problem


def _open(app: App[None], editor: list[str], file: Path) -> None:
    try:
        with app.suspend():
            status = subprocess.run([*editor, str(file)], check=False).returncode
    except SuspendNotSupported as problem:
        raise NoEditor("This terminal cannot be handed to another program.") from problem
    except OSError as problem:
        raise NoEditor(f"{editor[0]} does not start: {problem.strerror}.") from problem
    if status != 0:
        raise NoEditor(f"{editor[0]} ended with status {status}; your code is unchanged.")


def _saved(file: Path, editor: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise NoEditor(f"What {editor} saved cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise NoEditor(
            f"What {editor} saved is not UTF-8 (byte {problem.start}); your code is unchanged."
        ) from problem
