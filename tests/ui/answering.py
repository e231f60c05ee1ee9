"""Going through a quiz on screen: what tests of its pages share."""

from __future__ import annotations

from textual.pilot import Pilot

from gdtui.lesson.model import Lesson, Quiz
from gdtui.lesson.questions import Presented
from gdtui.progress.model import Fact
from gdtui.progress.rounds import RESULT, Answered, again, key_of
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.quiz import QuizScreen
from tests.quizzing import keys_for
from tests.ui.waiting import until

SEED = Fact("quiz", "place", "seed", "7")
DAY = 739_000


def quiz(lesson: Lesson) -> Quiz:
    body = lesson.steps[5].body
    assert isinstance(body, Quiz)
    return body


def begun(questions: list[str], at: str) -> list[Fact]:
    """A first round, with the place in it."""
    plan = again((), questions).written()
    return [SEED, Fact("quiz", "place", "round-1", plan), Fact("quiz", "place", "question", at)]


def answered(right: bool) -> str:
    return Answered((0,), right, DAY).written()


def quiz_facts(lesson: Lesson, *missed: str) -> list[Fact]:
    """A whole round of the quiz, answered on `DAY`."""
    step = next(step for step in lesson.steps if isinstance(step.body, Quiz))
    assert isinstance(step.body, Quiz)
    ids = [question.id for question in step.body.questions]
    answers = (Fact(step.id, "answer", key_of(1, q), answered(q not in missed)) for q in ids)
    return [Fact(step.id, "place", "seed", "7"), *again((), ids).begun(step.id), *answers]


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
