"""Formulas: arithmetic as Python has it, and nothing else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.lesson.formulas import LONGEST, BadFormula, parse

numbers = st.floats(-1e6, 1e6)


@given(w=numbers, x=numbers, y=numbers, lr=st.floats(0.0001, 1))
def test_a_formula_is_the_arithmetic_that_it_says(w: float, x: float, y: float, lr: float) -> None:
    formula = parse("w - lr*2*(w*x - y)*x")
    assert formula.names == {"w", "lr", "x", "y"}
    assert formula({"w": w, "x": x, "y": y, "lr": lr}) == w - lr * 2 * (w * x - y) * x


def test_functions_signs_and_comparisons() -> None:
    values = {"n": 5.0, "size": 4.0}
    assert parse("ceil(n/size)*100")(values) == 200
    assert parse("-floor(n/size)")(values) == -1
    assert parse("abs(-n) + sqrt(size)")(values) == 7
    assert parse("1 < size <= 4")(values)
    assert not parse("n < size")(values)


@pytest.mark.parametrize("text", ["1/0", "sqrt(0 - 1)", "ceil(1/0)"])
def test_what_has_no_value_is_nan(text: str) -> None:
    assert math.isnan(parse(text)({}))


@pytest.mark.parametrize(
    "text",
    ["", "w -", "w ** 9", "__import__('os')", "w.real", "w[0]", "[w]", "w if w else 1", "abs(w, 1)",
     "open(w)", "True", "'w'", "lambda: 1", "w and w", "not w", "w == 1", "abs(x=1)", "(w := 1)",
     "1j", "w;w"],
)  # fmt: skip
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(BadFormula):
        parse(text)


def test_a_formula_has_an_end() -> None:
    with pytest.raises(BadFormula, match=f"longer than {LONGEST}"):
        parse("1" * (LONGEST + 1))
    with pytest.raises(BadFormula):
        parse("(" * 100)
