"""The five small demonstrations of what real training does: a question and a dial each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gdtui.descent import dials
from gdtui.descent.dials import Outcome


@dataclass(frozen=True)
class Demonstration:
    """A question that can be tried out. ``dial`` says what the choices mean.

    ``compute`` takes one of ``choices`` and raises ValueError for anything else.
    """

    id: str
    title: str
    question: str
    dial: str
    choices: tuple[str, ...]
    compute: Callable[[str], Outcome]


_ALL = (
    Demonstration(
        "adam-first-step",
        "The first step of AdamW",
        "How long is the first step when the slope is tiny, or huge?",
        "slope at the start",
        dials.SLOPES,
        dials.adam_first_step,
    ),
    Demonstration(
        "step-decay",
        "Cutting the learning rate",
        "What does a smaller learning rate buy late in a run?",
        "learning rate over 90 epochs",
        tuple(dials.SCHEDULES),
        dials.step_decay,
    ),
    Demonstration(
        "bandit",
        "A policy with two arms",
        "How fast does a policy learn which arm pays?",
        "learning rate",
        dials.ASCENT_RATES,
        dials.bandit,
    ),
    Demonstration(
        "warm-up",
        "Warm-up on a steep slope",
        "Can small first steps save a run whose learning rate is too large for its start?",
        "steps of warm-up",
        dials.WARM_UPS,
        dials.warm_up,
    ),
    Demonstration(
        "sharded-gradient",
        "One gradient, several workers",
        "Is the mean of the workers' gradients the gradient of all samples?",
        "samples each worker holds",
        dials.DIVISIONS,
        dials.sharded_gradient,
    ),
)

DEMONSTRATIONS: Mapping[str, Demonstration] = MappingProxyType(
    {demonstration.id: demonstration for demonstration in _ALL}
)
"""The demonstrations by id, in the order of the lesson."""
