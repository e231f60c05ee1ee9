"""Texts with links to terms, ``[words](term:id)``: a click on the words opens the card."""

from __future__ import annotations

import re

from textual.content import Content
from textual.style import Style

LINK = re.compile(r"\[([^\]]+)\]\(term:([a-z0-9-]{1,64})\)")


def linked(text: str, style: str = "") -> Content:
    """The text with its links underlined; a click on one opens the glossary there."""
    parts: list[Content] = []
    at = 0
    for match in LINK.finditer(text):
        go = Style(underline=True) + Style.from_meta({"@click": f"app.glossary({match[2]!r})"})
        parts += [Content(text[at : match.start()]), Content(match[1]).stylize(go)]
        at = match.end()
    whole = Content("").join([*parts, Content(text[at:])])
    return whole.stylize_before(style) if style else whole


def unlinked(text: str) -> str:
    """The text with the words of its links alone, where a click means something else."""
    return LINK.sub(r"\1", text)
