"""A question with several right choices: Space marks, Enter answers."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gdtui.lesson.questions import SeveralAnswers
from gdtui.lesson.verdict import Answer
from gdtui.ui.linked import unlinked
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.questions.asked import AskedRows


class Several(AskedRows[SeveralAnswers]):
    """Each choice has a box; after the answer a sign tells whether it was judged rightly."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", "Mark")]
    HINT = "Space marks each that is true, Enter answers."
    START = 0

    def take_up(self, answer: Answer | None) -> None:
        """The choices that were marked."""
        fits = answer is not None and self.asked.fits(answer)
        self.marked = {int(index) for index in answer} if answer is not None and fits else set()

    @property
    def count(self) -> int:
        """The choices."""
        return len(self.asked.choices)

    @property
    def missing(self) -> str:
        """One choice at least is true."""
        return "" if self.marked else "Nothing is marked yet. Space marks each that is true."

    def row(self, index: int) -> tuple[Content, Content]:
        """A choice and its box."""
        choice = self.asked.choices[index]
        text = unlinked(self.words(choice.text))
        box = "[x]" if index in self.marked else "[ ]"
        if not self.locked:
            here = index == self.cursor
            style = "bold $accent" if here else ""
            pointer = self.glyphs.pointer if here else " "
            return Content.styled(f" {pointer} {box} ", style), Content.styled(text, style)
        good = (index in self.marked) is choice.right
        mark = self.glyphs.check if good else self.glyphs.cross
        style = "$text-success" if good else "$text-error"
        told = "true" if choice.right else "not true"
        return (
            Content.styled(f" {mark} {box} ", style),
            Content.assemble((text, "" if choice.right else MUTED), (f" ({told})", style)),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks can be set until the answer is given."""
        return super().check_action("move" if action == "mark" else action, parameters)

    def action_mark(self) -> None:
        """Mark the choice under the cursor, or unmark it."""
        self.marked ^= {self.cursor}
        self.draft(tuple(sorted(self.marked)))

    def action_answer(self) -> None:
        """Confirm what is marked."""
        self.confirm(tuple(sorted(self.marked)))

    def pick(self, index: int) -> None:
        """A click marks."""
        self.cursor = index
        self.action_mark()
