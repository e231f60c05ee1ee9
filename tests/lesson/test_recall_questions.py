"""Questions made of cards: one right choice, told apart from every other, both ways."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from gdtui.lesson.load import load
from gdtui.lesson.places import content_folder
from gdtui.lesson.recall import BLANK, WRONG, masked, order_of, question_of

CARDS = load(content_folder()).glossary


@given(st.integers(0, len(CARDS) - 1), st.booleans(), st.text(max_size=6))
def test_a_card_asks_one_thing_with_one_right_answer(at: int, backwards: bool, seed: str) -> None:
    question = question_of(CARDS, at, backwards, seed)
    card = CARDS[at]
    assert question == question_of(CARDS, at, backwards, seed)
    assert len(question.choices) == WRONG + 1
    assert len({choice.text for choice in question.choices}) == WRONG + 1
    right = question.choices[question.right]
    assert right.text == (card.name if backwards else card.meaning)
    assert card.confusion in right.why
    if backwards:
        assert card.formula in question.prompt
        names = {choice.text for choice in question.choices}
        twins = {c.name for c in CARDS if c.formula == card.formula and c.id != card.id}
        assert not names & twins
    else:
        assert card.name in question.prompt
    assert all(choice.why for choice in question.choices)


@given(st.text(max_size=6))
def test_every_card_is_asked_once_in_an_order_of_the_seed(seed: str) -> None:
    assert sorted(order_of(CARDS, seed)) == sorted(card.id for card in CARDS)
    assert order_of(CARDS, seed) == order_of(CARDS, seed)


def test_an_example_does_not_give_its_term_away_and_keeps_its_numbers() -> None:
    for card in CARDS:
        words = re.findall(r"\w{3,}", card.name.casefold())
        told = re.sub(r"\{\{[^}]*\}\}", "", masked(card)).casefold()
        assert not [word for word in words if re.search(rf"\b{word}", told)]
        assert re.findall(r"\{\{.*?\}\}", masked(card)) == re.findall(r"\{\{.*?\}\}", card.example)
        assert masked(card) in question_of(CARDS, CARDS.index(card), True, "seed").prompt
    assert sum(BLANK in masked(card) for card in CARDS) >= 2
    epoch = next(card for card in CARDS if card.id == "epoch")
    assert masked(epoch).endswith(f"updates in an {BLANK}, {{{{updates}}}} in 100 {BLANK}.")


def test_two_cards_are_enough_for_a_question() -> None:
    question = question_of(CARDS[:2], 0, False, "seed")
    assert len(question.choices) == 2
