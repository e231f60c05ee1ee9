"""What questions that are answered by rows have in common: a cursor, marks, an explanation."""

from __future__ import annotations

import re
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

NOWHERE = -1
"""The place of a cursor that is on no row."""

BEGINNING = 4
"""Lines of an explanation that are brought into sight; its keys scroll to the others."""

FEW = 5
"""Rows that leave room for air on a screen of 24 lines."""

RELATION, GLUE = re.compile(r"(?<=\S) ([=≈≠<>≤≥]) (?=\S)"), "\ue000"
"""The sign of a relation with its spaces, and what stands for them while lines are broken."""

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
    """The text in lines of a width, all of them beside the prefix, which the first one shows.

    No line ends or begins with the sign of a relation: ``w = 0`` stays together.
    """
    indent = prefix.cell_length
    room = max(1, width - indent)
    # Content breaks its lines at every kind of space, one that forbids it as well.
    whole = Content(RELATION.sub(rf"{GLUE}\1{GLUE}", text.plain), list(text.spans))
    lines = [line for part in whole.split("\n", allow_blank=True) for line in part.wrap(room)]
    lines = [Content(line.plain.replace(GLUE, " "), list(line.spans)) for line in lines]
    first, *rest = lines or [Content("")]
    return [Content.assemble(prefix, first), *(Content(" " * indent) + line for line in rest)]


def explained(verdict: Verdict, words: Words) -> Content:
    """The verdict, then its reasons, a line each."""
    label = ("Right. ", "bold $text-success") if verdict.right else ("No. ", "bold $text-error")
    return Content.assemble(label, linked("\n".join(map(words, verdict.reasons))))


class Rows(Widget, can_focus=True):
    """A text, rows of which one is under the cursor, and after the answer an explanation.

    ``air`` sets the three apart by empty lines. Nothing is decided before Enter, and Enter
    decides nothing before the learner has chosen: the key that led here may have bounced.
    """

    DEFAULT_CSS = "Rows { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Choose", key_display="↑↓ 1-9"),
        Binding("down", "move(1)", "Choose", show=False),
        # Here no digit leads to a step, not even where there is no such row.
        *(Binding(str(n), f"point({n - 1})", "Choose", show=False) for n in range(1, 10)),
        Binding("enter", "answer", "Answer"),
        Binding("enter", "ask_for_more", "Answer", show=False),
    ]
    HINT: ClassVar[str] = "Choose with ↑ ↓, Enter answers."
    START: ClassVar[int] = NOWHERE
    """Where the cursor is at first: on no row where a row is an answer."""

    class Hinted(Message):
        """What the learner should do next has changed."""

    cursor: reactive[int] = reactive(NOWHERE, layout=True)
    early = False
    """Whether Enter was pressed before there was an answer."""

    def __init__(self, words: Words, glyphs: Glyphs, *, air: bool = False) -> None:
        super().__init__()
        self.words = words
        self.glyphs = glyphs
        self.air = air
        self.set_reactive(Rows.cursor, self.START)

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

    @property
    def missing(self) -> str:
        """What Enter still needs for an answer, as something to do; empty where nothing is."""
        return "Choose with ↑ ↓ first, then Enter answers." if self.cursor == NOWHERE else ""

    # What they share

    @property
    def hint(self) -> str:
        """What to do next: after an Enter that came too early, what it still needs."""
        return (self.missing if self.early else "") or self.HINT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An answered question takes no further answer, an open one none with a part missing."""
        if action not in ("move", "point", "answer", "ask_for_more"):
            return True
        if not self.count or self.locked:
            return False
        return action in ("move", "point") or bool(self.missing) is (action == "ask_for_more")

    def action_move(self, by: int) -> None:
        """Choose the one above or below."""
        self.go_to(max(0, min(self.count - 1, self.cursor + by)))

    def action_point(self, index: int) -> None:
        """Choose the one with this number, if there is one."""
        if index < self.count:
            self.go_to(index)

    def action_ask_for_more(self) -> None:
        """Say what Enter still needs."""
        self.early = True
        self.changed()

    def go_to(self, index: int) -> None:
        """Put the cursor on a row."""
        self.cursor = index

    def pick(self, index: int) -> None:
        """A click chooses; a click on what is chosen answers."""
        if index == self.cursor:
            self.action_answer()
        else:
            self.go_to(index)

    def watch_cursor(self) -> None:
        """Keep the row in sight, with what stands above the first."""
        self.call_after_refresh(self._keep_in_sight)
        self.changed()

    def changed(self) -> None:
        """What Enter does, and what is to be done next, may be something else now."""
        self.refresh_bindings()
        if self.early:
            self.post_message(self.Hinted())

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
        # The same before the answer and after it, so that nothing moves.
        high = self.screen.has_class("-high")
        gap: list[tuple[Content, int | None]] = [(Content(""), None)] if self.air else []
        lines: list[tuple[Content, int | None]] = []
        lines += [(line, None) for line in self.above_lines(width)]
        lines += gap if high or (self.count <= FEW and self.screen.has_class("-tall")) else []
        for index in range(self.count):
            lines += [(line, index) for line in hanging(*self.row(index), width)]
        explanation = self.below()
        if explanation is not None:
            # Its lines are worth more than air where there are few.
            lines += gap if high else []
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
