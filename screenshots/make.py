"""Draw every screen from the running app: ``python screenshots/make.py [NAME ...]``.

Each `Shot` opens the app on a terminal of its size with an empty store, prepares the screen as
a learner would, by keys, and is written as NAME.svg and NAME.png beside this file.
"""

from __future__ import annotations

import argparse
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


SCREENS: tuple[Shot, ...] = (
    Shot("overview", "OverviewScreen"),
    Shot("overview-80x24", "OverviewScreen", size=SMALL),
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
    from gdtui.cli import make_app

    options = argparse.Namespace(
        step=shot.step, profile=None, content=None, ascii=False, no_animation=True
    )
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(_environment(home))
        app, keeper = make_app(options)
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
