"""Numbers as the lesson writes them: −35, 0.0845, 57."""

from __future__ import annotations

import math
from decimal import Decimal

MINUS = "−"


def significant(value: float, digits: int = 3) -> str:
    """``value`` with so many significant digits, no trailing zeros and no exponent."""
    if not math.isfinite(value):
        return _signed(f"{value}")
    # Adding 0.0 makes a negative zero positive.
    return _signed(format(Decimal(f"{value + 0.0:.{digits}g}"), "f"))


def compact(value: float, digits: int = 3) -> str:
    """Like `significant`, but powers of ten for numbers that would be long: −6.77·10⁸."""
    if not math.isfinite(value) or value == 0 or 1e-4 <= abs(value) < 1e5:
        return significant(value, digits)
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    return _signed(mantissa) + "·10" + _raised(int(exponent))


def places(value: float, count: int) -> str:
    """``value`` with so many decimal places, as a program prints it with ``:.4f``."""
    return _signed(f"{value:.{count}f}")


def _raised(exponent: int) -> str:
    return str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
