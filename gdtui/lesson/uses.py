"""What a lesson asks of the mathematics: its figures and its demonstrations, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gdtui.lesson.model import Cases, Code, Lesson, Reading, Step, Terms
from gdtui.lesson.text import figures


def figures_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """Each figure's name, with the places that use it, such as "step why, line 12"."""
    return _gather(
        (name, f"{place}, line {line}" if "\n" in text else place)
        for step in lesson.steps
        for place, text in _texts(step)
        for name, line in figures(text)
    )


def demonstrations_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """Each demonstration's id, with the cases that show it, such as "step usage, case llm"."""
    return _gather(
        (case.demonstration, f"step {step.id}, case {case.id}")
        for step in lesson.steps
        if isinstance(step.body, Cases)
        for case in step.body.cases
        if case.demonstration is not None
    )


def _texts(step: Step) -> Iterator[tuple[str, str]]:
    """Every text of a step that may hold figures, after its place."""
    place, body = f"step {step.id}", step.body
    if isinstance(body, Reading):
        yield place, body.text
    elif isinstance(body, Code):
        yield f"{place}, intro", body.intro
    elif isinstance(body, Cases):
        yield f"{place}, intro", body.text
        for case in body.cases:
            yield f"{place}, case {case.id}", case.text
    elif isinstance(body, Terms):
        for term in body.cards:
            for key in ("formula", "meaning", "example", "confusion"):
                yield f"{place}, term {term.id}, {key}", getattr(term, key)


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, place in pairs:
        found.setdefault(name, {})[place] = None
    return {name: tuple(places) for name, places in found.items()}
