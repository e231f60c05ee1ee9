"""What a learner does on a screen before its picture is taken, by keys or with the editor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from gdtui.progress.model import Fact
from gdtui.progress.score import Push
from gdtui.ui.app import LessonApp
from gdtui.ui.messages import Pushed
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.editor import Editor
from tests.quizzing import choosing, keys_for

Prepare = Callable[[Pilot[Any]], Awaitable[None]]


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until everything that is under way has been drawn."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def keys(*names: str) -> Prepare:
    """Press keys one after the other, each when the one before has had its effect."""

    async def press(pilot: Pilot[Any]) -> None:
        for name in names:
            await pilot.press(name)
            await settle(pilot)

    return press


def after_some(prepare: Prepare, *names: str) -> Prepare:
    """Press keys after something else."""

    async def press(pilot: Pilot[Any]) -> None:
        await prepare(pilot)
        await keys(*names)(pilot)

    return press


async def another_rate(pilot: Pilot[Any]) -> None:
    """Run the program as it is, then with a learning rate five times as large."""
    await keys("ctrl+r")(pilot)
    _change(pilot, "lr=0.01", "lr=0.05").move_cursor((8, 20))
    await keys("ctrl+r")(pilot)


async def blow_up(pilot: Pilot[Any]) -> None:
    """Run the program with a learning rate that is far too large."""
    _change(pilot, "lr=0.01", "lr=0.5")
    await keys("ctrl+r")(pilot)


async def several_rates(pilot: Pilot[Any]) -> None:
    """Call the trainer in a loop over learning rates, and compare."""
    loop = "for lr in (0.001, 0.01, 0.05, 0.08):\n    train_linear_model(data, lr, batch_size=5)"
    _change(pilot, "print(train_linear_model(data))", loop)
    await keys("ctrl+r", "f2", "f2", "f2", "f2")(pilot)


def _change(pilot: Pilot[Any], old: str, new: str) -> Editor:
    """Change the program in the editor."""
    editor = pilot.app.screen.query_one(Editor)
    editor.text = editor.text.replace(old, new)
    return editor


CHALLENGE = Path(__file__).resolve().parents[1] / "content" / "gradient-descent" / "challenge"


async def velocity_starts_anew(pilot: Pilot[Any]) -> None:
    """Check a function with a known mistake, and take the hint that fits it."""
    mistake = (CHALLENGE / "mistakes" / "velocity-starts-anew.py").read_text(encoding="utf-8")
    about_it = mistake.rindex('"""') + 3
    _write(pilot, mistake[about_it:].lstrip())
    await keys("ctrl+r", "f7")(pilot)


async def solved(pilot: Pilot[Any]) -> None:
    """Check a right function."""
    _write(pilot, (CHALLENGE / "solution.py").read_text(encoding="utf-8"))
    await keys("ctrl+r")(pilot)


def _write(pilot: Pilot[Any], program: str) -> None:
    pilot.app.screen.query_one(Editor).text = program


SEED = "7"
"""The seed of the shuffles in pictures of questions: they are to stay the same."""


def quiz(wrong: int, at: int, right: bool | None = None) -> Prepare:
    """Be at a question (from 0) of the quiz after so many wrong answers and otherwise right ones.

    ``right`` answers it too; past the last question there is the result.
    """

    async def play(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.learn([Fact("quiz", "place", "seed", SEED)])
        await app.go_to("terms")
        await app.go_to("quiz")
        await settle(pilot)
        for index in range(at + (right is not None)):
            screen = app.screen
            asked = screen.asked(screen.history[-1], screen.shown[1])
            good = right if index == at else index >= wrong
            await keys(*keys_for(asked, bool(good)))(pilot)
            if index < at:
                await keys("enter")(pilot)

    return play


async def recalled(pilot: Pilot[Any]) -> None:
    """Answer two cards of the recall, the second one wrongly."""
    app: Any = pilot.app
    app.learn([Fact("terms", "place", "recall-seed", SEED)])
    await keys("r")(pilot)
    for wrong in (0, 1):
        question = app.screen.query_one(Choices).question
        index = (question.right + wrong) % len(question.choices)
        await keys(*choosing(index), *["enter"] * (1 - wrong))(pilot)


async def on_the_way(pilot: Pilot[Any]) -> None:
    """Progress as after three steps, with some answers right and one wrong."""
    app = pilot.app
    assert isinstance(app, LessonApp)
    done = ("why", "terms", "loop")
    merits = (("why", "descent-found"), ("loop", "tour-well"), ("loop", "tour-right"))
    app.learn(
        [
            *(Fact(step, "work", "completed") for step in done),
            *(Fact(step, "work", merit) for step, merit in merits),
            Fact("code", "place", "opened"),
        ]
    )
    app.clear_notifications()
    for number, size in enumerate((1.0, 1.0, 0.0, 1.0, 1.0)):
        app.on_pushed(Pushed("loop", Push(f"loop/{number}", size)))
    await settle(pilot)
    await pilot.press("down", "down", "down")


async def exploded(pilot: Pilot[Any]) -> None:
    """Predict that lr 0.5 falls faster, and run it."""
    await keys("down", "enter", "down", "enter", "c", "ctrl+r", "f7")(pilot)


async def predicted_curve(pilot: Pilot[Any]) -> None:
    """Predict a curve that is too slow, and run."""
    await keys("enter", "down", "enter", "c", "ctrl+r")(pilot)


async def turned_dials(pilot: Pilot[Any]) -> None:
    """Run, and turn the learning rate by one step."""
    await keys("ctrl+r", "f2", "f2", "f2", "right")(pilot)
