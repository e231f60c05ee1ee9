"""Where w leaves the right way: found by calls with fewer epochs and samples, never by tracing."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gdtui.checker.cases import arguments_of, samples
from gdtui.checker.mistakes import Values, close, right
from gdtui.checker.verdict import Arguments, Course
from gdtui.lesson.challenge import Trial


def course(trial: Trial, calls: Sequence[Arguments], values: Values) -> Course | None:
    """The way of w over the epochs, as far as it was answered; None without any answer."""
    answered = [call for call in calls if call in values]
    if not answered:
        return None
    return Course(
        trial.name,
        arguments_of(trial),
        tuple(call.epochs for call in answered),
        tuple(map(right, answered)),
        tuple(_number(values, call) for call in answered),
    )


def parting(trial: Trial, values: Values) -> str:
    """The first point at which w is not the right one, in words with both numbers."""
    case = arguments_of(trial)
    counts = sorted(
        {call.epochs for call in values if call._replace(epochs=0) == case._replace(epochs=0)}
    )
    wrong = [n for n in counts if not _right(values, case._replace(epochs=n))]
    if not wrong:
        return _at_sample(trial, values) or ""
    epoch = wrong[0]
    after = case._replace(epochs=epoch)
    both = _both(values, after)
    if epoch == 0:
        return f"It differs before the first epoch: with epochs = 0 w is {both}."
    before = counts[counts.index(epoch) - 1]
    if before < epoch - 1:
        return f"After {before} epochs w is still right, after {epoch} it is {both}."
    return _at_sample(trial, values, epoch) or _between(trial, epoch, both)


def _at_sample(trial: Trial, values: Values, epoch: int | None = None) -> str | None:
    for number, sample, call in samples(trial):
        if epoch in (None, number) and call in values and not _right(values, call):
            x, y = trial.data[sample - 1]
            return (
                f"The first difference comes in epoch {number}, at sample {sample} "
                f"(x = {x:g}, y = {y:g}): w is {_both(values, call)}. Up to there all is right."
            )
    return None


def _between(trial: Trial, epoch: int, both: str) -> str:
    told = f"The first difference comes in epoch {epoch}: after it w is {both}."
    if epoch > 1 and any(number == epoch for number, _, _ in samples(trial)):
        told += (
            " When the same pairs come in one long epoch all is right, "
            "so look at what happens where one epoch ends and the next begins."
        )
    return told


def _right(values: Values, call: Arguments) -> bool:
    return close(_number(values, call), right(call))


def _number(values: Values, call: Arguments) -> float:
    answer = values[call]
    return answer.number if answer.kind == "number" else math.nan


def _both(values: Values, call: Arguments) -> str:
    return f"{_number(values, call):.9g}, and {right(call):.9g} is right"
