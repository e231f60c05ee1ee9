"""A demonstration with one dial: turn it, and what follows is computed at once."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from gdtui.descent.demonstrations import Demonstration
from gdtui.descent.dials import Outcome
from gdtui.ui.plot import Curve, Picture, loss_picture
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.chart import Chart, Plotter


class Dial(Vertical):
    """The question, the dial, the answer as a sentence, a table and curves."""

    demonstration: reactive[Demonstration | None] = reactive(None, init=False)
    choice: reactive[int] = reactive(0, init=False)

    def __init__(self, *, ascii: bool) -> None:
        super().__init__()
        self.ascii = ascii
        # No demonstration is no news to the watcher below.
        self.display = False

    def compose(self) -> ComposeResult:
        """The parts, filled when there is a demonstration."""
        yield Static(id="dial-question", markup=False)
        yield Static(id="dial-choices")
        yield Static(id="dial-says", markup=False)
        yield Static(id="dial-table", markup=False)
        yield Chart(ascii=self.ascii)

    def watch_demonstration(self, demonstration: Demonstration | None) -> None:
        """Start at the first choice."""
        self.display = demonstration is not None
        if demonstration is not None:
            self.set_reactive(Dial.choice, 0)
            self._show(demonstration)

    def watch_choice(self) -> None:
        """Compute anew."""
        if self.demonstration is not None:
            self._show(self.demonstration)

    def turn(self, by: int) -> None:
        """Turn the dial by so many choices; it stops at its ends."""
        if self.demonstration is not None:
            last = len(self.demonstration.choices) - 1
            self.choice = max(0, min(last, self.choice + by))

    def _show(self, demonstration: Demonstration) -> None:
        choice = demonstration.choices[self.choice]
        outcome = demonstration.compute(choice)
        title = Content.assemble(
            ("Try it: ", "$accent bold"),
            (demonstration.title, "bold"),
            "\n",
            demonstration.question,
        )
        self.query_one("#dial-question", Static).update(title)
        self.query_one("#dial-choices", Static).update(self._choices(demonstration))
        self.query_one("#dial-says", Static).update(outcome.says)
        self.query_one("#dial-table", Static).update(table(outcome.columns, outcome.rows))
        chart = self.query_one(Chart)
        chart.display = bool(outcome.curves)
        if outcome.curves:
            chart.plot = plot_of(outcome)

    def _choices(self, demonstration: Demonstration) -> Content:
        parts: list[tuple[str, str]] = [
            (f"{demonstration.dial}  ", "$secondary"),
            ("[ ] turn it\n", MUTED),
        ]
        for index, choice in enumerate(demonstration.choices):
            here = index == self.choice
            parts.append((f"[{choice}]" if here else f" {choice} ", "bold $accent" if here else ""))
        return Content.assemble(*parts)


def table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Content:
    """Columns set apart by two cells, heads above them; numbers stand to the right."""
    if not rows:
        return Content("")
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        first, *rest = (cell for cell in cells)
        left = first.ljust(widths[0])
        right = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        return "  ".join((left, *right))

    head = Content.styled(line(columns), "$secondary")
    return Content("\n").join((head, *(Content(line(row)) for row in rows)))


def plot_of(outcome: Outcome) -> Plotter:
    """The curves of an outcome as a picture of any size."""
    curves = [Curve(curve.name, curve.points) for curve in outcome.curves]

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        return loss_picture(
            curves, width, height, log=False, x_label="step", ascii=ascii, cursor=cursor, y_label=""
        )

    return plot
