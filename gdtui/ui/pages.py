"""Which page shows a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdtui.lesson.model import Step
    from gdtui.ui.screens.frame import StepScreen


def page_of(step: Step) -> type[StepScreen]:
    """The kind of page for a step; each is imported when it is first needed."""
    if step.kind == "terms":
        from gdtui.ui.screens.terms import TermsScreen

        return TermsScreen
    if step.kind == "code":
        from gdtui.ui.screens.code import CodeScreen

        return CodeScreen
    if step.kind == "cases":
        from gdtui.ui.screens.cases import CasesScreen

        return CasesScreen
    if step.kind == "challenge":
        from gdtui.ui.screens.challenge import ChallengeScreen

        return ChallengeScreen
    if step.kind == "quiz":
        from gdtui.ui.screens.quiz import QuizScreen

        return QuizScreen
    if step.kind == "loop":
        from gdtui.ui.screens.loop import LoopScreen

        return LoopScreen
    if step.kind == "experiments":
        from gdtui.ui.screens.experiments import ExperimentsScreen

        return ExperimentsScreen
    from gdtui.ui.screens.reading import ReadingScreen

    return ReadingScreen
