"""Following a file: a workbench that checks a file of the learner's whenever it is saved."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

from textual.app import SystemCommand
from textual.widgets import Input, Static
from textual.worker import Worker

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui import watched
from gdtui.ui.screens.workbench import Workbench
from gdtui.ui.widgets.editor import Editor


class FollowsFile(Workbench):
    """The draft in the editor stays as it is while a file is followed."""

    def __init__(
        self, lesson: Lesson, progress: Progress, step: Step, program: str, original: str
    ) -> None:
        super().__init__(lesson, progress, step, program, original)
        self.watched: Path | None = None
        self._follower: Worker[None] | None = None

    def check(self, source: str) -> None:
        """Check a program, in place of what may be under way."""
        raise NotImplementedError

    def unreadable(self, problem: str) -> None:
        """Say why the file that is watched cannot be checked."""
        raise NotImplementedError

    def file_field(self) -> Input:
        """Where the file is named; hidden until it is asked for."""
        field = Input(placeholder="File to watch, then Enter", id="file")
        field.display = False
        return field

    @property
    def following(self) -> bool:
        """Whether a file is watched, or asked for."""
        return self.watched is not None or self.query_one("#file").has_focus

    def say_title(self) -> None:
        """While a file is watched, its path stands above the editor."""
        super().say_title()
        if self.watched is not None:
            self.query_one("#code-title", Static).update(f"watching {self.watched}")

    def action_watch_file(self) -> None:
        """Ask which file to watch, or stop watching."""
        if self.watched is not None:
            self.stop_following()
        else:
            self._ask(True)

    def _ask(self, asking: bool) -> None:
        field = self.query_one("#file", Input)
        field.display = asking
        (field if asking else self.query_one(Editor)).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Watch the file that was named."""
        event.stop()
        self._ask(False)
        name = event.value.strip()
        if name:
            self.watched = Path(os.path.expanduser(name))
            self._follower = self.run_worker(self._follow(self.watched), group="follow")
            self.say_title()
            self.refresh_bindings()

    async def _follow(self, path: Path) -> None:
        """Check the file now, and whenever it is saved."""
        file = watched.WatchedFile(path)
        problem = ""
        while True:
            try:
                # A network home can hang.
                source = await asyncio.to_thread(file.changed)
            except watched.Unreadable as found:
                source = None
                if str(found) != problem:
                    problem = str(found)
                    self.unreadable(problem)
            if source is not None:
                problem = ""
                self.check(source)
            await asyncio.sleep(watched.EVERY)

    def stop_following(self) -> None:
        """Watch no more, or ask no more for a file."""
        if self.query_one("#file").has_focus:
            self._ask(False)
        if self._follower is not None:
            self._follower.cancel()
        self._follower = self.watched = None
        self.say_title()
        self.refresh_bindings()

    def commands(self) -> Iterable[SystemCommand]:
        """What this page adds to the command palette."""
        told = "Checks a file of yours whenever it is saved; again to stop"
        yield SystemCommand("Watch a file", told, self.action_watch_file)
