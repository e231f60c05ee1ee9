"""The settings that ran, as dials: what can be turned, and where the rest is set."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from gdtui.ui.run_view import Trained
from gdtui.ui.settings_panel import Setting, data_line, line_of
from gdtui.ui.widgets.rows import Words
from gdtui.ui.widgets.run_list import RunList


class Dialling(Vertical):
    """Shows settings; left and right ask to turn the one under the cursor."""

    class Turned(Message):
        """A dial is to be turned by a step up or down."""

        def __init__(self, name: str, by: int) -> None:
            super().__init__()
            self.name = name
            self.by = by

    def __init__(self, words: Words) -> None:
        super().__init__(id="dialling")
        self.words = words
        self.settings: Sequence[Setting] = ()

    def compose(self) -> ComposeResult:
        """What it is about, and the dials."""
        yield Static(id="dials-say", markup=False)
        yield RunList(id="dials")

    def show(self, trained: Trained | None, settings: Sequence[Setting]) -> None:
        """The settings of a training run; None before the first."""
        self.settings = settings
        text = "Run the program once. Then its settings are shown as they really were."
        if trained is not None:
            text = f"What the last training run used:\n{data_line(trained)}"
        self.query_one("#dials-say", Static).update(self.words(text))
        self.query_one(RunList).fill([(each.name, self.words(line_of(each))) for each in settings])

    def on_run_list_turned(self, event: RunList.Turned) -> None:
        """Turn the dial under the cursor."""
        at = self.query_one(RunList).highlighted
        if at is not None and at < len(self.settings):
            self.post_message(self.Turned(self.settings[at].name, event.by))
