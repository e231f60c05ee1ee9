"""A question with choices: ↑ ↓ choose, Enter answers, and the answer is explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.lesson.questions import OneAnswer
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.themes import MUTED


class Choices(Widget, can_focus=True):
    """Nothing is decided before Enter. After it, every mark and the explanation are shown."""

    DEFAULT_CSS = "Choices { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Choose", key_display="↑↓"),
        Binding("down", "move(1)", "Choose", show=False),
        Binding("enter", "answer", "Answer"),
    ]

    question: reactive[OneAnswer | None] = reactive(None, layout=True)
    cursor: reactive[int] = reactive(0, layout=True)
    answer: reactive[int | None] = reactive(None, layout=True)
    """The choice that was confirmed, or None."""

    class Answered(Message):
        """The learner confirmed a choice."""

        def __init__(self, question: OneAnswer, index: int) -> None:
            super().__init__()
            self.question = question
            self.index = index

        @property
        def right(self) -> bool:
            """Whether it was the right one."""
            return self.index == self.question.right

    def __init__(self, words: Callable[[str], str], glyphs: Glyphs) -> None:
        super().__init__()
        self.words = words
        self.glyphs = glyphs

    def ask(self, question: OneAnswer | None, answer: int | None = None) -> None:
        """Ask a question, or show it as it was answered before."""
        self.question = question
        self.cursor = answer or 0
        self.answer = answer

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An answered question takes no further answer."""
        return action not in ("move", "answer") or (
            self.question is not None and self.answer is None
        )

    def render(self) -> Content:
        """The question, its choices, and after the answer what explains it."""
        if self.question is None:
            return Content("")
        lines = [Content.styled(self.words(self.question.prompt), "bold")]
        lines += [self._line(index) for index in range(len(self.question.choices))]
        if self.answer is not None:
            lines.append(self._explanation(self.question, self.answer))
        return Content("\n").join(lines)

    def _line(self, index: int) -> Content:
        assert self.question is not None
        choice = self.question.choices[index]
        text = self.words(choice.text)
        if self.answer is None:
            here = index == self.cursor
            pointer = self.glyphs.pointer if here else " "
            return Content.assemble((f" {pointer} {text}", "bold $accent" if here else ""))
        if choice.right:
            return Content.assemble((f" {self.glyphs.check} {text}", "$text-success"))
        if index == self.answer:
            return Content.assemble((f" {self.glyphs.cross} {text}", "$text-error"))
        return Content.assemble((f"   {text}", MUTED))

    def _explanation(self, question: OneAnswer, answer: int) -> Content:
        chosen, right = question.choices[answer], question.choices[question.right]
        reasons = [chosen.why] if chosen is right else [chosen.why, right.why]
        verdict = (
            ("Right. ", "bold $text-success") if chosen is right else ("No. ", "bold $text-error")
        )
        return Content.assemble(verdict, " ".join(map(self.words, reasons)))

    def action_move(self, by: int) -> None:
        """Choose the one above or below."""
        if self.question is not None:
            self.cursor = max(0, min(len(self.question.choices) - 1, self.cursor + by))

    def action_answer(self) -> None:
        """Confirm the choice."""
        if self.question is not None and self.answer is None:
            self.answer = self.cursor
            self.refresh_bindings()
            self.post_message(self.Answered(self.question, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click chooses; a click on what is chosen answers."""
        index = self._choice_at(event.y)
        if index is None or self.answer is not None:
            return
        if index == self.cursor:
            self.action_answer()
        else:
            self.cursor = index

    def _choice_at(self, y: int) -> int | None:
        """The choice drawn at a row, however the texts wrap."""
        assert self.question is not None
        width, row = max(1, self.size.width), 0
        for index in range(-1, len(self.question.choices)):
            line = Content(self.words(self.question.prompt)) if index < 0 else self._line(index)
            row += len(line.wrap(width))
            if y < row:
                return index if index >= 0 else None
        return None
