"""What the readers of a lesson read from: files as texts, tables and programs, faults noted."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

from gdtui.lesson.folder import Folder
from gdtui.lesson.notes import Notes, Place, shown
from gdtui.lesson.table import Table, parse
from gdtui.lesson.text import inspect, inspect_plain


@dataclass(frozen=True)
class Shelf:
    """What a reader reads from, and where it notes faults.

    ``whole`` asks it to look also at what playing needs late, such as the known mistakes;
    ``late`` to leave every part of a lesson until it is wanted.
    """

    folder: Folder
    notes: Notes
    whole: bool = False
    late: bool = False

    def markdown(self, name: str, asked: Place) -> str | None:
        """A text in Markdown."""
        text = self.folder.text(name, asked)
        if text is not None:
            inspect(text, Place(name), self.notes)
        return text

    def table(self, name: str, asked: Place) -> Table | None:
        """A file in TOML."""
        text = self.folder.text(name, asked)
        return None if text is None else parse(text, name, self.notes)

    def program(self, name: str, asked: Place) -> str | None:
        """A program that compiles. It is not run."""
        source = self.folder.text(name, asked)
        if source is not None:
            inspect_plain(source, Place(name), self.notes)
            _inspect_python(source, name, self.notes)
        return source


def _inspect_python(source: str, name: str, notes: Notes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "program", "exec", dont_inherit=True)
    except SyntaxError as error:
        what = f"is not valid Python: {shown(error.msg)[1:-1]}"
        notes.add(Place(name, f"line {error.lineno or 1}"), what, "Correct the program.")
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        what = f"cannot be compiled: {type(error).__name__}"
        notes.add(Place(name), what, "Make the program plainer.")
