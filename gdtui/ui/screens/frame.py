"""What every page of the lesson has: header, rail, body, next action, keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Fact, Kind, Progress
from gdtui.progress.score import Push
from gdtui.ui.messages import Learned, Pushed
from gdtui.ui.ports import Owner
from gdtui.ui.scoring import completed
from gdtui.ui.widgets.head import Head
from gdtui.ui.widgets.keybar import KeyBar
from gdtui.ui.widgets.rail import Rail
from gdtui.ui.widgets.small import TooSmall

if TYPE_CHECKING:
    from textual.widgets import Markdown


WIDE = 100
"""Columns from which the rail stands beside the body."""


class LessonScreen(Screen[None]):
    """A page of the lesson. Values come down through `progress`, messages go up."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (WIDE, "-wide"), (128, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-low"), (24, "-tall"), (34, "-high")]

    progress: reactive[Progress] = reactive(Progress)
    trouble: reactive[str] = reactive("")
    game: reactive[bool] = reactive(True)
    """Whether score and stars are shown; they are recorded in any case."""
    saving: reactive[bool] = reactive(False)

    def __init__(self, lesson: Lesson, progress: Progress, step: Step | None = None) -> None:
        super().__init__()
        self.lesson = lesson
        self.step = step
        self.set_reactive(LessonScreen.progress, progress)

    @property
    def foremost(self) -> tuple[str, ...]:
        """The actions whose keys come first in the footer: what is needed next."""
        return ()

    def first_keys(self) -> tuple[str, ...]:
        """The same, as things stand now."""
        return self.foremost

    @property
    def owner(self) -> Owner:
        """The app, by its own type."""
        return cast(Owner, self.app)

    def compose(self) -> ComposeResult:
        """The frame around `compose_body`."""
        glyphs = self.owner.glyphs
        head = Head(self.lesson, self.step, glyphs)
        yield head.data_bind(LessonScreen.progress, LessonScreen.trouble, LessonScreen.game)
        with Horizontal(id="middle"):
            yield Rail(self.lesson, self.step, glyphs).data_bind(LessonScreen.progress)
            with Vertical(id="page"):
                with Vertical(id="body"):
                    yield from self.compose_body()
                yield Static(id="next", markup=False)
        yield KeyBar(self.first_keys)
        yield TooSmall()

    def compose_body(self) -> ComposeResult:
        """What this page is about."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Say what to do next; what a key does depends on the focus."""
        self.say_next()
        self.watch(self, "focused", self._focus_moved, init=False)

    def _focus_moved(self) -> None:
        if self.whole:
            self.say_next()

    @property
    def whole(self) -> bool:
        """Whether the page has its parts: they come after it, and go before it."""
        # The line with the next action is there before what lies deeper in the body.
        return self.is_mounted and bool(self.query("#next"))

    def watch_progress(self) -> None:
        """Tell the page, as long as there is one."""
        if self.whole:
            self.progressed()

    def progressed(self) -> None:
        """Progress can change what is next."""
        self.say_next()

    def on_rows_hinted(self) -> None:
        """A question tells what an answer needs."""
        if self.whole:
            self.say_next()

    def say_next(self) -> None:
        """Bring the line with the next action up to date."""
        pointer = self.owner.glyphs.pointer
        self.query_one("#next", Static).update(f"{pointer} {self.owner.words(self.next_action())}")

    def next_action(self) -> str:
        """The one next action, in words."""
        raise NotImplementedError

    def push(self, step_id: str, name: str, size: float) -> None:
        """An event of the game: ``name`` tells it apart in its step, a size of 0 is a mistake."""
        pushed = Pushed(step_id, Push(f"{step_id}/{name}", size))
        # A screen that is being taken away has no messages any more.
        if not self.post_message(pushed):
            self.owner.on_pushed(pushed)

    def commands(self) -> Iterable[SystemCommand]:
        """What this page adds to the command palette."""
        return ()

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """A term opens the glossary; an address is told, for there may be no browser."""
        event.stop()
        kind, _, name = event.href.partition(":")
        if kind == "term":
            self.owner.action_glossary(name)
        else:
            self.app.copy_to_clipboard(event.href)
            self.notify(event.href, title="Address, copied where the terminal allows", markup=False)


class StepScreen(LessonScreen):
    """The page of a step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "app.step(1)", "Next step"),
        Binding("p", "app.step(-1)", "Previous", show=False),
    ]
    step: Step
    runs_code: ClassVar[bool] = False
    """Whether the learner's program can be run here."""

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)

    def first_keys(self) -> tuple[str, ...]:
        """The way on from a step that is done comes before all else."""
        return ("app.step", *self.foremost) if self.done else self.foremost

    @property
    def done(self) -> bool:
        """Whether the work of the step is completed."""
        return completed(self.step, self.progress)

    def progressed(self) -> None:
        """What comes first in the footer can change with it."""
        super().progressed()
        self.refresh_bindings()

    def keep(self, kind: Kind, key: str, value: str = "") -> None:
        """Remember a fact of this step, if it is news."""
        if self.progress.value(self.step.id, kind, key) != value:
            learned = Learned([Fact(self.step.id, kind, key, value)])
            # A screen that is being taken away has no messages any more.
            if not self.post_message(learned):
                self.owner.learn(learned.facts)

    def kept(self, kind: Kind, key: str) -> str | None:
        """A fact of this step."""
        return self.progress.value(self.step.id, kind, key)

    def onward(self) -> str:
        """The way on from a step whose work is done."""
        typing = self.focused is not None and self.focused.check_consume_key("n", "n")
        first = "Esc, then " if typing else ""
        steps, number = self.lesson.steps, self.lesson.number(self.step.id)
        if number < len(steps):
            return f"{first}n for step {number + 1}, {steps[number].title}"
        for earlier, step in enumerate(steps[:-1], start=1):
            if not completed(step, self.progress):
                return f"{first}{earlier} for step {earlier}, {step.title}, which is open"
        return f"{first}o for the overview"
