"""The commands for a test: carried out here, or in a process of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdtui.cli import main

ROOT = Path(__file__).parents[1]
Run = Callable[..., tuple[int, str, str]]


def carried_out(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, here: its status and what it wrote to both streams."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", given)
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def process(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, started from the root of the file system."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    command = [sys.executable, "-m", "gdtui", *map(str, arguments)]
    options = {"stdin": subprocess.DEVNULL, **options}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd="/",
        env=env,
        timeout=60,
        check=False,
        **options,
    )
