"""What is said to an answer, whatever the shuffle and whatever was drawn."""

from __future__ import annotations

from itertools import permutations, product
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.lesson.load import load
from gdtui.lesson.model import Quiz
from gdtui.lesson.numbers import Number, NumberQuestion, read_number, written
from gdtui.lesson.places import content_folder
from gdtui.lesson.questions import (
    ChartReading,
    FaultyLine,
    Match,
    OneAnswer,
    Order,
    Question,
    SeveralAnswers,
    presented,
)

QUESTIONS: tuple[Question, ...] = tuple(
    question
    for step in load(content_folder()).steps
    if isinstance(step.body, Quiz)
    for question in step.body.questions
)
seeds = st.text(max_size=8)
Kind = TypeVar("Kind")


def of(kind: type[Kind]) -> list[Kind]:
    found: list[Kind] = [question for question in QUESTIONS if type(question) is kind]
    assert found
    return found


def test_the_quiz_has_ten_to_twelve_questions_of_every_kind() -> None:
    assert 10 <= len(QUESTIONS) <= 12
    kinds = {type(question) for question in QUESTIONS}
    assert kinds == {
        OneAnswer, SeveralAnswers, NumberQuestion, Order, ChartReading, FaultyLine, Match,
    }  # fmt: skip


@given(st.sampled_from(QUESTIONS), seeds)
def test_the_same_seed_presents_the_same(question: Question, seed: str) -> None:
    assert presented(question, seed) == presented(question, seed)


@given(st.sampled_from(of(OneAnswer)), seeds)
def test_shuffling_changes_no_verdict_on_one_answer(question: OneAnswer, seed: str) -> None:
    asked = presented(question, seed)
    assert isinstance(asked, OneAnswer)
    assert sorted(c.text for c in asked.choices) == sorted(c.text for c in question.choices)
    for at, choice in enumerate(asked.choices):
        before = question.choices.index(choice)
        assert asked.judge((at,)) == question.judge((before,))
        assert asked.judge((at,)).right is choice.right
        assert choice.why in asked.judge((at,)).reasons


@given(st.sampled_from(of(SeveralAnswers)), seeds, st.data())
def test_shuffling_changes_no_verdict_on_several(
    question: SeveralAnswers, seed: str, data: st.DataObject
) -> None:
    asked = presented(question, seed)
    assert isinstance(asked, SeveralAnswers)
    chosen = data.draw(st.sets(st.sampled_from(asked.choices)))
    answer = tuple(sorted(asked.choices.index(choice) for choice in chosen))
    before = tuple(sorted(question.choices.index(choice) for choice in chosen))
    assert asked.fits(answer)
    verdict, other = asked.judge(answer), question.judge(before)
    assert verdict.right is other.right is (chosen == {c for c in asked.choices if c.right})
    assert sorted(verdict.reasons) == sorted(other.reasons)
    wrong = [c for c in asked.choices if (c in chosen) is not c.right]
    told = wrong or [c for c in asked.choices if c.right]
    assert len(verdict.reasons) == len(told)
    assert all(choice.why in reason for choice, reason in zip(told, verdict.reasons, strict=True))


@given(st.sampled_from(of(Order)), seeds)
def test_an_order_is_never_shown_right_and_only_the_right_one_is(
    question: Order, seed: str
) -> None:
    asked = presented(question, seed)
    assert isinstance(asked, Order)
    right = tuple(range(len(asked.items)))
    assert asked.fits(asked.start)
    assert asked.start != right
    for answer in permutations(right):
        verdict = asked.judge(answer)
        assert verdict.right is (answer == right)
        assert verdict.reasons[-1] == asked.why
    for swap in asked.swaps:
        slipped = [item for item in right if item != swap.early]
        slipped.insert(slipped.index(swap.late), swap.early)
        assert swap.why in asked.judge(tuple(slipped)).reasons


@given(st.sampled_from(of(Match)), seeds)
def test_only_the_pairs_are_right_and_every_other_match_is_explained(
    question: Match, seed: str
) -> None:
    asked = presented(question, seed)
    assert isinstance(asked, Match)
    count = len(asked.pairs)
    assert sorted(asked.order) == list(range(count))
    for answer in product(range(count), repeat=count):
        verdict = asked.judge(answer)
        missed = [at for at in range(count) if answer[at] != at]
        assert verdict.right is (not missed)
        for at, reason in zip(missed, verdict.reasons, strict=False):
            assert dict(asked.pairs[at].wrong)[answer[at]] in reason
            assert asked.pairs[at].why in reason


@pytest.mark.parametrize("question", [*of(ChartReading), *of(FaultyLine)], ids=lambda q: q.id)
def test_charts_and_programs_are_asked_as_they_are(question: ChartReading | FaultyLine) -> None:
    assert presented(question, "any") is question


@pytest.mark.parametrize("question", of(FaultyLine), ids=lambda q: q.id)
def test_one_line_is_at_fault_and_each_other_is_told_apart(question: FaultyLine) -> None:
    for line in question.lines:
        verdict = question.judge((line.number,))
        assert verdict.right is (line is question.right)
        assert verdict.reasons[0] == line.why
    assert len({line.why for line in question.lines}) == len(question.lines)
    assert not question.fits((3,))


@pytest.mark.parametrize("question", of(NumberQuestion), ids=lambda q: q.id)
def test_every_draw_has_one_right_answer_and_tells_every_slip_apart(
    question: NumberQuestion,
) -> None:
    assert len(question.draws) >= 9
    for number in range(len(question.draws)):
        asked = question.drawn(number)
        assert asked.judge((asked.result,)).right
        assert asked.judge((asked.result,)).reasons == (asked.why,)
        for result, why in asked.slips:
            verdict = asked.judge((result,))
            assert not verdict.right
            assert verdict.reasons == (why, asked.why)
        far = max(asked.result, *(result for result, _ in asked.slips)) + 1000
        assert asked.judge((far,)).reasons == (asked.why,)
        assert "{" not in asked.prompt.replace("{{", "") + asked.why.replace("{{", "")


@given(st.sampled_from(of(NumberQuestion)), seeds)
def test_numbers_are_drawn_from_the_checked_ones(question: NumberQuestion, seed: str) -> None:
    asked = presented(question, seed)
    assert isinstance(asked, Number)
    assert asked in [question.drawn(number) for number in range(len(question.draws))]


@given(st.integers(-(10**5), 10**5), st.sampled_from([1, 10, 100, 1000]))
def test_what_is_written_can_be_read(number: int, parts: int) -> None:
    value = number / parts
    assert read_number(written(value), "") == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *[("2.6", 2.6), (" −37 ", -37), ("+.4", 0.4), ("2,6", 2.6), ("1e-3", 0.001)],
        *[("200 updates", 200), ("200Updates", 200), ("", None), ("two", None)],
        *[("2.6 m", None), ("1e999", None), ("--2", None), ("nan", None), ("2 6", None)],
    ],
)
def test_numbers_are_read_with_their_unit(typed: str, number: float | None) -> None:
    assert read_number(typed, "updates") == number


def test_answers_that_cannot_be_given_do_not_fit() -> None:
    for question in QUESTIONS:
        asked = presented(question, "seed")
        for answer in [(), (1.5,), (-1,), (99, 99), (0, 0), (1e300, 2)]:
            if asked.fits(answer):
                asked.judge(answer)
    one = of(OneAnswer)[0]
    assert not any(one.fits(answer) for answer in [(), (-1,), (0.5,), (99,), (0, 1)])
    several = of(SeveralAnswers)[0]
    assert several.fits(())
    assert not any(several.fits(answer) for answer in [(2, 1), (1, 1), (99,)])
