"""The footer: the keys that work now, as many as fit, each of them clickable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
"""How keys are written, where that is not Textual's way."""

LAST = ("app.keys", "keys")
"""The action that is always shown, at the right end: the list of all keys."""


@dataclass(frozen=True)
class Hint:
    """A key as the footer shows it."""

    key: str
    display: str
    label: str

    @property
    def width(self) -> int:
        """Cells taken, with the gap after it."""
        return len(self.display) + len(self.label) + 3


def fitting(hints: list[Hint], last: list[Hint], room: int) -> list[Hint]:
    """The hints that fit beside the last ones, in their order; a long one makes way."""
    room -= sum(hint.width for hint in last)
    chosen = []
    for hint in hints:
        if hint.width <= room:
            room -= hint.width
            chosen.append(hint)
    return chosen + last


class KeyBar(Widget):
    """Follows the focus: what is shown is what the next key press can do.

    ``foremost`` names the actions that come first, as long as they are there.
    """

    def __init__(self, foremost: Callable[[], Sequence[str]] = tuple) -> None:
        super().__init__()
        self.foremost = foremost

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def render(self) -> RenderResult:
        """The hints in one line."""
        parts: list[tuple[str, str]] = [(" ", "")]
        for hint in self.hints():
            parts += [(hint.display, "bold $accent"), (f" {hint.label}  ", "")]
        return Content.assemble(*parts).truncate(self.size.width)

    def hints(self) -> list[Hint]:
        """The hints that fit now."""
        focused = self.screen.focused
        foremost = self.foremost()
        usual: list[tuple[int, Hint]] = []
        last: list[Hint] = []
        shown: set[str] = set()
        for key, (_, binding, enabled, _) in self.screen.active_bindings.items():
            if not (binding.show and enabled) or binding.action in shown:
                continue
            if focused is not None and focused.check_consume_key(key, key_to_character(key)):
                continue
            shown.add(binding.action)
            hint, name = self._hint(key, binding), binding.action.partition("(")[0]
            if binding.action in LAST:
                last.append(hint)
            else:
                place = foremost.index(name) if name in foremost else len(foremost)
                usual.append((place, hint))
        usual.sort(key=lambda each: each[0])
        return fitting([hint for _, hint in usual], last, self.size.width - 1)

    def _hint(self, key: str, binding: Binding) -> Hint:
        return Hint(key, self.app.get_key_display(binding), binding.description)

    def on_click(self, event: events.Click) -> None:
        """Do what the key that was clicked does."""
        at = 1
        for hint in self.hints():
            if at <= event.x < at + hint.width - 2:
                self.app.simulate_key(hint.key)
                return
            at += hint.width
