"""Reads TOML tables key by key: typed values out, everything that is wrong into the notes."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import TypeGuard, TypeVar

from gdtui.lesson.notes import Notes, Place, shown
from gdtui.lesson.text import FORBIDDEN, NAME, inspect, inspect_plain

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

Value = TypeVar("Value")
Default = TypeVar("Default")

MOST_DOTS = 200
"""On one line: the parser's time grows with the square of the parts of a dotted key."""
WHERE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")
ID_RULE = "Use 1 to 64 of a–z, 0–9 and -."
TYPES: Mapping[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number with a point",
    bool: "true or false",
    list: "a list in [ ]",
    dict: "a table",
}
"""What TOML's types are called; all others are dates and times."""


def parse(text: str, file: str, notes: Notes) -> Table | None:
    """The table that a TOML file is, or None with the reason noted."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MOST_DOTS:
            what = f"holds over {MOST_DOTS} dots"
            notes.add(Place(file, f"line {number}"), what, "Make several lines of it.")
            return None
    try:
        return Table(tomllib.loads(text), Place(file), notes)
    except RecursionError:
        notes.add(Place(file), "is nested too deeply", "Use plain tables and lists.")
    except ValueError as error:
        what = f"is not valid TOML: {shown(WHERE.sub('', str(error)))[1:-1]}"
        notes.add(Place(file, _spot(str(error), text)), what, "Correct it; see https://toml.io.")
    return None


def _spot(error: str, text: str) -> str:
    """Where the parser stopped. It does not say so for a number of thousands of digits."""
    where = WHERE.search(error)
    if where is None:
        return ""
    last = len(text.rstrip().split("\n"))
    return f"line {where[1] or last}"


class Table:
    """One table. A key that is missing or wrong is noted and read as an empty value.

    So reading goes on to the next fault; a lesson is used only when nothing was noted. Every
    key that was asked for is a known key: `done` notes all others.
    """

    def __init__(self, values: Mapping[str, object], place: Place, notes: Notes) -> None:
        self._values = values
        self._known: list[str] = []
        self.place = place
        self.notes = notes

    def line(self, key: str) -> str:
        """One line of plain text, without figures or links."""
        text = self._required(key, str, None)
        if text is None:
            return ""
        at = self.place.within(key)
        inspect_plain(text, at, self.notes)
        if "\n" in text.strip():
            self.notes.add(at, "has more than one line", "Write it on one line.")
        if "{{" in text:
            what = "holds '{{', but figures are not filled in here"
            self.notes.add(at, what, "Write the number, or move it to a longer text.")
        return text.strip()

    def prose(self, key: str) -> str:
        """A text that may hold figures and links to terms."""
        text = self._required(key, str, None)
        if text is None:
            return ""
        inspect(text, self.place.within(key), self.notes)
        return text.strip()

    def name(self, key: str) -> str:
        """An id."""
        return self._name(key, self._required(key, str, None)) or ""

    def optional_name(self, key: str) -> str | None:
        """An id, or None where the key is not there."""
        return self._name(key, self._optional(key, str, None))

    def path(self, key: str) -> str | None:
        """A relative path; None where it cannot be looked up, which is noted then."""
        path = self.line(key)
        return path if path and not FORBIDDEN.search(path) else None

    def optional_path(self, key: str) -> str | None:
        """A relative path, or None where the key is not there."""
        if key not in self._values:
            self._known.append(key)
            return None
        return self.path(key)

    def address(self, key: str) -> str:
        """A web address."""
        address = self.line(key)
        if address and not re.fullmatch(r"https?://[^\s/]\S*", address):
            what = f"{shown(address)} is no web address"
            remedy = "Start it with https:// and leave no spaces in it."
            self.notes.add(self.place.within(key), what, remedy)
        return address

    def count(self, key: str, most: int, least: int = 1) -> int:
        """A whole number from ``least`` to ``most``."""
        number = self._required(key, int, least)
        if not least <= number <= most:
            remedy = f"Use a whole number from {least} to {most}."
            self.notes.add(self.place.within(key), "is out of range", remedy)
        return number

    def number(self, key: str) -> float:
        """A number of 0 or more; 0 where the key is not there."""
        self._known.append(key)
        values = self._numbers([self._values.get(key, 0)], self.place.within(key))
        if values and values[0] < 0:
            self.notes.add(self.place.within(key), "is below 0", "Use 0 or more.")
        return values[0] if values else 0.0

    def numbers(self, key: str) -> Mapping[str, tuple[float, ...]]:
        """A table of lists of numbers, such as ``w = [1, 2.5]``, none of them empty."""
        found = {}
        names: dict[str, object] | None = self._required(key, dict, None)
        for name, items in (names or {}).items():
            at = self.place.within(key).within(shown(name)[1:-1])
            if self._has_type(items, list, at):
                found[name] = self._numbers(items, at)
                if not items:
                    self.notes.add(at, "is empty", "Give at least one number.")
        if not found:
            self.notes.add(self.place.within(key), "names nothing", "Add a line name = [1, 2].")
        return found

    def optional_line(self, key: str) -> str:
        """One line of plain text, or nothing where the key is not there."""
        self._known.append(key)
        return self.line(key) if key in self._values else ""

    def optional_tables(self, key: str) -> tuple[Table, ...]:
        """The tables written as ``[[key]]``; there need be none."""
        self._known.append(key)
        return self.tables(key) if key in self._values else ()

    def pairs(self, key: str) -> tuple[tuple[float, float], ...]:
        """Pairs of numbers, written [[x, y], …]; whole ones stay whole."""
        items: list[object] | None = self._required(key, list, None)
        pairs = []
        for item in items or []:
            if isinstance(item, list) and len(item) == 2 and {*map(type, item)} <= {int, float}:
                pairs.append((item[0], item[1]))
            else:
                self.notes.add(self.place.within(key), "holds what is no pair", "Write [x, y].")
        return tuple(pairs)

    def holds(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def flag(self, key: str) -> bool:
        """True or false; false where the key is not there."""
        return self._optional(key, bool, False)

    def choice(self, key: str, known: Collection[str]) -> str | None:
        """One of the known words; None where it is another, which is noted then."""
        word = self._required(key, str, None)
        if word is not None and word not in known:
            self.notes.unknown(key, word, self.place.within(key), known)
            return None
        return word

    def choices(self, key: str, known: Collection[str] | None) -> tuple[str, ...]:
        """Some of the known words (None: of any), at least one."""
        items: list[object] | None = self._required(key, list, None)
        if items == []:
            remedy = f"Name at least one of: {', '.join(known)}." if known else "Name at least one."
            self.notes.add(self.place.within(key), "is empty", remedy)
        words = self._words(key, items or [])
        for word in words:
            if known is not None and word not in known:
                self.notes.unknown(key, word, self.place.within(key), known)
        return words

    def references(self, key: str, sort: str) -> tuple[str, ...]:
        """The ids of things of one sort somewhere in the lesson; the key may be left out."""
        items: list[object] | None = self._optional(key, list, None)
        names = self._words(key, items or [])
        for name in names:
            self.notes.refer(sort, name, self.place.within(key))
        return names

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables written as ``[[key]]``, at least one."""
        items: list[object] | None = self._required(key, list, None)
        if items == []:
            self.notes.add(self.place.within(key), "is empty", f"Add a table [[{key}]].")
        found = []
        for number, item in enumerate(items or [], start=1):
            place = self.place.within(f"{key} {number}")
            if self._has_type(item, dict, place):
                found.append(Table(item, place, self.notes))
        return tuple(found)

    def done(self) -> None:
        """Note every key that nothing asked for."""
        for key in self._values:
            if key not in self._known:
                spot = key if NAME.fullmatch(key) else shown(key)
                self.notes.unknown("key", key, self.place.within(spot), self._known)

    def _name(self, key: str, name: str | None) -> str | None:
        if name is not None and not NAME.fullmatch(name):
            self.notes.add(self.place.within(key), f"{shown(name)} is no id", ID_RULE)
        return name

    def _words(self, key: str, items: list[object]) -> tuple[str, ...]:
        at = self.place.within(key)
        words = [item for item in items if self._has_type(item, str, at)]
        unique = tuple(dict.fromkeys(words))
        if len(unique) < len(words):
            self.notes.add(at, "names something twice", "Name it once.")
        return unique

    def _numbers(self, items: Sequence[object], at: Place) -> tuple[float, ...]:
        # Not isinstance alone: True is no number here.
        numbers = (item for item in items if isinstance(item, (int, float)))
        found = [number for number in numbers if type(number) is not bool]
        if len(found) < len(items) or not all(map(math.isfinite, found)):
            self.notes.add(at, "is not only numbers", "Write numbers such as 2 or 0.5.")
            return ()
        return tuple(found)

    def _required(self, key: str, kind: type[Value], otherwise: Default) -> Value | Default:
        if key not in self._values:
            self.notes.add(
                self.place.within(key), "is missing", f"Add the key; it is {TYPES[kind]}."
            )
        return self._optional(key, kind, otherwise)

    def _optional(self, key: str, kind: type[Value], otherwise: Default) -> Value | Default:
        self._known.append(key)
        if key in self._values:
            value = self._values[key]
            if self._has_type(value, kind, self.place.within(key)):
                return value
        return otherwise

    def _has_type(self, value: object, kind: type[Value], at: Place) -> TypeGuard[Value]:
        if type(value) is kind:  # not isinstance: True is no whole number here
            return True
        what = f"is {TYPES.get(type(value), 'a date or time')}, not {TYPES[kind]}"
        self.notes.add(at, what, "Change it.")
        return False
