"""The table of kept runs: choose one to pin, hide, rename or delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from gdtui.ui.glyphs import Glyphs
from gdtui.ui.kept_runs import KeptRun, listed, names_of, overlaid
from gdtui.ui.plot import cut, marker
from gdtui.ui.runs_table import head, row, widths_for
from gdtui.ui.widgets.rows import Words
from gdtui.ui.widgets.run_list import RunList

_SIGNS = 2
"""Cells before a name: the marker of its curve, and its pin."""


class Comparing(Vertical):
    """Holds the runs; each line begins with the marker of its curve, and a star if pinned."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "No new name")]

    class Changed(Message):
        """A run is shown in another way; None when other runs are there, or another is chosen."""

        def __init__(self, run: KeptRun | None) -> None:
            super().__init__()
            self.run = run

    class Unwanted(Message):
        """A run is to be deleted."""

        def __init__(self, run: KeptRun) -> None:
            super().__init__()
            self.run = run

    def __init__(self, words: Words, glyphs: Glyphs, *, ascii: bool) -> None:
        super().__init__(id="comparing")
        self.words = words
        self.glyphs = glyphs
        self.ascii = ascii
        self.runs: list[KeptRun] = []

    def compose(self) -> ComposeResult:
        """The head, the lines, and a field for a name."""
        yield Static(id="runs-head", markup=False)
        yield RunList(id="runs")
        field = Input(placeholder="A name for this run, then Enter", id="rename")
        field.display = False
        yield field

    def add(self, runs: Sequence[KeptRun]) -> None:
        """Add runs that are not there yet."""
        known = {run.key for run in self.runs}
        self.runs += [run for run in runs if run.key not in known]
        self._fill(None)

    def drop(self, run: KeptRun) -> None:
        """Take a run out, that is kept no longer."""
        self.runs = [each for each in self.runs if each.key != run.key]
        self._fill(None)

    def _fill(self, changed: KeptRun | None) -> None:
        runs = listed(self.runs)
        drawn = overlaid(runs)
        names = [self.words(name) for name in names_of(runs)]
        # Beside the table there is its padding, and a scrollbar when there are many runs.
        longest = max(map(len, names), default=0) + _SIGNS + 1
        widths = widths_for(self.size.width - 3, longest)
        lines = []
        for run, name in zip(runs, names, strict=True):
            mark = marker(drawn.index(run), self.ascii) if run in drawn else " "
            pin = self._pin if run.pinned else " "
            name = cut(name, widths[0] - _SIGNS - 1, self.glyphs.ellipsis)
            lines.append((run.key, self.words(row(run, f"{mark}{pin}{name}", widths))))
        self.query_one("#runs-head", Static).update(self.words(head(widths)))
        self.query_one(RunList).fill(lines)
        self.post_message(self.Changed(changed))

    def on_resize(self) -> None:
        """There may be room for more columns now, or for fewer."""
        self._fill(None)

    @property
    def _pin(self) -> str:
        # The star of ASCII is the marker of a curve as well.
        return "!" if self.ascii else self.glyphs.star

    def name_of(self, run: KeptRun) -> str:
        """The whole name of a run in the list."""
        runs = listed(self.runs)
        return names_of(runs)[runs.index(run)]

    @property
    def chosen(self) -> KeptRun | None:
        """The run under the cursor."""
        at, runs = self.query_one(RunList).highlighted, listed(self.runs)
        return runs[at] if at is not None and at < len(runs) else None

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return self.query_one(Input).has_focus

    def _replace(self, run: KeptRun, after: KeptRun) -> None:
        self.runs[self.runs.index(run)] = after
        self._fill(after)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another run is chosen."""
        event.stop()
        self.post_message(self.Changed(None))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter pins, as the key does."""
        event.stop()
        self.on_run_list_asked(RunList.Asked("pinned"))

    def on_run_list_asked(self, event: RunList.Asked) -> None:
        """A key on the list."""
        run = self.chosen
        if run is None:
            return
        if event.what == "name":
            field = self.query_one(Input)
            field.value, field.display = run.name, True
            field.focus()
        elif event.what == "pinned":
            self._replace(run, replace(run, pinned=not run.pinned))
        elif event.what == "hidden":
            self._replace(run, replace(run, hidden=not run.hidden))
        else:
            self.post_message(self.Unwanted(run))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A name is given up while it is typed."""
        return action != "cancel" or self.naming

    def action_cancel(self) -> None:
        """The run keeps its name."""
        self.query_one(Input).display = False
        self.query_one(RunList).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The run has its name."""
        event.stop()
        event.input.display = False
        run = self.chosen
        if run is not None:
            self._replace(run, replace(run, name=event.value.strip()))
        self.query_one(RunList).focus()
