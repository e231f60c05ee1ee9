"""The calls of a check: the lesson's cases, fresh ones, all once more, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from gdtui.checker.verdict import Arguments
from gdtui.lesson.challenge import Trial

FRESH = 6
"""Cases that are drawn at each check."""
STEEPEST = 0.5
"""The largest lr·2x² of a drawn case: one pass must not explode at any β."""
UPDATES = 48
"""A case of more updates than this is not followed sample by sample."""
AT_LEAST = 12
"""Epochs up to which every case is followed."""
SHOWCASE = 40
"""Epochs up to which the case that is drawn when all is right is followed."""
STRIDE = 10
"""Every how many epochs a long case is looked at."""


@dataclass(frozen=True)
class Plan:
    """What is asked of a program: cases, and the calls that show where it leaves the right way."""

    trials: tuple[Trial, ...]
    drawn: int
    """How many of the last cases are new."""

    @cached_property
    def cases(self) -> tuple[Arguments, ...]:
        """The arguments of the cases."""
        return tuple(map(arguments_of, self.trials))

    @cached_property
    def calls(self) -> tuple[Arguments, ...]:
        """Every call, in order: the cases, the cases again, then all others, once each."""
        ways = (
            call for trial in self.trials for call in (*self.course(trial), *self.samples_of(trial))
        )
        return (*self.cases, *self.cases, *dict.fromkeys(ways))

    def course(self, trial: Trial) -> tuple[Arguments, ...]:
        """A case after fewer epochs, and after some more."""
        most = SHOWCASE if trial is self.showcase else AT_LEAST
        counts = {*range(most + 1), *range(0, trial.epochs, STRIDE), trial.epochs}
        case = arguments_of(trial)
        return tuple(case._replace(epochs=count) for count in sorted(counts))

    def samples_of(self, trial: Trial) -> tuple[Arguments, ...]:
        """The calls that end after each sample of a case."""
        return tuple(call for _, _, call in samples(trial))

    @cached_property
    def showcase(self) -> Trial:
        """The case that is drawn when all is right: the last shown one with a single pair."""
        alone = [trial for trial in self.trials if not trial.hidden and len(trial.data) == 1]
        return (alone or [*self.trials])[-1]


def plan(trials: Sequence[Trial], random: Random) -> Plan:
    """The plan of one check: the lesson's cases and new ones."""
    new = fresh(random)
    return Plan((*trials, *new), len(new))


def arguments_of(trial: Trial) -> Arguments:
    """The arguments of a case."""
    return Arguments(trial.data, trial.lr, trial.beta, trial.epochs)


def samples(trial: Trial) -> Iterator[tuple[int, int, Arguments]]:
    """Epoch and sample, from 1, with the call that ends after it: one epoch over repeated data.

    A program that does each epoch alike cannot tell two epochs from one of twice the pairs.
    """
    pairs = trial.data
    if len(pairs) * trial.epochs <= UPDATES:
        for epoch in range(1, trial.epochs + 1):
            for sample in range(1, len(pairs) + 1):
                data = pairs * (epoch - 1) + pairs[:sample]
                yield epoch, sample, Arguments(data, trial.lr, trial.beta, 1)


def fresh(random: Random) -> Sequence[Trial]:
    """Cases that no program can know: small, and far from exploding."""
    return [_drawn(random, f"F{number}") for number in range(1, FRESH + 1)]


def _drawn(random: Random, name: str) -> Trial:
    size, epochs = random.randint(2, 4), random.randint(2, 5)
    data = tuple((_away_from_0(random, 2), _away_from_0(random, 5)) for _ in range(size))
    steepest = max(2 * x * x for x, _ in data)
    lr = round(random.uniform(0.3, 1) * STEEPEST / steepest, 4)
    return Trial(name, data, lr, round(random.uniform(0.3, 0.95), 2), epochs, hidden=True)


def _away_from_0(random: Random, most: float) -> float:
    return random.choice((-1, 1)) * round(random.uniform(0.5, most), 2)
