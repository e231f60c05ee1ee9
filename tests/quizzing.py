"""The keys that answer a question, rightly or wrongly, for tests on screens and in terminals."""

from __future__ import annotations

from gdtui.lesson.numbers import Number
from gdtui.lesson.questions import (
    FaultyLine,
    Match,
    Order,
    Presented,
    SeveralAnswers,
)


def keys_for(asked: Presented, right: bool) -> list[str]:
    """From the question as it is first shown to the confirmed answer."""
    if isinstance(asked, Number):
        return [*(f"{asked.result:.6g}" if right else "123456"), "enter"]
    if isinstance(asked, Order):
        return [*(_sorting(asked) if right else _displacing(asked)), "enter"]
    if isinstance(asked, SeveralAnswers):
        marks = [["space"] if choice.right is right else [] for choice in asked.choices]
        return [key for mark in marks for key in (*mark, "down")] + ["enter"]
    if isinstance(asked, FaultyLine):
        numbers = sorted(line.number for line in asked.lines)
        wrong = next(number for number in numbers if number != asked.right.number)
        return choosing(numbers.index(asked.right.number if right else wrong))
    if isinstance(asked, Match):
        count = len(asked.pairs)
        partners = [(at if right else (at + 1) % count) for at in range(count)]
        turns = [["right"] * (asked.order.index(partner) + 1) for partner in partners]
        return [key for turn in turns for key in (*turn, "down")] + ["enter"]
    index = asked.right if right else (asked.right + 1) % len(asked.choices)
    return choosing(index)


def choosing(index: int) -> list[str]:
    """Answer with a choice: the first key leads to the first one."""
    return [*["down"] * (index + 1), "enter"]


def _displacing(asked: Order) -> list[str]:
    """Move one item so that the order is still wrong: the first one down, or else two places."""
    first, second, *rest = asked.start
    moved = (second, first, *rest)
    steps = 2 if moved == tuple(range(len(moved))) else 1
    return ["space", *["down"] * steps, "space"]


def _sorting(asked: Order) -> list[str]:
    """Carry each item to its place, from the first place on."""
    order, keys, cursor = list(asked.start), [], 0
    for place in range(len(order)):
        at = order.index(place)
        keys += ["down"] * (at - cursor) if at >= cursor else ["up"] * (cursor - at)
        keys += ["space", *["up"] * (at - place), "space"]
        order.insert(place, order.pop(at))
        cursor = place
    return keys
