"""Comparing runs: every one is kept, and can be overlaid, pinned, hidden, renamed, deleted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from gdtui.progress.model import Fact, NotSaved, RunRecord
from gdtui.ui.bench import MOST_CURVES, Plot
from gdtui.ui.comparison import COMPARED, along, along_told, compared
from gdtui.ui.kept_runs import KeptRun, key_of, listed, read, summed_up
from gdtui.ui.run_view import RunView, Trained
from gdtui.ui.runs_table import told_of_run
from gdtui.ui.screens.ask import AskScreen
from gdtui.ui.screens.running import RunBench
from gdtui.ui.widgets.comparing import Comparing


class Compares(RunBench):
    """A bench with a table of its runs, and pictures of them over each other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "unit", "Epochs, updates")]

    @property
    def kept_runs(self) -> Sequence[KeptRun]:
        """The runs that can be compared."""
        return self.query_one(Comparing).runs

    def kept_of(self, view: RunView) -> Sequence[Trained | None]:
        """Every training run of a program is kept."""
        return [one for one in view.trained if one.measure is not None][-MOST_CURVES:] or [None]

    def kept_run(self, record: RunRecord, trained: Trained | None) -> None:
        """Add a run to those that can be compared."""
        if trained is not None:
            run = summed_up(record, trained)
            self.keep("setting", run.key, run.written())
            self.query_one(Comparing).add([run])

    def recalled(self, records: Sequence[RunRecord]) -> None:
        """Add those of other days."""
        earlier = [read(record, self.kept("setting", key_of(record))) for record in records]
        self.query_one(Comparing).add(earlier)
        super().recalled(records)

    def recollected(self, record: RunRecord) -> Plot:
        """The last run of an earlier visit, in the unit that is chosen."""
        if self.view == "loss":
            run = read(record, self.kept("setting", key_of(record)))
            return compared([run], self.logarithmic, self.per_epoch)
        return super().recollected(record)

    def draw(self) -> None:
        """Where runs are compared, all of them; else the last one."""
        view = next((each for each in COMPARED if each == self.view), None)
        runs, chosen = listed(self.kept_runs), self.query_one(Comparing).chosen
        if view is None:
            super().draw()
        elif view == "runs":
            told = "" if chosen is None else self.owner.words(told_of_run(chosen))
            self.show(compared(runs, self.logarithmic, self.per_epoch), told)
        else:
            told = self.owner.words(along_told(runs, chosen))
            self.show(along(runs, chosen, view), told)

    def on_comparing_changed(self, event: Comparing.Changed) -> None:
        """Remember how a run is shown, and draw the runs anew."""
        if event.run is not None:
            self.keep("setting", event.run.key, event.run.written())
        if self.view in COMPARED:
            self.draw()

    def on_comparing_unwanted(self, event: Comparing.Unwanted) -> None:
        """Ask before a run is deleted."""
        made = time.strftime("%Y-%m-%d at %H:%M:%S", time.localtime(event.run.record.at))
        asked = AskScreen(
            "Delete this run?",
            f"{self.query_one(Comparing).name_of(event.run)}, made {made}.\n"
            f"{told_of_run(event.run)}.\n\n"
            "It leaves this list, the recap and the export, and does not come back. "
            "To take it only out of the picture, press h in place of d.",
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self.run_worker(self._delete(event.run), group="delete")

        self.app.push_screen(asked, answered)

    async def _delete(self, run: KeptRun) -> None:
        try:
            forgotten = self.owner.keeper.forget_run(self.step.id, run.record.at)
            await asyncio.wrap_future(forgotten)
        except NotSaved as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        self.keep("setting", run.key)
        if self.earlier == run.record:
            self.earlier = None
        if self.whole:
            self.query_one(Comparing).drop(run)

    @property
    def per_epoch(self) -> bool:
        """Whether curves are drawn over epochs, not over updates."""
        return self.kept("setting", "unit") == "epoch"

    def action_unit(self) -> None:
        """Over updates, or over epochs."""
        unit = "update" if self.per_epoch else "epoch"
        self.owner.learn([Fact(self.step.id, "setting", "unit", unit)])
        self.draw()
