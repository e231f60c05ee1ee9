"""Reads the body of a step: one reader a kind. A new kind is a reader and a line in READERS."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from gdtui.lesson.folder import Folder
from gdtui.lesson.model import Body, Case, Cases, Code, Reading, Source, Term, Terms
from gdtui.lesson.notes import Notes, Place, shown
from gdtui.lesson.table import Table, parse
from gdtui.lesson.text import inspect, inspect_plain


@dataclass(frozen=True)
class Shelf:
    """What a reader reads from, and where it notes faults."""

    folder: Folder
    notes: Notes

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


Reader: TypeAlias = Callable[[Shelf, str, Place], Body | None]
"""Reads a body from the path that ``lesson.toml`` names at the place given; None after a fault."""


def read_reading(shelf: Shelf, name: str, asked: Place) -> Reading | None:
    """One file in Markdown."""
    text = shelf.markdown(name, asked)
    return None if text is None else Reading(text)


def read_terms(shelf: Shelf, name: str, asked: Place) -> Terms | None:
    """One file in TOML with a table a term."""
    table = shelf.table(name, asked)
    cards = tuple(map(_term, table.tables("term"))) if table else ()
    if not cards:
        shelf.notes.lose("term")
    if table is None:
        return None
    table.done()
    return Terms(cards)


def read_code(shelf: Shelf, name: str, asked: Place) -> Code | None:
    """A folder with ``code.toml`` and a program."""
    table = shelf.table(f"{name}/code.toml", asked)
    if table is None:
        return None
    program, intro = table.path("program"), table.prose("intro")
    table.done()
    if program is None:
        return None
    source = shelf.program(_beside(name, program), table.place.within("program"))
    return None if source is None else Code(program, source, intro)


def read_cases(shelf: Shelf, name: str, asked: Place) -> Cases | None:
    """A folder with ``cases.toml`` and a text a case."""
    table = shelf.table(f"{name}/cases.toml", asked)
    if table is None:
        return None
    intro = _text_beside(shelf, name, table, "intro")
    cases = tuple(_case(shelf, name, case) for case in table.tables("case"))
    table.done()
    return Cases(intro, cases)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "reading": read_reading,
        "terms": read_terms,
        "loop": read_reading,
        "code": read_code,
        "experiments": read_reading,
        "quiz": read_reading,
        "challenge": read_reading,
        "cases": read_cases,
    }
)
"""The reader of each kind in `gdtui.lesson.model.WORK`."""


def _term(table: Table) -> Term:
    term = Term(
        id=table.name("id"),
        name=table.line("name"),
        symbol=table.line("symbol"),
        formula=table.prose("formula"),
        meaning=table.prose("meaning"),
        example=table.prose("example"),
        confusion=table.prose("confusion"),
        steps=table.references("steps", "step"),
    )
    table.done()
    table.notes.claim("term", term.id, table.place.within("id"))
    return term


def _case(shelf: Shelf, folder: str, table: Table) -> Case:
    case = Case(
        id=table.name("id"),
        title=table.line("title"),
        text=_text_beside(shelf, folder, table, "file"),
        sources=tuple(map(_source, table.tables("source"))),
        demonstration=table.optional_name("demonstration"),
    )
    table.done()
    table.notes.claim("case", case.id, table.place.within("id"))
    return case


def _source(table: Table) -> Source:
    source = Source(table.line("title"), table.address("address"))
    table.done()
    return source


def _text_beside(shelf: Shelf, folder: str, table: Table, key: str) -> str:
    path = table.path(key)
    if path is None:
        return ""
    return shelf.markdown(_beside(folder, path), table.place.within(key)) or ""


def _beside(folder: str, path: str) -> str:
    """The path seen from the lesson's folder; an absolute one stays so, and is refused later."""
    return path if path.startswith("/") else f"{folder}/{path}"


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
