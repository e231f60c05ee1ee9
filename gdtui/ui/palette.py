"""What the command palette offers, wherever the learner is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from gdtui.ui.scoring import recap_step
from gdtui.ui.themes import THEMES

if TYPE_CHECKING:
    from gdtui.ui.ports import Guide


def offered(app: Guide) -> Iterator[SystemCommand]:
    """The commands of the app, in the order in which they are listed."""
    yield from _places(app)
    yield SystemCommand("Keys", "The keys of this screen", app.action_keys)
    for theme in THEMES:
        label = "Dark colours" if theme.dark else "Light colours"
        use = partial(app.action_theme, theme.name)
        yield SystemCommand(label, f"Use the theme {theme.name}", use)
    if app.manner.game:
        yield from _game(app)
    yield SystemCommand("Quit", "Everything is kept", app.action_quit)


def _places(app: Guide) -> Iterator[SystemCommand]:
    """Where one can go. Going waits until the palette has left the screen."""
    for number, step in enumerate(app.lesson.steps, start=1):
        go = partial(app.call_next, app.go_to, step.id)
        yield SystemCommand(f"Step {number}: {step.title}", step.invitation, go)
    yield SystemCommand("Overview", "The valley with all steps", app.action_overview)
    yield SystemCommand("Glossary", "Every term of the lesson", app.action_glossary)
    if app.lesson.has_fog:
        told = "Seven surfaces, and only the slope to go by"
        yield SystemCommand("Descent in the fog", told, partial(app.call_next, app.action_fog))
    if recap_step(app.lesson) is not None:
        told = "What you did in the whole lesson, and what to look at again"
        yield SystemCommand("Recap", told, partial(app.call_next, app.action_recap))


def _game(app: Guide) -> Iterator[SystemCommand]:
    if app.game:
        told = "The rule of the score, and what earns each star"
        yield SystemCommand("Momentum and stars", told, app.action_momentum)
    told = "Score and stars; what earns them is recorded either way"
    turn = partial(app.action_game, not app.game)
    yield SystemCommand(f"Game {'off' if app.game else 'on'}", told, turn)
