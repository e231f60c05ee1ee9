"""Draw every screen from the running app: ``python screenshots/make.py [NAME ...]``.

Each `Shot` opens the app on a terminal of its size with an empty store, prepares the screen as
a learner would, by keys, and is written as NAME.svg and NAME.png beside this file.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from screenshots.render import write  # noqa: E402

FOLDER = Path(__file__).parent
WIDE, SMALL = (100, 30), (80, 24)
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


@dataclass(frozen=True)
class Shot:
    """A picture of one screen."""

    name: str
    screen: str
    """The screen's class in gdtui.ui.screens: the picture must show it."""
    step: str | None = None
    """The step to start at, as in ``gdtui --step``; without one the overview comes first."""
    prepare: Prepare = settle
    size: tuple[int, int] = WIDE


async def another_rate(pilot: Pilot[Any]) -> None:
    """Run the program as it is, then with a learning rate five times as large."""
    from gdtui.ui.widgets.editor import Editor

    await keys("ctrl+r")(pilot)
    editor = pilot.app.screen.query_one(Editor)
    editor.text = editor.text.replace("lr=0.01", "lr=0.05")
    editor.move_cursor((8, 20))
    await keys("ctrl+r")(pilot)


async def blow_up(pilot: Pilot[Any]) -> None:
    """Run the program with a learning rate that is far too large."""
    from gdtui.ui.widgets.editor import Editor

    editor = pilot.app.screen.query_one(Editor)
    editor.text = editor.text.replace("lr=0.01", "lr=0.5")
    await keys("ctrl+r")(pilot)


MISTAKEN = """\
def sgd_with_momentum(data, lr, beta, epochs):
    w = 0.0
    for _ in range(epochs):
        velocity = 0.0
        for x, y in data:
            gradient = 2 * (w * x - y) * x
            velocity = beta * velocity + gradient
            w = w - lr * velocity
    return w
"""


async def velocity_starts_anew(pilot: Pilot[Any]) -> None:
    """Check a function with a known mistake, and take the hint that fits it."""
    await _write(pilot, MISTAKEN)
    await keys("ctrl+r", "f7")(pilot)


def keys_after_mistake(*names: str) -> Prepare:
    """Press keys after the check of a function with a known mistake."""

    async def press(pilot: Pilot[Any]) -> None:
        await velocity_starts_anew(pilot)
        await keys(*names)(pilot)

    return press


async def solved(pilot: Pilot[Any]) -> None:
    """Check a right function."""
    line = "        velocity = 0.0\n"
    await _write(pilot, MISTAKEN.replace(line, "").replace("0.0\n", "0.0\n    velocity = 0.0\n", 1))
    await keys("ctrl+r")(pilot)


async def _write(pilot: Pilot[Any], program: str) -> None:
    from gdtui.ui.widgets.editor import Editor

    pilot.app.screen.query_one(Editor).text = program
    await settle(pilot)


SEED = "7"
"""The seed of the shuffles in pictures of questions: they are to stay the same."""


def quiz(wrong: int, at: int, right: bool | None = None) -> Prepare:
    """Be at a question (from 0) of the quiz after so many wrong answers and otherwise right ones.

    ``right`` answers it too; past the last question there is the result.
    """

    async def play(pilot: Pilot[Any]) -> None:
        from gdtui.progress.model import Fact
        from tests.quizzing import keys_for

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
    from gdtui.progress.model import Fact
    from gdtui.ui.widgets.choices import Choices

    app: Any = pilot.app
    app.learn([Fact("terms", "place", "recall-seed", SEED)])
    await keys("r")(pilot)
    for wrong in (0, 1):
        question = app.screen.query_one(Choices).question
        index = (question.right + wrong) % len(question.choices)
        await keys(*["down"] * index, "enter", *["enter"] * (1 - wrong))(pilot)


async def on_the_way(pilot: Pilot[Any]) -> None:
    """Progress as after three steps, with some answers right and one wrong."""
    from gdtui.progress.model import Fact
    from gdtui.progress.score import Push
    from gdtui.ui.app import LessonApp
    from gdtui.ui.messages import Pushed

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


def after_some(prepare: Prepare, *names: str) -> Prepare:
    """Press keys after something else."""

    async def press(pilot: Pilot[Any]) -> None:
        await prepare(pilot)
        await keys(*names)(pilot)

    return press


async def exploded(pilot: Pilot[Any]) -> None:
    """Predict that lr 0.5 falls faster, and run it."""
    await keys("down", "enter", "down", "enter", "c", "ctrl+r", "f7")(pilot)


async def predicted_curve(pilot: Pilot[Any]) -> None:
    """Predict a curve that is too slow, and run."""
    await keys("enter", "down", "enter", "c", "ctrl+r")(pilot)


async def turned_dials(pilot: Pilot[Any]) -> None:
    """Run, and turn the learning rate by one step."""
    await keys("ctrl+r", "f2", "f2", "f2", "right")(pilot)


async def several_rates(pilot: Pilot[Any]) -> None:
    """Call the trainer in a loop over learning rates, and compare."""
    from gdtui.ui.widgets.editor import Editor

    editor = pilot.app.screen.query_one(Editor)
    call = "print(train_linear_model(data))"
    loop = "for lr in (0.001, 0.01, 0.05, 0.08):\n    train_linear_model(data, lr, batch_size=5)"
    editor.text = editor.text.replace(call, loop)
    await keys("ctrl+r", "f2", "f2", "f2", "f2")(pilot)


SCREENS: tuple[Shot, ...] = (
    Shot("overview", "OverviewScreen"),
    Shot("overview-on-the-way", "OverviewScreen", prepare=on_the_way),
    Shot("momentum", "GameScreen", prepare=after_some(on_the_way, "m")),
    Shot("recap", "RecapScreen", "connections", after_some(on_the_way, "r")),
    Shot("why", "ReadingScreen", "why"),
    Shot("first-descent", "FirstDescentScreen", "why", keys("d", "up", "right", "down", "right")),
    Shot(
        "first-descent-found",
        "FirstDescentScreen",
        "why",
        keys("d", "up", "right", "right", "down", "down", "left"),
    ),
    Shot("fog", "FogScreen", prepare=keys("f", "down")),
    Shot(
        "fog-ravine",
        "FogDescentScreen",
        prepare=keys("f", "down", "enter", "right", "right", "up", "t"),
    ),
    Shot(
        "fog-lifted",
        "FogDescentScreen",
        prepare=keys("f", "down", "enter", "right", "right", "up", *["t"] * 4, "c"),
    ),
    Shot("fog-80x24", "FogDescentScreen", prepare=keys("f", "enter", "t", "t"), size=SMALL),
    Shot("terms", "TermsScreen", "terms", keys(*["space"] * 15)),
    Shot("loop", "LoopScreen", "loop", keys("b", *["right"] * 4)),
    Shot("loop-question", "LoopScreen", "loop", keys(*["enter"] * 4, "down", "enter")),
    Shot("loop-code", "LinesScreen", "loop", keys("right", "right", "right", "c")),
    Shot("loop-80x24", "LoopScreen", "loop", keys(*["right"] * 3), SMALL),
    Shot("loop-60x20", "LoopScreen", "loop", keys(*["right"] * 3), (60, 20)),
    Shot("code", "CodeScreen", "code", another_rate),
    Shot("code-first", "CodeScreen", "code"),
    Shot("code-blown-up", "CodeScreen", "code", blow_up),
    Shot("code-fit", "CodeScreen", "code", keys("ctrl+r", "f2")),
    Shot("code-path", "CodeScreen", "code", keys("ctrl+r", "f2", "f2")),
    Shot("experiments", "ExperimentsScreen", "experiments", exploded),
    Shot("experiments-first", "ExperimentsScreen", "experiments"),
    Shot("experiments-loss", "ExperimentsScreen", "experiments", predicted_curve),
    Shot("experiments-dials", "ExperimentsScreen", "experiments", turned_dials),
    Shot("experiments-runs", "ExperimentsScreen", "experiments", several_rates),
    Shot(
        "experiments-paths",
        "ExperimentsScreen",
        "experiments",
        after_some(several_rates, "f2", "f2"),
    ),
    Shot("experiments-80x24", "ExperimentsScreen", "experiments", exploded, SMALL),
    Shot("quiz", "QuizScreen", "quiz", quiz(1, 4, right=False)),
    Shot("quiz-number", "QuizScreen", "quiz", quiz(1, 2, right=False)),
    Shot("quiz-line", "QuizScreen", "quiz", quiz(2, 7, right=True)),
    Shot("quiz-match", "QuizScreen", "quiz", quiz(2, 11, right=False)),
    Shot("quiz-result", "QuizScreen", "quiz", quiz(3, 12)),
    Shot("quiz-80x24", "QuizScreen", "quiz", quiz(1, 6, right=False), SMALL),
    Shot("recall", "TermsScreen", "terms", recalled),
    Shot("challenge", "ChallengeScreen", "challenge", velocity_starts_anew),
    Shot("challenge-first", "ChallengeScreen", "challenge"),
    Shot("challenge-path", "ChallengeScreen", "challenge", keys_after_mistake("f2", "f2")),
    Shot("challenge-passed", "ChallengeScreen", "challenge", solved),
    Shot("challenge-ask", "AskScreen", "challenge", keys(*["f7"] * 8)),
    Shot("challenge-80x24", "ChallengeScreen", "challenge", velocity_starts_anew, SMALL),
    Shot("real-world", "CasesScreen", "real-world", keys("down", "down", "right_square_bracket")),
    Shot("connections", "ReadingScreen", "connections"),
    Shot("glossary", "GlossaryScreen", "loop", keys("g", *["down"] * 7)),
    Shot("keys", "KeysScreen", "code", keys("f1")),
    Shot("overview-80x24", "OverviewScreen", size=SMALL),
    Shot("terms-80x24", "TermsScreen", "terms", keys("down", "down", "space"), SMALL),
    Shot("code-80x24", "CodeScreen", "code", another_rate, SMALL),
)


async def take(shot: Shot, app: App[None], folder: Path) -> None:
    """Prepare one screen and write its picture."""
    async with app.run_test(size=shot.size) as pilot:
        await settle(pilot)
        await shot.prepare(pilot)
        await settle(pilot)
        shown = type(app.screen).__name__
        if shown != shot.screen:
            raise SystemExit(f"{shot.name}: the app shows {shown}, not {shot.screen}")
        write(folder, shot.name, app.export_screenshot(title="gdtui"))


def draw(shot: Shot, folder: Path) -> None:
    """Take one picture of the app as a new learner with an empty home starts it."""
    from gdtui.options import command_line
    from gdtui.rooms import make_app

    step = () if shot.step is None else ("--step", shot.step)
    options = command_line().parse_args([*step, "--no-animation", "--no-spare"])
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(_environment(home))
        app, keeper, _ = make_app(options)
        try:
            asyncio.run(take(shot, app, folder))
        finally:
            keeper.close(timeout=5)


def main(names: list[str]) -> None:
    """Draw the shots named, or all of them."""
    unknown = set(names) - {shot.name for shot in SCREENS}
    if unknown:
        raise SystemExit(f"no such screenshot: {', '.join(sorted(unknown))}")
    for shot in SCREENS:
        if not names or shot.name in names:
            draw(shot, FOLDER)
            print(f"screenshots/{shot.name}.png")


def _environment(home: str) -> dict[str, str]:
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    homes = {f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in kinds}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return {"HOME": home, **homes, **terminal}


if __name__ == "__main__":
    main(sys.argv[1:])
