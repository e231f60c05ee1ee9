"""A question with choices: ↑ ↓ choose, Enter answers, and the answer is explained."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from gdtui.lesson.questions import OneAnswer
from gdtui.ui.linked import linked, unlinked
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.rows import NOWHERE, Rows, explained


class Choices(Rows):
    """Nothing is decided before Enter. After it, every mark and the explanation are shown."""

    question: reactive[OneAnswer | None] = reactive(None, layout=True)
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

    def ask(self, question: OneAnswer | None, answer: int | None = None) -> None:
        """Ask a question, or show it as it was answered before."""
        self.question = question
        self.early = False
        self.cursor = NOWHERE if answer is None else answer
        self.answer = answer

    @property
    def count(self) -> int:
        """The choices."""
        return 0 if self.question is None else len(self.question.choices)

    @property
    def locked(self) -> bool:
        """Whether a choice was confirmed."""
        return self.answer is not None

    def above(self) -> Content:
        """The question."""
        assert self.question is not None
        return linked(self.words(self.question.prompt), "bold")

    def row(self, index: int) -> tuple[Content, Content]:
        """A choice; after the answer the right one and the chosen one are marked."""
        assert self.question is not None
        choice = self.question.choices[index]
        mark, style = " ", MUTED if self.locked else ""
        if not self.locked and index == self.cursor:
            mark, style = self.glyphs.pointer, "bold $accent"
        elif self.locked and choice.right:
            mark, style = self.glyphs.check, "$text-success"
        elif self.locked and index == self.answer:
            mark, style = self.glyphs.cross, "$text-error"
        text = unlinked(self.words(choice.text))
        return Content.styled(f" {mark} ", style), Content.styled(text, style)

    def below(self) -> Content | None:
        """The explanation of the choice, and of the right one."""
        if self.question is None or self.answer is None:
            return None
        return explained(self.question.judge((self.answer,)), self.words)

    def action_answer(self) -> None:
        """Confirm the choice."""
        if self.question is not None and self.answer is None:
            self.answer = self.cursor
            self.settle()
            self.post_message(self.Answered(self.question, self.cursor))
