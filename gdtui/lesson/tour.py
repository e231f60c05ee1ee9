"""The training loop in a lesson: reads its captions, its tour, and the labels in a program."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gdtui.lesson.asking import read_one_answer
from gdtui.lesson.labels import lines_of
from gdtui.lesson.model import NODES, Stop
from gdtui.lesson.notes import shown
from gdtui.lesson.table import Table

MOST_BATCHES = 100
"""How many mini-batches into training a stop may lie."""


def read_captions(table: Table) -> Mapping[str, str]:
    """The ``[[node]]`` tables: what each of the six nodes does."""
    captions: dict[str, str] = {}
    for each in table.tables("node"):
        node, caption = each.choice("id", NODES), each.prose("caption")
        each.done()
        _put(captions, node, caption, each)
    _all_there(table, captions)
    return MappingProxyType(captions)


def read_stops(table: Table) -> tuple[Stop, ...]:
    """The ``[[stop]]`` tables, in the order of the loop: a tour never goes back."""
    stops: list[Stop] = []
    for each in table.tables("stop"):
        stop = _stop(each)
        if stop is None:
            continue
        if stops and _when(stop) <= _when(stops[-1]):
            what = "lies before the stop above it, or is the same"
            each.notes.add(each.place, what, "Put the stops in the order of the loop.")
        stops.append(stop)
    return tuple(stops)


def _when(stop: Stop) -> tuple[int, int]:
    return stop.batch, NODES.index(stop.node)


def _stop(table: Table) -> Stop | None:
    stop_id, node = table.name("id"), table.choice("node", NODES)
    batch, text = table.count("batch", MOST_BATCHES), table.prose("text")
    questions = [read_one_answer(each) for each in table.optional_tables("question")]
    table.done()
    table.notes.claim("stop", stop_id, table.place.within("id"))
    for question in questions:
        table.notes.claim("question", question.id, table.place.within("question"))
    if len(questions) > 1:
        what = f"has {len(questions)} questions"
        table.notes.add(table.place.within("question"), what, "Keep one a stop.")
    if node is None:
        return None
    return Stop(stop_id, node, batch, text, questions[0] if questions else None)


def read_labels(table: Table, source: str | None) -> Mapping[str, str]:
    """The ``[[node]]`` tables of a program; there need be none, but not some of the six only."""
    labels: dict[str, str] = {}
    for each in table.optional_tables("node"):
        node, comment = each.choice("id", NODES), each.line("comment")
        each.done()
        if source is not None and comment and not lines_of(source, comment):
            what = f"{shown(comment)} is not once in the program with code below it"
            remedy = "Give a comment that stands alone on its line, as it is written there."
            each.notes.add(each.place.within("comment"), what, remedy)
        _put(labels, node, comment, each)
    if labels:
        _all_there(table, labels)
    return MappingProxyType(labels)


def _put(found: dict[str, str], node: str | None, text: str, table: Table) -> None:
    if node in found:
        table.notes.add(table.place.within("id"), f"{shown(node)} is there twice", "Remove one.")
    if node is not None:
        found[node] = text


def _all_there(table: Table, found: Mapping[str, str]) -> None:
    for node in NODES:
        if node not in found:
            at = table.place.within("node")
            table.notes.add(at, f"{shown(node)} is missing", "Add a table [[node]] for it.")
