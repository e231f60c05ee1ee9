"""The owner of progress: what a learner does comes up here, is kept, and goes down again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkType

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, NotSaved, Progress, newly_completed
from gdtui.progress.score import counts, fact_of
from gdtui.ui.attention import SECONDS, Attention, seconds_of
from gdtui.ui.manner import Manner
from gdtui.ui.messages import Learned, Pushed, Ran
from gdtui.ui.ports import Keeper
from gdtui.ui.screens.frame import LessonScreen

OPENING = 4.0
"""Seconds to wait for what is remembered before the lesson starts without it."""


class KeepingApp(App[None], inherit_bindings=False):
    """Keeps what is learned in one lesson, with the time that it took."""

    progress: reactive[Progress] = reactive(Progress, init=False)
    trouble: reactive[str] = reactive("", init=False)
    pending: reactive[int] = reactive(0, init=False)

    def __init__(self, lesson: Lesson, keeper: Keeper, manner: Manner) -> None:
        super().__init__()
        self.lesson = lesson
        self.keeper = keeper
        self.manner = manner
        self.attention = Attention(manner.clock)

    async def recall(self) -> None:
        """Take up what is remembered; without an answer in time, play on and say so."""
        try:
            await asyncio.wait_for(self._load(), OPENING)
        except NotSaved as problem:
            self._not_saved(str(problem))
        except asyncio.TimeoutError:
            self._not_saved(
                "The file with your progress does not answer. The lesson goes on without it."
            )

    async def _load(self) -> None:
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
        self.account()
        self._watch_over(self.keeper.keep_run(event.run))

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

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """What was noted on a page goes with it; warnings, as those about saving, stay."""
        for note in list(self._notifications):
            if note.severity == "information":
                self._unnotify(note, refresh=False)
        return super().switch_screen(screen)

    # What goes down to the screens

    def watch_progress(self) -> None:
        """Hand the progress down."""
        self.hand_down()

    def watch_trouble(self) -> None:
        """Hand the trouble down."""
        self.hand_down()

    def watch_pending(self) -> None:
        """Hand down whether something is still to be saved."""
        self.hand_down()

    def hand_down(self) -> None:
        """Give every page what it shows of the progress."""
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

    # The time that a step takes

    def account(self) -> None:
        """Add the time at the keys since the last account to the step that is open."""
        seconds = self.attention.take()
        pages = (page for page in reversed(self.screen_stack) if isinstance(page, LessonScreen))
        step = next((page.step for page in pages), None)
        # A look at a page of a step that was never opened begins nothing.
        if step is not None and seconds and "opened" in self.progress.keys(step.id, "place"):
            whole = seconds_of(step.id, self.progress) + seconds
            self.learn([Fact(step.id, "place", SECONDS, str(whole))])

    async def on_event(self, event: events.Event) -> None:
        """Every key and click tells that the learner is there."""
        if isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded:
            self.attention.notice()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave, with the time accounted for."""
        self.account()
        await super().action_quit()

    # What the learner sets

    def action_theme(self, name: str) -> None:
        """Change the colours, and remember it."""
        self.theme = name
        self.learn([Fact("", "setting", "theme", name)])

    def action_game(self, on: bool) -> None:
        """Show the score and the stars, or leave a plain lesson; and remember it."""
        self.learn([Fact("", "setting", "game", "on" if on else "off")])

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A failed save worker is our own fault and must not pass in silence."""
        if event.worker.group == "saving" and event.worker.error is not None:
            raise event.worker.error
