"""The program of the code step, laid over the picture, with the lines of one node marked."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gdtui.lesson.model import Step
from gdtui.progress.model import Fact
from gdtui.ui.ports import Owner
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.keybar import KeyBar


class LinesScreen(ModalScreen[None]):
    """``lines`` are counted from 1. Enter opens the code step at the first of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,c", "close", "Back to the picture"),
        Binding("enter", "open", "Open the code here"),
    ]

    def __init__(self, step: Step, title: str, source: str, lines: range) -> None:
        super().__init__()
        self.step = step
        self.heading = title
        self.source = source
        self.lines = lines

    def compose(self) -> ComposeResult:
        """The title, the program, and the keys."""
        words = cast(Owner, self.app).words
        first, last = self.lines[0], self.lines[-1]
        with Vertical(classes="dialog"):
            yield Static(
                words(f"{self.heading} · lines {first}–{last} of {self.step.title}"),
                classes="title",
                markup=False,
            )
            with VerticalScroll():
                yield Static(self._program())
            yield KeyBar()

    def on_mount(self) -> None:
        """Bring the lines into sight."""
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        scroll = self.query_one(VerticalScroll)
        above = max(0, scroll.size.height - len(self.lines)) // 2
        scroll.scroll_to(y=max(0, self.lines[0] - 1 - above), animate=False)

    def _program(self) -> Content:
        """Every line with its number; a pointer and bold type mark those of the node."""
        pointer = cast(Owner, self.app).glyphs.pointer
        rows = []
        for number, line in enumerate(self.source.rstrip().split("\n"), start=1):
            marked = number in self.lines
            text = f"{pointer if marked else ' '} {number:>3}  {line}"
            rows.append(Content.styled(text, "bold $accent" if marked else MUTED))
        return Content("\n").join(rows)

    def action_close(self) -> None:
        """Back to where the learner was."""
        self.dismiss()

    def action_open(self) -> None:
        """Go to the code step, to the first line."""
        owner = cast(Owner, self.app)
        owner.learn([Fact(self.step.id, "place", "line", str(self.lines[0] - 1))])
        self.dismiss()
        self.app.call_next(owner.go_to, self.step.id)
