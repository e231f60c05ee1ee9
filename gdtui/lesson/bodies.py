"""Reads the body of a step: one reader a kind. A new kind is a reader and a line in READERS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from gdtui.lesson.asking import read_questions
from gdtui.lesson.experiments import Experiments
from gdtui.lesson.folder import beside
from gdtui.lesson.model import Case, Cases, Code, Loop, Quiz, Reading, Source, Term, Terms
from gdtui.lesson.notes import Place
from gdtui.lesson.posing import read_challenge
from gdtui.lesson.shelf import Shelf
from gdtui.lesson.table import Table
from gdtui.lesson.tour import read_captions, read_labels, read_stops
from gdtui.lesson.trying import read_experiments

if TYPE_CHECKING:
    from gdtui.lesson.model import Body

Reader: TypeAlias = "Callable[[Shelf, str, Place], Body | None]"
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
    source = None
    if program is not None:
        source = shelf.program(beside(name, program), table.place.within("program"))
    labels = read_labels(table, source)
    table.done()
    return Code(program, source, intro, labels) if program and source is not None else None


def read_loop(shelf: Shelf, name: str, asked: Place) -> Loop | None:
    """A folder with ``tour.toml`` and a text."""
    table = shelf.table(f"{name}/tour.toml", asked)
    if table is None:
        return None
    text = _text_beside(shelf, name, table, "text")
    captions, stops = read_captions(table), read_stops(table)
    table.done()
    return Loop(text, captions, stops)


def read_quiz(shelf: Shelf, name: str, asked: Place) -> Quiz | None:
    """A folder with ``questions.toml`` and the programs that it asks about."""
    table = shelf.table(f"{name}/questions.toml", asked)
    if table is None:
        return None
    read = read_questions(table, lambda path, at: shelf.program(beside(name, path), at))
    table.done()
    return Quiz(*read)


def read_cases(shelf: Shelf, name: str, asked: Place) -> Cases | None:
    """A folder with ``cases.toml`` and a text a case."""
    table = shelf.table(f"{name}/cases.toml", asked)
    if table is None:
        return None
    intro = _text_beside(shelf, name, table, "intro")
    cases = tuple(_case(shelf, name, case) for case in table.tables("case"))
    table.done()
    return Cases(intro, cases)


def read_bench(shelf: Shelf, name: str, asked: Place) -> Experiments | None:
    """A folder with ``experiments.toml``, a text, and the program that is changed."""
    table = shelf.table(f"{name}/experiments.toml", asked)
    if table is None:
        return None
    text, program = _text_beside(shelf, name, table, "text"), table.path("program")
    source = None
    if program is not None:
        source = shelf.program(beside(name, program), table.place.within("program"))
    experiments = read_experiments(table, source)
    table.done()
    return Experiments(text, program, source, experiments) if program and source else None


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "reading": read_reading,
        "terms": read_terms,
        "loop": read_loop,
        "code": read_code,
        "experiments": read_bench,
        "quiz": read_quiz,
        "challenge": read_challenge,
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
    return shelf.markdown(beside(folder, path), table.place.within(key)) or ""
