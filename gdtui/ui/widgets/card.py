"""A term's card: the front asks, the back answers."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from gdtui.lesson.model import Term
from gdtui.ui.themes import MUTED


class Card(VerticalScroll, can_focus=True):
    """Shows one term at a time. `words` fills in figures and fits the terminal's characters."""

    def __init__(self, words: Callable[[str], str]) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        """The text of the card."""
        yield Static(id="card-text", markup=False)

    def show_front(self, term: Term) -> None:
        """The name and the symbol, and a question."""
        question = ("What is it? Say it in your own words, then turn the card.", MUTED)
        self._show(Content.assemble(self._title(term), "\n\n", question))

    def show_back(self, term: Term) -> None:
        """Everything on the card."""
        parts = (
            ("", term.meaning),
            ("Formula", term.formula),
            ("In this lesson", term.example),
            ("Often confused", term.confusion),
        )
        blocks = [self._title(term)]
        for label, text in parts:
            body = Content(self.words(text))
            if label == "Formula":
                body = body.stylize("bold $accent")
            blocks.append(Content.assemble((label, "$secondary"), "\n", body) if label else body)
        self._show(Content("\n\n").join(blocks))

    def _title(self, term: Term) -> Content:
        return Content.assemble(
            (self.words(term.name), "bold $primary"),
            "   ",
            (self.words(term.symbol), "bold $accent"),
        )

    def _show(self, content: Content) -> None:
        self.query_one("#card-text", Static).update(content)
        self.scroll_home(animate=False)
