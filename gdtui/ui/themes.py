"""The two colour themes, dark and light, and the editor's colours that go with them."""

from __future__ import annotations

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="valley-dark",
    dark=True,
    primary="#74b3f0",
    secondary="#8fa3b8",
    accent="#f2b155",
    success="#84c796",
    warning="#f2b155",
    error="#f0787f",
    foreground="#d8dee7",
    background="#12161d",
    surface="#161c25",
    panel="#202834",
    variables={
        "block-cursor-background": "#f2b155",
        "block-cursor-foreground": "#12161d",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#74b3f0 35%",
        "scrollbar": "#2c3746",
        "scrollbar-background": "#161c25",
        "scrollbar-hover": "#3c4a5d",
        "scrollbar-active": "#74b3f0",
        "code-keyword": "#c79bf2",
        "code-string": "#9fd39a",
        "code-number": "#f2b155",
        "code-comment": "#7d8ea3",
        "code-function": "#74b3f0",
    },
)

LIGHT = Theme(
    name="valley-light",
    dark=False,
    primary="#1c5fa8",
    secondary="#56657a",
    accent="#9a5200",
    success="#26703a",
    warning="#9a5200",
    error="#b02a2a",
    foreground="#23282f",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#e5e1d6",
    variables={
        "block-cursor-background": "#1c5fa8",
        "block-cursor-foreground": "#faf8f3",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#1c5fa8 25%",
        "scrollbar": "#cfc9ba",
        "scrollbar-background": "#f3f0e8",
        "scrollbar-hover": "#b5ae9b",
        "scrollbar-active": "#1c5fa8",
        "code-keyword": "#7a3ea8",
        "code-string": "#26703a",
        "code-number": "#9a5200",
        "code-comment": "#6b7380",
        "code-function": "#1c5fa8",
    },
)

THEMES = (DARK, LIGHT)

MUTED = "$foreground 62%"
"""The style of what is beside the point."""


def install(app: App[None]) -> None:
    """Make the themes known, and begin with the first, before the style sheet is read."""
    for theme in THEMES:
        app.register_theme(theme)
    # To set the theme in the usual way has the style sheet read a second time.
    app.set_reactive(App.theme, THEMES[0].name)
    app.stylesheet.set_variables(app.get_css_variables())
