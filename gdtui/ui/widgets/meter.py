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
from gdtui.ui.scoring import Standing, standing, told
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
        velocity = now.score.velocity
        full = min(BAR, round(BAR * velocity / FULL))
        last = now.score.last
        push = "the first right answer gives a push"
        if last is not None:
            push = f"last push {last.size:.3g}: {told(last, self.lesson)}"
        line = Content.assemble(
            ("momentum ", ""),
            (self.glyphs.block * full, "$primary"),
            (self.glyphs.block_empty * (BAR - full), MUTED),
            (f" {velocity:.1f}", "bold $primary"),
            (f" {self.glyphs.arrow_up} {now.score.position:.1f}", "bold $accent"),
            (self.words(f" · {push}"), MUTED),
        )
        return line.truncate(self.size.width, ellipsis=True)
