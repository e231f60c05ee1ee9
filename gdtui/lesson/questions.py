"""Questions as frozen values: what is asked, what can be answered, and what each answer reveals."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One possible answer. ``why`` explains it, right or wrong. Texts may hold figures."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class OneAnswer:
    """A question with one right choice."""

    id: str
    prompt: str
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """The index of the right choice."""
        return next(index for index, choice in enumerate(self.choices) if choice.right)
