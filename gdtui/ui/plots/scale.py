"""Axes: from a range of values to positions between 0 and 1, with few and round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BIGGEST = 1e300
"""Linear axes end here: beyond it the steps between ticks leave the range of floats."""

LOG_ENDS = (1e-300, 1e307)
"""Logarithmic axes end here, where powers of ten are still floats; what is beyond is moved in."""


def _within(value: float) -> float:
    return min(LOG_ENDS[1], max(LOG_ENDS[0], value))


@dataclass(frozen=True)
class Scale:
    """One axis: ``low`` lies at 0 and ``high`` at 1, in log10 of the values if ``log``.

    ``ticks`` are pairs of a value (as it is, not its logarithm) and its label.
    """

    low: float
    high: float
    log: bool = False
    ticks: tuple[tuple[float, str], ...] = ()

    def fraction(self, value: float) -> float:
        """Where a finite value lies: 0 at the low end, 1 at the high end, beyond when outside.

        On a log axis the value must be above 0.
        """
        if self.log:
            return (math.log10(_within(value)) - self.low) / (self.high - self.low)
        # Through a common unit, as high - low may overflow.
        unit = max(abs(self.low), abs(self.high))
        return (value / unit - self.low / unit) / (self.high / unit - self.low / unit)

    def value(self, fraction: float) -> float:
        """The value at a position."""
        mark = self.low * (1 - fraction) + self.high * fraction
        return 10.0**mark if self.log else mark

    def marks(self) -> list[tuple[float, str]]:
        """The ticks as pairs of position and label."""
        return [(min(1.0, max(0.0, self.fraction(value))), label) for value, label in self.ticks]


def linear(low: float, high: float, most: int, *, snap: bool = False, whole: bool = False) -> Scale:
    """A linear axis over finite values with at most ``most`` ticks.

    ``snap`` widens it to whole steps, ``whole`` allows no step below 1. A range without
    extent is widened on both sides.
    """
    low, high = (min(BIGGEST, max(-BIGGEST, value)) for value in (low, high))
    if high - low <= max(abs(low), abs(high), 1e-290) * 1e-9:
        margin = abs(low) * 0.5 or 1.0
        low, high = low - margin, high + margin
    step = _step(low, high, most, whole, snap)
    if snap:
        low, high = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    ticks = _multiples(low, high, step)
    return Scale(low, high, False, tuple(zip(ticks, _labels(ticks, step), strict=True)))


def _step(low: float, high: float, most: int, whole: bool, snap: bool) -> float:
    """The smallest round step that gives no more ticks than allowed."""
    raw = (high / most) - (low / most)
    exponent = math.floor(math.log10(raw)) - 1
    while True:
        # A quarter of a hundred is round, a quarter of one is not.
        for digit in (1.0, 2.0, 2.5, 5.0) if exponent >= 1 else (1.0, 2.0, 5.0):
            # From text, as 10.0 ** -5 is not the float nearest to 1e-5.
            step = float(f"{digit}e{exponent}")
            if step == 0 or (whole and step < 1):
                continue
            first, last = low / step, high / step
            outer = math.ceil(last - 1e-9) - math.floor(first + 1e-9)
            inner = math.floor(last + 1e-9) - math.ceil(first - 1e-9)
            if (outer if snap else inner) < most:
                return step
        exponent += 1


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{number * step:.12g}") for number in range(first, last + 1)]


def _labels(values: Sequence[float], step: float) -> list[str]:
    """All labels of an axis in one form, with the decimals that the step needs."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest < 1e5 and step >= 1e-4:
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        return [f"{value:.{decimals}f}" for value in values]
    digits = max(0, math.floor(math.log10(largest)) - math.floor(math.log10(step) + 1e-9))
    digits += f"{step:.1e}".startswith("2.5")
    return [short(value, digits) if value else "0" for value in values]


def short(value: float, digits: int) -> str:
    """A number as 1.5e-7: no plus sign and no zeros in the exponent, digits after the point."""
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


_STRIDES = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300)


def logarithmic(low: float, high: float, most: int, *, snap: bool = True) -> Scale:
    """A log10 axis over values above 0: powers of ten, or 1-2-5 within less than two decades.

    ``snap`` widens it to 1, 2 or 5 times a power of ten, or to a power beyond ten decades.
    At least three ticks wherever the range has that many round values.
    """
    start, end = (math.log10(_within(value)) for value in (low, high))
    if end - start < 0.02:
        start, end = start - 0.3, end + 0.3
    if snap:
        start, end = _snapped(start, end)
    ticks = _log_ticks(start, end, most)
    return Scale(start, end, True, tuple(zip(ticks, _log_labels(ticks), strict=True)))


def _snapped(start: float, end: float) -> tuple[float, float]:
    digits: tuple[int, ...] = (1,) if end - start > 10 else (1, 2, 5)
    around = [
        exponent + math.log10(digit)
        for exponent in (*_decades(start), *_decades(end))
        for digit in digits
    ]
    return (
        max((mark for mark in around if mark <= start + 1e-9), default=start),
        min((mark for mark in around if mark >= end - 1e-9), default=end),
    )


def _decades(mark: float) -> range:
    return range(math.floor(mark) - 1, math.ceil(mark) + 2)


def _log_ticks(start: float, end: float, most: int) -> list[float]:
    """The finest set of round values that fits; powers of ten first from two decades on."""
    powers = [_powers(start, end, stride) for stride in _STRIDES]
    between = [_powers(start, end, 1, digits) for digits in ((1, 2, 5), (1, 3))]
    ordered = [*powers, *between] if end - start >= 2 else [*between, *powers]
    for ticks in ordered:
        if 3 <= len(ticks) <= most:
            return ticks
    fine = between[0]
    if len(fine) >= 3:
        middle = len(fine) // 2
        return [fine[0], fine[middle], fine[-1]]
    low, high = 10.0**start, 10.0**end
    spread = linear(low, high, most)
    return [value for value, _ in spread.ticks if low <= value <= high]


def _powers(start: float, end: float, stride: int, digits: Iterable[int] = (1,)) -> list[float]:
    """Digit times power of ten within the range, the powers ``stride`` apart."""
    first = math.floor(start / stride) * stride
    found = [
        float(f"{digit}e{exponent}")
        for exponent in range(first, math.ceil(end) + 1, stride)
        for digit in digits
        if start - 1e-9 <= exponent + math.log10(digit) <= end + 1e-9
    ]
    # The ends of the range of floats: 1e-324 is 0 and 2e308 infinite.
    return [value for value in found if 0 < value < math.inf]


def _log_labels(values: Sequence[float]) -> list[str]:
    """All plain (0.01), or as powers (1e-7) what is far from 1 as soon as one would be long."""
    plain = all(1e-3 <= value < 1e5 for value in values)
    return [_log_label(value, plain or 0.1 <= value < 1000) for value in values]


def _log_label(value: float, plain: bool) -> str:
    if plain:
        return f"{value:.6g}"
    mantissa, exponent = f"{value:.3e}".split("e")
    return f"{float(mantissa):g}e{int(exponent)}"
