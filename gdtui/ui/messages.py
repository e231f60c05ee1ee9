"""What screens tell the app: the messages that go up."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from gdtui.progress.model import Fact, RunRecord
from gdtui.progress.score import Push


class Learned(Message):
    """Something worth keeping happened on a screen."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        self.facts = tuple(facts)


class Pushed(Message):
    """An event of the game happened in a step."""

    def __init__(self, step_id: str, push: Push) -> None:
        super().__init__()
        self.step_id = step_id
        self.push = push


class Ran(Message):
    """A program came to its end."""

    def __init__(self, run: RunRecord) -> None:
        super().__init__()
        self.run = run


class Chosen(Message):
    """The learner wants to go to a step."""

    def __init__(self, step_id: str) -> None:
        super().__init__()
        self.step_id = step_id
