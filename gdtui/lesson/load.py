"""Reads a lesson from its folder: all of it, or each step's body when it is wanted.

Nothing of a lesson is used unless it is sound.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from gdtui.lesson.folder import Folder
from gdtui.lesson.model import FORMAT, MERITS, RESERVED, WORK, Lesson, Reading, Star, Step, Term
from gdtui.lesson.notes import Fault, Notes, Place, Unfit, shown
from gdtui.lesson.shelf import Shelf
from gdtui.lesson.table import Table

if TYPE_CHECKING:  # each is imported by the first body that needs it
    from gdtui.lesson.descents import FogLevel
    from gdtui.lesson.model import Body

Part = TypeVar("Part")

LESSON_FILE = "lesson.toml"
MOST_MINUTES = 1000
MOST_FORMATS = 1000


def load(folder: Path) -> Lesson:
    """The lesson in a folder, all of it read. Raises Unfit with all faults at once."""
    lesson, faults = check(folder, whole=False)
    if lesson is None:
        raise Unfit(faults)
    return lesson


def outline(folder: Path) -> Lesson:
    """The lesson in a folder; what its steps hold is read and checked when it is wanted.

    A lesson that was found sound before starts sooner this way. Raises Unfit for a fault in
    ``lesson.toml``; so does the body of a step, when it is first asked for, for its own.
    """
    notes = Notes()
    lesson = _read(Shelf(Folder(folder, notes), notes, late=True))
    if lesson is None or not notes.sound:
        raise Unfit(tuple(notes.faults()))
    return lesson


def check(folder: Path, whole: bool = True) -> tuple[Lesson | None, tuple[Fault, ...]]:
    """The lesson in a folder, or None and every fault that keeps it from being taught.

    Without ``whole``, what playing needs late is not looked at yet.
    """
    notes = Notes()
    lesson = _read(Shelf(Folder(folder, notes), notes, whole))
    if lesson is not None:
        notes.settle("step")
        notes.settle("term")
        _inspect_uses(lesson.glossary, notes)
    return (lesson if notes.sound else None), tuple(notes.faults())


def _read(shelf: Shelf) -> Lesson | None:
    if not shelf.folder.path.is_dir():
        what = f"{shown(str(shelf.folder.path))} is no folder"
        shelf.notes.add(Place(LESSON_FILE), what, f"Name the folder that holds {LESSON_FILE}.")
        return None
    table = shelf.table(LESSON_FILE, Place(LESSON_FILE))
    if table is None or not _readable_format(table):
        return None
    lesson_id, title = table.name("id"), table.line("title")
    subtitle, subject = table.line("subtitle"), table.line("subject")
    minutes = table.count("minutes", MOST_MINUTES)
    read = [_step(shelf, step) for step in table.tables("step")]
    steps = tuple(step for step in read if step is not None)
    fog = _fog(shelf, table)
    table.done()
    return Lesson(lesson_id, title, subtitle, subject, minutes, steps, fog)


def _giver(shelf: Shelf, read: Callable[[Shelf], Part | None]) -> Callable[[], Part]:
    """What gives a part of the lesson: read by now, or read when it is asked for."""
    if shelf.late:
        return partial(_sound, shelf.folder.path, read)
    part = read(shelf)
    # None only after a fault, with which no lesson is handed out.
    return lambda: cast("Part", part)


def _sound(folder: Path, read: Callable[[Shelf], Part | None]) -> Part:
    """A part of the lesson, checked by itself. Raises Unfit."""
    notes = Notes()
    part = read(Shelf(Folder(folder, notes), notes))
    if part is None or not notes.sound:
        raise Unfit(tuple(notes.faults()))
    return part


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
    if descent is None and "descent" in work:
        what = "asks for a descent, but the step has none"
        remedy = 'Name the file with its texts: descent = "first-descent.toml".'
        shelf.notes.add(table.place.within("work"), what, remedy)
    body: Callable[[], Body] = _giver(
        shelf, partial(_body, kind=kind, path=path, descent=descent, at=table.place)
    )
    return Step(step_id, title, kind, minutes, invitation, work, body, stars)


def _body(shelf: Shelf, kind: str, path: str, descent: str | None, at: Place) -> Body | None:
    """What a step shows and asks. Its first descent, where it names one, belongs to its text."""
    from gdtui.lesson.bodies import READERS

    body = READERS[kind](shelf, path, at.within("file"))
    if not isinstance(body, Reading) or descent is None:
        return body
    from gdtui.lesson.descending import read_first_descent

    found = shelf.table(descent, at.within("descent"))
    return body if found is None else replace(body, descent=read_first_descent(found))


def _star(table: Table, kind: str | None) -> Star:
    known = MERITS[kind] if kind else [merit for merits in MERITS.values() for merit in merits]
    star = Star(table.choice("merit", known) or "", table.line("words"))
    table.done()
    return star


def _fog(shelf: Shelf, table: Table) -> Callable[[], tuple[FogLevel, ...]] | None:
    """What gives the levels of the descent in the fog, where the lesson has one."""
    name = table.optional_path("fog")
    return None if name is None else _giver(shelf, partial(_levels, name=name, at=table.place))


def _levels(shelf: Shelf, name: str, at: Place) -> tuple[FogLevel, ...] | None:
    from gdtui.lesson.descending import read_fog

    found = shelf.table(name, at.within("fog"))
    return None if found is None else read_fog(found)
