"""Reads the words of the descents from TOML."""

from __future__ import annotations

from gdtui.lesson.descents import FirstDescent, FogLevel
from gdtui.lesson.table import Table


def read_fog(table: Table) -> tuple[FogLevel, ...]:
    """A file with ``[[level]]`` tables, in the order in which they are offered."""
    levels = tuple(map(_level, table.tables("level")))
    table.done()
    return levels


def read_first_descent(table: Table) -> FirstDescent:
    """A file with the texts of the first descent."""
    found = FirstDescent(
        ask=table.prose("ask"),
        found=table.prose("found"),
        lost=table.prose("lost"),
        about=table.prose("about"),
    )
    table.done()
    return found


def _level(table: Table) -> FogLevel:
    level = FogLevel(
        id=table.name("id"),
        name=table.line("name"),
        invitation=table.prose("invitation"),
        why=table.prose("why"),
    )
    table.done()
    table.notes.claim("level", level.id, table.place.within("id"))
    return level
