"""The dials: what the last run really used, turned where one number in the code sets it."""

from __future__ import annotations

import random
from typing import ClassVar

from textual.binding import Binding, BindingType

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui.dialling import Literal, first_difference, turned
from gdtui.ui.run_view import RunView
from gdtui.ui.screens.running import RunBench
from gdtui.ui.settings_panel import another_seed, seed_in, settings_of, stepped
from gdtui.ui.widgets.dialling import Dialling
from gdtui.ui.widgets.editor import Editor


class Turns(RunBench):
    """A bench with dials: a turn changes the code, visibly, and runs it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "new_seed", "New seed")]

    def __init__(
        self, lesson: Lesson, progress: Progress, step: Step, program: str, original: str
    ) -> None:
        super().__init__(lesson, progress, step, program, original)
        self._random = random.SystemRandom()

    def ended(self, view: RunView) -> None:
        """The dials show what it used."""
        super().ended(view)
        self.dial()

    def dial(self) -> None:
        """Show the settings of the last run, and what of them can be turned."""
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
        self.dial()
        setting = next(each for each in self.query_one(Dialling).settings if each.name == name)
        where = setting.origin
        if not isinstance(where, Literal):
            words = f"Change {name} in the code, then run. No one number there sets what ran."
            self.notify(words, markup=False)
            return
        value = another_seed(where.value, self._random) if by is None else stepped(setting, by)
        if value is not None and value != where.value:
            self.write(turned(self.query_one(Editor).text, where, value))
            self.action_run()

    def write(self, text: str) -> None:
        """Put another text into the editor; what stood there comes back with undo."""
        editor = self.query_one(Editor)
        row = first_difference(editor.text, text)
        if editor.text != text:
            editor.replace(text, (0, 0), editor.document.end)
            editor.move_cursor((row, 0), center=True)
