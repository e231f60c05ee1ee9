"""A question answered by rows that may take shape over several keys."""

from __future__ import annotations

import json
from typing import Generic, TypeVar

from textual.content import Content

from gdtui.lesson.questions import FaultyLine, Match, Order, SeveralAnswers
from gdtui.lesson.verdict import Answer
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.linked import linked
from gdtui.ui.widgets.rows import Confirmed, Drafted, Rows, Words, explained

Asked = TypeVar("Asked", bound="SeveralAnswers | Order | FaultyLine | Match")


class AskedRows(Rows, Generic[Asked]):
    """Keeps the question, the answer once it is given, and tells of every change before."""

    def __init__(
        self,
        asked: Asked,
        answer: Answer | None,
        draft: str,
        words: Words,
        glyphs: Glyphs,
    ) -> None:
        super().__init__(words, glyphs, air=True)
        self.asked = asked
        self.given = answer
        self.take_up(_read(draft) if answer is None else answer)

    def take_up(self, answer: Answer | None) -> None:
        """Start from an answer that was given or drafted, if it can be one."""

    @property
    def locked(self) -> bool:
        """Whether the answer is given."""
        return self.given is not None

    def above(self) -> Content:
        """The question."""
        return linked(self.words(self.asked.prompt), "bold")

    def below(self) -> Content | None:
        """What explains the answer."""
        return None if self.given is None else explained(self.asked.judge(self.given), self.words)

    def draft(self, answer: Answer) -> None:
        """Tell of an answer that is not confirmed."""
        self.refresh(layout=True)
        self.changed()
        self.post_message(Drafted(json.dumps(answer)))

    def confirm(self, answer: Answer) -> None:
        """Give the answer."""
        self.given = answer
        self.settle()
        self.post_message(Confirmed(answer))


def _read(draft: str) -> Answer | None:
    """The answer in a draft; None where there is none."""
    try:
        numbers = json.loads(draft) if draft else None
    except (ValueError, RecursionError):
        return None
    if isinstance(numbers, list) and all(isinstance(number, int) for number in numbers):
        return tuple(numbers)
    return None
