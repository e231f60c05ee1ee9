"""The code step: a program to read, change and run, its loss falling beside it."""

from __future__ import annotations

import math
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from gdtui.lesson.labels import node_at
from gdtui.lesson.model import Code, Lesson, Loop, Step
from gdtui.progress.model import Fact, Progress
from gdtui.ui.bench import VIEWS, program_differs
from gdtui.ui.deck import moved
from gdtui.ui.dialling import Literal
from gdtui.ui.run_view import RunView
from gdtui.ui.screens.running import RunBench
from gdtui.ui.settings_panel import settings_of
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.output import Output
from gdtui.ui.widgets.tabs import Tabs

LOW, VERY_LOW, EPOCHS = 1e-3, 1e-6, 100
"""Losses for a changed program to get below, and the epochs that it has for it."""


class CodeScreen(RunBench):
    """Code on the left or above, results on the right or below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12", "node", "Node", priority=True),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        assert isinstance(step.body, Code)
        self.code = step.body
        super().__init__(lesson, progress, step, self.code.name, self.code.source)

    def compose_body(self) -> ComposeResult:
        """The two panes."""
        with Container(id="bench", classes="fresh"):
            with Vertical(id="code"):
                yield Static(id="code-title", classes="pane-title", markup=False)
                yield Editor(self.first_text)
            with Vertical(id="results"):
                yield Tabs((*VIEWS, "output"))
                yield Chart(ascii=self.owner.manner.ascii)
                yield Output(id="output")
                yield Static(self.opening, id="outcome", markup=False)

    @property
    def opening(self) -> str:
        """What the program is."""
        return self.owner.words(self.code.intro)

    def ended(self, view: RunView) -> None:
        """A run as given or with a change is work done."""
        if view.completed:
            changed = program_differs(view.source, self.code.source)
            if not changed and self.kept("work", "changed") is None:
                self._show_number(view)
            self.keep("work", "changed" if changed else "as-given")
            if changed:
                self._keep_merits(view)

    def _show_number(self, view: RunView) -> None:
        """The cursor goes to the first number that can be changed, so that it is in sight."""
        found = settings_of(view.source, view.last) if view.last is not None else []
        where = next((each.origin for each in found if isinstance(each.origin, Literal)), None)
        editor = self.query_one(Editor)
        if where is not None and editor.text == view.source:
            editor.move_cursor((where.line - 1, where.start), center=True)

    def _keep_merits(self, view: RunView) -> None:
        """A changed program that got the loss low, or very low, within the given epochs."""
        points = view.last.points() if view.last is not None else []
        least = min((loss for epoch, loss in points if epoch <= EPOCHS), default=math.inf)
        if 0 <= least < LOW:
            self.keep("work", "low")
        if 0 <= least < VERY_LOW:
            self.keep("work", "very-low")

    def action_node(self) -> None:
        """Show the node of the training loop that the line under the cursor belongs to."""
        editor = self.query_one(Editor)
        line = editor.cursor_location[0] + 1
        node = node_at(editor.text, self.code.labels, line)
        loop = next((step for step in self.lesson.steps if isinstance(step.body, Loop)), None)
        if node is None or loop is None:
            words = f"Line {line} is no node of the loop. Try one under a comment, as # Update."
            self.notify(words, markup=False)
            return
        kept = self.progress.value(loop.id, "place", "loop") or ""
        facts = Fact(loop.id, "place", "loop", moved(kept, node)), Fact(loop.id, "place", "mode")
        self.owner.learn(facts)
        self.app.call_next(self.owner.go_to, loop.id)

    def next_action(self) -> str:
        """Run it, change it, go on; first of all, what the last run asks for."""
        if asked := self.asked_by_run():
            return asked
        if self.kept("work", "as-given") is None:
            return f"Ctrl+R runs it. {self.step.invitation}."
        if self.kept("work", "changed") is None:
            return "Change one number, say what you expect, and run again."
        return f"Completed. {self.onward()}."
