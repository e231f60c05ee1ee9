"""How numbers are written."""

from __future__ import annotations

import math

import pytest

from gdtui.descent.formats import compact, places, significant


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (57.0, 3, "57"),
        (-35.0, 3, "−35"),
        (0.0845237, 3, "0.0845"),
        (1528, 4, "1528"),
        (580987.0, 3, "581000"),
        (0.0000257, 2, "0.000026"),
        (0.0, 3, "0"),
        (-0.0, 3, "0"),
        (-math.inf, 3, "−inf"),
        (math.nan, 3, "nan"),
    ],
)
def test_significant_digits_without_an_exponent(value: float, digits: int, text: str) -> None:
    assert significant(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1311.8, "1310"),
        (-6.774e8, "−6.77·10⁸"),
        (2.68e-6, "2.68·10⁻⁶"),
        (4.29e231, "4.29·10²³¹"),
        (math.inf, "inf"),
    ],
)
def test_compact_takes_powers_of_ten(value: float, text: str) -> None:
    assert compact(value) == text


def test_places_keep_their_zeros() -> None:
    assert places(0.012, 4) == "0.0120"
    assert places(-2.0, 3) == "−2.000"
