"""Waiting for what a screen comes to be, in place of sleeping."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.ui.conftest import screen_text


async def until(pilot: Pilot[None], condition: Callable[..., object]) -> None:
    """Wait until a condition holds; the failure shows the screen."""
    for _ in range(400):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(screen_text(pilot.app))  # type: ignore[arg-type]


async def shows(pilot: Pilot[None], *texts: str) -> None:
    """Wait until the screen shows all of these texts."""
    await until(
        pilot,
        lambda: all(text in screen_text(pilot.app) for text in texts),  # type: ignore[arg-type]
    )
