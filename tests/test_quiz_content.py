"""The quiz as it is shipped: its numbers computed anew, by other means."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest

from gdtui.descent.data import LINE, SQUARE
from gdtui.descent.figures import figure
from gdtui.descent.series import series
from gdtui.lesson.load import load
from gdtui.lesson.model import Quiz
from gdtui.lesson.places import content_folder
from gdtui.lesson.questions import (
    ChartReading,
    FaultyLine,
    NumberQuestion,
    OneAnswer,
    Question,
)


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    bodies = [step.body for step in load(content_folder()).steps]
    return {q.id: q for body in bodies if isinstance(body, Quiz) for q in body.questions}


# Its numbers, computed by other means than the lesson's


def run(lr: float, batch: int, updates: int, seed: int = 7) -> list[float]:
    """The loss on all data before and after each update, as plainly as it can be written."""
    chance, w, b, losses = random.Random(seed), 0.0, 0.0, []

    def measure() -> None:
        losses.append(sum((w * x + b - y) ** 2 for x, y in LINE) / len(LINE))

    measure()
    while len(losses) <= updates:
        order = list(LINE)
        chance.shuffle(order)
        for part in [order[at : at + batch] for at in range(0, len(order), batch)]:
            errors = [(w * x + b - y, x) for x, y in part]
            w, b = (
                w - lr * sum(2 * e * x for e, x in errors) / len(part),
                b - lr * sum(2 * e for e, _ in errors) / len(part),
            )
            measure()
    return losses[: updates + 1]


CURVES = {
    "lr-1e-3": (0.001, 5, 12),
    "lr-2e-2": (0.02, 5, 12),
    "lr-8e-2": (0.08, 5, 12),
    "lr-1e-1": (0.1, 5, 12),
    "long-lr-1e-3": (0.001, 5, 30),
    "long-lr-3e-3": (0.003, 5, 30),
    "long-lr-8e-2": (0.08, 5, 30),
    "long-one-sample": (0.035, 1, 30),
}


@pytest.mark.parametrize("name", CURVES)
def test_the_curves_are_those_runs(name: str) -> None:
    lr, batch, updates = CURVES[name]
    assert [x for x, _ in series(name)] == list(range(updates + 1))
    assert [y for _, y in series(name)] == pytest.approx(run(lr, batch, updates), rel=1e-6)


def test_every_curve_of_the_quiz_is_computed_anew_here(questions: dict[str, Question]) -> None:
    charts = [each for each in questions.values() if isinstance(each, ChartReading)]
    assert {name for chart in charts for name in chart.series} == set(CURVES)


def test_an_unknown_curve_is_refused() -> None:
    with pytest.raises(KeyError, match="no curve called 'gone'; known are: lr-1e-3"):
        series("gone")


def test_what_is_said_of_the_curves_is_true() -> None:
    assert all(after > before for before, after in pairwise(run(0.1, 5, 12)))
    assert all(after < before for before, after in pairwise(run(0.001, 5, 12)))
    assert run(0.08, 5, 100)[-1] < run(0.02, 5, 100)[-1]
    ratio = (run(0.1, 5, 40)[-1] / run(0.1, 5, 39)[-1]) ** 0.5
    assert f"−{ratio:.2f}" == figure("factor-blow-up")
    assert figure("factor-swing") == "−0.893"
    noisy = run(0.035, 1, 30)
    assert figure("one-sample-raises") == str(sum(b > a for a, b in pairwise(noisy)))
    for lr in (0.001, 0.003, 0.035, 0.08):
        assert all(after < before for before, after in pairwise(run(lr, 5, 30)))
    single = run(0.01, 1, 1500)
    assert int(figure("one-epochs-1e-4")) == first(single[5::5], 1e-4)
    assert int(figure("one-updates-1e-6")) == 5 * first(single[5::5], 1e-6)
    full = run(0.01, 5, 1600)
    assert int(figure("epochs-1e-4")) == first(full[1:], 1e-4)
    assert int(figure("epochs-1e-6")) == first(full[1:], 1e-6)


def first(losses: Sequence[float], below: float) -> int:
    return next(number for number, loss in enumerate(losses, start=1) if loss < below)


def test_the_faulty_program_does_what_the_question_says(questions: dict[str, Question]) -> None:
    question = questions["faulty-line"]
    assert isinstance(question, FaultyLine)
    source = "\n".join(question.program)
    mended = source.replace("sum_w = sum_b = 0.0\n", "").replace(
        "        for x, y in batch:", "        sum_w = sum_b = 0.0\n        for x, y in batch:"
    )
    changes = {
        "not-reset": source,
        "none": mended,
        "added": mended.replace("w * x + b - y", "y - w * x - b"),
        "no-x": mended.replace("2 * error * x", "2 * error"),
        "no-mean": mended.replace(" / len(batch)", ""),
        "no-bias": mended.replace("b -= 0.01 * sum_b / len(batch)", "pass"),
    }
    assert len(set(changes.values())) == len(changes)
    for fault, program in changes.items():
        for epochs in (1, 10, 100):
            random.seed(7)
            names: dict[str, Any] = {"data": list(LINE), "random": random}
            exec(program.replace("range(100)", f"range({epochs})"), names)
            w, b = names["w"], names["b"]
            loss = sum((w * x + b - y) ** 2 for x, y in LINE) / len(LINE)
            assert value(figure(f"fault-{fault}-{epochs}")) == pytest.approx(loss, rel=6e-3)


def value(text: str) -> float:
    """A figure as a number again."""
    mantissa, _, power = text.replace("−", "-").partition("·10")
    digits = "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(sign)) for sign in power)
    return float(mantissa) * 10.0 ** int(digits or 0)


def test_the_other_figures_of_the_quiz() -> None:
    w = 4.0
    for _ in range(2):
        w -= 0.3 * (w**3 + w)
    assert value(figure("steep-start")) == pytest.approx(w, rel=5e-3)
    w = 4.0
    for rate in (0.03, 0.06):
        w -= rate * (w**3 + w)
    assert value(figure("steep-start-warm")) == pytest.approx(w, rel=5e-3)
    squares = [x * x for x, _ in SQUARE]
    mean = sum(squares) / 5
    spread = (sum((s - mean) ** 2 for s in squares) / 5) ** 0.5
    slope = sum(2 * -y * (s - mean) / spread for s, (_, y) in zip(squares, SQUARE, strict=True)) / 5
    b = 0.5 * 2 * sum(y for _, y in SQUARE) / 5
    errors = [
        -0.5 * slope * (s - mean) / spread + b - y
        for s, (_, y) in zip(squares, SQUARE, strict=True)
    ]
    assert max(map(abs, errors)) < 1e-9
    assert figure("square-feature-updates") == "1"


def test_the_drawn_numbers_are_what_the_formulas_of_the_field_say(
    questions: dict[str, Question],
) -> None:
    step, updates, velocity = (questions[q] for q in ("one-step", "updates", "velocity"))
    assert isinstance(step, NumberQuestion)
    assert isinstance(updates, NumberQuestion)
    assert isinstance(velocity, NumberQuestion)
    for number in range(len(step.draws)):
        v = step.draws[number]
        slope = 1e6 * (
            ((v["w"] + 5e-7) * v["x"] - v["y"]) ** 2 - ((v["w"] - 5e-7) * v["x"] - v["y"]) ** 2
        )
        assert step.drawn(number).result == pytest.approx(v["w"] - v["lr"] * slope, abs=1e-4)
    for number in range(len(updates.draws)):
        v = updates.draws[number]
        count = len(range(0, int(v["n"]), int(v["size"]))) * v["epochs"]
        assert updates.drawn(number).result == count
    for number in range(len(velocity.draws)):
        v, speed = velocity.draws[number], 0.0
        for _ in range(2000):
            speed = v["beta"] * speed + v["slope"]
        assert velocity.drawn(number).result == pytest.approx(speed)


def test_every_wrong_choice_has_an_explanation_of_its_own(questions: dict[str, Question]) -> None:
    whys = [
        choice.why for question in questions.values() for choice in getattr(question, "choices", ())
    ]
    assert len(whys) > 20
    assert len(set(whys)) == len(whys)
    for question in questions.values():
        if isinstance(question, OneAnswer):
            assert math.isfinite(question.right)
