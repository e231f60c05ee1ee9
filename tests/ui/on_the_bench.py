"""What tests of the experiments page share: waiting for it, and running programs on it."""

from __future__ import annotations

from textual.pilot import Pilot

from gdtui.lesson.experiments import Experiments, Trial
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.experiments import ExperimentsScreen
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.names import Names
from tests.ui.conftest import Script
from tests.ui.experimenting import events_of
from tests.ui.waiting import until

SMALL, WIDE = (80, 24), (100, 30)


def trial(bench: Experiments, name: str) -> Trial:
    return next(t for each in bench.experiments for t in each.trials if t.id == name)


def page(app: LessonApp) -> ExperimentsScreen:
    assert isinstance(app.screen, ExperimentsScreen)
    return app.screen


def told(app: LessonApp) -> str:
    """What is said in passing."""
    return " ".join(each.message for each in app._notifications)


async def ready(pilot: Pilot[None], app: LessonApp) -> ExperimentsScreen:
    await until(pilot, lambda: app.screen.query("#trial-question Foreseen, Estimated"))
    await until(pilot, lambda: isinstance(app.focused, Names))
    return page(app)


async def run(pilot: Pilot[None], app: LessonApp, script: Script, source: str) -> None:
    """Put a program into the editor and run it: what it tells is real."""
    screen, before = page(app), script.closed
    screen.query_one(Editor).text = source
    script.plays(tuple(events_of(source)))
    await pilot.press("f5")
    await until(pilot, lambda: script.closed == before + 1)
    await until(pilot, lambda: not screen.running and not screen.playing)
