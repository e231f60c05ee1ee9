"""A question before something that is not taken back: yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from gdtui.ui.widgets.keybar import KeyBar


class AskScreen(ModalScreen[bool]):
    """Gives True only where the learner says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("escape", "answer(False)", "No"),
        Binding("n", "answer(False)", "No", show=False),
    ]

    def __init__(self, title: str, question: str) -> None:
        super().__init__()
        self.question = (title, question)

    def compose(self) -> ComposeResult:
        """The question, and the keys that answer it."""
        title, question = self.question
        with Vertical(classes="dialog ask"):
            yield Static(title, classes="title", markup=False)
            yield Static(question, classes="question", markup=False)
            yield KeyBar()

    def action_answer(self, yes: bool) -> None:
        """Hand the answer back."""
        self.dismiss(yes)
