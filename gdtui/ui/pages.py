"""Which page shows a step."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdtui.lesson.model import Step
    from gdtui.ui.screens.frame import StepScreen

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "reading": "ReadingScreen",
        "terms": "TermsScreen",
        "loop": "LoopScreen",
        "code": "CodeScreen",
        "experiments": "ExperimentsScreen",
        "quiz": "QuizScreen",
        "challenge": "ChallengeScreen",
        "cases": "CasesScreen",
    }
)
"""The page of each kind of step, in the module of ``gdtui.ui.screens`` with the kind's name."""


def page_of(step: Step) -> type[StepScreen]:
    """The kind of page for a step; each is imported when it is first needed."""
    module = import_module(f"gdtui.ui.screens.{step.kind}")
    page: type[StepScreen] = getattr(module, PAGES[step.kind])
    return page
