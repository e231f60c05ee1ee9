"""A term's card: the front asks, the back answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from gdtui.lesson.model import Lesson, Term
from gdtui.ui.linked import linked
from gdtui.ui.themes import MUTED


def step_names(lesson: Lesson) -> Mapping[str, str]:
    """The number and the title of each step, by its id."""
    return {step.id: f"{n} {step.title}" for n, step in enumerate(lesson.steps, start=1)}


class Card(VerticalScroll, can_focus=True):
    """Shows one term at a time. `words` fills in figures and fits the terminal's characters."""

    def __init__(self, words: Callable[[str], str], steps: Mapping[str, str]) -> None:
        """``steps`` gives the number and title of each step by its id, for the links."""
        super().__init__()
        self.words = words
        self.steps = steps

    def compose(self) -> ComposeResult:
        """The text of the card."""
        yield Static(id="card-text", markup=False)

    def read_on(self) -> bool:
        """Turn the page; False where the end of the card is in sight already."""
        if self.scroll_y >= self.max_scroll_y:
            return False
        self.scroll_page_down(animate=False)
        return True

    def show_front(self, term: Term) -> None:
        """The name and the symbol, and a question."""
        question = ("What is it? Say it in your own words, then turn the card.", MUTED)
        self._show(Content.assemble(self._title(term), "\n\n", question))

    def show_back(self, term: Term) -> None:
        """Everything on the card."""
        formula = linked(self.words(term.formula)).stylize("bold $accent")
        blocks = [
            self._title(term),
            linked(self.words(term.meaning)),
            Content.assemble(("Formula  ", "$secondary"), formula),
            Content.assemble(("In this lesson\n", "$secondary"), linked(self.words(term.example))),
            Content.assemble(
                ("Often confused\n", "$secondary"), linked(self.words(term.confusion))
            ),
        ]
        if term.steps:
            links = Content(self.words(" · ")).join(map(self._link, term.steps))
            blocks.append(Content.assemble(("Met in step  ", "$secondary"), links))
        self._show(Content("\n\n").join(blocks))

    def _link(self, step_id: str) -> Content:
        """The number and the title of a step; the number is the key that goes there too."""
        number, _, title = self.words(self.steps.get(step_id, step_id)).partition(" ")
        go = Style.from_meta({"@click": f"app.visit({step_id!r})"})
        return Content.assemble((number, "bold $accent"), f" {title}").stylize(go)

    def _title(self, term: Term) -> Content:
        return Content.assemble(
            (self.words(term.name), "bold $primary"),
            "   ",
            (self.words(term.symbol), "bold $accent"),
        )

    def _show(self, content: Content) -> None:
        self.query_one("#card-text", Static).update(content)
        self.scroll_home(animate=False)
