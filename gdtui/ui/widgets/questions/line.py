"""A program with a fault: ↑ ↓ go from line to line, Enter answers."""

from __future__ import annotations

from textual.content import Content

from gdtui.lesson.questions import FaultyLine
from gdtui.lesson.verdict import Answer
from gdtui.ui.glyphs import ASCII, plain
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.questions.asked import AskedRows
from gdtui.ui.widgets.rows import NOWHERE


class Lines(AskedRows[FaultyLine]):
    """The program with its line numbers; the cursor stops at the lines that can be chosen."""

    def take_up(self, answer: Answer | None) -> None:
        """The line that was chosen."""
        self.choosable = sorted(line.number for line in self.asked.lines)
        if answer is not None and self.asked.fits(answer):
            self.set_reactive(Lines.cursor, int(answer[0]) - 1)

    @property
    def count(self) -> int:
        """The lines of the program."""
        return len(self.asked.program)

    def row(self, index: int) -> tuple[Content, Content]:
        """A line; after the answer, the faulty one and the chosen one are marked."""
        number = index + 1
        text = self.asked.program[index]
        # Only the signs are changed: a program is no text with figures.
        text = plain(text) if self.glyphs is ASCII else text
        mark, style = " ", "" if number in self.choosable else MUTED
        if not self.locked and index == self.cursor:
            mark, style = self.glyphs.pointer, "bold $accent"
        elif self.locked and number == self.asked.right.number:
            mark, style = self.glyphs.check, "$text-success"
        elif self.given is not None and number == self.given[0]:
            mark, style = self.glyphs.cross, "$text-error"
        return (
            Content.assemble((f" {mark} ", style), (f"{number:2} ", MUTED)),
            Content.styled(text, style),
        )

    def action_move(self, by: int) -> None:
        """Go to the next line that can be chosen."""
        at = 0 if self.cursor == NOWHERE else self.choosable.index(self.cursor + 1) + by
        self.go_to(self.choosable[max(0, min(len(self.choosable) - 1, at))] - 1)

    def go_to(self, index: int) -> None:
        """Put the cursor on a line, if it can be chosen."""
        if index + 1 in self.choosable:
            super().go_to(index)

    def action_answer(self) -> None:
        """Confirm the line."""
        self.confirm((self.cursor + 1,))
