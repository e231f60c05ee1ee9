"""A program of the test's own, kept as the draft with which the app's code step opens."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import NamedTuple

from gdtui.lesson.load import load
from gdtui.lesson.model import Code
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.commands import ROOT

ENV = {"PYTHONPATH": str(ROOT)}


class Draft(NamedTuple):
    """A draft on the disk: its step's number and id, and its name."""

    number: str
    step: str
    name: str

    def text(self) -> str | None:
        """What is on the disk now."""
        with closing(Store(database_path(), load(content_folder()).id)) as store:
            return store.load().value(self.step, "draft", self.name)

    def command(self, *options: str, module: tuple[str, ...] = ("gdtui",)) -> list[str]:
        """The command that opens the step."""
        return [sys.executable, "-m", *module, "--step", self.number, *options]


def with_draft(source: str) -> Draft:
    """Keep a program, so that the editor opens with it."""
    lesson = load(content_folder())
    step = next(step for step in lesson.steps if isinstance(step.body, Code))
    assert isinstance(step.body, Code)
    with closing(Store(database_path(), lesson.id)) as store:
        store.save([Fact(step.id, "draft", step.body.name, source)])
    return Draft(str(lesson.number(step.id)), step.id, step.body.name)
