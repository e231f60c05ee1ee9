"""What questions that are answered by rows have in common: a cursor, marks, an explanation."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.lesson.verdict import Answer, Verdict
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.linked import linked

BEGINNING = 4
"""Lines of an explanation that are brought into sight; its keys scroll to the others."""

Words = Callable[[str], str]
"""Fills in figures and fits a text to the terminal's characters."""


class Confirmed(Message):
    """The learner confirmed an answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Drafted(Message):
    """An answer took shape, but is not confirmed; the text is understood by its own widget."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def hanging(prefix: Content, text: Content, width: int) -> list[Content]:
    """The text in lines of a width, all of them beside the prefix, which the first one shows."""
    indent = prefix.cell_length
    room = max(1, width - indent)
    lines = [line for part in text.split("\n", allow_blank=True) for line in part.wrap(room)]
    first, *rest = lines or [Content("")]
    return [Content.assemble(prefix, first), *(Content(" " * indent) + line for line in rest)]


def explained(verdict: Verdict, words: Words) -> Content:
    """The verdict, then its reasons, a line each."""
    label = ("Right. ", "bold $text-success") if verdict.right else ("No. ", "bold $text-error")
    return Content.assemble(label, linked("\n".join(map(words, verdict.reasons))))


class Rows(Widget, can_focus=True):
    """A text, rows of which one is under the cursor, and after the answer an explanation.

    ``air`` sets the three apart by empty lines. Nothing is decided before Enter.
    """

    DEFAULT_CSS = "Rows { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Choose", key_display="↑↓"),
        Binding("down", "move(1)", "Choose", show=False),
        Binding("enter", "answer", "Answer"),
    ]
    HINT: ClassVar[str] = "Up and down choose, Enter answers."

    cursor: reactive[int] = reactive(0, layout=True)

    def __init__(self, words: Words, glyphs: Glyphs, *, air: bool = False) -> None:
        super().__init__()
        self.words = words
        self.glyphs = glyphs
        self.air = air

    # What each kind fills in

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def locked(self) -> bool:
        """Whether the answer is given."""
        raise NotImplementedError

    def above(self) -> Content:
        """What stands above the rows."""
        raise NotImplementedError

    def above_lines(self, width: int) -> list[Content]:
        """The same in lines."""
        return hanging(Content(""), self.above(), width)

    def row(self, index: int) -> tuple[Content, Content]:
        """A row: its mark, and its text."""
        raise NotImplementedError

    def below(self) -> Content | None:
        """What explains the answer, once it is given."""
        raise NotImplementedError

    def action_answer(self) -> None:
        """Confirm."""
        raise NotImplementedError

    def pick(self, index: int) -> None:
        """A row was clicked."""
        raise NotImplementedError

    # What they share

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An answered question takes no further answer."""
        return action not in ("move", "answer") or (self.count > 0 and not self.locked)

    def action_move(self, by: int) -> None:
        """Choose the one above or below."""
        self.cursor = max(0, min(self.count - 1, self.cursor + by))

    def watch_cursor(self) -> None:
        """Keep the row in sight, with what stands above the first."""
        self.call_after_refresh(self._keep_in_sight)

    def settle(self) -> None:
        """After the answer: bring what explains it into sight."""
        self.refresh(layout=True)
        self.refresh_bindings()
        self.call_after_refresh(self._keep_in_sight)

    def render(self) -> Content:
        """Everything, in lines as wide as the widget."""
        return Content("\n").join(line for line, _ in self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are at this width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[Content, int | None]]:
        """Each line with the row that it belongs to; the explanation counts as row -1."""
        if not self.count:
            return []
        # The lines of an explanation are worth more than air where there are few.
        air = self.air and (not self.locked or self.screen.has_class("-high"))
        gap: list[tuple[Content, int | None]] = [(Content(""), None)] if air else []
        lines: list[tuple[Content, int | None]] = []
        lines += [(line, None) for line in self.above_lines(width)]
        lines += gap
        for index in range(self.count):
            lines += [(line, index) for line in hanging(*self.row(index), width)]
        explanation = self.below()
        if explanation is not None:
            lines += gap
            lines += [(line, -1) for line in hanging(Content(""), explanation, width)]
        return lines

    def _keep_in_sight(self) -> None:
        parent = self.parent
        if not isinstance(parent, ScrollableContainer) or not self.count:
            return
        owners = [owner for _, owner in self._lines(self.size.width)]
        wanted = -1 if self.locked else self.cursor
        if wanted not in owners:
            return
        first = owners.index(wanted)
        last = len(owners) - owners[::-1].index(wanted)
        if self.locked:
            # No further: what was asked, such as a chart, is read together with it.
            last = min(last, first + BEGINNING)
        top = 0 if wanted == 0 and last < parent.size.height else first
        at = self.virtual_region
        parent.scroll_to_region(
            Region(0, at.y + top, at.width, min(last - top, parent.size.height)), animate=False
        )

    def on_click(self, event: events.Click) -> None:
        """Pick the row under the pointer."""
        lines = self._lines(self.size.width)
        owner = lines[event.y][1] if 0 <= event.y < len(lines) else None
        if owner is not None and owner >= 0 and not self.locked:
            self.pick(owner)
