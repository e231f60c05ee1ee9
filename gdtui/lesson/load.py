"""Reads a lesson from its folder. Nothing of a lesson is used unless all of it is sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gdtui.lesson.bodies import READERS
from gdtui.lesson.descending import read_first_descent, read_fog
from gdtui.lesson.descents import FogLevel
from gdtui.lesson.folder import Folder
from gdtui.lesson.model import (
    FORMAT,
    MERITS,
    RESERVED,
    WORK,
    Lesson,
    Reading,
    Star,
    Step,
    Term,
    Terms,
)
from gdtui.lesson.notes import Fault, Notes, Place, Unfit, shown
from gdtui.lesson.shelf import Shelf
from gdtui.lesson.table import Table

LESSON_FILE = "lesson.toml"
MOST_MINUTES = 1000
MOST_FORMATS = 1000


def load(folder: Path) -> Lesson:
    """The lesson in a folder. Raises Unfit with all faults at once."""
    lesson, faults = check(folder, whole=False)
    if lesson is None:
        raise Unfit(faults)
    return lesson


def check(folder: Path, whole: bool = True) -> tuple[Lesson | None, tuple[Fault, ...]]:
    """The lesson in a folder, or None and every fault that keeps it from being taught.

    Without ``whole``, what playing needs late is not looked at yet.
    """
    notes = Notes()
    lesson = None
    if folder.is_dir():
        lesson = _read(Shelf(Folder(folder, notes), notes, whole))
    else:
        what = f"{shown(str(folder))} is no folder"
        notes.add(Place(LESSON_FILE), what, f"Name the folder that holds {LESSON_FILE}.")
    return (lesson if notes.sound else None), tuple(notes.faults())


def _read(shelf: Shelf) -> Lesson | None:
    table = shelf.table(LESSON_FILE, Place(LESSON_FILE))
    if table is None or not _readable_format(table):
        return None
    lesson_id, title = table.name("id"), table.line("title")
    subtitle, subject = table.line("subtitle"), table.line("subject")
    minutes = table.count("minutes", MOST_MINUTES)
    read = [_step(shelf, step) for step in table.tables("step")]
    fog = _fog(shelf, table)
    table.done()
    steps = tuple(step for step in read if step is not None)
    shelf.notes.settle("step")
    shelf.notes.settle("term")
    _inspect_uses(_glossary(steps), shelf.notes)
    return Lesson(lesson_id, title, subtitle, subject, minutes, steps, _glossary(steps), fog)


def _inspect_uses(glossary: tuple[Term, ...], notes: Notes) -> None:
    """Note every term that is never met: no step is named on its card, and no text links to it."""
    linked = notes.used("term")
    for term in glossary:
        if term.id and not term.steps and term.id not in linked:
            what = f"the term {shown(term.id)} is never used"
            remedy = "Name its steps, link to it in a text, or take the card out."
            notes.add(Place(LESSON_FILE, "glossary"), what, remedy)


def _readable_format(table: Table) -> bool:
    """Whether this program reads the lesson's format; if not, all else would be noise."""
    number = table.count("format", MOST_FORMATS)
    if number != FORMAT:
        what = f"is one that this program does not read; it reads format {FORMAT}"
        table.notes.add(table.place.within("format"), what, "Use a gdtui that reads it.")
    return number == FORMAT


def _step(shelf: Shelf, table: Table) -> Step | None:
    step_id, title = table.name("id"), table.line("title")
    shelf.notes.claim("step", step_id, table.place.within("id"))
    if step_id in RESERVED:
        what = f"{shown(step_id)} is a name that the program uses itself"
        shelf.notes.add(table.place.within("id"), what, "Give the step another id.")
    kind = table.choice("kind", WORK)
    path = table.path("file")
    minutes = table.count("minutes", MOST_MINUTES)
    invitation = table.line("invitation")
    work = table.choices("work", None if kind is None else WORK[kind])
    descent = table.optional_path("descent") if kind == "reading" else None
    stars = tuple(_star(star, kind) for star in table.optional_tables("star"))
    if len(stars) not in (0, 2):
        what = f"has {len(stars)} stars to earn beyond the one for completing it"
        table.notes.add(table.place.within("star"), what, "Describe two of them, or none.")
    table.done()
    if kind is None or path is None:
        shelf.notes.lose("term")  # the step may have been one of terms
        return None
    body = READERS[kind](shelf, path, table.place.within("file"))
    if body is None:
        return None
    if isinstance(body, Reading):
        body = _with_descent(shelf, table, body, descent, "descent" in work)
    return Step(step_id, title, kind, minutes, invitation, work, body, stars)


def _star(table: Table, kind: str | None) -> Star:
    known = MERITS[kind] if kind else [merit for merits in MERITS.values() for merit in merits]
    star = Star(table.choice("merit", known) or "", table.line("words"))
    table.done()
    return star


def _with_descent(
    shelf: Shelf, table: Table, body: Reading, name: str | None, asked: bool
) -> Reading:
    """The text with the first descent that its step names; work that asks for one needs one."""
    if name is None:
        if asked:
            what = "asks for a descent, but the step has none"
            remedy = 'Name the file with its texts: descent = "first-descent.toml".'
            table.notes.add(table.place.within("work"), what, remedy)
        return body
    found = shelf.table(name, table.place.within("descent"))
    return body if found is None else replace(body, descent=read_first_descent(found))


def _fog(shelf: Shelf, table: Table) -> tuple[FogLevel, ...]:
    """The levels of the descent in the fog, where the lesson has one."""
    name = table.optional_path("fog")
    found = None if name is None else shelf.table(name, table.place.within("fog"))
    return () if found is None else read_fog(found)


def _glossary(steps: tuple[Step, ...]) -> tuple[Term, ...]:
    return tuple(card for step in steps if isinstance(step.body, Terms) for card in step.body.cards)
