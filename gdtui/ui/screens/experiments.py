"""The experiments step: predict, change, run, compare; on the bench of the code step."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from gdtui.lesson.experiments import Experiments
from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui.bench import VIEWS, Plot
from gdtui.ui.comparison import COMPARED
from gdtui.ui.dialling import first_difference
from gdtui.ui.experimenting import SHOWN, drawn_beside, step_to
from gdtui.ui.run_view import RunView, Trained
from gdtui.ui.screens.comparing import Compares
from gdtui.ui.screens.trying import Tries
from gdtui.ui.screens.turning import Turns
from gdtui.ui.verdicts import told
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.comparing import Comparing
from gdtui.ui.widgets.dialling import Dialling
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.output import Output
from gdtui.ui.widgets.tabs import Tabs
from gdtui.ui.widgets.trying import Trying


class ExperimentsScreen(Tries, Turns, Compares):
    """The trials and the kept runs take the whole page; the code stands beside a chart."""

    views: ClassVar[tuple[str, ...]] = ("task", *VIEWS, "dials", *COMPARED)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "task", "Task", priority=True),
        Binding("f10", "show_me", "Show me", priority=True),
        Binding("s", "show_me", "Show me", show=False),
        Binding("enter", "onward", "Go on"),
        Binding("c", "make", "Make the change", show=False),
        Binding("f12", "make", "Make the change", priority=True),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        body = cast(Experiments, step.body)
        self.experiments = body
        super().__init__(lesson, progress, step, body.name, body.source)
        self.set_reactive(ExperimentsScreen.view, "task")
        self.front = "results"
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
        """Go on at the trial that was left."""
        self.query_one(Trying).begin(self.trials.standings, self.trial.id)
        self.watch_view()
        self.call_after_refresh(self._take_keys)

    def _take_keys(self) -> None:
        # The keys may have gone to the code since this was asked for, if it can be seen.
        if self.front == "results" or self.alone:
            self.result_widget().focus()

    def result_widget(self) -> Widget:
        """What takes the keys in the view that is shown."""
        if self.view in COMPARED:
            return self.query_one("#runs")
        return self.query_one({"task": "Names", "dials": "#dials"}.get(self.view, "Chart"))

    @property
    def alone(self) -> bool:
        """Whether the view takes the place of the code as well."""
        return self.view in ("task", *COMPARED)

    def action_show_me(self) -> None:
        """Do without a prediction: make the change and run it, and say that it was so."""
        if self.standing(self.trial).stage == "open":
            self.answer(SHOWN)
        self.action_make()
        self.action_run()

    def action_make(self) -> None:
        """Make the change of the trial in the code, visibly; own lines come back with undo."""
        text, change = self.query_one(Editor).text, self.trial.program(self.original)
        given = {self.original, *(trial.program(self.original) for trial in self.trials.all)}
        if text != change and text not in given:
            self.notify("The change is made. Ctrl+Z in the code brings your lines back.")
        self.write(change)
        self.view = "loss"
        self.bring("code")

    def action_task(self) -> None:
        """To the task, and from there back to the code."""
        if self.view == "task":
            self.view = "loss"
            self.bring("code")
            self._show_place()
        else:
            self.view = "task"
            self.bring("results")

    def _show_place(self) -> None:
        """The cursor goes to where the change of the trial is to be made."""
        editor, change = self.query_one(Editor), self.trial.program(self.original)
        if self.standing(self.trial).stage == "predicted" and editor.text != change:
            editor.move_cursor((first_difference(editor.text, change), 0), center=True)

    # What is done

    def on_trying_entered(self) -> None:
        """Enter on a trial goes on with it."""
        self.action_onward()

    def action_onward(self) -> None:
        """What is best next: to the question, to the code, to the result, to the next trial."""
        stage = self.standing(self.trial).stage
        if self.view in VIEWS or stage == "predicted":
            self.action_task()
        elif stage == "open":
            self.query_one(Trying).ask()
        elif (ahead := self.trials.ahead) is not None:
            self.query_one(Trying).go_to(ahead.id)

    def action_run(self) -> None:
        """Run what is in the editor, and show its loss."""
        if self.view == "task":
            self.view = "loss"
        super().action_run()

    def pictured(self, view: RunView, rows: int) -> Plot:
        """The chart of the view; in the loss, the predicted curve beside the one that ran."""
        if self.view in ("fit", "path"):
            return super().pictured(view, rows)
        standing = self.standing(self.trial)
        return drawn_beside(view, rows, standing, self.logarithmic, self.per_epoch)

    def told_of(self, view: RunView, rows: int) -> tuple[str, str]:
        """What happened, in words, once all of it is shown."""
        words, tone = super().told_of(view, rows)
        if self.playing or not view.completed or view.last is None:
            return words, tone
        if self._judged[0] is not view.last:
            self._judged = (view.last, self.owner.words(told(view.last)))
        return self._judged[1] or words, tone

    # Views

    def watch_view(self) -> None:
        """Show what belongs to the view, and hide the rest."""
        results, alone = self.query_one("#results"), self.alone
        had_focus = results.has_focus_within
        for name in self.views:
            results.set_class(name == self.view, f"view-{name}")
        results.set_class(self.view in COMPARED, "comparing")
        self.query_one("#bench").set_class(alone, "alone")
        if alone or self.view == "dials":
            self.front = "results"
        self.share_room()
        super().watch_view()
        self.dial()
        self.say_next()
        self.refresh_bindings()
        if had_focus or alone or self.view == "dials":
            self.call_after_refresh(self._take_keys)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are there where they do something."""
        if action == "onward" and self.view == "task":
            return self.whole and not self.query_one(Trying).asking
        if action == "onward":
            return self.query_one(Chart).has_focus and self.standing(self.trial).stage == "ran"
        if action in ("zoom", "edit"):
            return not self.alone
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

    @property
    def foremost(self) -> tuple[str, ...]:
        """What the view is for comes first."""
        if self.view in COMPARED:
            return ("view", "ask", "task", "run", "unit", "axis")
        if self.view == "dials":
            return ("turn", "new_seed", "stop", "run", "task")
        if self.view == "task":
            return ("move", "answer", "onward", "make", "show_me", "run")
        return ("stop", "run", "make", "task", "edit", "show_me", "onward", "unit", "axis")

    def next_action(self) -> str:
        """Predict, change and run, read what came of it, go on."""
        stage = self.standing(self.trial).stage
        if self.view == "task":
            return self._next_at_task()
        if self.view in COMPARED and self.query_one(Comparing).naming:
            return "Type a name, then Enter. Esc: no new name."
        if self.view in COMPARED and self.kept_runs:
            return "↑↓ choose a run. F2: losses, fits, paths. F7: the task."
        if stage != "ran" and (asked := self.asked_by_run()):
            return asked
        if self.view == "dials" and self.query_one(Dialling).settings:
            return "↑↓ choose, ← → turn: the code changes, and runs. F7: the task."
        if stage == "open":
            return "F7: the task. Predict before you run."
        if stage == "predicted":
            return self._next_in_code()
        if self.standing(self.trial).shown:
            return "F7: what happened, and why."
        return "F7: your prediction beside what happened, and why."

    def _next_at_task(self) -> str:
        stage, trying = self.standing(self.trial).stage, self.query_one(Trying)
        if stage == "open":
            return trying.how if trying.asking else f"Enter: predict. {self._price()}"
        if stage == "predicted":
            return "Enter: to the code. F12 makes the change for you."
        if self.kept("work", "experiments") is not None:
            return f"Completed. {self.onward()}."
        return "Space reads on. Enter: the next run."

    def _price(self) -> str:
        """What is lost by being shown the run, told before it is."""
        if not self.game:
            return "F10 shows it without one."
        if self.trials.costs_stars(self.trial):
            return "F10 shows it: no score, and the stars for predicting go."
        return "F10 shows it: no score."

    def _next_in_code(self) -> str:
        """First the change, then the run."""
        if self.query_one(Editor).text == self.trial.program(self.original):
            return "The code is ready: Ctrl+R runs it. F7: the task."
        return step_to(self.trial, self.ran_since)
