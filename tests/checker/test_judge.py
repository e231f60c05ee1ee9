"""One message, the most useful one: its priority, its words, and where w leaves the right way."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.checker.cases import STEEPEST, Plan, fresh
from gdtui.checker.mistakes import close, right
from gdtui.checker.reading import read
from gdtui.checker.verdict import Arguments
from gdtui.lesson.challenge import Challenge
from tests.checker.conftest import Bench

BODY = """\
def sgd_with_momentum(data, lr, beta, epochs):
    w = velocity = 0.0
    for epoch in range(epochs):
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
"""


def changed(old: str, new: str) -> str:
    assert old in BODY
    return BODY.replace(old, new)


@pytest.mark.parametrize(
    ("source", "words", "line"),
    [
        (changed("epochs):\n        for", "epochs)\n        for"), "Line 3 cannot be read", 3),
        (changed("    return w", "  return w"), "Line 8 cannot be read", 8),
        (changed("def sgd_with_momentum(data, lr, beta, epochs):\n", ""), "Line 1", 1),
        (changed("def sgd_with_momentum", "def sgd_momentum"), "There is sgd_momentum", None),
        ("w = 1\nprint(w)\n", "no function sgd_with_momentum", None),
        ("sgd_with_momentum = 3\n", "no function sgd_with_momentum", None),
        (changed("data, lr, beta, epochs", "data, lr, epochs"), "its parameters are", 1),
        (changed("beta, epochs", "beta, epochs, decay"), "its parameters are", 1),
        (changed("beta, epochs", "beta, *, epochs"), "its parameters are", 1),
        (changed("lr, beta", "beta, lr"), "stand in another order: data, beta, lr, epochs", 1),
        ("sgd_with_momentum = lambda data, lr: 0.0\n", "cannot be called with data", None),
        (changed("return w", "return v"), "Line 8: NameError: name 'v'", 8),
        (changed("2 * (w", "2 * weight * (w"), "Line 5: NameError", 5),
        (changed("return w", "raise SystemExit(0)"), "Line 8: SystemExit: 0", 8),
        (changed("return w", "return w / 0"), "ZeroDivisionError", 8),
        (changed("return w", 'return float("nan")'), "V1 gives nan; 0.4 is right", None),
        (changed("return w", "return w * 10**400"), "OverflowError", 8),
        (changed("return w", "return 10**400"), "V1 gives inf", None),
    ],
)
def test_what_stands_before_numbers(
    bench: Bench, source: str, words: str, line: int | None
) -> None:
    finding = bench.finding(source)
    assert words in finding.message
    assert finding.line == line
    assert finding.mistake is None
    assert finding.outcome in ("error", "failed")


@pytest.mark.parametrize(
    "source",
    [f"x = {'-' * 3000}1\n", f"x = {'(' * 3000}1{')' * 3000}\n", f"x = {'[' * 150}{']' * 150}\n",
     f"x = 1{'.a' * 5000}\n", f"x = {'1 + ' * 5000}1\n", "x = '\0'\n", "\ud800\n",
     "x = 1" + "0" * 5000 + "\n"],
)  # fmt: skip
def test_whatever_text_it_is_there_is_a_finding(challenge: Challenge, source: str) -> None:
    finding = read(source, challenge.starter)
    assert finding is None or finding.outcome == "error"


@given(st.text(max_size=200))
def test_any_text_is_borne(challenge: Challenge, source: str) -> None:
    read(source, challenge.starter)


def test_a_syntax_error_shows_the_place(bench: Bench) -> None:
    finding = bench.finding(changed("range(epochs):", "range(epochs:"))
    line, caret = finding.excerpt.split("\n")
    assert line == "    for epoch in range(epochs:"
    assert caret.strip() == "^"
    assert len(caret) <= len(line) + 1


@pytest.mark.parametrize(
    ("value", "mistake"),
    [
        ("None", "no-return"),
        ("w > 1", "truth-value"),
        ("str(w)", "text"),
        ("b'1.08'", "text"),
        ("complex(w, 1)", "complex-number"),
        ("(w,)", "tuple"),
        ("[w]", "list"),
        ("{'w': w}", "dict"),
        ("(each for each in data)", "yields"),
        ("float", "returns-a-function"),
        ("object()", "returns-an-object"),
        ("{w}", "returns-an-object"),
    ],
)
def test_what_is_no_number_is_named_by_its_kind(bench: Bench, value: str, mistake: str) -> None:
    finding = bench.finding(changed("return w", f"return {value}"))
    assert finding.mistake == mistake
    assert "where a number is due" in finding.seen


def test_a_number_inside_is_judged(bench: Bench) -> None:
    assert "The number in it is right." in bench.finding(changed("return w", "return w,")).seen
    wrong = changed("return w", "return {'velocity': velocity}")
    assert "not right in every case either" in bench.finding(wrong).seen


@pytest.mark.parametrize(
    "value",
    ["numpy.float64(w)", "numpy.float32(w) * 0 + w", "numpy.array(w)", "fractions.Fraction(w)",
     "decimal.Decimal(w)"],
)  # fmt: skip
def test_whatever_float_accepts_is_a_number(bench: Bench, value: str) -> None:
    source = "import decimal, fractions, numpy\n" + changed("return w", f"return {value}")
    assert bench.finding(source).outcome == "passed"


@pytest.mark.parametrize(
    ("source", "mistake"),
    [
        (changed("    w = v", "    data.reverse()\n    w = v"), "changes-the-data"),
        (changed("    return", "    data.append((1, 1))\n    return"), "changes-the-data"),
        (changed("    return", "    data[:] = [(0, 0)] * len(data)\n    return"),
         "changes-the-data"),
        ("seen = []\n" + changed("    return w", "    seen.append(w)\n    return w + len(seen)"),
         "keeps-state"),
        ("import random\n" + changed("w = velocity = 0.0", "w = random.random()\n    velocity = 0"),
         "keeps-state"),
        (changed("epochs):\n    w", "epochs, memory=[0.0]):\n    w")
         .replace("return w", "memory[0] += w\n    return memory[0]"), "keeps-state"),
    ],
)  # fmt: skip
def test_data_and_calls_stand_alone(bench: Bench, source: str, mistake: str) -> None:
    assert bench.finding(source).mistake == mistake


def test_an_unknown_mistake_is_told_at_its_first_difference(bench: Bench) -> None:
    finding = bench.finding(changed("2 * (w * x - y) * x", "2 * (w * x - y) * x + 0.01 * w"))
    assert finding.mistake is None
    assert finding.seen == "V2 gives 1.0796; 1.08 is right."
    assert (
        "in epoch 2, at sample 1 (x = 1, y = 2): w is 1.0796, and 1.08 is right" in finding.advice
    )


def test_the_sample_is_told_too(bench: Bench) -> None:
    finding = bench.finding(changed("gradient\n", "gradient * (1 if x < 1.7 else 0.9)\n"))
    assert "in epoch 1, at sample 2 (x = 2, y = 4)" in finding.advice
    assert "Up to there all is right" in finding.advice


def test_what_happens_between_epochs_is_told_apart(bench: Bench) -> None:
    source = changed("    return", "        velocity *= 0.5\n    return").replace(
        "        velocity *= 0.5\n    return", "        velocity = velocity * 0.5\n    return"
    )
    finding = bench.finding(source)
    assert finding.mistake is None
    assert "where one epoch ends and the next begins" in finding.advice


def test_a_table_of_the_shown_cases_fails_on_the_hidden_ones(bench: Bench, asked: Plan) -> None:
    shown = {(t.data, t.epochs): right(c) for t, c in zip(asked.trials, asked.cases, strict=True)
             if not t.hidden}  # fmt: skip
    source = f"TABLE = {shown!r}\ndef sgd_with_momentum(data, lr, beta, epochs):\n"
    source += "    return TABLE.get((tuple(data), epochs), 0.0)\n"
    finding = bench.finding(source)
    assert finding.outcome == "failed"
    assert finding.seen.startswith("The shown cases are right. H1 gives 0;")


def test_a_table_of_all_known_cases_fails_on_the_fresh_ones(bench: Bench, asked: Plan) -> None:
    known = {
        (case.data, case.lr, case.beta, epochs): right(case._replace(epochs=epochs))
        for case in asked.cases[:14]
        for epochs in range(101)
    }
    source = f"TABLE = {known!r}\ndef sgd_with_momentum(data, lr, beta, epochs):\n"
    source += "    return TABLE.get((tuple(data), lr, beta, epochs), 0.0)\n"
    assert bench.finding(source).outcome == "failed"


def test_fresh_cases_are_new_small_and_far_from_exploding() -> None:
    one, other = fresh(random.Random(1)), fresh(random.Random(2))
    assert one != other
    for seed in range(200):
        for trial in fresh(random.Random(seed)):
            assert trial.lr * max(2 * x * x for x, _ in trial.data) <= STEEPEST * 1.01
            value = right(Arguments(trial.data, trial.lr, trial.beta, trial.epochs))
            assert abs(value) < 1000


@pytest.mark.parametrize(
    ("got", "want", "same"),
    [(1.0, 1.0000009, True), (1.0, 1.0000011, False), (2e6, 2e6 + 1.9, True),
     (0.0, 1e-6, True), (0.0, 1.1e-6, False), (float("nan"), 1.0, False),
     (float("inf"), 1.0, False)],
)  # fmt: skip
def test_the_tolerance_is_the_one_that_the_task_tells(got: float, want: float, same: bool) -> None:
    assert close(got, want) is same
