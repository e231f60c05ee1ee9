"""The list of keys that work on the screen below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static, TextArea

from gdtui.ui.widgets.keybar import KeyBar

EDITING = (
    ("Letters, digits", "Text, where text can be typed"),
    ("Tab", "Indents in the editor"),
    ("Esc, then Tab", "Leaves the editor and moves on"),
    ("^Z  ^Y", "Undo and redo in the editor"),
)
DIGITS = (("1 … 9", "Go to a step"),)
EVERYWHERE = (
    ("n  p", "Next and previous step"),
    ("Tab  Shift+Tab", "Next and previous part"),
    ("^P", "Command palette"),
    ("^Z", "Suspend; fg comes back"),
)


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that work on a screen, each action once, with all its keys."""
    found: dict[tuple[str, str], list[str]] = {}
    active = screen.active_bindings
    for _, binding, enabled, _ in active.values():
        if enabled and binding.show and not binding.system:
            shown = screen.app.get_key_display(binding)
            keys = found.setdefault((binding.action, binding.description), [])
            if shown not in keys:
                keys.append(shown)
    rows = [("  ".join(keys), what) for (_, what), keys in found.items()]
    editing = EDITING if isinstance(screen.focused, TextArea) else ()
    # What lies over a page takes the keys that work everywhere.
    everywhere = () if screen.is_modal else EVERYWHERE
    # A question takes the digits for its choices, an editor as text.
    digit = active.get("1")
    jumping = everywhere and digit is not None and digit.binding.action.startswith("jump")
    return [*editing, *rows, *(DIGITS if jumping else ()), *everywhere]


class KeysScreen(ModalScreen[None]):
    """Two columns: the key, and what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1", "dismiss", "Back to the lesson")
    ]

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.keys = tuple(keys)

    def compose(self) -> ComposeResult:
        """The list."""
        width = max((len(key) for key, _ in self.keys), default=0) + 3
        lines = (
            Content.assemble((key.ljust(width), "bold $accent"), what) for key, what in self.keys
        )
        with Vertical(classes="dialog"):
            yield Static("Keys on this screen", classes="title", markup=False)
            with VerticalScroll():
                yield Static(Content("\n").join(lines))
            yield KeyBar()

    async def action_dismiss(self, result: None = None) -> None:
        """Back to where the learner was."""
        self.dismiss()
