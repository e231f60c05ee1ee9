"""The code step: a program to read, change and run, its loss falling beside it."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import ClassVar, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Log, Static
from textual.worker import Worker

from gdtui.lesson.model import Code, Lesson, Step
from gdtui.progress.model import Progress, RunRecord
from gdtui.runner.events import Failed, Finished, Stopped
from gdtui.ui.bench import VIEW_NAMES, VIEWS, View, curve_of, drawn, outcome, program_differs
from gdtui.ui.messages import Ran
from gdtui.ui.playback import Playback
from gdtui.ui.run_view import RunView
from gdtui.ui.screens.frame import WIDE, StepScreen
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.tabs import Tabs

FRAME = 0.1
"""Seconds between two drawings of a running chart."""

TALL = 24
"""Rows from which both panes are shown, one above the other."""

Pane: TypeAlias = Literal["code", "results"]

DRAFT_REST = 0.4
"""Seconds of rest after which what was typed is handed to the disk."""


class CodeScreen(StepScreen):
    """Code on the left or above, results on the right or below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", priority=True),
        Binding("ctrl+r,f5", "run", "Run", key_display="^R", priority=True),
        Binding("f9", "zoom", "Panes", priority=True),
        Binding("f2", "view", "View", priority=True),
        Binding("f3", "log", "Output", priority=True),
        Binding("f6", "finish", "Show the end", priority=True),
        Binding("f8", "reset", "Reset", priority=True),
        Binding("f4", "own_editor", "$EDITOR", priority=True),
        Binding("l", "axis", "Log axis"),
        Binding("e", "own_editor", "Own editor", show=False),
        Binding("r", "run", "Run", show=False),
    ]

    run_view: reactive[RunView | None] = reactive(None, init=False)
    view: reactive[View] = reactive("loss", init=False)
    logarithmic: reactive[bool] = reactive(True, init=False)
    output: reactive[bool] = reactive(False, init=False)
    zoomed: reactive[bool] = reactive(False, init=False)

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        assert isinstance(step.body, Code)
        self.code = step.body
        self.playback = Playback()
        self.before: RunView | None = None
        self.runs = 0
        self.front: Pane = "code"
        draft = self.kept("draft", self.code.name)
        self._draft = (self.code.source if draft is None else draft, 0)
        self._one_at_a_time = asyncio.Lock()
        self._job: Worker[None] | None = None
        self._ticking: Timer | None = None
        self._rest: Timer | None = None
        self._printed = 0

    def compose_body(self) -> ComposeResult:
        """The two panes."""
        with Container(id="bench", classes="fresh"):
            with Vertical(id="code"):
                yield Static(id="code-title", classes="pane-title", markup=False)
                yield Editor(self._draft[0])
            with Vertical(id="results"):
                yield Tabs((*VIEW_NAMES.values(), "output"))
                yield Chart(ascii=self.owner.manner.ascii)
                yield Log(id="output", max_lines=4000, auto_scroll=True)
                yield Static(self.owner.words(self.code.intro), id="outcome", markup=False)

    def on_mount(self) -> None:
        """The editor takes the keys, at the line where it was left."""
        editor = self.query_one(Editor)
        editor.focus()
        row = int(self.kept("place", "line") or 0)
        editor.move_cursor((min(row, editor.document.line_count - 1), 0))
        self.set_reactive(CodeScreen.logarithmic, self.kept("setting", "axis") != "linear")
        self._title()

    async def on_unmount(self) -> None:
        """Nothing of the learner's program outlives the screen."""
        self._hand_in_draft()
        if self._job is not None:
            self._job.cancel()
        async with self._one_at_a_time:
            pass

    # Running

    @property
    def running(self) -> bool:
        """Whether a program is running."""
        return self.run_view is not None and self.run_view.ending is None

    @property
    def playing(self) -> bool:
        """Whether there is more to show than is shown."""
        return self.run_view is not None and self.playback.rows < self.run_view.rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stop works while something runs, F6 while something is left to show."""
        if action == "stop":
            return self.running
        if action == "finish":
            return self.playing
        return True

    def action_run(self) -> None:
        """Run what is in the pane, in place of what may be running."""
        if self._job is not None:
            self._job.cancel()
        self._job = self.run_worker(self._run(), group="run", exit_on_error=True)

    async def _run(self) -> None:
        async with self._one_at_a_time:
            source = self.query_one(Editor).text
            self._begin(source)
            events = self.owner.runner.run(source)
            async with aclosing(events):
                async for batch in events:
                    assert self.run_view is not None
                    self.run_view = self.run_view.fold(batch)
        self._ended()

    def _begin(self, source: str) -> None:
        if self.run_view is not None and self.run_view.last is not None:
            self.before = self.run_view
        self.runs += 1
        self._printed = 0
        self.query_one("#output", Log).clear()
        self.query_one(Editor).marked = None
        self.query_one("#bench").remove_class("fresh")
        if self.crowded or self.zoomed:
            self._bring("results")
        self.run_view = RunView(source)
        self.playback = Playback(0.0, time.monotonic())
        if self._ticking is None:
            self._ticking = self.set_interval(FRAME, self._tick)
        self.refresh_bindings()

    def _ended(self) -> None:
        view = self.run_view
        assert view is not None
        assert view.ending is not None
        if isinstance(view.ending, Failed) and view.ending.line is not None:
            self.query_one(Editor).marked = view.ending.line
        if view.completed:
            changed = program_differs(view.source, self.code.source)
            self.keep("work", "changed" if changed else "as-given")
        self._keep_run(view)
        if not self.owner.manner.animation:
            self.action_finish()
        self.refresh_bindings()

    def _keep_run(self, view: RunView) -> None:
        names = {Finished: "finished", Failed: "failed", Stopped: "stopped"}
        last = view.last
        settings = last.training.settings if last is not None and last.training is not None else {}
        ending = names[type(view.ending)]
        self.post_message(
            Ran(RunRecord(self.step.id, time.time(), view.source, ending, settings, curve_of(last)))
        )

    def action_stop(self) -> None:
        """Stop the program, whatever it does."""
        self.owner.runner.stop()

    def action_finish(self) -> None:
        """Show the end at once."""
        if self.run_view is not None:
            self.playback = self.playback.at_end(self.run_view.rows)
            self._draw()

    # Showing

    def _tick(self) -> None:
        view = self.run_view
        assert view is not None
        before = self.playback.rows
        self.playback = self.playback.on(time.monotonic(), view.rows)
        if self.playback.rows != before:
            self._draw()
        if view.ending is not None and not self.playing and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
            self._draw()
            self.refresh_bindings()

    def watch_run_view(self, view: RunView | None) -> None:
        """Show what was printed, and say how it stands."""
        if view is None:
            return
        log = self.query_one("#output", Log)
        for text in view.output[self._printed :]:
            log.write(text)
        self._printed = len(view.output)
        if not view.rows:
            self._draw()
        self._title()

    def watch_view(self) -> None:
        """Draw the other view."""
        self._draw()

    def watch_logarithmic(self) -> None:
        """Draw on the other axis, and remember it."""
        self.keep("setting", "axis", "logarithmic" if self.logarithmic else "linear")
        self._draw()

    def watch_output(self) -> None:
        """Show the output in place of the chart, or beside it where there is room."""
        self.query_one("#results").set_class(self.output, "printed")
        self._title()

    @property
    def crowded(self) -> bool:
        """Whether there is room for one pane only."""
        return self.size.height < TALL and self.size.width < WIDE

    def _arrange(self) -> None:
        """Both panes, or only the one in front."""
        bench = self.query_one("#bench")
        alone = (self.zoomed or self.crowded) and not bench.has_class("fresh")
        code = self.front == "code"
        bench.set_class(alone and code, "zoom-code")
        bench.set_class(alone and not code, "zoom-results")

    def watch_zoomed(self) -> None:
        """Give everything to the pane in front, or share again."""
        self._arrange()

    def on_resize(self) -> None:
        """There may be more room now, or less."""
        self._arrange()

    def on_descendant_focus(self) -> None:
        """The pane with the focus is in front."""
        self.front = "code" if self.query_one("#code").has_focus_within else "results"
        self._arrange()

    def _bring(self, front: Pane) -> None:
        """Bring a pane to the front, with the focus."""
        self.front = front
        self._arrange()
        self.query_one(Editor if front == "code" else Chart).focus()

    def _draw(self) -> None:
        view = self.run_view
        if view is None:
            return
        rows = self.playback.rows
        self.query_one(Chart).plot = drawn(view, self.view, rows, self.before, self.logarithmic)
        words, tone = outcome(view, rows, self.playing)
        line = self.query_one("#outcome", Static)
        line.update(words)
        line.set_classes(tone)
        self._title()

    def _title(self) -> None:
        changed = program_differs(self.query_one(Editor).text, self.code.source)
        state = "saving" if self.saving or self._rest else "not saved" if self.trouble else "saved"
        parts = [self.code.name, "changed" if changed else "as given", state]
        self.query_one("#code-title", Static).update(" · ".join(parts))
        tabs = self.query_one(Tabs)
        tabs.chosen = len(VIEWS) if self.output else VIEWS.index(self.view)
        tabs.note = f"run {self.runs}" if self.runs else ""

    def action_view(self) -> None:
        """Loss, fitted line, path, and round again."""
        if self.output:
            self.output = False
        else:
            self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]

    def on_tabs_picked(self, event: Tabs.Picked) -> None:
        """A click on a view shows it."""
        self.output = event.index == len(VIEWS)
        if not self.output:
            self.view = VIEWS[event.index]

    def action_log(self) -> None:
        """Show what the program printed, or the chart again."""
        self.output = not self.output

    def action_axis(self) -> None:
        """Linear or logarithmic."""
        self.logarithmic = not self.logarithmic

    def action_zoom(self) -> None:
        """One pane or both; where there is room for one only, the other one."""
        if self.crowded:
            self._bring("results" if self.front == "code" else "code")
        else:
            self.zoomed = not self.zoomed

    # Editing

    def on_text_area_changed(self) -> None:
        """Keep the draft once the typing rests."""
        editor = self.query_one(Editor)
        if editor.text == self._draft[0]:
            return
        editor.marked = None
        self._draft = (editor.text, editor.cursor_location[0])
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(DRAFT_REST, self._hand_in_draft)
        self._title()

    def _hand_in_draft(self) -> None:
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
            text, line = self._draft
            self.keep("draft", self.code.name, text)
            self.keep("place", "line", str(line))

    def watch_saving(self) -> None:
        """The title tells whether the draft is safe."""
        if self.whole:
            self._title()

    def on_editor_left(self) -> None:
        """Esc leaves for the results, where there are any: letters are keys then."""
        chart = self.query_one(Chart)
        self.set_focus(chart if chart.focusable else None)

    async def action_reset(self) -> None:
        """Back to the original; from the original, back to the version that was reset."""
        editor, name = self.query_one(Editor), self.code.name
        if editor.text != self.code.source:
            await asyncio.wrap_future(self.owner.keeper.keep_draft(self.step.id, name, editor.text))
            editor.text = self.code.source
            self.notify("The original is back. F8 again brings your version back.", markup=False)
            return
        kept = await asyncio.wrap_future(self.owner.keeper.kept_drafts(self.step.id, name))
        if kept:
            editor.text = kept[0][1]
        else:
            self.notify("This is the original.", markup=False)

    def action_own_editor(self) -> None:
        """Open the code in $VISUAL or $EDITOR, and take up what was saved there."""
        from gdtui.ui.own_editor import NoEditor, edit

        editor = self.query_one(Editor)
        try:
            text = edit(self.owner, editor.text, self.code.name)
        except NoEditor as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        if text != editor.text:
            editor.text = text

    def next_action(self) -> str:
        """Run it, change it, go on."""
        if self.kept("work", "as-given") is None:
            return f"{self.step.invitation}. Ctrl+R runs it."
        if self.kept("work", "changed") is None:
            return "Change one number, say what you expect, and run again."
        return f"Completed. {self.onward()}."
