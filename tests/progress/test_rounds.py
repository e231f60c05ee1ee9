"""Rounds: what is asked again, what a score is, when a missed question returns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gdtui.progress.model import Fact, Progress
from gdtui.progress.recall import key_of as recall_key
from gdtui.progress.recall import recall
from gdtui.progress.rounds import (
    PASS,
    RESULT,
    RETURNS,
    Answered,
    Round,
    again,
    best,
    due,
    earned,
    key_of,
    looking_back,
    retry,
    returning,
    rounds,
    score,
)

QUESTIONS = ("a", "b", "c", "d", "e")
verdicts = st.fixed_dictionaries({question: st.booleans() for question in QUESTIONS})


def answered(round_: Round, rights: dict[str, bool], day: int = 1) -> Round:
    answers = {q: Answered((0.0,), rights[q], day) for q in round_.questions}
    return Round(round_.number, round_.sort, round_.questions, answers)


@given(st.lists(verdicts, min_size=1, max_size=6))
def test_a_retry_holds_exactly_what_is_still_missed(tries: list[dict[str, bool]]) -> None:
    history = [answered(again((), QUESTIONS), tries[0])]
    missed = {question for question in QUESTIONS if not tries[0][question]}
    for rights in tries[1:]:
        following = retry(history)
        assert (set(following.questions) if following else set()) == missed
        if following is None:
            break
        assert following.number == history[-1].number + 1
        history.append(answered(following, rights))
        missed = {question for question in missed if not rights[question]}
    total = score(history)
    assert total is not None
    assert total.first == sum(tries[0].values())
    assert total.right == len(QUESTIONS) - len(missed)
    assert set(total.missed) == missed
    assert total.passed is (total.right / len(QUESTIONS) >= PASS)


@given(st.lists(verdicts, min_size=1, max_size=5))
def test_the_best_attempt_is_kept_and_the_latest_counts(tries: list[dict[str, bool]]) -> None:
    history: list[Round] = []
    for rights in tries:
        history.append(answered(again(history, QUESTIONS), rights))
    top, latest = best(history), score(history)
    assert top is not None
    assert latest is not None
    assert top.right == max(sum(rights.values()) for rights in tries)
    assert latest.right == sum(tries[-1].values())


def test_a_round_under_way_is_scored_and_is_not_the_best_yet() -> None:
    round_ = again((), QUESTIONS)
    part = Round(round_.number, "whole", QUESTIONS, {"a": Answered((0.0,), False, 1)})
    total = score([part])
    assert total is not None
    assert (total.first, total.right, total.total, total.missed) == (0, 0, 5, ("a",))
    assert not part.done
    assert best([part]) is None
    assert score([]) is None


def test_what_returned_and_was_right_is_missed_no_more() -> None:
    first = answered(again((), QUESTIONS), dict.fromkeys(QUESTIONS, False))
    back = returning([first], 2)
    assert back is not None
    history = [first, answered(back, dict.fromkeys(QUESTIONS, True), day=2)]
    total = score(history)
    assert total is not None
    assert (total.first, total.right, total.missed) == (0, len(QUESTIONS), ())
    assert retry(history) is None


def one(number: int, right: bool, day: int) -> Round:
    return Round(number, "due", ("a",), {"a": Answered((0.0,), right, day)})


def test_a_missed_question_returns_after_longer_and_longer_rests() -> None:
    history = [one(1, False, 100)]
    assert due(history, 100) == ()
    day = 100
    for number, rest in enumerate(RETURNS, start=2):
        assert due(history, day + rest - 1) == ()
        day += rest
        assert due(history, day) == ("a",)
        history.append(one(number, True, day))
    assert due(history, day + 1000) == ()


def test_a_miss_begins_again_and_the_same_day_moves_nothing() -> None:
    history = [one(1, False, 100), one(2, True, 100)]
    assert due(history, 101) == ("a",)
    history += [one(3, True, 101), one(4, False, 104)]
    assert due(history, 104) == ()
    assert due(history, 105) == ("a",)


def test_what_was_never_missed_does_not_return() -> None:
    assert due([one(1, True, 100)], 1000) == ()
    assert returning([one(1, True, 100)], 1000) is None


@given(verdicts, st.integers(0, 5))
def test_rounds_come_back_from_the_facts(rights: dict[str, bool], count: int) -> None:
    plan = again((), QUESTIONS)
    facts = [Fact("quiz", "place", "round-1", plan.written())]
    for question in QUESTIONS[:count]:
        told = Answered((1.0, 2.0), rights[question], 7)
        facts.append(Fact("quiz", "answer", key_of(1, question), told.written()))
    (found,) = rounds(Progress().adding(facts), "quiz", QUESTIONS)
    assert found.questions == QUESTIONS
    assert {q: a.right for q, a in found.answers.items()} == {
        q: rights[q] for q in QUESTIONS[:count]
    }
    assert found.done is (count == len(QUESTIONS))
    assert set(found.missed) == {q for q in QUESTIONS[:count] if not rights[q]}


def test_facts_that_are_no_rounds_do_no_harm() -> None:
    texts = ["", "{", "[]", "3", '{"sort": "odd", "questions": ["a"]}',
             '{"sort": "whole", "questions": ["gone"]}',
             '{"sort": "whole", "questions": 3}']  # fmt: skip
    facts = [Fact("quiz", "place", f"round-{n}", text) for n, text in enumerate(texts, start=1)]
    assert rounds(Progress().adding(facts), "quiz", QUESTIONS) == ()
    for text in ["", "{}", '{"answer": [1]}', '{"answer": ["x"], "right": true, "day": 1}',
                 '{"answer": [1e999], "right": true, "day": 1}']:  # fmt: skip
        assert Answered.read(text) is None


@given(st.permutations(QUESTIONS), st.lists(st.booleans(), max_size=40))
def test_recall_asks_every_card_and_the_missed_until_they_are_known(
    cards: list[str], rights: list[bool]
) -> None:
    facts = [
        Fact("terms", "answer", recall_key(1, at), Answered((0.0,), right, 1).written())
        for at, right in enumerate(rights)
    ]
    round_ = recall(Progress().adding(facts), "terms", 1, cards)
    used = [answered.right for answered in round_.answers]
    assert used == rights[: len(used)]
    assert len(round_.queue) == len(cards) + used.count(False)
    known = {card for card, right in zip(round_.queue, used, strict=False) if right}
    assert round_.done is (known == set(cards))
    assert round_.known == sum(used[: len(cards)])
    assert round_.passed is (round_.done and round_.known >= 4)
    if not round_.done:
        assert len(used) == len(rights)


@given(st.lists(st.tuples(verdicts, st.integers(0, 9)), min_size=1, max_size=4), st.integers(0, 9))
def test_the_recap_asks_what_is_missed_and_what_is_due_and_nothing_else(
    tries: list[tuple[dict[str, bool], int]], rest: int
) -> None:
    history = [answered(again((), QUESTIONS), tries[0][0], day=10)]
    today = 10
    for rights, pause in tries[1:]:
        today += pause
        following = looking_back(history, today)
        if following is not None:
            history.append(answered(following, rights, day=today))
    today += rest
    total = score(history)
    assert total is not None
    found = looking_back(history, today)
    asked = set(found.questions) if found else set()
    assert asked == {*total.missed, *due(history, today)}
    assert (found is None) is (not asked)
    if found is not None:
        assert found.number == history[-1].number + 1
        assert list(found.questions) == [q for q in QUESTIONS if q in asked]
        # What is right now is not missed any more, and rests until another day.
        history.append(answered(found, dict.fromkeys(QUESTIONS, True), day=today))
        left = looking_back(history, today)
        assert left is None
        assert not set(due(history, today))


@given(st.sets(st.sampled_from(QUESTIONS)), st.sampled_from(QUESTIONS))
def test_going_on_leads_through_every_open_question_to_the_result(
    known: set[str], start: str
) -> None:
    answers = {q: Answered((0.0,), True, 1) for q in known}
    page, seen = start, []
    while page != RESULT:
        seen.append(page)
        assert len(seen) <= 2 * len(QUESTIONS)
        answers = {**answers, page: Answered((0.0,), True, 1)}
        round_ = Round(1, "whole", QUESTIONS, answers)
        assert round_.page_at(page) == page
        page = round_.page_after(page)
    assert set(seen) | known == set(QUESTIONS)
    assert round_.pages == (*QUESTIONS, RESULT)


def test_a_place_that_is_none_any_more_leads_to_the_first_open_question() -> None:
    answers = {"a": Answered((0.0,), True, 1)}
    round_ = Round(1, "whole", QUESTIONS, answers)
    assert round_.pages == QUESTIONS
    assert [round_.page_at(kept) for kept in ("c", "gone", None, RESULT)] == ["c", "b", "b", "b"]


@given(verdicts, verdicts)
def test_what_is_earned_follows_from_the_shares(
    first: dict[str, bool], second: dict[str, bool]
) -> None:
    history = [answered(again((), QUESTIONS), first)]
    following = retry(history)
    history += [answered(following, second)] if following else []
    right = sum(first[q] or second[q] for q in QUESTIONS)
    merits = set(earned(history))
    assert ("quiz" in merits) is (right >= 4)
    assert ("right-90" in merits) is (right == 5)
    assert ("first-90" in merits) is all(first.values())
    assert not set(earned([Round(1, "whole", QUESTIONS, {})]))
