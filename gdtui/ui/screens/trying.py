"""Trials: predict, run, be told what came of it; recognised from what ran, and credited."""

from __future__ import annotations

from gdtui.descent.series import series
from gdtui.lesson.experiments import Experiments, Trial
from gdtui.progress.model import Fact
from gdtui.progress.score import FORETOLD, UNDERSTOOD
from gdtui.ui.bench import VIEWS
from gdtui.ui.experimenting import Standing, result_of
from gdtui.ui.recognition import recognised, truth
from gdtui.ui.run_view import RunView, Trained
from gdtui.ui.scoring import EXPERIMENT
from gdtui.ui.screens.running import RunBench
from gdtui.ui.trials import Trials
from gdtui.ui.verdicts import reason, told
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.names import Names
from gdtui.ui.widgets.rows import Confirmed
from gdtui.ui.widgets.trying import Trying


class Tries(RunBench):
    """A bench with trials: of each, the first run after its prediction counts."""

    experiments: Experiments
    _runs_before: int = 0
    """The runs that had begun when the last prediction was made."""

    @property
    def trials(self) -> Trials:
        """Where the learner stands with all of them."""
        return Trials(self.experiments, self.step.id, self.progress)

    @property
    def trial(self) -> Trial:
        """The trial that the learner is at."""
        return self.trials.current

    def standing(self, trial: Trial) -> Standing:
        """Where a trial stands."""
        return self.trials.standing(trial)

    def on_trying_opened(self, event: Trying.Opened) -> None:
        """Another trial is open."""
        self.owner.learn([Fact(self.step.id, "place", "trial", event.trial_id)])
        self.call_next(self._show_trial)

    async def _show_trial(self) -> None:
        if self.whole:
            await self.query_one(Trying).show(self.standing(self.trial), self.game)
            self.say_next()
            self.refresh_bindings()

    def on_confirmed(self, event: Confirmed) -> None:
        """A prediction is made; it cannot be changed after that."""
        self.answer(f"{event.answer[0]:g}")
        self.query_one(Names).focus()

    def answer(self, answer: str) -> None:
        """Keep a prediction."""
        self._runs_before = self.runs
        # At once, and not by a message: a run that ends early must find it.
        self.owner.learn([Fact(self.step.id, "answer", self.trial.id, answer)])

    @property
    def ran_since(self) -> bool:
        """Whether a run began and ended after the last prediction."""
        return self.runs > self._runs_before and not self.running

    def ended(self, view: RunView) -> None:
        """Recognise what ran, and set it beside what was predicted."""
        found = recognised(self.experiments, view)
        early = [trial for trial, _ in found if self.standing(trial).stage == "open"]
        settled = [trial for trial, trained in found if self._settle(trial, trained)]
        if early and not settled:
            self._say_early(self.trial if self.trial in early else early[0])
        if settled and self.trial not in settled:
            self.query_one(Trying).go_to(settled[0].id)
        if settled and self.view in VIEWS:
            self.query_one(Chart).focus()
        super().ended(view)

    def _say_early(self, trial: Trial) -> None:
        """A trial ran before its prediction: go to it, unless another waits for its run."""
        words = f"This was the run of “{trial.title}”, which you have not predicted yet."
        if self.standing(self.trial).stage != "predicted":
            words = f"This was the run of “{trial.title}”. Predict it first, then run again."
            self.query_one(Trying).go_to(trial.id)
        self.notify(self.owner.words(words), markup=False)

    def _settle(self, trial: Trial, trained: Trained) -> bool:
        """Keep what came of a trial's prediction, once."""
        standing, happened = self.standing(trial), truth(trial.forecast, trained, series)
        if happened is None or standing.stage != "predicted":
            return False
        result = result_of(happened, " ".join(filter(None, (told(trained), reason(trained)))))
        self.keep("seen", trial.id, result)
        after = Standing(trial, standing.answer, result)
        if not after.shown:
            self.push(self.step.id, trial.id, FORETOLD if after.true else 0)
        return True

    def progressed(self) -> None:
        """Bring the list up to date, and say what is done."""
        super().progressed()
        trials = self.trials
        self.query_one(Trying).mark(trials.standings)
        self.call_next(self._show_trial)
        for experiment in trials.understood:
            if self.kept("seen", f"understood {experiment.id}") is None:
                self.keep("seen", f"understood {experiment.id}")
                self.push(self.step.id, f"{EXPERIMENT}{experiment.id}", UNDERSTOOD)
        for work in trials.work:
            self.keep("work", work)
