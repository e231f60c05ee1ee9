"""A number to be typed: Enter answers, and what was typed is recognised where it can be."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from gdtui.lesson.numbers import Number, read_number, written
from gdtui.lesson.verdict import Answer
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.linked import linked
from gdtui.ui.widgets.rows import Confirmed, Drafted, Words, explained

LONGEST = 24
"""Characters that can be typed."""

SIGNS = r"[0-9.,+\-−]*"
"""What numbers are written with; the field refuses everything else."""


class Field(Input):
    """The line to type in. Esc leaves it, so that letters are keys again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer"),
        Binding("escape", "leave", "Leave the field"),
    ]

    class Left(Message):
        """The learner left the field, but may come back."""

    def action_leave(self) -> None:
        """Let the page have the keys."""
        self.post_message(self.Left())


class NumberField(Vertical):
    """The question, a field with its unit, and after the answer the explanation."""

    DEFAULT_CSS = "NumberField { height: auto; } NumberField Horizontal { height: auto; }"
    hint = "Type the number, Enter answers. Esc leaves the field."
    HINT_OUTSIDE = "Enter goes back into the field; letters are keys."

    def __init__(
        self,
        asked: Number,
        answer: Answer | None,
        draft: str,
        words: Words,
        glyphs: Glyphs,
    ) -> None:
        super().__init__()
        self.asked = asked
        self.given = answer
        typed = draft if re.fullmatch(SIGNS, draft) else ""
        self.text = typed if answer is None else written(answer[0])
        self.words = words
        self.glyphs = glyphs

    @property
    def locked(self) -> bool:
        """Whether the answer is given."""
        return self.given is not None

    def compose(self) -> ComposeResult:
        """The question, the field, what is said to the answer."""
        yield Static(linked(self.words(self.asked.prompt), "bold"))
        with Horizontal():
            # The brackets show where to type without any colour.
            yield Static("Your answer: [", markup=False)
            yield Field(
                self.words(self.text),
                max_length=LONGEST,
                restrict=SIGNS,
                select_on_focus=False,
                disabled=self.locked,
            )
            yield Static("]", markup=False)
            yield Static(self.words(self.asked.unit), id="unit", markup=False)
        yield Static(self._said(), id="said")

    def focus(self, scroll_visible: bool = True) -> NumberField:
        """The field takes the keys."""
        self.query_one(Input).focus(scroll_visible)
        return self

    def _said(self) -> Content:
        if self.given is None:
            return Content("")
        verdict = self.asked.judge(self.given)
        mark = self.glyphs.check if verdict.right else self.glyphs.cross
        style = "$text-success" if verdict.right else "$text-error"
        told = explained(verdict, self.words)
        return Content.assemble((f"{mark} {self.words(written(self.given[0]))}  ", style), told)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is kept."""
        event.stop()
        if not self.locked and event.value != self.text:
            self.text = event.value
            self.post_message(Drafted(event.value))
            self.query_one("#said", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Confirm the number, if it is one."""
        event.stop()
        if self.locked:
            return
        number = read_number(event.value, self.asked.unit)
        if number is None:
            unit = f" {self.asked.unit}" if self.asked.unit else ""
            # A count, which has no tolerance, is neither broken nor below zero.
            examples = "2.5 or −40" if self.asked.tolerance else "12"
            hint = f"That is no number. Type one such as {examples}{unit}."
            self.query_one("#said", Static).update(Content(self.words(hint)))
            return
        self.given = (number,)
        event.input.disabled = True
        said = self.query_one("#said", Static)
        said.update(self._said())
        self.refresh_bindings()
        self.call_after_refresh(said.scroll_visible, animate=False)
        self.post_message(Confirmed(self.given))
