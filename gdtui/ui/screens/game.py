"""The rule of the game, laid over the lesson: what moves the ball, and what earns each star."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.progress.score import BETA, pushes, score
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.scoring import completed
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.keybar import KeyBar

RULE = (
    "What you get right pushes a ball: an answer, a prediction, a case. It moves as gradient "
    "descent with momentum does:\n\n"
    f"  velocity ← {BETA:g}·velocity + push\n"
    "  position ← position + velocity\n\n"
    "The position is your score. A mistake pushes nothing and leaves the velocity "
    f"{BETA:g} of what it was; the position stays. Each thing counts once; doing it better "
    "earns what is better about it. An experiment gives half a push more once all its runs were "
    "predicted and a prediction came true."
)


class GameScreen(ModalScreen[None]):
    """The rule with its numbers now, then the stars, step by step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m", "dismiss", "Back to the lesson", key_display="Esc")
    ]

    def __init__(
        self, lesson: Lesson, progress: Progress, words: Callable[[str], str], glyphs: Glyphs
    ) -> None:
        super().__init__()
        self.lesson = lesson
        self.progress = progress
        self.words = words
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The rule and the stars."""
        with Vertical(classes="dialog"):
            yield Static("Momentum and stars", classes="title", markup=False)
            with VerticalScroll():
                yield Static(Content("\n").join(self._lines()))
            yield KeyBar()

    def _lines(self) -> Iterator[Content]:
        now = score(pushes(self.progress))
        yield Content(self.words(RULE))
        yield Content("")
        yield Content.assemble(
            "Now: velocity ",
            (f"{now.velocity:.2f}", "bold $primary"),
            ", position ",
            (f"{now.position:.2f}", "bold $primary"),
        )
        for step in self.lesson.steps:
            yield Content("")
            yield Content.styled(f"{self.lesson.number(step.id)} {step.title}", "bold")
            yield from self._stars(step)

    def _stars(self, step: Step) -> Iterator[Content]:
        done = completed(step, self.progress)
        yield self._star(done, f"Complete it. {step.invitation}")
        earned = self.progress.keys(step.id, "work")
        for star in step.stars:
            yield self._star(done and star.merit in earned, star.words)

    def _star(self, earned: bool, words: str) -> Content:
        sign = (self.glyphs.star, "$accent") if earned else (self.glyphs.star_empty, MUTED)
        return Content.assemble(" ", sign, " ", (self.words(words), "" if earned else MUTED))

    async def action_dismiss(self, result: None = None) -> None:
        """Back to where the learner was."""
        self.dismiss()
