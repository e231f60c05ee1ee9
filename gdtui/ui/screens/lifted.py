"""Looking at a descent whose fog has lifted: step by step, as a replay, beside its rivals."""

from __future__ import annotations

from textual.timer import Timer

from gdtui.descent.fog import Descent, Rival
from gdtui.lesson.model import Lesson
from gdtui.progress.model import Progress
from gdtui.ui.screens.frame import LessonScreen

FRAMES = 40
"""At most so many pictures in a replay; with `PACE` it lasts four seconds."""

PACE = 0.1
"""Seconds between two pictures of a replay."""


class LiftedScreen(LessonScreen):
    """Knows which part of the way the map shows, and whose path lies beside it."""

    descent: Descent

    def __init__(self, lesson: Lesson, progress: Progress) -> None:
        super().__init__(lesson, progress)
        self.rivals: tuple[Rival, ...] = ()
        self.rival: int | None = None
        self.look = 0
        """The step that the map shows last, once the fog has lifted."""
        self.film: Timer | None = None

    def show(self) -> None:
        """Bring everything up to date."""
        raise NotImplementedError

    def action_compare(self) -> None:
        """Lay the path of the next rival beside the own one; after the last, none."""
        following = 0 if self.rival is None else self.rival + 1
        self.rival = following if following < len(self.rivals) else None
        self.show()

    def action_look(self, by: int) -> None:
        """Look one step further back, or forward again."""
        self.stop_film()
        self.look = max(0, min(self.descent.steps, self.look + by))
        self.show()

    def action_replay(self) -> None:
        """Show the way from the start, at most ten pictures a second."""
        self.stop_film()
        self.look = 0
        self.film = self.set_interval(PACE, self._next_picture)
        self.show()

    def _next_picture(self) -> None:
        steps = self.descent.steps
        self.look = min(steps, self.look + max(1, -(-steps // FRAMES)))
        if self.look == steps:
            self.stop_film()
        self.show()

    def stop_film(self) -> None:
        """Leave the map as it is."""
        if self.film is not None:
            self.film.stop()
            self.film = None

    def on_unmount(self) -> None:
        """No timer outlives the page."""
        self.stop_film()
