"""The table of kept runs: choose one to pin, hide, rename or delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from gdtui.ui.glyphs import Glyphs
from gdtui.ui.kept_runs import KeptRun, head, listed, names_of, overlaid, row
from gdtui.ui.plot import marker
from gdtui.ui.widgets.rows import Words
from gdtui.ui.widgets.run_list import RunList


class Comparing(Vertical):
    """Holds the runs; each line begins with the marker of its curve, and a star if pinned."""

    class Changed(Message):
        """A run is shown in another way; None when runs were added."""

        def __init__(self, run: KeptRun | None) -> None:
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
        yield Static(self.words(head()), id="runs-head", markup=False)
        yield RunList(id="runs")
        field = Input(placeholder="A name for this run, then Enter", id="rename")
        field.display = False
        yield field

    def add(self, runs: Sequence[KeptRun]) -> None:
        """Add runs that are not there yet."""
        known = {run.key for run in self.runs}
        self.runs += [run for run in runs if run.key not in known]
        self._fill(None)

    def _fill(self, changed: KeptRun | None) -> None:
        runs = listed(self.runs)
        drawn = overlaid(runs)
        lines = []
        for run, name in zip(runs, names_of(runs), strict=True):
            mark = marker(drawn.index(run), self.ascii) if run in drawn else " "
            pin = self.glyphs.star if run.pinned else " "
            lines.append((run.key, self.words(row(run, f"{mark}{pin}{name}"))))
        self.query_one(RunList).fill(lines)
        self.post_message(self.Changed(changed))

    def _chosen(self) -> KeptRun | None:
        at, runs = self.query_one(RunList).highlighted, listed(self.runs)
        return runs[at] if at is not None and at < len(runs) else None

    def _replace(self, run: KeptRun, after: KeptRun) -> None:
        self.runs[self.runs.index(run)] = after
        self._fill(after)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter pins, as the key does."""
        event.stop()
        self.on_run_list_asked(RunList.Asked("pinned"))

    def on_run_list_asked(self, event: RunList.Asked) -> None:
        """A key on the list."""
        run = self._chosen()
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
            self._replace(run, replace(run, deleted=True))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The run has its name."""
        event.stop()
        event.input.display = False
        run = self._chosen()
        if run is not None:
            self._replace(run, replace(run, name=event.value.strip()))
        self.query_one(RunList).focus()
