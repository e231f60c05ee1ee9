"""Reads a challenge from its folder: the task, the cases, the hints, and a file a mistake."""

from __future__ import annotations

from pathlib import PurePosixPath

from gdtui.lesson.challenge import SIGNS, Challenge, Hint, Mistake, Solution, Trial
from gdtui.lesson.folder import Folder, beside
from gdtui.lesson.notes import Notes, Place, Unfit
from gdtui.lesson.shelf import Shelf
from gdtui.lesson.table import Table, parse

MISTAKES = "mistakes"
"""The folder of the known mistakes."""
MOST_EPOCHS = 1000
QUOTES = '"""'


def read_challenge(shelf: Shelf, name: str, asked: Place) -> Challenge | None:
    """A folder with ``challenge.toml``, what it names, and a folder ``mistakes``."""
    table = shelf.table(f"{name}/challenge.toml", asked)
    if table is None:
        return None
    program, task, starter = table.line("program"), table.path("task"), table.path("starter")
    cases = table.path("cases")
    hints = tuple(map(_hint, table.tables("hint")))
    solutions = tuple(_solution(shelf, name, each) for each in table.tables("solution"))
    table.done()
    if not (program and task and starter and cases):
        return None
    place = table.place
    text = shelf.markdown(beside(name, task), place.within("task"))
    source = shelf.program(beside(name, starter), place.within("starter"))
    listed = shelf.table(beside(name, cases), place.within("cases"))
    trials = tuple(map(_trial, listed.tables("case"))) if listed else ()
    if listed:
        listed.done()
    if shelf.whole:
        _mistakes(shelf, f"{name}/{MISTAKES}", asked)
    if text is None or source is None:
        return None
    folder = shelf.folder.path / name / MISTAKES
    return Challenge(program, text, source, trials, hints, solutions, folder)


def read_mistakes(challenge: Challenge) -> tuple[Mistake, ...]:
    """The known mistakes of a challenge. Raises Unfit.

    They are read when they are first needed: there are many, and a lesson should start fast.
    """

    notes = Notes()
    for hint in challenge.hints:
        notes.claim("hint", hint.id, Place(MISTAKES))
    folder = Folder(challenge.mistakes.parent, notes)
    mistakes = _mistakes(Shelf(folder, notes), challenge.mistakes.name, Place(MISTAKES))
    if not notes.sound:
        raise Unfit(tuple(notes.faults()))
    return mistakes


def _hint(table: Table) -> Hint:
    hint = Hint(table.name("id"), table.prose("text"))
    table.done()
    table.notes.claim("hint", hint.id, table.place.within("id"))
    return hint


def _solution(shelf: Shelf, folder: str, table: Table) -> Solution:
    title, remark, program = table.line("title"), table.prose("remark"), table.path("program")
    table.done()
    source = program and shelf.program(beside(folder, program), table.place.within("program"))
    return Solution(title, remark, source or "")


def _trial(table: Table) -> Trial:
    trial = Trial(
        name=table.line("name"),
        data=table.pairs("data"),
        lr=table.number("lr"),
        beta=table.number("beta"),
        epochs=table.count("epochs", MOST_EPOCHS, least=0),
        hidden=table.flag("hidden"),
    )
    table.done()
    table.notes.claim("trial", trial.name, table.place.within("name"))
    return trial


def _mistakes(shelf: Shelf, folder: str, asked: Place) -> tuple[Mistake, ...]:
    names = [name for name in shelf.folder.names(folder, asked) if name.endswith(".py")]
    read = [_mistake(shelf, f"{folder}/{name}", asked) for name in names]
    shelf.notes.settle("hint")
    mistakes = tuple(mistake for mistake in read if mistake is not None)
    for sign in SIGNS:
        if all(mistake.sign != sign for mistake in mistakes):
            what = f"there is no mistake with sign = {sign!r}"
            shelf.notes.add(Place(folder), what, "Add a file with a program that makes it.")
    return mistakes


def _mistake(shelf: Shelf, name: str, asked: Place) -> Mistake | None:
    """A program whose docstring is TOML: ``name``, ``advice``, and perhaps sign and hint."""
    source = shelf.program(name, asked)
    if source is None:
        return None
    before, opened, rest = source.partition(QUOTES)
    front, closed, program = rest.partition(QUOTES)
    if before.strip() or not opened or not closed:
        what = "does not begin with a docstring that describes the mistake"
        shelf.notes.add(Place(name, "line 1"), what, f"Begin it with {QUOTES}name = …")
        return None
    table = parse(front, name, shelf.notes)
    if table is None:
        return None
    sign = table.choice("sign", SIGNS) if table.holds("sign") else "values"
    title, advice, hint = table.line("name"), table.prose("advice"), table.optional_name("hint")
    table.done()
    if "{{" in advice or "](term:" in advice:
        what = "holds a figure or a link, but it is shown as plain text"
        shelf.notes.add(table.place.within("advice"), what, "Write it out.")
    if hint is not None:
        shelf.notes.refer("hint", hint, table.place.within("hint"))
    stem = PurePosixPath(name).stem
    return Mistake(stem, sign or "values", title, " ".join(advice.split()), hint, program.lstrip())
