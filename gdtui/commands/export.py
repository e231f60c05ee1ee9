"""The recap in plain text: Markdown or JSON, to a file or to the standard output."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

from gdtui.lesson.model import Lesson
from gdtui.progress.store import Store
from gdtui.ui.recap import RUNNING, gather
from gdtui.ui.recap_text import as_data, markdown
from gdtui.ui.wording import worded

WIDTH = 72
"""Columns of the chart."""


def recap_text(lesson: Lesson, store: Store, *, as_json: bool, ascii: bool, game: bool) -> str:
    """The recap of what is stored. Raises NotSaved."""
    runs = {step.id: store.runs(step.id) for step in lesson.steps if step.kind in RUNNING}
    recap = gather(lesson, store.load(), runs, date.today().toordinal())
    words = partial(worded, ascii=ascii)
    if as_json:
        return json.dumps(as_data(recap, words), ensure_ascii=ascii, indent=1) + "\n"
    return markdown(recap, words, width=WIDTH, ascii=ascii, game=game)


def write(path: Path, text: str, force: bool) -> bool:
    """Write a file; False where it is there already and is not to be replaced."""
    try:
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
