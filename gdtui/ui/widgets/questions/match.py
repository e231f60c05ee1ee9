"""Pairs to be matched: ↑ ↓ choose the one, ← → its partner, Enter answers."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gdtui.lesson.questions import Match
from gdtui.lesson.verdict import Answer
from gdtui.ui.linked import linked, unlinked
from gdtui.ui.widgets.questions.asked import AskedRows
from gdtui.ui.widgets.rows import hanging

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NONE = -1
"""In place of a partner that is not chosen yet."""


class Matching(AskedRows[Match]):
    """The partners stand above, each with a letter; a row takes one of the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Partner", key_display="←→"),
        Binding("right", "turn(1)", "Partner", show=False),
    ]
    HINT = "Left and right choose a partner, Enter answers."
    START = 0

    def take_up(self, answer: Answer | None) -> None:
        """The partners that were chosen, by their indices."""
        count = len(self.asked.pairs)
        known = answer is not None and len(answer) == count
        chosen = [int(index) for index in answer] if answer is not None and known else []
        good = all(NONE <= index < count for index in chosen)
        self.chosen = chosen if chosen and good else [NONE] * count

    @property
    def count(self) -> int:
        """The pairs."""
        return len(self.asked.pairs)

    @property
    def missing(self) -> str:
        """An answer needs a partner for each."""
        left = self.chosen.count(NONE)
        verb = "is" if left == 1 else "are"
        told = f"{left} of {self.count} pairs {verb} open. Left and right choose a partner."
        return told if left else ""

    def above_lines(self, width: int) -> list[Content]:
        """The question and the partners, each with its letter."""
        lines = super().above_lines(width)
        for letter, index in zip(LETTERS, self.asked.order, strict=False):
            right = linked(self.words(self.asked.pairs[index].right))
            lines += hanging(Content.styled(f"   {letter}  ", "$secondary"), right, width)
        return lines

    def _letter(self, index: int) -> str:
        return "?" if index == NONE else LETTERS[self.asked.order.index(index)]

    def row(self, index: int) -> tuple[Content, Content]:
        """The letter of the chosen partner, and what it is the partner of."""
        text = unlinked(self.words(self.asked.pairs[index].left))
        letter = self._letter(self.chosen[index])
        if not self.locked:
            here = index == self.cursor
            style = "bold $accent" if here else ""
            pointer = self.glyphs.pointer if here else " "
            return Content.styled(f" {pointer} [{letter}] ", style), Content.styled(text, style)
        good = self.chosen[index] == index
        style = "$text-success" if good else "$text-error"
        mark = self.glyphs.check if good else self.glyphs.cross
        told = "" if good else f" (belongs to {self._letter(index)})"
        return Content.styled(f" {mark} [{letter}] ", style), Content.assemble(text, (told, style))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Partners can be chosen until the answer is given."""
        return super().check_action("move" if action == "turn" else action, parameters)

    def action_turn(self, by: int) -> None:
        """Take the next partner."""
        order = self.asked.order
        now = self.chosen[self.cursor]
        at = (order.index(now) + by) % len(order) if now != NONE else 0 if by > 0 else -1
        self.chosen[self.cursor] = order[at]
        self.draft(tuple(self.chosen))

    def action_answer(self) -> None:
        """Confirm the partners."""
        self.confirm(tuple(self.chosen))

    def pick(self, index: int) -> None:
        """A click on the row under the cursor takes the next partner."""
        if index == self.cursor:
            self.action_turn(1)
        self.cursor = index
