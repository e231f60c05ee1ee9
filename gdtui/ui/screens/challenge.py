"""The challenge: a function to write, and a checker that says what went wrong."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Markdown, Static

from gdtui.checker.verdict import Finding, Verdict
from gdtui.lesson.challenge import Challenge, Hint
from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.progress.score import CASE, SOLVED, Push, pushes
from gdtui.ui.challenge_view import (
    hints_told,
    next_hint,
    race,
    solutions_told,
    table,
    told,
    way,
)
from gdtui.ui.recap import FIRST, HINT, PASSED, SOLUTION
from gdtui.ui.screens.ask import AskScreen
from gdtui.ui.screens.following import FollowsFile
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.tabs import Tabs

VIEWS = ("task", "result", "cases", "path", "race")
"""What can stand beside the code; each is a widget with this name in its id."""


class ChallengeScreen(FollowsFile):
    """Code on the left or above; the task and what a check found on the right or below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,f5", "check", "Check", key_display="^R", priority=True),
        Binding("f7", "hint", "Hint", priority=True),
        Binding("w", "watch_file", "Watch a file"),
        Binding("r", "check", "Check", show=False),
    ]

    view: reactive[str] = reactive(VIEWS[0], init=False)
    verdict: reactive[Verdict | None] = reactive(None, init=False, always_update=True)
    checking: reactive[bool] = reactive(False, init=False)

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        assert isinstance(step.body, Challenge)
        self.challenge = step.body
        super().__init__(lesson, progress, step, self.challenge.name, self.challenge.starter)
        self._checked = ""

    def compose_body(self) -> ComposeResult:
        """The two panes."""
        ascii = self.owner.manner.ascii
        with Container(id="bench"):
            with Vertical(id="code"):
                yield Static(id="code-title", classes="pane-title", markup=False)
                yield Editor(self.first_text)
                yield self.file_field()
            with Vertical(id="results"):
                yield Tabs(VIEWS)
                with VerticalScroll(id="view-task", classes="view"):
                    yield Markdown(self.owner.words(self.challenge.text), open_links=False)
                with VerticalScroll(id="view-result", classes="view"):
                    yield Static(id="finding", markup=False)
                    yield Static(id="hints", markup=False)
                    yield Markdown(id="solutions", open_links=False)
                with VerticalScroll(id="view-cases", classes="view"):
                    yield Static(id="table", markup=False)
                yield Chart(way(None), ascii=ascii, id="view-path", classes="view")
                yield Chart(race, ascii=ascii, id="view-race", classes="view")

    def on_mount(self) -> None:
        """The task comes first; where there is room for one pane only, it takes it."""
        self.watch_view()
        self._tell()
        if self.kept("draft", self.program) is None:
            self.call_after_refresh(self._show_task_first)

    def _show_task_first(self) -> None:
        if self.crowded:
            self.bring("results")

    def result_widget(self) -> Widget:
        """The view that is shown takes the keys on its side."""
        return self.query_one(f"#view-{self.view}")

    # Checking

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stop works while a check is under way, or a file is watched."""
        if action == "stop":
            return self.checking or self.following
        return True

    def action_check(self) -> None:
        """Check what is in the editor."""
        self.check(self.query_one(Editor).text)

    def check(self, source: str) -> None:
        """Check a program, in place of what may be under way."""
        self._checked = source
        if self.kept("draft", FIRST) is None:
            self.keep("draft", FIRST, source)
        self.take_up(partial(self._judge, source))

    async def _judge(self, source: str) -> None:
        self.query_one(Editor).marked = None
        self.checking = True
        try:
            verdict = await self.owner.checker.check(self.challenge, source)
        finally:
            self.checking = False
        self.verdict = verdict

    def watch_checking(self) -> None:
        """Say that a check is under way."""
        if self.whole:
            self.say_next()
            self.refresh_bindings()

    def watch_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        finding = verdict.finding
        if finding.line is not None and self.watched is None:
            self.query_one(Editor).marked = finding.line
        self._push(verdict)
        if verdict.outcome == "passed":
            self._keep_passed()
        self.query_one("#view-path", Chart).plot = way(verdict.course)
        self._tell()
        self.view = "result"
        self.query_one("#view-result").scroll_home(animate=False)
        if self.crowded or self.zoomed:
            self.bring("results")
        self.say_next()

    def _push(self, verdict: Verdict) -> None:
        """Every case that passed counts once; a check that passes no further one is a mistake."""
        passed = [case.name for case in verdict.cases if case.status == "passed"]
        new = [name for name in passed if Push(f"{self.step.id}/{name}", CASE) not in self._pushed]
        for name in new:
            self.push(self.step.id, name, CASE)
        if verdict.outcome == "passed":
            self.push(self.step.id, "all", SOLVED)
        elif verdict.cases and not new:
            self.push(self.step.id, "check", 0)

    @property
    def _pushed(self) -> tuple[Push, ...]:
        return pushes(self.progress)

    def _keep_passed(self) -> None:
        """The work is done; what was done without help is kept as well."""
        if self.kept("work", "challenge") is None:
            if self.kept("seen", SOLUTION) is None:
                self.keep("work", "solution-unseen")
                if not self.taken():
                    self.keep("work", "hints-unseen")
            self.keep("draft", PASSED, self._checked)
        self.keep("work", "challenge")

    def unreadable(self, problem: str) -> None:
        """Say why the file that is watched cannot be checked."""
        self.verdict = Verdict(Finding("error", problem))

    def action_stop(self) -> None:
        """Stop the check, or the watching of a file, or the asking for one."""
        if self.checking:
            self.owner.checker.stop()
        else:
            self.stop_following()

    # Showing

    def _tell(self) -> None:
        """Bring the result and the table up to date."""
        words, verdict = self.owner.words, self.verdict
        shown = Content("Nothing has been checked yet. Ctrl+R or F5 checks your function.")
        self.query_one("#finding", Static).update(told(verdict, words) if verdict else shown)
        taken = self.taken()
        text = hints_told(taken, len(self.challenge.hints), words)
        self.query_one("#hints", Static).update(text)
        self.query_one("#hints").display = bool(taken)
        self.query_one("#table", Static).update(table(self.challenge, verdict, self.owner.glyphs))
        self._tell_solutions()

    def _tell_solutions(self) -> None:
        """After passing all of them; when it was asked for, the published one."""
        solutions = self.challenge.solutions
        if self.kept("work", "challenge") is None:
            solutions = solutions[:1] if self.kept("seen", SOLUTION) is not None else ()
        place = self.query_one("#solutions", Markdown)
        place.display = bool(solutions)
        text = solutions_told(solutions, self.owner.words)
        if text != place.source:
            place.update(text)

    def progressed(self) -> None:
        """A hint was taken, or the solution shown."""
        super().progressed()
        self._tell()

    def say_title(self) -> None:
        """The titles of both sides."""
        super().say_title()
        self.query_one(Tabs).chosen = VIEWS.index(self.view)

    def watch_view(self) -> None:
        """Show one view and hide the others."""
        had_focus = self.query_one("#results").has_focus_within
        for name in VIEWS:
            self.query_one(f"#view-{name}").set_class(name == self.view, "shown")
        self.say_title()
        if had_focus:
            self.result_widget().focus()

    def action_view(self) -> None:
        """The next view, and round again."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        if self.crowded:
            self.bring("results")

    def on_tabs_picked(self, event: Tabs.Picked) -> None:
        """A click on a view shows it."""
        self.view = VIEWS[event.index]

    # Help in steps

    def taken(self) -> list[Hint]:
        """The hints that were taken, in that order."""
        places = {hint.id: self.kept("seen", HINT + hint.id) for hint in self.challenge.hints}
        known = [hint for hint in self.challenge.hints if places[hint.id] is not None]
        return sorted(known, key=lambda hint: int(places[hint.id] or 0))

    def action_hint(self) -> None:
        """One more hint; after the last, offer the solution."""
        taken = [hint.id for hint in self.taken()]
        fitting = self.verdict.finding.hint if self.verdict is not None else None
        hint = next_hint(self.challenge.hints, taken, fitting)
        if hint is not None:
            self.keep("seen", HINT + hint.id, str(len(taken) + 1))
        elif self.kept("seen", SOLUTION) is None and self.kept("work", "challenge") is None:
            self.app.push_screen(
                AskScreen(
                    "All hints are taken",
                    "Show the solution? It is marked as shown, and costs a star. "
                    "You can still pass.",
                ),
                self._show_solution,
            )
        self.view = "result"
        self.call_after_refresh(self.query_one("#view-result").scroll_end, animate=False)
        if self.crowded:
            self.bring("results")

    def _show_solution(self, yes: bool | None) -> None:
        if yes:
            self.keep("seen", SOLUTION)
            self.call_after_refresh(self.query_one("#view-result").scroll_end, animate=False)

    def next_action(self) -> str:
        """Write it, check it, go on."""
        if self.checking:
            return "Checking. Esc stops it."
        if self.kept("work", "challenge") is not None:
            return f"Completed. {self.onward()}."
        if self.verdict is None:
            return f"Ctrl+R checks it. {self.step.invitation}."
        return "Change it and check again. F7: a hint. F2: every case."
