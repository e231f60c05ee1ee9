"""One line of dials for the training loop: each value between the keys that turn it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from gdtui.descent.formats import compact
from gdtui.ui.glyphs import Glyphs, plain
from gdtui.ui.themes import MUTED


@dataclass(frozen=True)
class Setting:
    """What the dials show; ``state`` tells where the loop stands."""

    lr: float
    batch_size: int
    speed: float
    shuffled: bool
    state: str
    short: str
    """The state where there is little room."""


class Dials(Widget):
    """A click on a key does what the key does."""

    setting: reactive[Setting | None] = reactive(None)

    def __init__(self, glyphs: Glyphs, ascii: bool) -> None:
        super().__init__()
        self.glyphs = glyphs
        self.ascii = ascii

    def render(self) -> Content:
        """The dials on the left, where the loop stands on the right."""
        if self.setting is None:
            return Content("")
        left = Content.assemble(*((text, style) for text, style, _ in self._parts(self.setting)))
        room = self.size.width - left.cell_length
        states = (self.setting.state, self.setting.short)
        for state in map(plain, states) if self.ascii else states:
            if len(state) < room:
                gap = " " * (room - len(state))
                return Content.assemble(left, gap, (state, "$secondary"))
        return left

    def _parts(self, setting: Setting) -> Iterator[tuple[str, str, str]]:
        """Text, style, and the key that a click on it presses ("" for none)."""
        roomy = self.size.width >= 76
        yield from _dial("lr", compact(setting.lr, 4), ("-", "minus"), ("+", "plus"))
        size = "batch size" if roomy else "batch"
        yield from _dial(size, str(setting.batch_size), (",", "comma"), (".", "full_stop"))
        speed = compact(setting.speed, 2) + ("x" if self.ascii else "×")
        ends = ("[", "left_square_bracket"), ("]", "right_square_bracket")
        yield from _dial("speed" if roomy else "", speed, *ends)
        if setting.shuffled:
            yield "shuffled", "bold", "s"

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        at = self.styles.padding.left
        for text, _, key in self._parts(self.setting) if self.setting is not None else ():
            if at <= event.x < at + len(text) and key:
                self.app.simulate_key(key)
            at += len(text)


def _dial(
    name: str, value: str, down: tuple[str, str], up: tuple[str, str]
) -> Iterator[tuple[str, str, str]]:
    if name:
        yield f"{name} ", MUTED, ""
    yield f"{down[0]}", "$accent", down[1]
    yield f" {value} ", "bold", ""
    yield f"{up[0]}", "$accent", up[1]
    yield "   ", "", ""
