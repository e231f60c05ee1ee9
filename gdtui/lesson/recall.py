"""Questions made of the glossary's cards: a term's meaning, and the term to a formula."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from gdtui.lesson.model import Term
from gdtui.lesson.questions import Choice, OneAnswer

WRONG = 3
"""Wrong choices in a question, where there are so many other cards."""

BLANK = "_____"
"""Stands for a word that would give the term away."""


def order_of(cards: Sequence[Term], seed: str) -> tuple[str, ...]:
    """The ids of the cards in the order in which this seed asks them."""
    ids = [card.id for card in cards]
    random.Random(seed).shuffle(ids)
    return tuple(ids)


def question_of(cards: Sequence[Term], at: int, backwards: bool, seed: str) -> OneAnswer:
    """A question about the card at a place, its wrong choices drawn from the others.

    Forwards it gives the term and asks for its meaning; backwards it gives the formula and the
    number from this lesson, and asks for the term.
    """
    chance = random.Random(f"{seed}/{cards[at].id}")
    card = cards[at]
    others = [other for other in cards if other.id != card.id]
    if backwards:
        # Some terms share a formula; then only their example tells them apart.
        others = [other for other in others if other.formula != card.formula]
    drawn = chance.sample(others, min(WRONG, len(others)))
    make = _term if backwards else _meaning
    choices = [make(card, right=True), *(make(other, right=False) for other in drawn)]
    chance.shuffle(choices)
    prompt = _formula(card) if backwards else f"{card.name} ({card.symbol}) is …"
    return OneAnswer(card.id, prompt, tuple(choices))


def _meaning(card: Term, *, right: bool) -> Choice:
    why = card.confusion if right else f"That is: {card.name}, {card.formula}."
    return Choice(card.meaning, why, right)


def _term(card: Term, *, right: bool) -> Choice:
    why = f"{card.meaning} {card.confusion}" if right else f"{card.name}: {card.formula}."
    return Choice(card.name, why, right)


def _formula(card: Term) -> str:
    """The formula, and the number from this lesson without the words of the name."""
    return f"Which term has this formula: {card.formula}\nIn this lesson: {masked(card)}"


def masked(card: Term) -> str:
    """The example with a blank for every word of the term's name; figures stay."""
    words = [word for word in re.findall(r"\w+", card.name) if len(word) > 2]
    name = "|".join(map(re.escape, words))
    pattern = r"\{\{[^}]*\}\}" + (rf"|\b(?:{name})\w*" if name else "")
    return re.sub(pattern, _kept_figure, card.example, flags=re.IGNORECASE)


def _kept_figure(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("{{") else BLANK
