"""The app: shows one lesson, page by page."""

from __future__ import annotations

import asyncio
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.screen import Screen

from gdtui.lesson.model import Lesson, Reading, Step
from gdtui.lesson.notes import Unfit
from gdtui.progress.model import Fact
from gdtui.ui import themes
from gdtui.ui.ascii_filter import AsciiFilter
from gdtui.ui.driver import PromptDriver
from gdtui.ui.glyphs import choose
from gdtui.ui.keeping import KeepingApp
from gdtui.ui.manner import Manner
from gdtui.ui.messages import Chosen
from gdtui.ui.pages import page_of
from gdtui.ui.palette import offered
from gdtui.ui.plots.canvas import load_in_background
from gdtui.ui.ports import Checker, Keeper, Runner
from gdtui.ui.scoring import recap_step
from gdtui.ui.screens.frame import LessonScreen, StepScreen
from gdtui.ui.screens.overview import OverviewScreen, recommended
from gdtui.ui.widgets.keybar import KEY_NAMES
from gdtui.ui.wording import worded

OVERVIEW = "overview"
"""The name of the overview where a place is remembered; no step can have it as an id."""


class LessonApp(KeepingApp, inherit_bindings=False):
    """Knows the ways through the lesson, and what can be laid over a page."""

    TITLE = "gdtui"
    CSS_PATH = "gdtui.tcss"
    ENABLE_COMMAND_PALETTE = True
    # A note lies over what was just done: it goes soon.
    NOTIFICATION_TIMEOUT = 3
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "glossary", "Glossary"),
        Binding("o", "overview", "Overview"),
        Binding("q", "quit", "Quit"),
        Binding("question_mark", "keys", "Keys", key_display="?"),
        Binding("f1", "keys", "Keys", priority=True),
        *(Binding(str(n), f"jump({n})", f"Step {n}", show=False) for n in range(1, 10)),
        Binding("ctrl+z", "suspend_process", "Suspend", show=False),
        Binding("ctrl+c", "help_quit", show=False, system=True),
        Binding("ctrl+q", "nothing", show=False, priority=True, system=True),
    ]

    def __init__(
        self,
        lesson: Lesson,
        keeper: Keeper,
        runner: Callable[[], Runner],
        checker: Callable[[], Checker],
        manner: Manner,
    ) -> None:
        super().__init__(lesson, keeper, manner)
        self._make_runner = runner
        self._make_checker = checker
        self.glyphs = choose(manner.ascii)
        self.fault = ""
        """The traceback of a fault of our own, which the command line makes a report of."""
        self.unfit: Unfit | None = None
        """Why the lesson could not go on, where a part of it turned out not to be sound."""
        self.animation_level = "full" if manner.animation else "none"
        themes.install(self)

    @cached_property
    def runner(self) -> Runner:
        """What runs programs, made when it is first needed."""
        return self._make_runner()

    @cached_property
    def checker(self) -> Checker:
        """What judges solutions, made when it is first needed."""
        return self._make_checker()

    def _fatal_error(self) -> None:
        """Textual's way to leave after an exception: keep the traceback off the screen.

        Where a version of Textual does not call this, it shows its own.
        """
        if self.is_headless or not hasattr(self, "_close_messages_no_wait"):
            super()._fatal_error()
            return
        error = sys.exc_info()[1]
        if isinstance(error, Unfit):
            self.unfit = self.unfit or error
        else:
            self.fault = self.fault or traceback.format_exc()
        self._close_messages_no_wait()

    def get_key_display(self, binding: Binding) -> str:
        """A key as the footer and the list of keys write it: Enter, Esc, F2, ^R."""
        display = binding.key_display or KEY_NAMES.get(binding.key)
        if display is None:
            return super().get_key_display(binding)
        return display.replace("↑↓", "Up Dn") if self.manner.ascii else display

    def get_driver_class(self) -> type[Driver]:
        """On a real terminal one of our own."""
        usual = super().get_driver_class()
        return PromptDriver if usual is LinuxDriver else usual

    def get_line_filters(self) -> Sequence[LineFilter]:
        """On an ASCII terminal nothing but ASCII leaves the app, whoever drew it."""
        filters = super().get_line_filters()
        return [*filters, AsciiFilter()] if self.manner.ascii else filters

    def words(self, text: str) -> str:
        """A text of the lesson with its figures, in the characters of this terminal."""
        return worded(text, self.manner.ascii)

    async def on_load(self) -> None:
        """Recall what was learned, before there is anything to show."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.exit, None, 128 + number)
        await self.recall()

    async def on_mount(self) -> None:
        """Take up where the learner left."""
        step = self.lesson.step(self.manner.start or self.progress.value("", "place", "step") or "")
        if step is None:
            await self.push_screen(OverviewScreen(self.lesson, self.progress))
        else:
            await self.push_screen(self._screen(step))
            self._arrived(step)
        self.hand_down()

    # Going about

    async def on_chosen(self, event: Chosen) -> None:
        """Go to the step."""
        await self.go_to(event.step_id)

    def _screen(self, step: Step) -> StepScreen:
        """The page of a step."""
        return page_of(step)(self.lesson, self.progress, step)

    async def go_to(self, step_id: str) -> None:
        """Open a step in place of what is open."""
        step = self.lesson.step(step_id)
        if step is None or self._current() is step:
            return
        self.account()
        await self.switch_screen(self._screen(step))
        self._arrived(step)

    def _arrived(self, step: Step) -> None:
        self.learn([Fact("", "place", "step", step.id), Fact(step.id, "place", "opened")])
        if page_of(step).runs_code:
            self.call_after_refresh(self._make_ready)

    def _make_ready(self) -> None:
        """For Run: a process that waits, and what draws a chart, so that neither holds up a key."""
        self.runner.warm()
        load_in_background()

    def _current(self) -> Step | None:
        screen = self.screen
        return screen.step if isinstance(screen, LessonScreen) else None

    def action_visit(self, step_id: str) -> None:
        """Go to a step from wherever a link to it is shown."""
        if not isinstance(self.screen, LessonScreen):
            self.screen.dismiss()
        self.call_next(self.go_to, step_id)

    async def action_jump(self, number: int) -> None:
        """Go to a step by its number."""
        if 1 <= number <= len(self.lesson.steps):
            await self.go_to(self.lesson.steps[number - 1].id)

    async def action_step(self, by: int) -> None:
        """Go to the next or the previous step; the overview lies before and behind them all."""
        current = self._current()
        # A look at the recap from the overview is no place: its next step is the overview's.
        looking = by > 0 and self.progress.value("", "place", "step") in (OVERVIEW, None)
        if current is None or looking:
            await self.go_to(recommended(self.lesson.steps, self.progress).id)
        elif not 1 <= (number := self.lesson.number(current.id) + by) <= len(self.lesson.steps):
            await self.action_overview()
        else:
            await self.action_jump(number)

    async def action_overview(self) -> None:
        """Go to the valley."""
        if not isinstance(self.screen, OverviewScreen):
            self.account()
            await self.switch_screen(OverviewScreen(self.lesson, self.progress))
            self.learn([Fact("", "place", "step", OVERVIEW)])

    async def action_fog(self, level: str | None = None) -> None:
        """Go to the descent in the fog, where the lesson has one; the place in it is kept."""
        from gdtui.ui.screens.fog import FogScreen

        if self.lesson.has_fog and not isinstance(self.screen, FogScreen):
            self.account()
            await self.switch_screen(FogScreen(self.lesson, self.progress, level))

    async def play_fog(self, level_id: str) -> None:
        """Descend on a level."""
        from gdtui.descent.fog import LEVELS
        from gdtui.ui.screens.fog_descent import FogDescentScreen

        told = next(level for level in self.lesson.fog if level.id == level_id)
        await self.switch_screen(
            FogDescentScreen(self.lesson, self.progress, told, LEVELS[level_id])
        )

    async def action_leave_fog(self) -> None:
        """Back to the step that was left for the fog, or to the overview."""
        step = self.lesson.step(self.progress.value("", "place", "step") or "")
        if step is None:
            await self.action_overview()
        else:
            await self.go_to(step.id)

    async def action_first_descent(self) -> None:
        """Go to the first descent that belongs to this step."""
        from gdtui.ui.screens.first_descent import FirstDescentScreen

        step = self._current()
        if step is not None and isinstance(step.body, Reading) and step.body.descent is not None:
            await self.switch_screen(FirstDescentScreen(self.lesson, self.progress, step))

    async def action_recap(self) -> None:
        """Go to the recap, and with it to the step that it belongs to."""
        from gdtui.ui.screens.recap import RecapScreen

        step = recap_step(self.lesson)
        if step is not None and not isinstance(self.screen, RecapScreen):
            at_overview = isinstance(self.screen, OverviewScreen)
            self.account()
            await self.switch_screen(RecapScreen(self.lesson, self.progress, step))
            if not at_overview:
                # A look at it from the overview begins no step, and leads back there.
                self._arrived(step)

    async def action_back_to_step(self) -> None:
        """From something that belongs to a step back to where the learner was."""
        step = self._current()
        if self.progress.value("", "place", "step") in (OVERVIEW, None):
            await self.action_overview()
        elif step is not None:
            await self.switch_screen(self._screen(step))

    def action_glossary(self, term: str | None = None) -> None:
        """Lay the glossary over the step."""
        from gdtui.ui.screens.glossary import GlossaryScreen

        self.push_screen(GlossaryScreen(self.lesson, term))

    def action_momentum(self) -> None:
        """Lay the rule of the game over the lesson."""
        from gdtui.ui.screens.game import GameScreen

        if self.game:
            self.push_screen(GameScreen(self.lesson, self.progress, self.words, self.glyphs))

    def action_keys(self) -> None:
        """Lay the list of keys over the step, or take it away again."""
        from gdtui.ui.screens.keys import KeysScreen, keys_of

        if isinstance(self.screen, KeysScreen):
            self.screen.dismiss()
        else:
            self.push_screen(KeysScreen(keys_of(self.screen)))

    def action_help_quit(self) -> None:
        """Ctrl+C is pressed by habit: say how to leave."""
        words = (
            "Press q to quit. In the editor Esc comes first; while a program runs, Esc stops it."
        )
        self.notify(words, markup=False)

    def action_nothing(self) -> None:
        """Ctrl+Q belongs to flow control, so it does nothing here."""

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        yield from offered(self)
        if isinstance(screen, LessonScreen):
            yield from screen.commands()
