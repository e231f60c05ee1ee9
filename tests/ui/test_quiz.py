"""The quiz: answers by keys, rounds of what was missed, and everything kept."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.widgets import Input

from gdtui.lesson.model import Lesson
from gdtui.lesson.numbers import Number
from gdtui.lesson.questions import Order, presented
from gdtui.progress.model import Fact, Status
from gdtui.progress.rounds import RESULT, Answered, key_of
from gdtui.ui.linked import unlinked
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.questions.line import Lines
from gdtui.ui.widgets.questions.match import Matching
from gdtui.ui.widgets.rows import Rows, hanging
from tests.quizzing import keys_for
from tests.ui.answering import DAY, SEED, answer, asked, at, begun, page, quiz, whole_round
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


async def test_what_was_missed_is_told_and_asked_again_alone(
    make_app: MakeApp, memory: Memory, questions: list[str]
) -> None:
    wrong = set(questions[:6])
    app = make_app("quiz", [SEED])
    async with app.run_test(size=(80, 24)) as pilot:
        await whole_round(pilot, app, questions, wrong)
        await shows(pilot, "6 of 12 right", "50%", "Enter asks the 6 missed again")
        await shows(pilot, "Enter Ask the missed")
        assert not memory.progress.keys("quiz", "work")
        await pilot.press("r")
        for number, question in enumerate(questions[:6], start=1):
            await at(pilot, app, question, number=2)
            await shows(pilot, f"Missed question {number} of 6")
            await answer(pilot, app, number > 3)
            await pilot.press("enter")
        await at(pilot, app, RESULT, number=2)
        await shows(pilot, "3 of 6 right in the retry", "75%", "9 of 12 right, 6 of them at first")
        assert "quiz" in memory.progress.keys("quiz", "work")
        await pilot.press("enter")
        await at(pilot, app, questions[0], number=3)
        assert page(app).history[-1].questions == tuple(questions[:3])


@pytest.mark.parametrize("right", [True, False])
async def test_a_whole_round_is_explained_right_or_wrong(
    make_app: MakeApp, memory: Memory, questions: list[str], right: bool
) -> None:
    app = make_app("quiz", [SEED])
    async with app.run_test(size=(80, 50)) as pilot:
        for question in questions:
            await at(pilot, app, question)
            shown = asked(app)
            await answer(pilot, app, right)
            given = page(app).history[-1].answers[question].answer
            said = " ".join(screen_text(app).split())
            for reason in shown.judge(given).reasons:
                assert " ".join(unlinked(app.words(reason)).split()) in said
            assert ("Right. " if right else "No. ") in said
            await pilot.press("enter")
        await at(pilot, app, RESULT)
        await shows(pilot, *(("12 of 12 right", "100%") if right else ("0 of 12 right", "0%")))
        status = memory.progress.status("quiz", ("quiz",))
        assert status is (Status.COMPLETED if right else Status.IN_PROGRESS)
        if right:
            await shows(pilot, "Nothing is missed. n for step 7")
        await pilot.press("a")
        await at(pilot, app, questions[0], number=2)
    assert memory.progress.status("quiz", ("quiz",)) is status


async def test_nothing_is_decided_before_enter(
    make_app: MakeApp, memory: Memory, lesson: Lesson, questions: list[str]
) -> None:
    app = make_app("quiz", [SEED])
    async with app.run_test(size=(80, 24)) as pilot:
        for number, question in enumerate(questions):
            await at(pilot, app, question)
            keys = keys_for(asked(app), right=True)[:-1]
            await pilot.press(*keys)
            await pilot.pause()
            assert not memory.progress.keys("quiz", "answer")
            if number + 1 < len(questions):
                await pilot.press("f8")
        await pilot.press("f8")
        await pilot.pause()
        assert page(app).shown == (1, questions[-1])
        for question in reversed(questions):
            await at(pilot, app, question)
            await pilot.press("f7")
        # What took shape before is still there: the drafts need Enter alone.
        await at(pilot, app, questions[0])
        for question in questions:
            await at(pilot, app, question)
            kept = asked(app)
            if not isinstance(kept, (Order, Number)) and question not in drafted(lesson):
                await answer(pilot, app, right=True)
            else:
                await pilot.press("enter")
                await until(pilot, lambda q=question: q in page(app).history[-1].answers)
                assert page(app).history[-1].answers[question].right
            await pilot.press("enter")
        await at(pilot, app, RESULT)
    assert len(memory.progress.keys("quiz", "answer")) == len(questions)


def drafted(lesson: Lesson) -> set[str]:
    kinds = ("SeveralAnswers", "Match")
    return {q.id for q in quiz(lesson).questions if type(q).__name__ in kinds}


async def test_coming_back_shows_the_same_question_order_and_answers(
    make_app: MakeApp, memory: Memory, questions: list[str]
) -> None:
    app = make_app("quiz")
    async with app.run_test(size=(80, 24)) as pilot:
        for question in questions[:5]:
            await at(pilot, app, question)
            await answer(pilot, app, question != questions[1])
            await pilot.press("enter")
        await at(pilot, app, questions[5])
        await pilot.press("down")
        await pilot.pause()
        before = screen_text(app).replace("▸", " ")
        answers = page(app).history[-1].answers
        shown = [page(app).asked(page(app).history[-1], question) for question in questions]
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await at(pilot, again, questions[5])
        await pilot.press("down")
        await pilot.pause()
        assert screen_text(again).replace("▸", " ") == before
        assert page(again).history[-1].answers == answers
        assert [page(again).asked(page(again).history[-1], q) for q in questions] == shown
        await pilot.press("f7", "f7", "f7", "f7")
        await at(pilot, again, questions[1])
        await shows(pilot, "No. ", "belongs at")
        await pilot.press("enter")
        await at(pilot, again, questions[2])


async def test_the_seed_decides_the_order(lesson: Lesson) -> None:
    first = quiz(lesson).questions[0]
    orders = {str(presented(first, f"{seed}/1")) for seed in range(20)}
    assert len(orders) > 5


async def test_what_is_typed_into_the_field_is_text(
    make_app: MakeApp, memory: Memory, questions: list[str]
) -> None:
    app = make_app("quiz", begun(questions, "one-step"))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, "one-step")
        await shows(pilot, "Your answer: [", "Enter Answer", "Esc leaves the field.")
        await pilot.press(*"1n2p3g4o5q6?[]rda-")
        await pilot.pause()
        assert page(app).query_one(Input).value == "123456-"
        await pilot.press("enter")
        await shows(pilot, "That is no number. Type one such as 2.5 or −40.")
        assert not memory.progress.keys("quiz", "answer")
        assert memory.progress.value("quiz", "draft", "1/one-step") == "123456-"
        await pilot.press("f8")
        await at(pilot, app, "updates")
        await pilot.press("enter")
        await shows(pilot, "Type one such as 12 updates.")
        await pilot.press("f7")
        await at(pilot, app, "one-step")
        assert page(app).query_one(Input).value == "123456-"
        await pilot.press("escape")
        await shows(pilot, "Enter goes back into the field", "Enter To the field")
        await pilot.press("right_square_bracket")
        await at(pilot, app, "updates")
        await pilot.press("f7")
        await at(pilot, app, "one-step")
        await pilot.press("escape")
        await shows(pilot, "Enter goes back into the field")
        await pilot.press("enter")
        await shows(pilot, "Esc leaves the field.")
        await pilot.press(*["backspace"] * 7, *"9")
        await pilot.press("enter")
        await shows(pilot, "✗ 9  No.", "Enter goes on.")
        await pilot.press("g")
        await shows(pilot, "Glossary")


async def test_answers_that_no_longer_fit_are_asked_again(
    make_app: MakeApp, questions: list[str]
) -> None:
    told = Answered((99.0,), True, DAY).written()
    app = make_app("quiz", [SEED, Fact("quiz", "answer", key_of(1, "direction"), told)])
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, "direction")
        assert app.screen.query_one(Choices).answer is None


@pytest.mark.parametrize("question", ["direction", "loop", "too-high", "faulty-line", "remedies"])
async def test_a_question_answers_no_key_that_bounced_and_takes_the_digits(
    make_app: MakeApp, questions: list[str], question: str
) -> None:
    app = make_app("quiz", begun(questions, question))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, question)
        row = app.screen.query_one(Rows)
        before = row.cursor
        await pilot.press("enter")
        await shows(pilot, f"▸ {row.missing}")
        assert not row.locked
        await pilot.press(str(row.count + 1) if row.count < 9 else "1")
        await pilot.pause()
        assert row.cursor == before
        place = min(each.number for each in row.asked.lines) if isinstance(row, Lines) else 2
        await pilot.press(str(place))
        await until(pilot, lambda: row.cursor == place - 1)
        await shows(pilot, f"▸ {row.hint}", "↑↓ 1-9 Choose")
        assert page(app).shown == (1, question)
        await pilot.press("question_mark")
        await shows(pilot, "Keys on this screen", "Suspend")
        assert "Go to a step" not in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query(Rows))
        if isinstance(row, (Choices, Lines)):
            await pilot.press("enter")
            await until(pilot, lambda: row.locked)
            await pilot.press("9")
            await shows(pilot, "Step 9")


async def test_an_answer_lacks_pairs_until_each_has_a_partner(
    make_app: MakeApp, questions: list[str]
) -> None:
    match = questions[-1]
    app = make_app("quiz", begun(questions, match))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, match)
        await shows(pilot, "▸ Left and right choose a partner, Enter answers.")
        pairs = app.screen.query_one(Matching).count
        for left in range(pairs, 0, -1):
            await pilot.press("enter")
            await shows(pilot, f"▸ {left} of {pairs} pairs {'is' if left == 1 else 'are'} open.")
            assert "Enter Answer" not in screen_text(app)
            await pilot.press("right", "down")
        await shows(pilot, "▸ Left and right choose a partner, Enter answers.", "Enter Answer")


async def test_an_answer_moves_no_choice(make_app: MakeApp, questions: list[str]) -> None:
    app = make_app("quiz", begun(questions, "direction"))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, "direction")
        row = next(at for at, line in enumerate(screen_text(app).splitlines()) if "by 35" in line)
        await answer(pilot, app, right=False)
        await shows(pilot, "Enter goes on.")
        assert "by 35" in screen_text(app).splitlines()[row]


@pytest.mark.parametrize("width", range(7, 30))
def test_no_line_breaks_beside_the_sign_of_a_relation(width: int) -> None:
    text = Content.assemble("the line with ", ("w = 0", "bold"), " and b ≤ 1")
    lines = hanging(Content("- "), text, width)
    assert " ".join(line.plain[2:].strip() for line in lines) == text.plain
    assert not any(line.plain.strip(" -")[:1] in "=≤" for line in lines)
    assert not any(line.plain.strip()[-1:] in "=≤" for line in lines)
    bold = [line.plain[span.start : span.end] for line in lines for span in line.spans]
    assert bold == ["w = 0"]
