"""The recap in plain text: Markdown or JSON, to a file or to the standard output."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from gdtui.descent.figures import figure
from gdtui.lesson.model import Lesson
from gdtui.lesson.text import fill
from gdtui.progress.store import Store
from gdtui.ui.glyphs import plain
from gdtui.ui.recap import RUNNING, gather
from gdtui.ui.recap_text import as_data, markdown

WIDTH = 72
"""Columns of the chart."""


def recap_text(lesson: Lesson, store: Store, *, as_json: bool, ascii: bool, game: bool) -> str:
    """The recap of what is stored. Raises NotSaved."""
    runs = {step.id: store.runs(step.id) for step in lesson.steps if step.kind in RUNNING}
    recap = gather(lesson, store.load(), runs, date.today().toordinal())
    words = _words(ascii)
    if as_json:
        return json.dumps(as_data(recap, words), ensure_ascii=ascii, indent=1) + "\n"
    return markdown(recap, words, width=WIDTH, ascii=ascii, game=game)


def _words(ascii: bool) -> Callable[[str], str]:
    def words(text: str) -> str:
        filled = fill(text, figure) if "{{" in text else text
        return plain(filled) if ascii else filled

    return words


def write(path: Path, text: str, force: bool) -> bool:
    """Write a file; False where it is there already and is not to be replaced."""
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
