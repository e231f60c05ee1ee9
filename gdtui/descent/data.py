"""The lesson's five samples, and the two other sets of targets that it talks about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Sample: TypeAlias = tuple[float, float]
"""One data point (x, y)."""

Data: TypeAlias = Sequence[Sample]
"""Data points, in the order in which they are given."""

LINE: tuple[Sample, ...] = ((1.0, 3.0), (2.0, 5.0), (3.0, 7.0), (4.0, 9.0), (5.0, 11.0))
"""y = 2x + 1: a straight line fits these samples exactly."""

SQUARE: tuple[Sample, ...] = ((1.0, 1.0), (2.0, 4.0), (3.0, 9.0), (4.0, 16.0), (5.0, 25.0))
"""y = x²: no straight line fits these samples."""

NOISY: tuple[Sample, ...] = ((1.0, 3.5), (2.0, 4.2), (3.0, 7.3), (4.0, 9.7), (5.0, 10.3))
"""`LINE` with the errors 0.5, −0.8, 0.3, 0.7, −0.7: here mini-batch noise does not die out."""
