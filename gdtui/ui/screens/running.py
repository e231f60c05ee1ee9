"""What pages that run the learner's program share: running, stopping, keeping, showing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import aclosing
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Log

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress, RunRecord
from gdtui.runner.events import Failed, Finished, Stopped
from gdtui.ui.bench import VIEWS, Plot, curve_of, drawn, outcome, path_of, samples_of
from gdtui.ui.messages import Ran
from gdtui.ui.playback import Playback
from gdtui.ui.run_view import RunView, Trained
from gdtui.ui.screens.results import Results
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.tabs import Tabs

FRAME = 0.1
"""Seconds between two drawings of a running chart."""

ENDINGS = {Finished: "finished", Failed: "failed", Stopped: "stopped"}


class RunBench(Results):
    """A workbench that runs its program and shows how the run stands."""

    runs_code = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,f5", "run", "Run", key_display="^R", priority=True),
        Binding("f6", "finish", "Show the end", priority=True),
        Binding("r", "run", "Run", show=False),
    ]

    run_view: reactive[RunView | None] = reactive(None, init=False)

    def __init__(
        self, lesson: Lesson, progress: Progress, step: Step, program: str, original: str
    ) -> None:
        super().__init__(lesson, progress, step, program, original)
        self.playback = Playback()
        self.before: RunView | None = None
        self.runs = 0
        self._rested = 0.0
        self._ticking: Timer | None = None
        self._printed = 0

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

    def asked_by_run(self) -> str:
        """What a run that is under way, or one that failed, asks for; else nothing."""
        ending = self.run_view.ending if self.run_view is not None else None
        if self.running:
            return "Esc stops the program; Ctrl+R starts it again."
        if isinstance(ending, Failed):
            where = f"Mend line {ending.line}" if ending.line is not None else "Mend the program"
            given = self.query_one(Editor).text == self.original
            return f"{where}, then Ctrl+R runs it again.{'' if given else ' F8: the original.'}"
        return ""

    def action_run(self) -> None:
        """Run what is in the pane, in place of what may be running."""
        self.take_up(self._run)

    async def _run(self) -> None:
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
        self.earlier = None
        self.runs += 1
        self._printed = 0
        self.query_one("#output", Log).clear()
        self.query_one(Editor).marked = None
        self.query_one("#bench").remove_class("fresh")
        if self.crowded or self.zoomed:
            self.bring("results")
        self.run_view = RunView(source)
        self.playback = Playback(0.0, time.monotonic())
        if self._ticking is None:
            self._ticking = self.set_interval(FRAME, self._tick)
        self.refresh_bindings()
        self.say_next()

    async def action_reset(self) -> None:
        """With the original back, a failure of another program has nothing left to mend."""
        await super().action_reset()
        view, text = self.run_view, self.query_one(Editor).text
        if view is None or not isinstance(view.ending, Failed) or view.source == text:
            return
        self.query_one("#output", Log).clear()
        self._printed = 0
        self.run_view = self.before
        if self.run_view is not None:
            self.playback = self.playback.at_end(self.run_view.rows)
        self.draw()
        self.say_next()

    def _ended(self) -> None:
        view = self.run_view
        assert view is not None
        assert view.ending is not None
        if isinstance(view.ending, Failed) and view.ending.line is not None:
            self._show_line(view.ending, view.ending.line)
        self.ended(view)
        self._keep_run(view)
        if not self.owner.manner.animation:
            self.action_finish()
        self.refresh_bindings()
        self.say_next()

    def _show_line(self, failed: Failed, line: int) -> None:
        """Mark the line of an error; where the code is out of sight, bring it, with the error."""
        self.query_one(Editor).marked = line
        if self.crowded or self.zoomed:
            self.bring("code")
            words = f"Line {line}: {failed.error}: {failed.message}"
            self.notify(words, severity="error", markup=False)

    def _keep_run(self, view: RunView) -> None:
        for trained in self.kept_of(view):
            settings = trained.settings if trained is not None else {}
            at, ending = time.time(), ENDINGS[type(view.ending)]
            record = RunRecord(
                self.step.id,
                at,
                view.source,
                ending,
                settings,
                curve_of(trained),
                "" if trained is None else trained.clock,
                path_of(trained),
                samples_of(trained),
            )
            self.post_message(Ran(record))
            self.kept_run(record, trained)

    @property
    def began(self) -> bool:
        """Whether there is a run to show."""
        return self.run_view is not None

    # What each bench fills in

    def ended(self, view: RunView) -> None:
        """A program has come to an end of any kind."""

    def kept_of(self, view: RunView) -> Sequence[Trained | None]:
        """The training runs of a program that are kept; one without any is kept as well."""
        return [view.last]

    def kept_run(self, record: RunRecord, trained: Trained | None) -> None:
        """A run is handed over to be kept."""

    def pictured(self, view: RunView, rows: int) -> Plot:
        """The picture of a run after so many of its reports."""
        kind = next(each for each in VIEWS if each == self.view)
        return drawn(view, kind, rows, self.before, self.logarithmic)

    def told_of(self, view: RunView, rows: int) -> tuple[str, str]:
        """How a run stands, in words, and their tone."""
        return outcome(view, rows, self.playing)

    def action_stop(self) -> None:
        """Stop the program, whatever it does."""
        self.owner.runner.stop()

    def action_finish(self) -> None:
        """Show the end at once."""
        if self.run_view is not None:
            self.playback = self.playback.at_end(self.run_view.rows)
            self.draw()

    # Showing

    def _tick(self) -> None:
        view = self.run_view
        assert view is not None
        before, now = self.playback.rows, time.monotonic()
        if now < self._rested:
            return
        self.playback = self.playback.on(now, view.rows)
        if self.playback.rows != before:
            self.draw()
            # A chart of very many reports is slow: the keys get as much time as the drawing.
            done = time.monotonic()
            self._rested = done + (done - now)
        if view.ending is not None and not self.playing and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
            self.draw()
            self.refresh_bindings()

    def watch_run_view(self, view: RunView | None) -> None:
        """Show what was printed, and say how it stands."""
        if view is None:
            return
        log = self.query_one("#output", Log)
        for text in view.output[self._printed :]:
            log.write(text)
        self._printed = len(view.output)
        # In between, nothing that stands here changes, and a program may print without end.
        if not view.rows and (not view.output or view.ending is not None):
            self.draw()

    def draw(self) -> None:
        """Show how the run stands, or what there is without one."""
        view, rows = self.run_view, self.playback.rows
        if view is None:
            super().draw()
        else:
            self.show(self.pictured(view, rows), *self.told_of(view, rows))

    def say_title(self) -> None:
        """Number the runs."""
        super().say_title()
        if self.runs:
            self.query_one(Tabs).note = f"run {self.runs}"
