"""The quiz: answers by keys and mouse, rounds of what was missed, and everything kept."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gdtui.lesson.model import Lesson, Quiz
from gdtui.lesson.numbers import Number
from gdtui.lesson.questions import Order, Presented, presented
from gdtui.progress.model import Fact, Status
from gdtui.progress.rounds import Answered, Round, again, due, key_of, rounds
from gdtui.ui.app import LessonApp
from gdtui.ui.linked import unlinked
from gdtui.ui.screens.overview import OverviewScreen
from gdtui.ui.screens.quiz import RESULT, QuizScreen
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.questions.order import Ordering
from tests.quizzing import keys_for
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

SEED = Fact("quiz", "place", "seed", "7")
DAY = 739_000
SHOWN = [((60, 20), True), ((80, 24), False), ((140, 40), True)]


@pytest.fixture
def questions(lesson: Lesson) -> list[str]:
    return [question.id for question in quiz(lesson).questions]


def quiz(lesson: Lesson) -> Quiz:
    body = lesson.steps[5].body
    assert isinstance(body, Quiz)
    return body


def begun(questions: list[str], at: str) -> list[Fact]:
    """A first round, with the place in it."""
    plan = again((), questions).written()
    return [SEED, Fact("quiz", "place", "round-1", plan), Fact("quiz", "place", "question", at)]


def page(app: LessonApp) -> QuizScreen:
    assert isinstance(app.screen, QuizScreen)
    return app.screen


def asked(app: LessonApp) -> Presented:
    screen = page(app)
    assert screen.shown is not None
    return screen.asked(screen.history[-1], screen.shown[1])


async def at(pilot: Pilot[None], app: LessonApp, question: str, number: int = 1) -> None:
    """Wait until a question is on screen and takes the keys."""
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, QuizScreen)
            and page(app).shown == (number, question)
            and (app.focused is not None or question == RESULT)
            and page(app).query_one("#question").children
        ),
    )
    await pilot.pause()


async def answer(pilot: Pilot[None], app: LessonApp, right: bool) -> None:
    """Answer the question on screen and wait for what is said to it."""
    question = asked(app)
    await pilot.press(*keys_for(question, right))
    await until(pilot, lambda: question.id in page(app).history[-1].answers)
    assert page(app).history[-1].answers[question.id].right is right


async def whole_round(
    pilot: Pilot[None], app: LessonApp, questions: list[str], wrong: set[str]
) -> None:
    for question in questions:
        await at(pilot, app, question)
        await answer(pilot, app, question not in wrong)
        await pilot.press("enter")
    await at(pilot, app, RESULT)


async def test_what_was_missed_is_told_and_asked_again_alone(
    make_app: MakeApp, memory: Memory, questions: list[str]
) -> None:
    wrong = set(questions[:6])
    app = make_app("quiz", [SEED])
    async with app.run_test(size=(80, 24)) as pilot:
        await whole_round(pilot, app, questions, wrong)
        await shows(pilot, "6 of 12 right", "50%", "Enter asks the 6 missed again")
        assert not memory.progress.keys("quiz", "work")
        await pilot.press("r")
        for number, question in enumerate(questions[:6], start=1):
            await at(pilot, app, question, number=2)
            await shows(pilot, f"Missed question {number} of 6")
            await answer(pilot, app, number > 3)
            await pilot.press("enter")
        await at(pilot, app, RESULT, number=2)
        await shows(pilot, "3 of 6 right in the retry", "75%", "6 of 12, 9 with what you retried")
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


@pytest.mark.parametrize("index", [1, 4, 5])
async def test_question_and_explanation_share_a_screen_of_80_by_24(
    make_app: MakeApp, questions: list[str], index: int
) -> None:
    app = make_app("quiz", begun(questions, questions[index]))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, questions[index])
        await pilot.press("enter")
        await shows(pilot, "Enter goes on.")
        await pilot.pause()
        body = page(app).query_one("#question")
        assert body.max_scroll_y == 0
        assert "PgUp" not in screen_text(app)


async def test_what_is_out_of_sight_is_a_told_key_away(
    make_app: MakeApp, questions: list[str]
) -> None:
    app = make_app("quiz", begun(questions, questions[4]))
    async with app.run_test(size=(60, 20)) as pilot:
        await at(pilot, app, questions[4])
        await pilot.press("enter")
        await shows(pilot, "Enter goes on.", "PgUp PgDn Scroll")
        body = page(app).query_one("#question")
        await until(pilot, lambda: body.scroll_y > 0)
        await pilot.press("pageup")
        await until(pilot, lambda: body.scroll_y == 0)


async def click(pilot: Pilot[None], app: LessonApp, words: str) -> None:
    lines = screen_text(app).splitlines()
    row = next(row for row, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[row].index(words) + 1, row))
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_mouse_answers(
    make_app: MakeApp, memory: Memory, lesson: Lesson, questions: list[str], size: tuple[int, int]
) -> None:
    app = make_app("quiz", [SEED])
    async with app.run_test(size=size) as pilot:
        await at(pilot, app, "direction")
        choice = "w grows by 0.35"
        await click(pilot, app, choice)
        if not memory.progress.keys("quiz", "answer"):
            await click(pilot, app, choice)
        await shows(pilot, "Right. ", "Enter goes on.")
        await click(pilot, app, "Go on")
        await at(pilot, app, "loop")
        order = app.screen.query_one(Ordering)
        for place, item in enumerate(order.asked.items):
            if order.order[place] != place:
                there = order.asked.items[order.order[place]]
                await click(pilot, app, item)
                await click(pilot, app, there)
        assert order.order == list(range(len(order.order)))
        await click(pilot, app, "Enter Answer")
        await shows(pilot, "Right. ")
        for question, words in (("batch-size", "An epoch makes 5"), ("remedies", "] Warm-up")):
            while page(app).shown != (1, question):
                before = page(app).shown
                await pilot.press("f8")
                await until(pilot, lambda before=before: page(app).shown != before)
            await at(pilot, app, question)
            await click(pilot, app, words)
            await click(pilot, app, words) if question == "remedies" else None
            await until(pilot, lambda q=question: memory.progress.value("quiz", "draft", f"1/{q}"))
        while page(app).shown != (1, "faulty-line"):
            before = page(app).shown
            await pilot.press("f7")
            await until(pilot, lambda before=before: page(app).shown != before)
        await at(pilot, app, "faulty-line")
        await click(pilot, app, "for _ in")
        assert "faulty-line" not in page(app).history[-1].answers
        await click(pilot, app, "random.shuffle")
        await click(pilot, app, "random.shuffle")
        await until(pilot, lambda: "faulty-line" in page(app).history[-1].answers)


@pytest.mark.parametrize(("size", "ascii"), SHOWN)
async def test_every_question_and_its_answer_can_be_read(
    make_app: MakeApp, questions: list[str], size: tuple[int, int], ascii: bool
) -> None:
    app = make_app("quiz", [SEED], ascii=ascii)
    async with app.run_test(size=size) as pilot:
        for question in questions:
            await at(pilot, app, question)
            if not isinstance(asked(app), Number):
                # The cursor of the question, and the pointer of the line with the next action.
                assert screen_text(app).count("> " if ascii else "▸ ") >= 2
            await answer(pilot, app, right=False)
            await shows(pilot, "No. ")
            assert "{" not in screen_text(app)
            assert page(app).query_one("#question").virtual_size.width <= size[0]
            if ascii:
                assert all(app.words(line).isascii() for line in screen_text(app).splitlines())
            await pilot.press("enter")
        await at(pilot, app, RESULT)
        await shows(pilot, "0 of 12 right")


async def test_the_explanation_is_in_sight_and_the_rest_scrolls(
    make_app: MakeApp, questions: list[str]
) -> None:
    app = make_app("quiz", begun(questions, "remedies"))
    async with app.run_test(size=(60, 20)) as pilot:
        await at(pilot, app, "remedies")
        await answer(pilot, app, right=False)
        await shows(pilot, "No. ")
        body = page(app).query_one("#question")
        before = body.scroll_y
        await pilot.press("up", "up")
        await until(pilot, lambda: body.scroll_y < before)


async def test_missed_questions_return_on_another_day(
    make_app: MakeApp, memory: Memory, questions: list[str]
) -> None:
    missed = questions[0], questions[3]
    facts = begun(questions, RESULT)
    for question in questions:
        told = Answered((0.0,), question not in missed, DAY)
        facts.append(Fact("quiz", "answer", key_of(1, question), told.written()))
    app = make_app(None, facts, today=lambda: DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "today" not in screen_text(app)
    later = make_app(None, today=lambda: DAY + 1)
    async with later.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "2 questions return today: d asks again.", "d Due questions")
        await pilot.press("d")
        for question in missed:
            await at(pilot, later, question, number=2)
            await shows(pilot, "Returning question")
            await answer(pilot, later, right=True)
            await pilot.press("enter")
        await at(pilot, later, RESULT, number=2)
        await shows(pilot, "2 of 2 right in the questions that returned", "100%", "10 of 12, 12")
        history = rounds(memory.progress, "quiz", questions)
        assert due(history, DAY + 1) == ()
        assert set(due(history, DAY + 4)) == set(missed)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(later.screen, OverviewScreen))
        assert "today" not in screen_text(later)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_the_result_is_set_in_whole_lines(
    make_app: MakeApp, questions: list[str], size: tuple[int, int]
) -> None:
    facts = begun(questions, RESULT)
    for question in questions:
        first = Answered((1.0,), False, DAY) if question == "updates" else Answered((), True, DAY)
        facts.append(Fact("quiz", "answer", key_of(1, question), first.written()))
    # The latest round is read strictly, so that an older one carries what fits no question.
    facts += [
        Fact("quiz", "place", "round-2", Round(2, "retry", ("updates",), {}).written()),
        Fact("quiz", "answer", key_of(2, "updates"), Answered((1.0,), False, DAY).written()),
    ]
    app = make_app("quiz", facts)
    async with app.run_test(size=size) as pilot:
        await at(pilot, app, RESULT, number=2)
        await shows(pilot, "0 of 1 right in the retry.", "This attempt  92%", "batches, because")
        left = 29 if size[0] >= 100 else 0
        lines = [line[left:] for line in screen_text(app).splitlines()]
        start = next(row for row, line in enumerate(lines) if "70% completes" in line)
        end = next(row for row, line in enumerate(lines) if "·50 =" in line)
        paragraph = lines[start + 2 : end + 1]
        assert len(paragraph) >= 3
        # Each line stands two cells in: none was broken a second time.
        assert all(line[:3] == "   " and line[3] != " " for line in paragraph)


async def test_answers_that_no_longer_fit_are_asked_again(
    make_app: MakeApp, questions: list[str]
) -> None:
    told = Answered((99.0,), True, DAY).written()
    app = make_app("quiz", [SEED, Fact("quiz", "answer", key_of(1, "direction"), told)])
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, "direction")
        assert app.screen.query_one(Choices).answer is None
