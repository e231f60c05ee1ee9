"""The quiz on screens of every size: what is in sight, what scrolls, and the mouse."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.lesson.model import Lesson
from gdtui.lesson.numbers import Number
from gdtui.lesson.questions import ChartReading
from gdtui.progress.model import Fact
from gdtui.progress.rounds import RESULT, Answered, Round, key_of
from gdtui.ui.app import LessonApp
from gdtui.ui.widgets.questions.order import Ordering
from tests.quizzing import keys_for
from tests.ui.answering import DAY, SEED, answer, asked, at, begun, page
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

SHOWN = [
    ((60, 20), True, False),
    ((80, 24), False, False),
    ((140, 40), True, True),
]
"""Sizes, whether in ASCII, and whether answered rightly."""


@pytest.mark.parametrize(("index", "right"), [(0, False), (1, True), (4, False), (5, False)])
async def test_question_and_explanation_share_a_screen_of_80_by_24(
    make_app: MakeApp, questions: list[str], index: int, right: bool
) -> None:
    app = make_app("quiz", begun(questions, questions[index]))
    async with app.run_test(size=(80, 24)) as pilot:
        await at(pilot, app, questions[index])
        await answer(pilot, app, right)
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
        await answer(pilot, app, right=False)
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


@pytest.mark.parametrize(("size", "ascii", "right"), SHOWN)
async def test_every_question_and_its_answer_can_be_read(
    make_app: MakeApp, questions: list[str], size: tuple[int, int], ascii: bool, right: bool
) -> None:
    app = make_app("quiz", [SEED], ascii=ascii)
    async with app.run_test(size=size) as pilot:
        for question in questions:
            await at(pilot, app, question)
            *choose, enter = keys_for(asked(app), right)
            await pilot.press(*choose)
            await pilot.pause()
            if not isinstance(asked(app), Number):
                # The cursor of the question, and the pointer of the line with the next action.
                assert screen_text(app).count("> " if ascii else "▸ ") >= 2
            await pilot.press(enter)
            await shows(pilot, "Right. " if right else "No. ")
            body = page(app).query_one("#question")
            await until(
                pilot,
                lambda body=body: (
                    (body.scroll_y < body.max_scroll_y)
                    is ("PgDn shows the rest." in screen_text(app))
                ),
            )
            if isinstance(asked(app), ChartReading):
                # The explanation is read beside the curves and what stands below their axis.
                assert "update" in screen_text(app)
            assert "{" not in screen_text(app)
            assert page(app).query_one("#question").virtual_size.width <= size[0]
            if ascii:
                assert all(app.words(line).isascii() for line in screen_text(app).splitlines())
            await pilot.press("enter")
        await at(pilot, app, RESULT)
        await shows(pilot, f"{12 if right else 0} of 12 right")


async def test_the_explanation_is_in_sight_and_the_rest_scrolls(
    make_app: MakeApp, questions: list[str]
) -> None:
    app = make_app("quiz", begun(questions, "remedies"))
    async with app.run_test(size=(60, 20)) as pilot:
        await at(pilot, app, "remedies")
        await answer(pilot, app, right=False)
        await shows(pilot, "No. ")
        body = page(app).query_one("#question")
        assert body.scroll_y == 0
        await shows(pilot, "PgDn shows the rest. Enter goes on.")
        await pilot.press("pagedown")
        await until(pilot, lambda: body.scroll_y == body.max_scroll_y)
        await until(pilot, lambda: "PgDn shows" not in screen_text(app))
        await pilot.press("up", "up")
        await until(pilot, lambda: body.scroll_y < body.max_scroll_y)


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
