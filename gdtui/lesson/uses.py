"""What a lesson asks of the mathematics: its figures and its demonstrations, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments, Trial, WhichCourse, WhichCurve
from gdtui.lesson.model import Cases, Code, Lesson, Loop, Quiz, Reading, Step, Terms
from gdtui.lesson.questions import ChartReading
from gdtui.lesson.text import figures


def figures_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """Each figure's name, with the places that use it, such as "step why, line 12"."""
    return _gather(
        (name, f"{place}, line {line}" if "\n" in text else place)
        for place, text in _all_texts(lesson)
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


def levels_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """The id of each level of the fog, which names a surface."""
    return _gather((level.id, f"fog, level {level.id}") for level in lesson.fog)


def series_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """The name of each curve that a question shows, with the questions."""
    charts = charts_in(lesson).items()
    asked = [(name, place) for place, chart in charts for name in chart.series]
    for place, trial in trials_in(lesson).items():
        if isinstance(trial.forecast, WhichCurve):
            asked += [(choice.series, place) for choice in trial.forecast.choices]
    return _gather(asked)


def trials_in(lesson: Lesson) -> Mapping[str, Trial]:
    """Every trial of an experiment, after its place."""
    return {
        f"step {step.id}, experiment {experiment.id}, trial {trial.id}": trial
        for step in lesson.steps
        if isinstance(step.body, Experiments)
        for experiment in step.body.experiments
        for trial in experiment.trials
    }


def datasets_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """The name of each data set that a trial is recognised by, with the trials."""
    return _gather((trial.wanted.data, place) for place, trial in trials_in(lesson).items())


def outcomes_in(lesson: Lesson) -> Mapping[str, tuple[str, ...]]:
    """The name of each outcome that can be predicted, with the trials."""
    return _gather(
        (outcome, place)
        for place, trial in trials_in(lesson).items()
        if isinstance(trial.forecast, WhichCourse)
        for choice in trial.forecast.choices
        for outcome in choice.outcomes
    )


def charts_in(lesson: Lesson) -> Mapping[str, ChartReading]:
    """Every question that shows a chart, after its place."""
    return {
        f"step {step.id}, question {question.id}": question
        for step in lesson.steps
        if isinstance(step.body, Quiz)
        for question in step.body.questions
        if isinstance(question, ChartReading)
    }


def _all_texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    for step in lesson.steps:
        yield from _texts(step)
    for level in lesson.fog:
        for text in _strings(level):
            yield f"fog, level {level.id}", text


def _texts(step: Step) -> Iterator[tuple[str, str]]:
    """Every text of a step that may hold figures, after its place."""
    place, body = f"step {step.id}", step.body
    if isinstance(body, Reading):
        yield place, body.text
        for text in _strings(body.descent):
            yield f"{place}, descent", text
    elif isinstance(body, Code):
        yield f"{place}, intro", body.intro
    elif isinstance(body, Challenge):
        yield f"{place}, task", body.text
        for hint in body.hints:
            yield f"{place}, hint {hint.id}", hint.text
        for solution in body.solutions:
            yield f"{place}, solution {solution.title}", solution.remark
    elif isinstance(body, Cases):
        yield f"{place}, intro", body.text
        for case in body.cases:
            yield f"{place}, case {case.id}", case.text
    elif isinstance(body, Quiz):
        for question in body.questions:
            for text in _strings(question):
                yield f"{place}, question {question.id}", text
    elif isinstance(body, Experiments):
        yield f"{place}, text", body.text
        for experiment in body.experiments:
            for text in _strings(experiment):
                yield f"{place}, experiment {experiment.id}", text
    elif isinstance(body, Loop):
        yield f"{place}, text", body.text
        for node, caption in body.captions.items():
            yield f"{place}, node {node}", caption
        for stop in body.stops:
            for text in (stop.text, *_strings(stop.question)):
                yield f"{place}, stop {stop.id}", text
    elif isinstance(body, Terms):
        for term in body.cards:
            for key in ("formula", "meaning", "example", "confusion"):
                yield f"{place}, term {term.id}, {key}", getattr(term, key)


def _strings(value: object) -> Iterator[str]:
    """Every text in a question, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "program":  # which is taken as it is
                yield from _strings(getattr(value, field.name))


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, place in pairs:
        found.setdefault(name, {})[place] = None
    return {name: tuple(places) for name, places in found.items()}
