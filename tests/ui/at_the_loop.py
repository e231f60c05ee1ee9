"""What tests of the loop page share: its sizes, waiting for it, and what can be seen of it."""

from __future__ import annotations

from textual.pilot import Pilot

from gdtui.descent.trace import NODES
from gdtui.ui.screens.loop import LoopScreen
from gdtui.ui.widgets.diagram import Diagram
from tests.ui.waiting import until

SIZES = [(60, 20), (80, 24), (100, 30), (140, 40)]


async def opened(pilot: Pilot[None]) -> LoopScreen:
    """The screen, once it has been drawn."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, LoopScreen) and app.screen.whole)
    screen = app.screen
    assert isinstance(screen, LoopScreen)
    await until(pilot, lambda: screen.stage.query_one(Diagram).picture)
    return screen


def node(screen: LoopScreen) -> str:
    return NODES[screen.deck.loop.node]


def said_whole(screen: LoopScreen) -> bool:
    """Whether all that is said below the diagram is in sight."""
    says = screen.query_one("#says")
    inner = [child for child in says.children if child.display]
    return all(
        child.region.height >= child.virtual_size.height
        and says.region.contains_region(child.region)
        for child in inner
    )
