"""Finds the lines of a program that belong to a node of the training loop, by their comments."""

from __future__ import annotations

from collections.abc import Mapping


def lines_of(source: str, comment: str) -> range | None:
    """The lines, counted from 1, that a comment labels: itself and the code under it.

    The code ends before the next comment or empty line. None where the comment does not stand
    on a line of its own exactly once, or has no code under it.
    """
    lines = [line.strip() for line in source.split("\n")]
    if lines.count(comment) != 1:
        return None
    first = last = lines.index(comment)
    while last + 1 < len(lines) and lines[last + 1] and not lines[last + 1].startswith("#"):
        last += 1
    return range(first + 1, last + 2) if last > first else None


def node_at(source: str, labels: Mapping[str, str], line: int) -> str | None:
    """The node whose labelled lines hold a line, counted from 1, or None."""
    for node, comment in labels.items():
        found = lines_of(source, comment)
        if found is not None and line in found:
            return node
    return None
