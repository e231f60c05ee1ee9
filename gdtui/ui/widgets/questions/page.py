"""What is needed to show and answer one question of a quiz."""

from __future__ import annotations

from collections.abc import Iterator

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
        # Below a chart every line is needed for what explains it.
        choices = Choices(words, glyphs, air=not isinstance(asked, ChartReading))
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
