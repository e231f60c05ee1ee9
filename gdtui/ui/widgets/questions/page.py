"""One page of a quiz: what is needed to show and answer one question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from gdtui.descent.series import series
from gdtui.lesson.numbers import Number
from gdtui.lesson.questions import (
    ChartReading,
    FaultyLine,
    Match,
    Order,
    Presented,
    SeveralAnswers,
)
from gdtui.lesson.verdict import Answer
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.plot import Curve, Picture, loss_picture
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.questions.line import Lines
from gdtui.ui.widgets.questions.match import Matching
from gdtui.ui.widgets.questions.number import NumberField
from gdtui.ui.widgets.questions.order import Ordering
from gdtui.ui.widgets.questions.several import Several
from gdtui.ui.widgets.rows import Words


class QuestionPage(VerticalScroll, can_focus=False):
    """A question and what explains it. Its scroll keys are told while part is out of sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Scroll", key_display="PgUp PgDn"),
        Binding("pagedown", "page_down", "Scroll", show=False),
    ]

    def on_mount(self) -> None:
        """Follow what there is to scroll."""
        self.watch(self, "show_vertical_scrollbar", self.refresh_bindings, init=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to scroll where everything is in sight."""
        return action not in ("page_up", "page_down") or self.show_vertical_scrollbar


def widgets_of(
    asked: Presented, answer: Answer | None, draft: str, words: Words, glyphs: Glyphs, ascii: bool
) -> Iterator[Widget]:
    """The widgets of a question; the last of them takes the keys."""
    if isinstance(asked, Number):
        yield NumberField(asked, answer, draft, words, glyphs)
    elif isinstance(asked, SeveralAnswers):
        yield Several(asked, answer, draft, words, glyphs)
    elif isinstance(asked, Order):
        yield Ordering(asked, answer, draft, words, glyphs)
    elif isinstance(asked, FaultyLine):
        yield Lines(asked, answer, draft, words, glyphs)
    elif isinstance(asked, Match):
        yield Matching(asked, answer, draft, words, glyphs)
    else:
        if isinstance(asked, ChartReading):
            yield Still(asked, ascii=ascii)
        choices = Choices(words, glyphs, air=True)
        choices.ask(asked, None if answer is None else int(answer[0]))
        yield choices


class Still(Chart, can_focus=False):
    """The curves of a question. It takes no keys: the choices below need them."""

    def __init__(self, asked: ChartReading, *, ascii: bool) -> None:
        curves = [
            Curve(choice.text, series(name))
            for choice, name in zip(asked.choices, asked.series, strict=True)
        ]

        def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
            return loss_picture(
                curves, width, height, log=True, x_label="update", ascii=ascii, cursor=cursor
            )

        super().__init__(plot, ascii=ascii)
