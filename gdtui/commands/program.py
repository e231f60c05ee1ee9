"""The program that a command is about, read from a file or from the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

LARGEST = 1024 * 1024
"""Bytes of a program that is read."""


def program(name: str) -> str:
    """The text of a program's file, or of the standard input for "-".

    Raises ValueError with a sentence that tells what is wrong with it.
    """
    shown = "the input" if name == "-" else name
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _head_of(Path(name))
        text = raw.decode("utf-8-sig")
    except OSError as problem:
        raise ValueError(f"{shown} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise ValueError(f"{shown} is not UTF-8 text (byte {problem.start}).") from problem
    if len(raw) > LARGEST:
        raise ValueError(f"{shown} is larger than {LARGEST // 1024} KiB; is it a program?")
    return text


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
