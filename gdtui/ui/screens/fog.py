"""The descent in the fog: its levels, each with par and the best result so far."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from gdtui.descent.fog import LEVELS, MARK, ROW, Level
from gdtui.lesson.descents import FogLevel
from gdtui.lesson.model import Lesson
from gdtui.progress.model import Progress
from gdtui.ui.fog_levels import best_steps, last_played, playable, under_way
from gdtui.ui.screens.frame import LessonScreen
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.names import Names

COLUMNS = 24
"""The room for a level's name in the list."""

RULE = (
    f"You see the loss and the gradient where you stand, and the way you came. The flag counts "
    f"once {ROW} steps in a row have ended below a loss of {MARK:g}; the first of them is your "
    "result. The fog lifts at the end."
)


def form(level: Level) -> str:
    """How a level is played, in words."""
    if level.free:
        return "A learning rate for every step, no momentum."
    return "One learning rate and one momentum for the whole way."


class Levels(Names):
    """The names of the levels."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Play")]


class FogScreen(LessonScreen):
    """Names on the left, what is known of a level on the right; Enter plays it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.leave_fog", "Leave"),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, at: str | None = None) -> None:
        super().__init__(lesson, progress)
        self.at = at
        self.levels = playable(lesson)

    def compose_body(self) -> ComposeResult:
        """The levels, and the words about one."""
        with Horizontal():
            yield Levels()
            with VerticalScroll(id="level", can_focus=False):
                yield Static(id="level-words", markup=False)

    def on_mount(self) -> None:
        """Start at the level that was played last, or at the first one without a result."""
        names = self.query_one(Names)
        names.add_options(map(self._option, self.levels))
        ids = [level.id for level in self.levels]
        unfinished = [name for name in ids if best_steps(self.progress, name) is None]
        lately = (self.at, last_played(self.progress), *unfinished, *ids)
        wanted = next((name for name in lately if name in ids), None)
        names.highlighted = None if wanted is None else ids.index(wanted)
        names.focus()

    def progressed(self) -> None:
        """Results of another run of the program may come in while the list is open."""
        super().progressed()
        names = self.query_one(Names)
        for index, level in enumerate(self.levels[: names.option_count]):
            names.replace_option_prompt_at_index(index, self._option(level).prompt)

    def _option(self, level: FogLevel) -> Option:
        glyphs, par = self.owner.glyphs, LEVELS[level.id].par
        steps = best_steps(self.progress, level.id)
        mark = glyphs.todo if steps is None else glyphs.done if steps <= par else glyphs.partial
        result = self.owner.words("–") if steps is None else str(steps)
        name = self.owner.words(level.name)
        at = under_way(self.progress, LEVELS[level.id])
        told = f"at step {at}" if at else f"{result:>4} /{par:>4}"
        return Option(f"{mark} {name:<{COLUMNS}}{told:>10}", level.id)

    def on_option_list_option_highlighted(self, event: Names.OptionHighlighted) -> None:
        """Tell about the level."""
        words, level = self.levels[event.option_index], LEVELS[str(event.option_id)]
        steps = best_steps(self.progress, level.id)
        told = "not yet reached" if steps is None else f"your best {steps}"
        at = under_way(self.progress, level)
        self.query_one("#level-words", Static).update(
            Content("\n\n").join(
                (
                    Content.styled(self.owner.words(words.name), "bold $primary"),
                    Content(self.owner.words(words.invitation)),
                    Content.assemble(
                        (form(level), ""),
                        ("\n", ""),
                        (f"Par {level.par}", "bold $accent"),
                        (f", {told}.", ""),
                        (f"\nYou are at step {at}." if at else "", ""),
                    ),
                    Content.styled(RULE, MUTED),
                )
            )
        )
        self.say_next()

    def on_option_list_option_selected(self, event: Names.OptionSelected) -> None:
        """Enter and a click play the level."""
        # The app does it: a page that waits for its own end waits for ever.
        self.app.call_next(self.owner.play_fog, str(event.option_id))

    def next_action(self) -> str:
        """Play, or leave."""
        if not self.levels:
            return "This version of gdtui has none of the lesson's levels. Esc: back."
        at_par = sum(
            steps <= LEVELS[level.id].par
            for level in self.levels
            if (steps := best_steps(self.progress, level.id)) is not None
        )
        return f"Enter plays a level. {at_par} of {len(self.levels)} at par."
