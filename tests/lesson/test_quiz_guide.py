"""The author's guide to questions says what the loader does."""

from __future__ import annotations

import re
from pathlib import Path

from gdtui.lesson.asking import KINDS
from gdtui.lesson.load import check
from gdtui.lesson.model import Quiz
from gdtui.lesson.questions import presented
from tests.lesson.test_lesson_guide import examples

STEP = """
[[step]]
id = "quiz"
title = "Quiz"
kind = "quiz"
file = "quiz"
minutes = 3
invitation = "Answer"
work = ["quiz"]
"""


def test_the_example_of_a_quiz_is_fit_to_teach_and_shows_every_kind(folder: Path) -> None:
    lesson_file = folder / "lesson.toml"
    lesson_file.write_text(lesson_file.read_text(encoding="utf-8") + STEP, encoding="utf-8")
    text = examples()["questions.toml"]
    (folder / "quiz").mkdir()
    (folder / "quiz/questions.toml").write_text(text, encoding="utf-8")
    (folder / "quiz/faulty.py").write_text("dw = 2 * error * x\nw = w + lr * dw\n")
    lesson, faults = check(folder)
    assert faults == ()
    assert lesson is not None
    body = lesson.steps[-1].body
    assert isinstance(body, Quiz)
    for question in body.questions:
        assert presented(question, "seed").id == question.id
    kinds = set(re.findall(r'^kind = "(\w+)"', text, re.M))
    assert kinds | {"several"} == set(KINDS)
