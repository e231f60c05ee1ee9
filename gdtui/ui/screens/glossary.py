"""The glossary: every term of the lesson, from everywhere."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from gdtui.lesson.model import Lesson
from gdtui.ui.ports import Owner
from gdtui.ui.screens.frame import LessonScreen
from gdtui.ui.widgets.card import Card, step_names
from gdtui.ui.widgets.keybar import KeyBar
from gdtui.ui.widgets.names import Names


class GlossaryScreen(ModalScreen[None]):
    """Lies over the step, which stays as it is."""

    HORIZONTAL_BREAKPOINTS = LessonScreen.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = LessonScreen.VERTICAL_BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g", "dismiss", "Back to the lesson"),
        Binding("space", "read_on", "Read on"),
        Binding("question_mark,f1", "app.keys", "Keys", key_display="?"),
        *(Binding(str(n), f"visit({n})", f"Step {n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self, lesson: Lesson, at: str | None = None) -> None:
        super().__init__()
        self.lesson = lesson
        self.terms = tuple(sorted(lesson.glossary, key=lambda term: term.name.casefold()))
        self.at = at

    def words(self, text: str) -> str:
        """Text with its figures, in the terminal's characters."""
        return cast(Owner, self.app).words(text)

    def compose(self) -> ComposeResult:
        """The names, and the card of the one under the cursor."""
        with Vertical(classes="dialog"):
            yield Static("Glossary", classes="title", markup=False)
            if not self.terms:
                yield Static("This lesson has no terms.", markup=False)
            with Horizontal():
                yield Names()
                yield Card(self.words, step_names(self.lesson))
            yield KeyBar()

    def on_mount(self) -> None:
        """Start at the term that was asked for."""
        ids = [term.id for term in self.terms]
        names = self.query_one(Names)
        names.add_options(Option(self.words(term.name), term.id) for term in self.terms)
        if ids:
            names.highlighted = ids.index(self.at) if self.at in ids else 0
        names.focus()

    def on_option_list_option_highlighted(self, event: Names.OptionHighlighted) -> None:
        """Show the card."""
        self.query_one(Card).show_back(self.terms[event.option_index])

    def action_read_on(self) -> None:
        """Show the rest of a card that is longer than its place."""
        self.query_one(Card).read_on()

    def action_visit(self, number: int) -> None:
        """Leave for a step."""
        if number <= len(self.lesson.steps):
            cast(Owner, self.app).action_visit(self.lesson.steps[number - 1].id)

    async def action_dismiss(self, result: None = None) -> None:
        """Back to where the learner was."""
        self.dismiss()
