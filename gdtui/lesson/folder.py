"""Reads the files of a lesson, whatever they are: bounded, and never outside its folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

from gdtui.lesson.notes import Notes, Place, shown

LARGEST_FILE = 1_000_000
"""Bytes in one file."""
LARGEST_LESSON = 4_000_000
"""Bytes in all files of a lesson."""


def beside(folder: str, path: str) -> str:
    """The path seen from the lesson's folder; an absolute one stays so, and is refused later."""
    return path if path.startswith("/") else f"{folder}/{path}"


class Folder:
    """A lesson's folder. Whatever cannot be read becomes a fault and the answer None."""

    def __init__(self, path: Path, notes: Notes) -> None:
        self.path = path
        self._notes = notes
        self._left = LARGEST_LESSON

    def text(self, name: str, asked: Place) -> str | None:
        """The text of a file, its line ends as newlines. ``asked`` is the place that names it."""
        data = self._bytes(name, asked)
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self._notes.add(
                Place(name, f"line {line}"),
                "is not UTF-8",
                "Save the file with the encoding UTF-8.",
            )
            return None
        return text.replace("\r\n", "\n")

    def names(self, name: str, asked: Place) -> tuple[str, ...]:
        """The names in one of its folders, in order."""
        try:
            path = self._inside(name, asked)
            return () if path is None else tuple(sorted(os.listdir(path)))
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "its links run in a circle"
            what = f"{shown(name)} cannot be listed: {reason}"
            self._notes.add(asked, what, "Put a folder there.")
            return ()

    def _bytes(self, name: str, asked: Place) -> bytes | None:
        try:
            path = self._inside(name, asked)
            return None if path is None else self._read(path, name, asked)
        except FileNotFoundError:
            what, remedy = "is not there", "Add the file, or correct its name."
        except IsADirectoryError:
            what, remedy = "is a folder", "Name a text file."
        except NotADirectoryError:
            what = "is not there, for a part of its path is a file"
            remedy = "Name the folder alone."
        # Python 3.10 to 3.12 raise RuntimeError for links that run in a circle.
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "its links run in a circle"
            what, remedy = f"cannot be read: {reason}", "Put an ordinary, readable file there."
        self._notes.add(asked, f"{shown(name)} {what}", remedy)
        return None

    def _inside(self, name: str, asked: Place) -> Path | None:
        root = self.path.resolve(strict=True)
        climbs = os.path.normpath(name).split("/")[0] == ".."
        if PurePosixPath(name).is_absolute() or climbs:
            self._outside(name, asked)
            return None
        path = (root / name).resolve(strict=True)
        if not path.is_relative_to(root):
            self._outside(name, asked)
            return None
        return path

    def _outside(self, name: str, asked: Place) -> None:
        what = f"{shown(name)} is outside the lesson's folder"
        self._notes.add(asked, what, "Put the file into the folder and name it from there.")

    def _read(self, path: Path, name: str, asked: Place) -> bytes | None:
        # Without O_NONBLOCK, opening a named pipe waits for a writer for ever.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                self._notes.add(asked, f"{shown(name)} is no ordinary file", "Name a text file.")
                return None
            data = file.read(min(LARGEST_FILE, self._left) + 1)
        if len(data) > LARGEST_FILE:
            what = f"is over {LARGEST_FILE:,} bytes"
            self._notes.add(Place(name), what, "Divide it, or take things out.")
            return None
        if len(data) > self._left:
            what = f"the lesson's files are over {LARGEST_LESSON:,} bytes in all"
            self._notes.add(Place(name), what, "Take things out, or make two lessons of it.")
            return None
        self._left -= len(data)
        return data
