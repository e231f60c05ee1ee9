"""Reads a lesson from its folder. Nothing of a lesson is used unless all of it is sound."""

from __future__ import annotations

from pathlib import Path

from gdtui.lesson.bodies import READERS, Shelf
from gdtui.lesson.folder import Folder
from gdtui.lesson.model import FORMAT, WORK, Lesson, Step, Term, Terms
from gdtui.lesson.notes import Fault, Notes, Place, Unfit, shown
from gdtui.lesson.table import Table

LESSON_FILE = "lesson.toml"
MOST_MINUTES = 1000
MOST_FORMATS = 1000


def load(folder: Path) -> Lesson:
    """The lesson in a folder. Raises Unfit with all faults at once."""
    lesson, faults = check(folder)
    if lesson is None:
        raise Unfit(faults)
    return lesson


def check(folder: Path) -> tuple[Lesson | None, tuple[Fault, ...]]:
    """The lesson in a folder, or None and every fault that keeps it from being taught."""
    notes = Notes()
    lesson = None
    if folder.is_dir():
        lesson = _read(Shelf(Folder(folder, notes), notes))
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
    table.done()
    steps = tuple(step for step in read if step is not None)
    shelf.notes.settle("step")
    shelf.notes.settle("term")
    return Lesson(lesson_id, title, subtitle, subject, minutes, steps, _glossary(steps))


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
    kind = table.choice("kind", WORK)
    path = table.path("file")
    minutes = table.count("minutes", MOST_MINUTES)
    invitation = table.line("invitation")
    work = table.choices("work", None if kind is None else WORK[kind])
    table.done()
    if kind is None or path is None:
        shelf.notes.lose("term")  # the step may have been one of terms
        return None
    body = READERS[kind](shelf, path, table.place.within("file"))
    if body is None:
        return None
    return Step(step_id, title, kind, minutes, invitation, work, body)


def _glossary(steps: tuple[Step, ...]) -> tuple[Term, ...]:
    return tuple(card for step in steps if isinstance(step.body, Terms) for card in step.body.cards)
