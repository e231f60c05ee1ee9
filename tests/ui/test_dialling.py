"""A dial turns the one literal that sets a value, and says where else it is set."""

from __future__ import annotations

import pytest

from gdtui.runner.events import Training
from gdtui.ui.dialling import InCode, Literal, origin, turned

DEF = "def fit(data, lr=0.01, *, seed=7):\n    pass\n"


def ran(**settings: float) -> Training:
    return Training("fit", settings, None)


LITERALS = [
    (DEF + "fit([])\n", "lr", 0.01, 1),
    (DEF + "fit([])\n", "seed", 7.0, 1),
    (DEF + "fit([], lr=0.5)\n", "lr", 0.5, 3),
    (DEF + "fit([], 0.5)\n", "lr", 0.5, 3),
    (DEF + "print('ŷ', fit([], 0.5))\n", "lr", 0.5, 3),
    (DEF + "fit([], lr=-0.5)\n", "lr", -0.5, 3),
    (DEF + "for _ in range(3):\n    fit([])\n", "lr", 0.01, 1),
    (DEF + "fit([])\nfit([], seed=3)\n", "lr", 0.01, 1),
    (DEF + "rest = {'seed': 3}\nfit([], **rest, lr=0.5)\n", "lr", 0.5, 4),
    (DEF + "rest = {'seed': 3}\nfit([], 0.5, **rest)\n", "lr", 0.5, 4),
]


@pytest.mark.parametrize(("source", "name", "value", "line"), LITERALS)
def test_one_literal_sets_it(source: str, name: str, value: float, line: int) -> None:
    found = origin(source, ran(**{name: value}), name)
    assert isinstance(found, Literal)
    assert (found.value, found.line) == (value, line)
    after = turned(source, found, 0.25)
    again = origin(after, ran(**{name: 0.25}), name)
    assert isinstance(again, Literal)
    assert again.value == 0.25
    assert turned(after, again, value) == source


ELSEWHERE = [
    (DEF + "fit([], lr=1 / 100)\n", 0.01, 3),
    (DEF + "rate = 0.01\nfit([], rate)\n", 0.01, 4),
    (DEF + "for lr in (0.01, 0.02):\n    fit([], lr)\n", 0.02, 4),
    (DEF + "for _ in range(2):\n    fit([], 0.02)\n", 0.02, 4),
    (DEF + "fit([], 0.01)\nfit([], 0.02)\n", 0.02, 3),
    (DEF + "fit(*[[], 0.02])\n", 0.02, 3),
    (DEF + "fit([], **{'lr': 0.02})\n", 0.02, 3),
    (DEF + "other = fit\nother([], 0.02)\n", 0.02, 3),
    (DEF.replace("pass", "lr = 0.5") + "fit([])\n", 0.5, 2),
    (DEF + "fit([])\n", 0.3, 1),
    ("def fit(lr):\n    pass\n" + DEF + "fit([])\n", 0.01, None),
    ("this is no Python", 0.01, None),
]


@pytest.mark.parametrize(("source", "value", "line"), ELSEWHERE)
def test_it_is_set_elsewhere_in_code(source: str, value: float, line: int | None) -> None:
    assert origin(source, ran(lr=value), "lr") == InCode(line)


def test_names_of_the_module_and_the_seed_of_random_are_found() -> None:
    source = "import random\nlr = 0.1\nrandom.seed(7)\n"
    module = Training("", {"lr": 0.1}, None)
    assert origin(source, module, "lr") == Literal(2, 5, 8, 0.1)
    assert origin(source, module, "seed") == Literal(3, 12, 13, 7.0)
    assert origin(source + "lr = 0.2\n", module, "lr") == InCode(2)
    assert origin(source + "random.seed(8)\n", module, "seed") == InCode(3)
    assert origin("lr = 0.1\n", module, "seed") == InCode(None)
