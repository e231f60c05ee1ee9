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
    line = environ.get("VISUAL") or environ.get("EDITOR")
    if not line or not shlex.split(line):
        raise NoEditor("No editor is named. Set one before you start: export EDITOR=nano")
    return shlex.split(line)


def edit(app: App[None], text: str, name: str) -> str:
    """The text as it was saved in the learner's editor. Raises NoEditor."""
    editor = command(os.environ)
    with tempfile.TemporaryDirectory(prefix="gdtui-") as folder:
        file = Path(folder, name)
        file.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                status = subprocess.run([*editor, str(file)], check=False).returncode
        except SuspendNotSupported as problem:
            raise NoEditor("This terminal cannot be handed to another program.") from problem
        except OSError as problem:
            raise NoEditor(f"{editor[0]} does not start: {problem.strerror}.") from problem
        if status != 0:
            raise NoEditor(f"{editor[0]} ended with status {status}; your code is unchanged.")
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise NoEditor(f"What {editor[0]} saved cannot be read: {problem}.") from problem
