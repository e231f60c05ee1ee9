"""A whole quiz in a pseudo-terminal, by keys alone: right, wrong, and killed in the middle."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from gdtui.lesson.load import load
from gdtui.lesson.model import Quiz
from gdtui.lesson.places import content_folder
from gdtui.lesson.questions import Question, presented
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.rounds import rounds
from gdtui.progress.store import Store
from tests.quizzing import keys_for
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-m", "gdtui", "--no-animation"]
LESSON = load(content_folder())
QUESTIONS: Sequence[Question] = next(
    step.body.questions for step in LESSON.steps if isinstance(step.body, Quiz)
)
WRONG = {QUESTIONS[index].id for index in (1, 2, 4, 6, 7)}


@pytest.fixture
def seed() -> str:
    """The seed of the shuffles, kept as an earlier visit to the quiz would have left it."""
    store = Store(database_path(), LESSON.id)
    store.save([Fact("quiz", "place", "seed", "11")])
    store.close()
    return "11"


def kept_answers() -> dict[str, bool]:
    """The answers of the latest round, as the disk has them."""
    store = Store(database_path(), LESSON.id)
    history = rounds(store.load(), "quiz", [question.id for question in QUESTIONS])
    store.close()
    return {question: answered.right for question, answered in history[-1].answers.items()}


def play(
    terminal: Terminal, questions: Sequence[Question], seed: str, number: int, wrong: set[str]
) -> None:
    """Answer questions of a round, the first of which is on screen."""
    for question in questions:
        asked = presented(question, f"{seed}/{number}")
        terminal.wait_for(f"uestion {place(question, questions)} of")
        # The page is there when its own question is, not the one before.
        terminal.wait_for(" ".join(asked.prompt.split()[:3]).split("{")[0])
        terminal.wait_for(lambda now: "Enter goes on." not in now.text)
        right = question.id not in wrong
        terminal.press(*keys_for(asked, right))
        terminal.wait_for("Right. " if right else "No. ")
        terminal.wait_for(lambda t: "Enter goes on." in t.text or "shows the result" in t.text)
        terminal.press("enter")


def place(question: Question, questions: Sequence[Question]) -> int:
    return (QUESTIONS if len(questions) != len(WRONG) else questions).index(question) + 1


def test_a_whole_quiz_survives_a_kill_and_is_passed_at_the_retry(seed: str) -> None:
    with Terminal([*PROGRAM, "--step", "quiz"], columns=80, rows=24, cwd=ROOT) as terminal:
        play(terminal, QUESTIONS[:7], seed, 1, WRONG)
        asked = presented(QUESTIONS[7], f"{seed}/1")
        terminal.wait_for("Question 8 of 12")
        # Then nothing on screen is of the question before.
        terminal.wait_for("Enter answers.")
        terminal.press(*keys_for(asked, right=False))
        terminal.wait_for("Enter goes on.")
        terminal.kill(signal.SIGKILL)
        assert terminal.exit_status() == -signal.SIGKILL
    assert kept_answers() == {q.id: q.id not in WRONG for q in QUESTIONS[:8]}

    with Terminal(PROGRAM, columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("Question 8 of 12")
        terminal.wait_for("No. ")
        terminal.press("enter")
        play(terminal, QUESTIONS[8:], seed, 1, WRONG)
        terminal.wait_for("7 of 12 right in this round")
        terminal.wait_for("58%")
        terminal.press("enter")
        missed = [question for question in QUESTIONS if question.id in WRONG]
        play(terminal, missed, seed, 2, {missed[0].id})
        terminal.wait_for("92%")
        terminal.wait_for("Completed")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert kept_answers() == {q.id: q is not missed[0] for q in missed}
    store = Store(database_path(), LESSON.id)
    assert {"quiz", "completed"} <= store.load().keys("quiz", "work")
    store.close()
