"""What checking a lesson finds: faults, and the names that its parts give and use."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

MOST_FAULTS = 1000
"""How many faults are kept; past that a lesson is mended step by step."""
LONGEST_SHOWN = 60


def shown(text: str) -> str:
    """A text from a file, quoted, escaped and cut, so that it is safe on a terminal."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")


def nearest(word: str, known: Collection[str]) -> str:
    """The way out of an unknown name: the nearest known one, or else all of them."""
    import difflib  # what only a fault needs

    near = difflib.get_close_matches(word[:LONGEST_SHOWN], known, n=1)
    if near:
        return f"Did you mean {shown(near[0])}?"
    some = sorted(known)[:12]
    rest = ", …" if len(known) > len(some) else ""
    return f"Known here: {', '.join(some)}{rest}." if some else "None is known here; remove it."


@dataclass(frozen=True)
class Fault:
    """One reason why a lesson cannot be taught, and the way out.

    ``file`` is relative to the lesson's folder, ``place`` is such as "step 3, work" or
    "line 12". ``what`` has no full stop; ``remedy`` is a sentence.
    """

    file: str
    place: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.what}. {self.remedy}"


class Unfit(Exception):
    """A lesson that cannot be taught. ``faults`` holds all reasons."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Place:
    """Somewhere in a lesson: a file, and a spot in it ("" for the file as a whole)."""

    file: str
    spot: str = ""

    def within(self, spot: str) -> Place:
        """A spot inside this one."""
        return Place(self.file, f"{self.spot}, {spot}" if self.spot else spot)

    def character(self, line: int, column: int, offset: int) -> Place:
        """One character: by line and column in a file, by its offset in a value of a table."""
        return self.within(f"character {offset}" if self.spot else f"line {line}, column {column}")

    def __str__(self) -> str:
        return f"{self.file}, {self.spot or 'whole file'}"


class Notes:
    """Collects faults, names that are given (`claim`) and names that are used (`refer`)."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._left_out = 0
        self._claims: dict[str, dict[str, Place]] = {}
        self._references: list[tuple[str, str, Place]] = []
        self._lost: set[str] = set()

    @property
    def full(self) -> bool:
        """Whether further faults are only counted."""
        return len(self._faults) >= MOST_FAULTS

    @property
    def sound(self) -> bool:
        """Whether nothing has been found wrong."""
        return not self._faults

    def add(self, place: Place, what: str, remedy: str) -> None:
        """Note a fault."""
        if self.full:
            self._left_out += 1
        else:
            self._faults.append(Fault(place.file, place.spot or "whole file", what, remedy))

    def unknown(self, sort: str, name: str, place: Place, known: Collection[str]) -> None:
        """Note a name that nothing has."""
        if self.full:  # looking for the nearest name costs time
            self._left_out += 1
        else:
            self.add(place, f"unknown {sort} {shown(name)}", nearest(name, known))

    def claim(self, sort: str, name: str, place: Place) -> None:
        """Note that a thing has this name; two of one sort cannot share it."""
        if not name:  # which is a fault of its own
            return
        first = self._claims.setdefault(sort, {}).setdefault(name, place)
        if first is not place:
            self.add(
                place,
                f"{sort} {shown(name)} is there twice",
                f"Its first place: {first}. Rename one.",
            )

    def refer(self, sort: str, name: str, place: Place) -> None:
        """Note that a thing of this name is used here; `settle` looks whether it exists."""
        self._references.append((sort, name, place))

    def used(self, sort: str) -> frozenset[str]:
        """The names of this sort that something refers to."""
        return frozenset(name for used, name, _ in self._references if used == sort)

    def lose(self, sort: str) -> None:
        """Remember that names of this sort could not be read, so that none is known to be wrong."""
        self._lost.add(sort)

    def settle(self, sort: str) -> None:
        """Note every use of a name of this sort that nothing has claimed."""
        if sort in self._lost:
            return
        known = self._claims.get(sort, {})
        for used, name, place in self._references:
            if used == sort and name not in known:
                self.unknown(sort, name, place, known)

    def faults(self) -> Iterator[Fault]:
        """All faults, in the order in which they were found."""
        yield from self._faults
        if self._left_out:
            yield Fault(
                "lesson.toml",
                "whole lesson",
                f"{self._left_out} more faults are not shown",
                "Mend these first.",
            )
