"""Builds the rooms as the command line asks, each when it is needed."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdtui.checker.checker import Checker
    from gdtui.lesson.model import Lesson
    from gdtui.lesson.notes import Unfit
    from gdtui.progress.keeper import Keeper
    from gdtui.progress.store import Store
    from gdtui.runner.limits import Limits
    from gdtui.runner.runner import Runner
    from gdtui.ui.app import LessonApp

FIT, UNFIT, USAGE = 0, 1, 2
"""Exit statuses: it went well, what it is about is at fault, or how it was asked for."""


class Refused(Exception):
    """A command cannot be carried out; the message says why, and what to do."""

    def __init__(self, message: str, status: int = USAGE) -> None:
        super().__init__(message)
        self.status = status


def limits_of(options: argparse.Namespace, usual: Limits) -> Limits:
    """What a program may use: what is usual, changed as the options say."""
    limits = replace(usual, processes=options.processes)
    if options.seconds is not None:
        wall = options.seconds * usual.wall_seconds / usual.cpu_seconds
        limits = replace(limits, cpu_seconds=options.seconds, wall_seconds=wall)
    if options.memory is not None:
        limits = replace(limits, memory_bytes=int(options.memory * 2**20))
    if options.output is not None:
        limits = replace(limits, output_bytes=int(options.output * 2**10))
    return limits


def lesson_folder(options: argparse.Namespace) -> Path:
    """Where the lesson is."""
    if options.content is not None:
        return Path(options.content)
    from gdtui.lesson.places import content_folder

    try:
        return content_folder()
    except FileNotFoundError as problem:
        raise Refused(str(problem), UNFIT) from problem


def lesson_of(options: argparse.Namespace, late: bool = False) -> Lesson:
    """The lesson; the shipped one, if ``late`` will do, with each step read when it is opened."""
    from gdtui.lesson.load import load, outline
    from gdtui.lesson.notes import Unfit

    folder = lesson_folder(options)
    try:
        # The lesson of an author is looked through before it starts.
        return outline(folder) if late and options.content is None else load(folder)
    except Unfit as unfit:
        raise refusal(folder, unfit) from unfit


def refusal(folder: Path, unfit: Unfit) -> Refused:
    """What is said of a lesson with faults."""
    return Refused(f"the lesson in {folder} is not fit to teach:\n{unfit}", UNFIT)


def store_of(options: argparse.Namespace, lesson: Lesson) -> Store:
    """What is remembered of this learner in this lesson."""
    from gdtui.progress.places import database_path
    from gdtui.progress.store import Store

    return Store(database_path(profile_of(options)), lesson.id)


def profile_of(options: argparse.Namespace) -> str:
    """Whose progress it is."""
    from gdtui.progress.places import DEFAULT_PROFILE, profile_name

    try:
        return profile_name(DEFAULT_PROFILE if options.profile is None else options.profile)
    except ValueError as problem:
        raise Refused(str(problem)) from problem


def step_id(name: str | None, lesson: Lesson) -> str | None:
    """A step by its number or its id."""
    if name is None:
        return None
    if name.isdecimal() and 1 <= int(name) <= len(lesson.steps):
        return lesson.steps[int(name) - 1].id
    if lesson.step(name) is not None:
        return name
    known = ", ".join(f"{n} {step.id}" for n, step in enumerate(lesson.steps, start=1))
    raise Refused(f"there is no step {name!r}. The steps are {known}.")


def make_app(options: argparse.Namespace) -> tuple[LessonApp, Keeper, ExitStack]:
    """The app with everything it needs, and what is to be closed after it."""
    lesson = lesson_of(options, late=True)
    step = step_id(options.step, lesson)
    profile_of(options)
    from gdtui.progress.keeper import Keeper

    keeper = Keeper(lambda: store_of(options, lesson))
    keeper.begin()
    from gdtui.ui.app import LessonApp
    from gdtui.ui.manner import Manner

    manner = Manner(
        ascii=in_ascii(options),
        animation=not options.no_animation and os.environ.get("GDTUI_ANIMATION") != "off",
        game=not options.no_game,
        start=step,
    )
    running = ExitStack()

    def runner() -> Runner:
        from gdtui.runner.limits import RUN
        from gdtui.runner.runner import Runner

        made = Runner(limits_of(options, RUN), spare=not options.no_spare)
        running.callback(made.close)
        return made

    return LessonApp(lesson, keeper, runner, partial(_checker, options), manner), keeper, running


def _checker(options: argparse.Namespace) -> Checker:
    from gdtui.checker.checker import Checker
    from gdtui.runner.caller import Caller
    from gdtui.runner.limits import CHECK

    return Checker(Caller(limits_of(options, CHECK)))


def in_ascii(options: argparse.Namespace) -> bool:
    """Whether to write in ASCII, because it is asked for or nothing else can be shown."""
    from gdtui.ui.glyphs import wants_ascii

    return options.ascii or wants_ascii(os.environ, sys.stdout.encoding)
