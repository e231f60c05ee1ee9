"""Where a learner stands with the trials of a step, and what is done of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gdtui.lesson.experiments import Experiment, Experiments, Trial
from gdtui.progress.model import Progress
from gdtui.ui.experimenting import Standing, Standings


@dataclass(frozen=True)
class Trials:
    """The trials of a step, and the progress of a learner in it."""

    experiments: Experiments
    step_id: str
    progress: Progress

    @property
    def all(self) -> Sequence[Trial]:
        """Every trial, in order."""
        return [trial for each in self.experiments.experiments for trial in each.trials]

    @property
    def current(self) -> Trial:
        """The one that the learner is at: where it was left, or else the first that is open."""
        kept = self.progress.value(self.step_id, "place", "trial")
        left = (trial for trial in self.all if trial.id == kept)
        opened = (trial for trial in self.all if self.standing(trial).stage != "ran")
        return next(left, None) or next(opened, self.all[0])

    @property
    def ahead(self) -> Trial | None:
        """The next one that is to be made, and round again; None where all are."""
        at = self.all.index(self.current)
        ahead = (*self.all[at + 1 :], *self.all[:at])
        return next((each for each in ahead if self.standing(each).stage != "ran"), None)

    def standing(self, trial: Trial) -> Standing:
        """Where a trial stands."""
        answer = self.progress.value(self.step_id, "answer", trial.id)
        result = self.progress.value(self.step_id, "seen", trial.id)
        return Standing(trial, answer, result)

    @property
    def standings(self) -> Standings:
        """Where all stand, by their ids."""
        return {trial.id: self.standing(trial) for trial in self.all}

    @property
    def done(self) -> Sequence[Experiment]:
        """The experiments of which every trial was made."""
        return [
            experiment
            for experiment in self.experiments.experiments
            if all(self.standing(trial).stage == "ran" for trial in experiment.trials)
        ]

    @property
    def understood(self) -> Sequence[Experiment]:
        """Those of which every trial was predicted, and one prediction or more came true."""
        return [each for each in self.done if self._understood(each)]

    def _understood(self, experiment: Experiment) -> bool:
        standings = [self.standing(trial) for trial in experiment.trials]
        return not any(each.shown for each in standings) and any(each.true for each in standings)

    def costs_stars(self, trial: Trial) -> bool:
        """Whether being shown a trial costs the stars for predicting: once, of those needed."""
        needed = [t for each in self.experiments.experiments if not each.extra for t in each.trials]
        return trial in needed and not any(self.standing(each).shown for each in needed)

    @property
    def work(self) -> Sequence[str]:
        """What the step is credited with: all that it needs was made, predicted, half true."""
        needed = [each for each in self.experiments.experiments if not each.extra]
        done = self.done
        if any(each not in done for each in needed):
            return ()
        standings = [self.standing(trial) for each in needed for trial in each.trials]
        if any(each.shown for each in standings):
            return ("experiments",)
        if 2 * sum(each.true for each in standings) < len(standings):
            return ("experiments", "predicted")
        return ("experiments", "predicted", "half-true")
