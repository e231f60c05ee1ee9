"""The app: owner of one lesson and of one learner's progress in it."""

from __future__ import annotations

import asyncio
import signal
import traceback
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkType

from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments
from gdtui.lesson.model import Cases, Code, Lesson, Loop, Quiz, Reading, Step, Terms
from gdtui.lesson.text import fill
from gdtui.progress.model import Fact, NotSaved, Progress, newly_completed
from gdtui.progress.score import counts, fact_of
from gdtui.ui.ascii_filter import AsciiFilter
from gdtui.ui.attention import SECONDS, Attention, seconds_of
from gdtui.ui.glyphs import choose, plain
from gdtui.ui.manner import Manner
from gdtui.ui.messages import Chosen, Learned, Pushed, Ran
from gdtui.ui.ports import Checker, Keeper, Runner
from gdtui.ui.scoring import recap_step
from gdtui.ui.screens.frame import LessonScreen, StepScreen
from gdtui.ui.screens.overview import OverviewScreen, recommended
from gdtui.ui.themes import THEMES

OVERVIEW = "overview"
"""The name of the overview where a place is remembered; no step can have it as an id."""

OPENING = 4.0
"""Seconds to wait for what is remembered before the lesson starts without it."""

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}


def page_of(step: Step) -> type[StepScreen]:
    """The kind of page for a step; each is imported when it is first needed."""
    if isinstance(step.body, Terms):
        from gdtui.ui.screens.terms import TermsScreen

        return TermsScreen
    if isinstance(step.body, Code):
        from gdtui.ui.screens.code import CodeScreen

        return CodeScreen
    if isinstance(step.body, Cases):
        from gdtui.ui.screens.cases import CasesScreen

        return CasesScreen
    if isinstance(step.body, Challenge):
        from gdtui.ui.screens.challenge import ChallengeScreen

        return ChallengeScreen
    if isinstance(step.body, Quiz):
        from gdtui.ui.screens.quiz import QuizScreen

        return QuizScreen
    if isinstance(step.body, Loop):
        from gdtui.ui.screens.loop import LoopScreen

        return LoopScreen
    if isinstance(step.body, Experiments):
        from gdtui.ui.screens.experiments import ExperimentsScreen

        return ExperimentsScreen
    from gdtui.ui.screens.reading import ReadingScreen

    return ReadingScreen


class LessonApp(App[None], inherit_bindings=False):
    """Messages come up from the screens, values go down to them."""

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

    progress: reactive[Progress] = reactive(Progress, init=False)
    trouble: reactive[str] = reactive("", init=False)
    pending: reactive[int] = reactive(0, init=False)

    def __init__(
        self, lesson: Lesson, keeper: Keeper, runner: Runner, checker: Checker, manner: Manner
    ) -> None:
        super().__init__()
        self.lesson = lesson
        self.keeper = keeper
        self.runner = runner
        self.checker = checker
        self.manner = manner
        self.glyphs = choose(manner.ascii)
        self.attention = Attention(manner.clock)
        self.fault = ""
        """The traceback of a fault of our own, which the command line makes a report of."""
        self.animation_level = "full" if manner.animation else "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def _fatal_error(self) -> None:
        """Textual's way to leave after an exception: keep the traceback off the screen.

        Where a version of Textual does not call this, it shows its own.
        """
        if self.is_headless or not hasattr(self, "_close_messages_no_wait"):
            super()._fatal_error()
            return
        self.fault = self.fault or traceback.format_exc()
        self._close_messages_no_wait()

    def get_key_display(self, binding: Binding) -> str:
        """A key as the footer and the list of keys write it: Enter, Esc, F2, ^R."""
        display = binding.key_display or KEY_NAMES.get(binding.key)
        if display is None:
            return super().get_key_display(binding)
        return display.replace("↑↓", "Up Dn") if self.manner.ascii else display

    def get_line_filters(self) -> Sequence[LineFilter]:
        """On an ASCII terminal nothing but ASCII leaves the app, whoever drew it."""
        filters = super().get_line_filters()
        return [*filters, AsciiFilter()] if self.manner.ascii else filters

    def words(self, text: str) -> str:
        """A text of the lesson with its figures, in the characters of this terminal."""
        if "{{" in text:
            from gdtui.descent.figures import figure

            text = fill(text, figure)
        return plain(text) if self.manner.ascii else text

    async def on_mount(self) -> None:
        """Take up where the learner left."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.exit, None, 128 + number)
        await self._load()
        step = self.lesson.step(self.manner.start or self.progress.value("", "place", "step") or "")
        if step is None:
            await self.push_screen(OverviewScreen(self.lesson, self.progress))
        else:
            await self.push_screen(self._screen(step))
            self._arrived(step)
        self._hand_down()

    async def _load(self) -> None:
        """Take up what is remembered; without an answer in time, play on and say so."""
        try:
            await asyncio.wait_for(self._recall(), OPENING)
        except NotSaved as problem:
            self._not_saved(str(problem))
        except asyncio.TimeoutError:
            self._not_saved(
                "The file with your progress does not answer. The lesson goes on without it."
            )

    async def _recall(self) -> None:
        self.progress = await asyncio.wrap_future(self.keeper.load())
        name = self.progress.value("", "setting", "theme")
        if name in self.available_themes:
            self.theme = name
        if notice := await asyncio.wrap_future(self.keeper.notice()):
            self.notify(notice, severity="warning", timeout=12, markup=False)

    # What comes up from the screens

    def on_learned(self, event: Learned) -> None:
        """Add what was learned to the progress."""
        self.learn(event.facts)

    def on_pushed(self, event: Pushed) -> None:
        """Keep an event of the game, if it changes the score."""
        if counts(event.push, self.progress):
            self.learn([fact_of(event.push, event.step_id, self.progress)])

    def on_ran(self, event: Ran) -> None:
        """Keep the run."""
        self._account()
        self._watch_over(self.keeper.keep_run(event.run))

    async def on_chosen(self, event: Chosen) -> None:
        """Go to the step."""
        await self.go_to(event.step_id)

    def learn(self, facts: Iterable[Fact]) -> None:
        """The one way progress grows: the value first, then the disk."""
        facts = tuple(facts)
        before, after = self.progress, self.progress.adding(facts)
        for step in self.lesson.steps:
            if newly_completed(before, after, step.id, step.work):
                completed = Fact(step.id, "work", "completed")
                facts, after = (*facts, completed), after.adding([completed])
        self.progress = after
        self._watch_over(self.keeper.save(facts))

    # Saving

    def _watch_over(self, future: Future[None]) -> None:
        self.pending += 1
        # Not the coroutine itself: in an app that is leaving, nobody would await it.
        work: WorkType[None] = partial(self._acknowledge, future)
        self.run_worker(work, group="saving", exit_on_error=False)

    async def _acknowledge(self, saved: Future[None]) -> None:
        try:
            await asyncio.wrap_future(saved)
        except NotSaved as problem:
            self._not_saved(str(problem))
        else:
            self.trouble = ""
        finally:
            self.pending -= 1

    def _not_saved(self, reason: str) -> None:
        if reason != self.trouble:
            self.notify(reason, title="Not saved", severity="warning", timeout=12, markup=False)
        self.trouble = reason

    # What goes down to the screens

    def watch_progress(self) -> None:
        """Hand the progress down."""
        self._hand_down()

    def watch_trouble(self) -> None:
        """Hand the trouble down."""
        self._hand_down()

    def watch_pending(self) -> None:
        """Hand down whether something is still to be saved."""
        self._hand_down()

    def _hand_down(self) -> None:
        for screen in self.screen_stack:
            # Once the app is leaving, screens are taken apart; there is nothing to show.
            if isinstance(screen, LessonScreen) and screen.is_running:
                screen.progress = self.progress
                screen.trouble = self.trouble
                screen.game = self.game
                screen.saving = self.pending > 0

    @property
    def game(self) -> bool:
        """Whether score and stars are shown."""
        return self.manner.game and self.progress.value("", "setting", "game") != "off"

    # Going about

    def _screen(self, step: Step) -> StepScreen:
        """The page of a step."""
        return page_of(step)(self.lesson, self.progress, step)

    async def go_to(self, step_id: str) -> None:
        """Open a step in place of what is open."""
        step = self.lesson.step(step_id)
        if step is None or self._current() is step:
            return
        self._account()
        await self.switch_screen(self._screen(step))
        self._arrived(step)

    def _account(self) -> None:
        """Add the time at the keys since the last account to the step that is open."""
        seconds = self.attention.take()
        pages = (page for page in reversed(self.screen_stack) if isinstance(page, LessonScreen))
        step = next((page.step for page in pages), None)
        if step is not None and seconds:
            whole = seconds_of(step.id, self.progress) + seconds
            self.learn([Fact(step.id, "place", SECONDS, str(whole))])

    async def on_event(self, event: events.Event) -> None:
        """Every key and click tells that the learner is there."""
        if isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded:
            self.attention.notice()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave, with the time accounted for."""
        self._account()
        await super().action_quit()

    def _arrived(self, step: Step) -> None:
        self.learn([Fact("", "place", "step", step.id), Fact(step.id, "place", "opened")])
        if page_of(step).runs_code:
            self.call_after_refresh(self.runner.warm)

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
        if current is None:
            await self.go_to(recommended(self.lesson.steps, self.progress).id)
        elif not 1 <= (number := self.lesson.number(current.id) + by) <= len(self.lesson.steps):
            await self.action_overview()
        else:
            await self.action_jump(number)

    async def action_overview(self) -> None:
        """Go to the valley."""
        if not isinstance(self.screen, OverviewScreen):
            self._account()
            await self.switch_screen(OverviewScreen(self.lesson, self.progress))
            self.learn([Fact("", "place", "step", OVERVIEW)])

    async def action_fog(self, level: str | None = None) -> None:
        """Go to the descent in the fog, where the lesson has one; the place in it is kept."""
        from gdtui.ui.screens.fog import FogScreen

        if self.lesson.fog and not isinstance(self.screen, FogScreen):
            self._account()
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
            self._account()
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
        self.notify("Press q to quit; in the editor Esc, then q.", markup=False)

    def action_nothing(self) -> None:
        """Ctrl+Q belongs to flow control, so it does nothing here."""

    def action_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        self.theme = name
        self.learn([Fact("", "setting", "theme", name)])

    def action_game(self, on: bool) -> None:
        """Show the score and the stars, or leave a plain lesson; and remember it."""
        self.learn([Fact("", "setting", "game", "on" if on else "off")])

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        for number, step in enumerate(self.lesson.steps, start=1):
            go = lambda step=step: self.call_next(self.go_to, step.id)  # noqa: E731
            yield SystemCommand(f"Step {number}: {step.title}", step.invitation, go)
        yield SystemCommand("Overview", "The valley with all steps", self.action_overview)
        yield SystemCommand("Glossary", "Every term of the lesson", self.action_glossary)
        if self.lesson.fog:
            told = "Seven surfaces, and only the slope to go by"
            enter = lambda: self.call_next(self.action_fog)  # noqa: E731
            yield SystemCommand("Descent in the fog", told, enter)
        if recap_step(self.lesson) is not None:
            told = "What you did in the whole lesson, and what to look at again"
            yield SystemCommand("Recap", told, lambda: self.call_next(self.action_recap))
        yield SystemCommand("Keys", "The keys of this screen", self.action_keys)
        for theme in THEMES:
            label = "Dark colours" if theme.dark else "Light colours"
            use = lambda name=theme.name: self.action_theme(name)  # noqa: E731
            yield SystemCommand(label, f"Use the theme {theme.name}", use)
        if self.manner.game:
            told = "Score and stars; what earns them is recorded either way"
            turn = lambda: self.action_game(not self.game)  # noqa: E731
            if self.game:
                rule = "The rule of the score, and what earns each star"
                yield SystemCommand("Momentum and stars", rule, self.action_momentum)
            yield SystemCommand(f"Game {'off' if self.game else 'on'}", told, turn)
        yield SystemCommand("Quit", "Everything is kept", self.action_quit)
        if isinstance(screen, LessonScreen):
            yield from screen.commands()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A failed save worker is our own fault and must not pass in silence."""
        if event.worker.group == "saving" and event.worker.error is not None:
            raise event.worker.error
