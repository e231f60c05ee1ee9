"""Questions whose answer is a number, with values that are drawn anew for every round."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gdtui.lesson.formulas import Formula
from gdtui.lesson.verdict import Answer, Verdict

VALUE = re.compile(r"(?<!\{)\{([A-Za-z_]\w*)\}(?!\})")
"""A value in a text, such as ``{lr}``. Two braces are a figure."""

NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Slip:
    """A typical mistake: the result that it leads to, and what it reveals."""

    result: Formula
    why: str


@dataclass(frozen=True)
class NumberQuestion:
    """A question with values in its texts, written ``{name}``.

    ``draws`` holds every set of values that can be drawn; ``steps`` are results on the way,
    each a name and a formula of what stands before it.
    """

    id: str
    prompt: str
    unit: str
    tolerance: float
    draws: tuple[Mapping[str, float], ...]
    steps: tuple[tuple[str, Formula], ...]
    result: Formula
    why: str
    slips: tuple[Slip, ...]

    def drawn(self, number: int) -> Number:
        """The question with one set of values."""
        values = self.values(number)
        return Number(
            self.id,
            filled(self.prompt, values),
            self.unit,
            self.tolerance,
            self.result(values),
            filled(self.why, values),
            tuple((slip.result(values), filled(slip.why, values)) for slip in self.slips),
        )

    def values(self, number: int) -> Mapping[str, float]:
        """One set of values, with the results on the way."""
        values = dict(self.draws[number])
        for name, formula in self.steps:
            values[name] = formula(values)
        return values


@dataclass(frozen=True)
class Number:
    """A question with its values. Its answer: (the number,).

    An answer within ``tolerance`` of ``result`` is right; one that near to the result of a
    slip reveals that slip.
    """

    id: str
    prompt: str
    unit: str
    tolerance: float
    result: float
    why: str
    slips: tuple[tuple[float, str], ...]

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is one that can be given here."""
        return len(answer) == 1 and math.isfinite(answer[0])

    def judge(self, answer: Answer) -> Verdict:
        """What a recognised slip was, then the way to the result; that alone where none was."""
        if self.near(answer[0], self.result):
            return Verdict(True, (self.why,))
        slip = next((why for result, why in self.slips if self.near(answer[0], result)), None)
        return Verdict(False, (self.why,) if slip is None else (slip, self.why))

    def near(self, number: float, result: float) -> bool:
        """Whether a number is a result, within the tolerance."""
        # A typed number such as 2.6 and a computed one may differ in their last bit.
        return abs(number - result) <= self.tolerance + 1e-9 * max(1.0, abs(result))


def read_number(text: str, unit: str) -> float | None:
    """The number that was typed, with or without its unit; None for anything else."""
    match = NUMBER.fullmatch(text.replace("−", "-").replace(",", "."))
    if match is None or match[2].strip().casefold() not in ("", unit.casefold()):
        return None
    number = float(match[1])
    return number if math.isfinite(number) else None


def written(value: float) -> str:
    """A value as the texts write it: 2.6, −37, 0.01."""
    rounded = f"{value:.6g}"
    return ("0" if rounded == "-0" else rounded).replace("-", "−")


def filled(text: str, values: Mapping[str, float]) -> str:
    """The text with its values."""
    return VALUE.sub(lambda match: written(values[match[1]]), text)


def names_in(texts: Sequence[str]) -> set[str]:
    """The names of all values in some texts."""
    return {name for text in texts for name in VALUE.findall(text)}
