"""The first descent: get below a mark on a hidden curve, feeling nothing but the slope."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from gdtui.descent.formats import significant
from gdtui.descent.hill import (
    MARK,
    MOST_STEPS,
    RANGE,
    SIZES,
    Walk,
    height,
    slope,
    walk,
    walked,
)
from gdtui.lesson.descents import FirstDescent
from gdtui.lesson.model import Lesson, Reading, Step
from gdtui.progress.model import Progress
from gdtui.progress.score import DESCENT
from gdtui.ui.plot import Picture, hill_picture
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.ladder import Ladder
from gdtui.ui.widgets.tilt import Tilt

SOON = 6
"""Steps in which it can be found without luck."""

WALK = "descent"
"""The key of the steps taken, where the place is kept."""

NAMES = ("small", "medium", "large")


class FirstDescentScreen(StepScreen):
    """Belongs to a reading step. Tried to its end, found or not, it is work done.

    Every step is kept, so that the descent is found as it was left, and so is its curve.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", "Step left", key_display="←"),
        Binding("right", "walk(1)", "Step right", key_display="→"),
        Binding("up", "size(1)", "Size", key_display="↑↓"),
        Binding("down", "size(-1)", "Size", show=False),
        Binding("r", "restart", "Again"),
        Binding("escape", "app.back_to_step", "Back to the text"),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        self.walk = walked(self.kept("place", WALK) or "")

    @property
    def texts(self) -> FirstDescent:
        """What is said."""
        assert isinstance(self.step.body, Reading)
        assert self.step.body.descent is not None
        return self.step.body.descent

    @property
    def foremost(self) -> tuple[str, ...]:
        """The steps, before the way on."""
        return ("walk", "size") if not self.walk.over else ()

    def compose_body(self) -> ComposeResult:
        """The words, the slope, the sizes; at the end the curve in their place."""
        with VerticalScroll(id="hill"):
            yield Static(id="hill-words", markup=False)
            yield Tilt(self.owner.glyphs)
            yield Static(id="hill-slope", markup=False)
            values = [f"{name} {size:g}" for name, size in zip(NAMES, SIZES, strict=True)]
            keys = self.owner.words("↑ ↓")
            size = SIZES.index(abs(self.walk.moves[-1])) if self.walk.steps else 1
            yield Ladder("Step ", values, size, keys, id="hill-size")
            yield Static(id="hill-steps", markup=False)
            yield Chart(ascii=self.owner.manner.ascii)

    def on_mount(self) -> None:
        """Go on where it was left."""
        self.query_one(Chart).can_focus = False
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No further step at the end."""
        return not (action in ("walk", "size") and self.walk.over)

    def action_walk(self, direction: int) -> None:
        """Take a step of the chosen size."""
        self.walk = walk(self.walk, direction * SIZES[self.query_one(Ladder).index])
        self.keep("place", WALK, self.walk.text)
        if self.walk.over:
            self._keep_end()
        self._show()

    def _keep_end(self) -> None:
        """Tried to its end is work done; found, and found soon, are merits."""
        self.keep("work", "descent")
        self.push(self.step.id, "descent", DESCENT if self.walk.found else 0)
        if self.walk.found:
            self.keep("work", "descent-found")
            if self.walk.steps <= SOON:
                self.keep("work", "descent-soon")

    def action_size(self, by: int) -> None:
        """Choose a smaller or a larger step."""
        self.query_one(Ladder).turn(by)

    def action_restart(self) -> None:
        """Back to the start."""
        self.walk = Walk()
        self.keep("place", WALK, self.walk.text)
        self._show()

    def next_action(self) -> str:
        """A step, or the way on."""
        if not self.walk.over:
            return "← or → takes a step, ↑ ↓ changes its size."
        if self.done:
            return f"Completed. {self.onward()}."
        return "Esc goes back to the text; r tries again."

    def _show(self) -> None:
        """Bring the page up to date."""
        over, texts = self.walk.over, self.texts
        self.set_class(over, "uncovered")
        words = f"{texts.found if self.walk.found else texts.lost} {texts.about}"
        self._say("#hill-words", self.owner.words(words if over else texts.ask))
        here = slope(self.walk.place)
        self.query_one(Tilt).slope = here
        self._say("#hill-slope", self._slope(here))
        self._say("#hill-steps", self._steps())
        self.query_one(Chart).plot = self._picture if over else None
        self.say_next()
        self.refresh_bindings()

    def _say(self, selector: str, text: str | Content) -> None:
        self.query_one(selector, Static).update(text)

    def _slope(self, here: float) -> Content:
        side = "right" if here < 0 else "left"
        return Content.assemble(
            ("Slope here ", "$secondary"),
            (self.owner.words(significant(here)), "bold"),
            (f"   the ground falls to the {side}", ""),
        )

    def _steps(self) -> Content:
        """How many steps there have been, and the slope after each."""
        glyphs = self.owner.glyphs
        places = self.walk.places
        told = [significant(slope(places[0]))]
        for before, after in pairwise(places):
            arrow = glyphs.arrow if after > before else glyphs.arrow_left
            told.append(f"{arrow}{abs(after - before):g} {significant(slope(after))}")
        return Content.assemble(
            (f"Step {self.walk.steps} of {MOST_STEPS}, still above the mark\n", ""),
            (self.owner.words("Slopes so far: " + "  ".join(told)), MUTED),
        )

    def _picture(self, width: int, rows: int, ascii: bool, cursor: float | None) -> Picture:
        return hill_picture(height, self.walk.places, MARK, RANGE, width, rows, ascii=ascii)
