"""Every kind of step has its page."""

from __future__ import annotations

from importlib import import_module

from gdtui.lesson.model import WORK
from gdtui.ui.pages import PAGES
from gdtui.ui.screens.frame import StepScreen


def test_every_kind_of_step_has_a_page() -> None:
    assert PAGES.keys() == WORK.keys()
    for kind, name in PAGES.items():
        page = getattr(import_module(f"gdtui.ui.screens.{kind}"), name)
        assert issubclass(page, StepScreen)
