"""Items to be put in order: Space takes hold of one, ↑ ↓ carry it, Enter answers."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from gdtui.lesson.questions import Order
from gdtui.lesson.verdict import Answer
from gdtui.ui.widgets.questions.asked import AskedRows


class Ordering(AskedRows[Order]):
    """The items in the learner's order; ``held`` says whether the cursor carries one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "hold", "Take, put down")]
    HINT = "Space takes, up and down carry, Enter answers."
    START = 0
    held = False

    def take_up(self, answer: Answer | None) -> None:
        """The order as it was left."""
        fits = answer is not None and self.asked.fits(answer)
        self.order = [int(i) for i in answer] if answer is not None and fits else []
        self.order = self.order or list(self.asked.start)

    @property
    def count(self) -> int:
        """The items."""
        return len(self.order)

    @property
    def missing(self) -> str:
        """The order that is shown first is never the right one."""
        if self.held or tuple(self.order) != self.asked.start:
            return ""
        return "The order is as it was given. Space takes, up and down carry."

    def row(self, index: int) -> tuple[Content, Content]:
        """An item with its place; after the answer, whether it belongs there."""
        item = self.order[index]
        text = self.words(self.asked.items[item])
        if not self.locked:
            here = index == self.cursor
            style = "bold $accent" if here else ""
            held = here and self.held
            mark = self.glyphs.bullet if held else self.glyphs.pointer if here else " "
            style = f"{style} reverse" if held else style
            return Content.styled(f" {mark} {index + 1} ", style), Content.styled(text, style)
        good = item == index
        style = "$text-success" if good else "$text-error"
        mark = self.glyphs.check if good else self.glyphs.cross
        told = "" if good else f" (belongs at {item + 1})"
        return Content.styled(f" {mark} {index + 1} ", style), Content.assemble(text, (told, style))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Items can be taken until the answer is given."""
        return super().check_action("move" if action == "hold" else action, parameters)

    def action_hold(self) -> None:
        """Take the item under the cursor, or put it down."""
        self.held = not self.held
        self.refresh()
        self.changed()

    def go_to(self, index: int) -> None:
        """Move the cursor, and with it the item that it holds."""
        before = self.cursor
        super().go_to(index)
        if self.held and index != before:
            self.order.insert(index, self.order.pop(before))
            self.draft(tuple(self.order))

    def action_answer(self) -> None:
        """Confirm the order; with an item in hand, put it down first."""
        if self.held:
            self.action_hold()
        else:
            self.confirm(tuple(self.order))

    def pick(self, index: int) -> None:
        """A click takes an item, the next one puts it there."""
        self.go_to(index)
        self.action_hold()
