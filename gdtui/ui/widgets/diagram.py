"""The training loop on screen: redraws what has changed, and tells which node is clicked."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from gdtui.ui.loop_picture import View, arrow_length, loop_picture, node_under
from gdtui.ui.widgets.chart import Chart

_ROLES = ("box", "name", "work", "formula", "number", "result", "arrow", "pulse", "dim")


class Diagram(Chart, can_focus=False, inherit_bindings=False):
    """A chart whose picture is a `View`; only cells that differ are drawn again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"chart--{role}" for role in _ROLES}
    DEFAULT_CSS = """
    Diagram {
        .chart--box, .chart--arrow, .chart--formula { color: $secondary; }
        .chart--name { color: $primary; text-style: bold; }
        .chart--work, .chart--pulse { color: $accent; text-style: bold; }
        .chart--number { color: $foreground; }
        .chart--result { color: $foreground; text-style: bold; }
        .chart--dim { color: $secondary; }
    }
    """

    view: reactive[View | None] = reactive(None, repaint=False, init=False)

    class NodePicked(Message):
        """A node was clicked."""

        def __init__(self, node: int) -> None:
            super().__init__()
            self.node = node

    def watch_view(self, view: View | None) -> None:
        """Draw the new view."""
        if view is not None:
            self.plot = lambda width, height, ascii, _: loop_picture(view, width, height, ascii)

    @property
    def arrow_cells(self) -> int:
        """How many cells the pulse travels from the node at work to the next."""
        if self.view is None or not self.size:
            return 1
        return arrow_length(*self.size, self.view.loop.node)

    def on_click(self, event: events.Click) -> None:
        """Tell which node it was."""
        if self.view is not None:
            node = node_under(*self.size, self.view.loop.node, (event.y, event.x))
            if node is not None:
                self.post_message(self.NodePicked(node))
