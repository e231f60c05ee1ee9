"""The marks in the lesson's texts: figures ``{{name}}`` and links to terms ``[words](term:id)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gdtui.lesson.notes import Notes, Place, shown

NAME = re.compile(r"[a-z0-9-]{1,64}")
"""How ids and figures are named."""
FIGURE = re.compile(r"\{\{([a-z0-9-]{1,64})\}\}")
TERM_LINK = re.compile(r"\]\(term:([^)\s]{0,65})(\)?)")
# C0 but for newline and tab, DEL, C1, line separators, and marks that turn the writing direction.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def fill(text: str, figure: Callable[[str], str]) -> str:
    """The text with every ``{{name}}`` replaced by what ``figure(name)`` returns."""
    return FIGURE.sub(lambda match: figure(match[1]), text)


def figures(text: str) -> Iterator[tuple[str, int]]:
    """Every figure in a text, with the line it stands on, counted from 1."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in FIGURE.finditer(line):
            yield match[1], number


def inspect_plain(text: str, place: Place, notes: Notes) -> None:
    """Note what no text may hold: control characters and nothing at all."""
    if not text.strip():
        notes.add(place, "is empty", "Write the text.")
    for line, spot in _lines(text, place):
        match = FORBIDDEN.search(line)
        if match is not None:
            what = f"holds the control character U+{ord(match[0]):04X}"
            notes.add(spot(match.start()), what, "Remove it; only newlines and tabs are allowed.")


def inspect(text: str, place: Place, notes: Notes) -> None:
    """Note what is wrong in a text with figures and links, and the terms that it links to."""
    inspect_plain(text, place, notes)
    for line, spot in _lines(text, place):
        _inspect_figures(line, spot, notes)
        for match in TERM_LINK.finditer(line):
            if match[2]:
                notes.refer("term", match[1], spot(match.start(1)))
            else:
                what = "the link to a term is not closed, or its id is not one word"
                notes.add(spot(match.start(1)), what, "Write [words](term:id).")


def _inspect_figures(line: str, spot: Callable[[int], Place], notes: Notes) -> None:
    at = line.find("{{")
    last_close = line.rfind("}}")
    while at >= 0:
        match = FIGURE.match(line, at)
        if match is None:
            found = shown(line[at : at + 40])
            what = "has a name that is no figure's" if last_close > at else "is not closed"
            remedy = "Write {{name}}, on one line, with a–z, 0–9 and - in the name."
            notes.add(spot(at), f"{found} {what}", remedy)
        at = line.find("{{", at + 2 if match is None else match.end())


def _lines(text: str, place: Place) -> Iterator[tuple[str, Callable[[int], Place]]]:
    """Each line, with a function from an index in it to its place."""
    offset = 1
    for number, line in enumerate(text.split("\n"), start=1):

        def spot(index: int, number: int = number, offset: int = offset) -> Place:
            return place.character(number, index + 1, offset + index)

        yield line, spot
        offset += len(line) + 1
