"""Data are known by their points, in any order; near misses are not."""

from __future__ import annotations

import math

import pytest

from gdtui.descent.data import LINE, NOISY, SQUARE, Data
from gdtui.descent.datasets import DATASETS, dataset

SETS = [
    ("line", LINE),
    ("line", LINE[::-1]),
    ("line", [(x, 2 * x + 1) for x in range(1, 6)]),
    ("noisy", NOISY),
    ("noisy", [(x, 2 * x + 1 + 0.1 * (-1.0) ** x) for x in range(1, 6)]),
    ("square", SQUARE),
    ("square-feature", [(y, y) for _, y in SQUARE]),
    ("scaled-line", [((x - 3) / math.sqrt(2), y) for x, y in LINE]),
    ("scaled-square-feature", [((y - 11) / math.sqrt(74.8), y) for _, y in SQUARE]),
]


@pytest.mark.parametrize(("name", "data"), SETS)
def test_a_set_is_known(name: str, data: Data) -> None:
    assert dataset(data) == name


MISSES: list[Data] = [
    [],
    LINE[:4],
    [(x, 2 * x + 2) for x, _ in LINE],
    [(x, y + 5 * (1 - 2 * (x % 2))) for x, y in LINE],
    [(x - 3, y) for x, y in LINE],
    [((x - 3) / 1.42, y) for x, y in LINE],
    [((x - 3) / math.sqrt(2), y) for x, y in SQUARE],
    [(y, 2 * y) for _, y in SQUARE],
    [(x, x**3) for x, _ in LINE],
]


@pytest.mark.parametrize("data", MISSES)
def test_a_near_miss_is_not(data: Data) -> None:
    assert dataset(data) is None


def test_every_name_has_an_example() -> None:
    assert {name for name, _ in SETS} == set(DATASETS)
