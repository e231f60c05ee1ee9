"""The experiments step: predict, change, run, compare; on the bench of the code step."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from gdtui.descent.series import series
from gdtui.lesson.experiments import Experiments, Trial
from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Fact, NotSaved, Progress, RunRecord
from gdtui.ui.bench import MOST_CURVES, Plot
from gdtui.ui.dialling import Literal, first_difference, turned
from gdtui.ui.experimenting import SHOWN, Standing, Standings, drawn_beside, result_of
from gdtui.ui.kept_runs import KeptRun, compared, key_of, listed, read, summed_up
from gdtui.ui.recognition import recognised, truth
from gdtui.ui.run_view import RunView, Trained
from gdtui.ui.screens.running import RunBench
from gdtui.ui.settings_panel import another_seed, seed_in, settings_of, stepped
from gdtui.ui.verdicts import reason, told
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.comparing import Comparing
from gdtui.ui.widgets.dialling import Dialling
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.names import Names
from gdtui.ui.widgets.output import Output
from gdtui.ui.widgets.rows import Confirmed
from gdtui.ui.widgets.tabs import Tabs
from gdtui.ui.widgets.trying import Trying

CHARTS = ("loss", "fit", "path")


class ExperimentsScreen(RunBench):
    """The trials and the kept runs take the whole page; the code stands beside a chart."""

    views: ClassVar[tuple[str, ...]] = ("task", *CHARTS, "dials", "runs")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "task", "Task", priority=True),
        Binding("f10", "show_me", "Show me", priority=True),
        Binding("s", "show_me", "Show me", show=False),
        Binding("enter", "onward", "Go on"),
        Binding("c", "make", "Make the change"),
        Binding("f12", "make", "Make the change", priority=True),
        Binding("u", "unit", "Epochs, updates"),
        Binding("w", "new_seed", "New seed"),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        body = cast(Experiments, step.body)
        self.experiments = body
        super().__init__(lesson, progress, step, body.name, body.source)
        self.set_reactive(ExperimentsScreen.view, "task")
        self.front = "results"
        self.trials = tuple(t for experiment in body.experiments for t in experiment.trials)
        self._random = random.SystemRandom()
        self._judged: tuple[Trained | None, str] = (None, "")

    def compose_body(self) -> ComposeResult:
        """The code, and all that can stand beside it or in its place."""
        words, glyphs, ascii = self.owner.words, self.owner.glyphs, self.owner.manner.ascii
        with Container(id="bench"):
            with Vertical(id="code"):
                yield Static(id="code-title", classes="pane-title", markup=False)
                yield Editor(self.first_text)
            with Vertical(id="results"):
                yield Tabs(self.views)
                yield Trying(self.experiments, words, glyphs)
                yield Chart(placeholder="Ctrl+R runs the program.", ascii=ascii)
                yield Dialling(words)
                yield Comparing(words, glyphs, ascii=ascii)
                yield Output(id="output")
                yield Static(id="outcome", markup=False)

    def on_mount(self) -> None:
        """Go on at the trial that was left, and take up the runs of other days."""
        self.query_one(Trying).begin(self.standings(), self.trial.id)
        self.watch_view()
        self.run_worker(self._recall_runs(), group="runs", exit_on_error=False)
        self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        # The keys may have gone to the code since this was asked for, if it can be seen.
        if self.front == "results" or self.view in ("task", "runs"):
            self.result_widget().focus()

    def result_widget(self) -> Widget:
        """What takes the keys in the view that is shown."""
        if self.view in CHARTS:
            return self.query_one(Chart)
        return self.query_one({"dials": "#dials", "runs": "#runs"}.get(self.view, "Names"))

    # Trials

    @property
    def trial(self) -> Trial:
        """The trial that the learner is at: where it was left, or else the first that is open."""
        kept = self.kept("place", "trial")
        left = (trial for trial in self.trials if trial.id == kept)
        opened = (trial for trial in self.trials if self.standing(trial).stage != "ran")
        return next(left, None) or next(opened, self.trials[0])

    def standing(self, trial: Trial) -> Standing:
        """Where a trial stands."""
        return Standing(trial, self.kept("answer", trial.id), self.kept("seen", trial.id))

    def standings(self) -> Standings:
        """Where all stand."""
        return {trial.id: self.standing(trial) for trial in self.trials}

    def on_trying_opened(self, event: Trying.Opened) -> None:
        """Another trial is open."""
        self.owner.learn([Fact(self.step.id, "place", "trial", event.trial_id)])
        self.call_next(self._show_trial)

    async def _show_trial(self) -> None:
        if self.whole:
            await self.query_one(Trying).show(self.standing(self.trial))
            self.say_next()
            self._say_change()
            self.refresh_bindings()

    def on_confirmed(self, event: Confirmed) -> None:
        """A prediction is made; it cannot be changed after that."""
        self._answer(f"{event.answer[0]:g}")
        self.query_one(Names).focus()

    def _answer(self, answer: str) -> None:
        # At once, and not by a message: a run that ends early must find it.
        self.owner.learn([Fact(self.step.id, "answer", self.trial.id, answer)])

    def action_show_me(self) -> None:
        """Do without a prediction: make the change and run it, and say that it was so."""
        if self.standing(self.trial).stage == "open":
            self._answer(SHOWN)
        self.action_make()
        self.action_run()

    def action_make(self) -> None:
        """Make the change of the trial in the code, visibly."""
        self._write(self.trial.program(self.original))
        self.view = "loss"
        self.bring("code")

    def _write(self, text: str) -> None:
        """Put another text into the editor; what stood there comes back with undo."""
        editor = self.query_one(Editor)
        row = first_difference(editor.text, text)
        if editor.text != text:
            editor.replace(text, (0, 0), editor.document.end)
            editor.move_cursor((row, 0), center=True)

    def action_task(self) -> None:
        """To the task, and from there back to the code."""
        if self.view == "task":
            self.view = "loss"
            self.bring("code")
        else:
            self.view = "task"
            self.bring("results")

    def on_trying_entered(self) -> None:
        """Enter on a trial goes on with it."""
        self.action_onward()

    def action_onward(self) -> None:
        """What is best next: to the question, to the code, to the result, to the next trial."""
        stage = self.standing(self.trial).stage
        if self.view in CHARTS:
            if stage == "ran":
                self.action_task()
        elif stage == "open":
            self.query_one(Trying).ask()
        elif stage == "predicted":
            self.action_task()
        else:
            at = self.trials.index(self.trial)
            ahead = (*self.trials[at + 1 :], *self.trials[:at])
            waiting = [each for each in ahead if self.standing(each).stage != "ran"]
            if waiting:
                self.query_one(Trying).go_to(waiting[0].id)

    # Running

    def action_run(self) -> None:
        """Run what is in the editor, and show its loss."""
        if self.view == "task":
            self.view = "loss"
        super().action_run()

    def ended(self, view: RunView) -> None:
        """Recognise what ran, and set it beside what was predicted."""
        found = recognised(self.experiments, view)
        early = [trial for trial, _ in found if self.standing(trial).stage == "open"]
        settled = [trial for trial, trained in found if self._settle(trial, trained)]
        if early and not settled:
            self._say_early(self.trial if self.trial in early else early[0])
        if settled and self.trial not in settled:
            self.query_one(Trying).go_to(settled[0].id)
        if settled and self.view in CHARTS:
            self.query_one(Chart).focus()
        self._dial()

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
            self.push(self.step.id, trial.id, 1.0 if after.true else 0.0)
        return True

    def kept_of(self, view: RunView) -> Sequence[Trained | None]:
        """Every training run of a program is kept."""
        return [one for one in view.trained if one.measure is not None][-MOST_CURVES:] or [None]

    def kept_run(self, record: RunRecord, trained: Trained | None) -> None:
        """Add a run to those that can be compared."""
        if trained is not None:
            run = summed_up(record, trained)
            self.keep("setting", run.key, run.written())
            self.query_one(Comparing).add([run])

    def pictured(self, view: RunView, rows: int) -> Plot:
        """The chart of the view; in the loss, the predicted curve beside the one that ran."""
        if self.view == "loss":
            standing = self.standing(self.trial)
            return drawn_beside(view, rows, standing, self.logarithmic, self.per_epoch)
        return super().pictured(view, rows) if self.view in CHARTS else self._comparison()

    def told_of(self, view: RunView, rows: int) -> tuple[str, str]:
        """What happened, in words, once all of it is shown."""
        words, tone = super().told_of(view, rows)
        if self.playing or not view.completed or view.last is None:
            return words, tone
        if self._judged[0] is not view.last:
            self._judged = (view.last, self.owner.words(told(view.last)))
        return self._judged[1] or words, tone

    # Progress

    def progressed(self) -> None:
        """Bring the list up to date, and say what is done."""
        super().progressed()
        standings = self.standings()
        self.query_one(Trying).mark(standings)
        self.call_next(self._show_trial)
        done = [
            experiment
            for experiment in self.experiments.experiments
            if all(standings[trial.id].stage == "ran" for trial in experiment.trials)
        ]
        for experiment in done:
            if self.kept("seen", f"understood {experiment.id}") is None:
                self.keep("seen", f"understood {experiment.id}")
                self.push(self.step.id, f"understood-{experiment.id}", 0.5)
        if all(each in done for each in self.experiments.experiments if not each.extra):
            self.keep("work", "experiments")
            self._keep_merits()

    def _keep_merits(self) -> None:
        """Every run that the step needs was predicted; and half of them came true as well."""
        needed = [t for each in self.experiments.experiments if not each.extra for t in each.trials]
        standings = [self.standing(trial) for trial in needed]
        if not any(each.shown for each in standings):
            self.keep("work", "predicted")
            if 2 * sum(each.true for each in standings) >= len(standings):
                self.keep("work", "half-true")

    # Views

    def watch_view(self) -> None:
        """Show what belongs to the view, and hide the rest."""
        results, alone = self.query_one("#results"), self.view in ("task", "runs")
        had_focus = results.has_focus_within
        for name in self.views:
            results.set_class(name == self.view, f"view-{name}")
        self.query_one("#bench").set_class(alone, "alone")
        if alone or self.view == "dials":
            self.front = "results"
        self.share_room()
        if self.run_view is None:
            chart = self.query_one(Chart)
            chart.plot = self._comparison() if self.view == "runs" else None
        super().watch_view()
        self._dial()
        self.say_title()
        self._say_change()
        self.say_next()
        self.refresh_bindings()
        if had_focus or alone or self.view == "dials":
            self.call_after_refresh(self._take_keys)

    def _say_change(self) -> None:
        """Before the first run, the line under the results says what to change."""
        if self.run_view is None:
            predicted = self.standing(self.trial).stage == "predicted"
            text = self.owner.words(self.trial.change) if predicted else ""
            self.query_one("#outcome", Static).update(text)

    @property
    def per_epoch(self) -> bool:
        """Whether curves are drawn over epochs, not over updates."""
        return self.kept("setting", "unit") == "epoch"

    def action_unit(self) -> None:
        """Over updates, or over epochs."""
        unit = "update" if self.per_epoch else "epoch"
        self.owner.learn([Fact(self.step.id, "setting", "unit", unit)])
        self.watch_view()

    # Dials

    def _dial(self) -> None:
        """What the last run really used, and what of it can be turned."""
        last = self.run_view.last if self.run_view is not None else None
        found = [] if last is None else settings_of(self.query_one(Editor).text, last)
        self.query_one(Dialling).show(last, found)

    def on_dialling_turned(self, event: Dialling.Turned) -> None:
        """Turn a dial: the code changes, and runs."""
        self._turn(event.name, event.by)

    def action_new_seed(self) -> None:
        """Another order of the samples: change the seed in the code, and run."""
        seed = seed_in(self.query_one(Dialling).settings)
        if seed is None:
            self.notify("Run the program once; then w draws another seed.", markup=False)
        else:
            self._turn(seed.name, None)

    def _turn(self, name: str, by: int | None) -> None:
        """Turn a dial by a step, or the seed to another one; the code is what is turned."""
        self._dial()
        setting = next(each for each in self.query_one(Dialling).settings if each.name == name)
        where = setting.origin
        if not isinstance(where, Literal):
            words = f"Change {name} in the code, then run. No one number there sets what ran."
            self.notify(words, markup=False)
            return
        value = another_seed(where.value, self._random) if by is None else stepped(setting, by)
        if value is not None and value != where.value:
            self._write(turned(self.query_one(Editor).text, where, value))
            self.action_run()

    # Comparing

    @property
    def kept_runs(self) -> Sequence[KeptRun]:
        """The runs that can be compared."""
        return self.query_one(Comparing).runs

    def _comparison(self) -> Plot:
        return compared(listed(self.kept_runs), self.logarithmic, self.per_epoch)

    async def _recall_runs(self) -> None:
        try:
            records = await asyncio.wrap_future(self.owner.keeper.runs(self.step.id))
        except NotSaved as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        earlier = [read(record, self.kept("setting", key_of(record))) for record in records]
        self.query_one(Comparing).add(earlier)

    def on_comparing_changed(self, event: Comparing.Changed) -> None:
        """Remember how a run is shown, and draw the runs anew."""
        if event.run is not None:
            self.keep("setting", event.run.key, event.run.written())
        if self.view == "runs":
            self.query_one(Chart).plot = self._comparison()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are there where they do something."""
        if action == "onward":
            return self.view == "task" or self.view in CHARTS
        if action == "make":
            return self.standing(self.trial).stage == "predicted"
        if action == "show_me":
            return self.standing(self.trial).stage != "ran"
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        """The next action depends on whether the question has the keys."""
        self.say_next()

    def on_text_area_changed(self) -> None:
        """The next action depends on whether the change is made."""
        self.say_next()

    def next_action(self) -> str:
        """Predict, change and run, read what came of it, go on."""
        stage, at_task = self.standing(self.trial).stage, self.view == "task"
        if stage == "open":
            if at_task and self.query_one(Trying).asking:
                return self.query_one(Trying).how
            if at_task:
                return "Enter: predict. F10 shows it without a prediction."
            return "F7: the task. Predict before you run."
        if stage == "predicted":
            if at_task:
                return "Enter: to the code. c makes the change for you."
            return self._next_in_code()
        if not at_task:
            return "F7: your prediction beside what happened, and why."
        if self.kept("work", "experiments") is not None:
            return f"Completed. {self.onward()}."
        return "Space reads on. Enter: the next run."

    def _next_in_code(self) -> str:
        """First the change, then the run."""
        if self.query_one(Editor).text == self.trial.program(self.original):
            return "The code is ready: Ctrl+R runs it. F7: the task."
        ran = self.run_view is not None and not self.running
        opening = "That was another run. " if ran else ""
        return f"{opening}{self.trial.change} F12 makes the change. F7: task."
