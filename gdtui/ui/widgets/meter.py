"""The meter under the valley: stars and minutes to go, and the momentum of the learner."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Progress
from gdtui.progress.score import ANSWER, BETA
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.scoring import Standing, done, standing, told
from gdtui.ui.themes import MUTED

FULL = ANSWER / (1 - BETA)
"""The velocity that right answers without end come to: the end of the bar."""

BAR = 12


class Meter(Widget):
    """Two lines; without the game one, which tells the minutes alone."""

    DEFAULT_CSS = "Meter { height: auto; }"

    progress: reactive[Progress] = reactive(Progress, layout=False)
    game: reactive[bool] = reactive(True, layout=True)

    def __init__(self, lesson: Lesson, words: Callable[[str], str], glyphs: Glyphs) -> None:
        super().__init__()
        self.lesson = lesson
        self.words = words
        self.glyphs = glyphs

    def render(self) -> Content:
        """How far, how long still, how fast."""
        now = standing(self.lesson, self.progress)
        left = f"about {now.minutes} min to go" if now.minutes else "every step is completed"
        if not self.game:
            return Content.styled(left, MUTED)
        stars = Content.assemble(
            (f"{self.glyphs.star} {now.stars}", "bold $accent"),
            (f" of {now.most_stars} stars", ""),
            (self.words(f" · {left}"), MUTED),
        )
        return Content("\n").join((stars, self._momentum(now)))

    def _momentum(self, now: Standing) -> Content:
        last = now.score.last
        if last is None:
            lines = [self._line(now, BAR, "the first right answer gives a push")]
        else:
            size, what = f"{last.size:.3g}", done(last, self.lesson)
            # What the push was for is told whole: the rest makes way for it.
            lines = [
                self._line(now, BAR, f"last push {size}: {told(last, self.lesson)}"),
                self._line(now, BAR, f"last push {size}: {what}"),
                self._line(now, BAR // 3, f"last push {size}: {what}"),
                self._line(now, 0, f"+{size}: {what}"),
            ]
        width = self.size.width
        fitting = next((line for line in lines if line.cell_length <= width), lines[-1])
        return fitting.truncate(width, ellipsis=True)

    def _line(self, now: Standing, bar: int, push: str) -> Content:
        velocity = now.score.velocity
        full = min(bar, round(bar * velocity / FULL))
        return Content.assemble(
            ("momentum ", ""),
            (self.glyphs.block * full, "$primary"),
            (self.glyphs.block_empty * (bar - full), MUTED),
            (f" {velocity:.1f}" if bar else f"{velocity:.1f}", "bold $primary"),
            (f" {self.glyphs.arrow_up} {now.score.position:.1f}", "bold $accent"),
            (self.words(f" · {push}"), MUTED),
        )
