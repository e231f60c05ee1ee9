"""A prediction before a run: a choice, or a number. What comes of it is shown when it has run."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from gdtui.lesson.experiments import HowMany, WhichCourse, WhichCurve
from gdtui.lesson.numbers import read_number, written
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.rows import Confirmed, Rows, Words

LONGEST = 16
"""Characters that can be typed."""


class Foreseen(Rows):
    """Which of these? After the run, what happened and a false prediction are marked."""

    def __init__(
        self,
        forecast: WhichCourse | WhichCurve,
        predicted: float | None,
        happened: float | None,
        closed: bool,
        words: Words,
        glyphs: Glyphs,
    ) -> None:
        super().__init__(words, glyphs)
        self.forecast = forecast
        self.predicted = predicted
        self.happened = happened
        self.closed = closed

    @property
    def count(self) -> int:
        """The choices."""
        return len(self.forecast.choices)

    @property
    def locked(self) -> bool:
        """Whether nothing can be predicted any more."""
        return self.closed

    def above(self) -> Content:
        """The question."""
        return Content.styled(self.words(self.forecast.prompt), "bold")

    def row(self, index: int) -> tuple[Content, Content]:
        """A choice, with what was predicted, and what happened."""
        mark, style = " ", MUTED if self.locked else ""
        if not self.locked and self.has_focus and index == self.cursor:
            mark, style = self.glyphs.pointer, "bold $accent"
        elif index == self.happened:
            mark, style = self.glyphs.check, "$text-success"
        elif index == self.predicted:
            ran = self.happened is not None
            mark = self.glyphs.cross if ran else self.glyphs.pointer
            style = "$text-error" if ran else "bold $accent"
        text = self.words(self.forecast.choices[index].text)
        if index == self.predicted:
            text += self.words(" · your prediction")
        return Content.styled(f" {mark} ", style), Content.styled(text, style)

    def below(self) -> Content | None:
        """The page tells the explanation."""
        return None

    def watch_has_focus(self, has_focus: bool) -> None:
        """The pointer is there where the keys are."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def action_answer(self) -> None:
        """Commit to the choice under the cursor."""
        self.post_message(Confirmed((float(self.cursor),)))


class Estimated(Vertical):
    """How many? A field for the number, locked once it is committed to."""

    DEFAULT_CSS = "Estimated { height: auto; } Estimated Horizontal { height: auto; }"

    def __init__(
        self,
        forecast: HowMany,
        predicted: float | None,
        closed: bool,
        words: Words,
    ) -> None:
        super().__init__()
        self.forecast = forecast
        self.predicted = predicted
        self.closed = closed
        self.words = words

    def compose(self) -> ComposeResult:
        """The question, the field, what is wrong with a text that is no number."""
        yield Static(Content.styled(self.words(self.forecast.prompt), "bold"))
        with Horizontal():
            value = "" if self.predicted is None else self.words(written(self.predicted))
            field = Input(value, max_length=LONGEST, select_on_focus=False)
            field.disabled = self.closed
            yield field
            yield Static(self.words(self.forecast.unit), classes="unit", markup=False)
        yield Static(classes="hint", markup=False)

    def focus(self, scroll_visible: bool = True) -> Estimated:
        """The field takes the keys."""
        self.query_one(Input).focus(scroll_visible)
        return self

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Commit to the number, if it is one."""
        event.stop()
        number = read_number(event.value, self.forecast.unit)
        share = self.forecast.unit == "%"
        if number is None or number < 0 or (share and number > 100):
            hint = f"That is no number. Type one such as 50 {self.forecast.unit}."
            if share and number is not None:
                hint = "A share of the updates is from 0 to 100 %."
            self.query_one(".hint", Static).update(self.words(hint))
            return
        event.input.disabled = True
        self.post_message(Confirmed((number,)))
