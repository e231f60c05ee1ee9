"""Draw every screen from the running app: ``python screenshots/make.py [NAME ...]``.

Each `Shot` opens the app on a terminal of its size with an empty store, prepares the screen as
a learner would, by keys, and is written as NAME.svg and NAME.png beside this file.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual.app import App

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from screenshots.prepare import (  # noqa: E402
    Prepare,
    after_some,
    another_rate,
    blow_up,
    exploded,
    keys,
    on_the_way,
    predicted_curve,
    quiz,
    recalled,
    settle,
    several_rates,
    solved,
    turned_dials,
    velocity_starts_anew,
)  # fmt: skip
from screenshots.render import write  # noqa: E402

FOLDER = Path(__file__).parent
WIDE, SMALL = (100, 30), (80, 24)


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
    Shot("loop-question", "LoopScreen", "loop", keys(*["enter"] * 4, "down", "down", "enter")),
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
    Shot(
        "challenge-path",
        "ChallengeScreen",
        "challenge",
        after_some(velocity_starts_anew, "f2", "f2"),
    ),
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
