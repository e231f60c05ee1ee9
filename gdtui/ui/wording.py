"""The words of a lesson as they are shown: with their figures, in characters that can be shown."""

from __future__ import annotations

from gdtui.lesson.text import fill
from gdtui.ui.glyphs import plain


def worded(text: str, ascii: bool) -> str:
    """A text of the lesson with its figures; ``ascii`` asks for no other characters."""
    if "{{" in text:
        from gdtui.descent.figures import figure  # the first page has none

        text = fill(text, figure)
    return plain(text) if ascii else text
