"""The commands: builds the rooms and hands them to one another. Each imports what it needs."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from gdtui import __version__

if TYPE_CHECKING:
    from gdtui.lesson.model import Lesson
    from gdtui.progress.keeper import Keeper
    from gdtui.progress.store import Store
    from gdtui.runner.limits import Limits
    from gdtui.runner.runner import Runner
    from gdtui.ui.app import LessonApp

FIT, UNFIT, USAGE = 0, 1, 2
INTERRUPTED = 128 + signal.SIGINT
LARGEST = 1024 * 1024
"""Bytes of a program that is read."""

CLOSING, LAST_CLOSING = 2.0, 0.5
"""Seconds that leaving waits for what is still to be saved; the same without a terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A sign that the terminal's encoding lacks is better replaced than fatal.
            stream.reconfigure(errors="replace")
    try:
        try:
            options = _parser().parse_args(arguments)
            return int(options.command(options))
        finally:
            # Here, and not when the interpreter ends, a reader that has gone is no failure.
            print(end="", flush=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Refused as refused:
        print(f"gdtui: {refused}", file=sys.stderr)
        return refused.status
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FIT


class Refused(Exception):
    """A command cannot be carried out; the message says why, and what to do."""

    def __init__(self, message: str, status: int = USAGE) -> None:
        super().__init__(message)
        self.status = status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gdtui",
        description="Gradient Descent in Practice: a lesson that is played in a terminal. "
        "Without a command it starts, or resumes where you left.",
    )
    parser.add_argument("--version", action="version", version=f"gdtui {__version__}")
    where = argparse.ArgumentParser(add_help=False)
    for place in (parser, where):
        # A command's own options win over those before it, and do not undo them.
        unset = None if place is parser else argparse.SUPPRESS
        place.add_argument(
            "--profile", metavar="NAME", default=unset, help="whose progress, on a shared account"
        )
        place.add_argument(
            "--content",
            metavar="DIR",
            type=Path,
            default=unset,
            help="the folder of another lesson",
        )
    bounds = argparse.ArgumentParser(add_help=False)
    for place in (parser, bounds):
        unset = None if place is parser else argparse.SUPPRESS
        place.add_argument(
            "--seconds", metavar="S", type=_positive, default=unset,
            help="computing time of a program (default 20; half as much again by the clock)",
        )  # fmt: skip
        place.add_argument(
            "--memory", metavar="MIB", type=_positive, default=unset,
            help="memory of a program in MiB (default 1024)",
        )  # fmt: skip
        place.add_argument(
            "--processes", action="store_true",
            default=False if place is parser else argparse.SUPPRESS,
            help="let a program start threads and processes",
        )  # fmt: skip
    parser.add_argument("--no-spare", action="store_true", help="keep no process ready to run in")
    parser.add_argument("--step", metavar="N", help="start at this step: its number or its id")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
    parser.add_argument("--no-animation", action="store_true", help="no movement, the same content")
    parser.add_argument("--no-game", action="store_true", help="a plain lesson: no score, no stars")
    parser.set_defaults(command=_play)
    commands = parser.add_subparsers(title="commands", metavar="")

    run = commands.add_parser("run", parents=[bounds], help="run a program, as step 4 does")
    run.add_argument("file", metavar="FILE", help="a Python program; - reads it from the input")
    run.add_argument("--json", action="store_true", help="one event a line, as JSON")
    run.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    run.set_defaults(command=_run)

    judge = commands.add_parser("check", parents=[where], help="check a solution, as step 7 does")
    judge.add_argument("file", metavar="FILE", help="a Python program; - reads it from the input")
    judge.add_argument("--json", action="store_true", help="the whole verdict, as JSON")
    judge.add_argument("--watch", action="store_true", help="check it again whenever it is saved")
    judge.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    judge.set_defaults(command=_check)

    doctor = commands.add_parser("doctor", parents=[where, bounds], help="what this host can do")
    doctor.add_argument("--json", action="store_true", help="as one JSON object")
    doctor.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    doctor.set_defaults(command=_doctor)

    progress = commands.add_parser("progress", parents=[where], help="the steps and their status")
    progress.add_argument("--json", action="store_true", help="as one JSON object")
    progress.set_defaults(command=_progress)

    export = commands.add_parser("export", parents=[where], help="the recap, as a text or as data")
    export.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="default: the standard output"
    )
    export.add_argument("--json", action="store_true", help="as one JSON object")
    export.add_argument("--force", action="store_true", help="replace a file that is there")
    export.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    export.add_argument("--no-game", action="store_true", default=argparse.SUPPRESS)
    export.set_defaults(command=_export)

    reset = commands.add_parser("reset", parents=[where], help="forget one step, or everything")
    reset.add_argument(
        "--step", metavar="N", default=argparse.SUPPRESS, help="its number or its id"
    )
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.set_defaults(command=_reset)

    content = commands.add_parser("content", help="look after a lesson's folder")
    verbs = content.add_subparsers(metavar="check", required=True)
    check = verbs.add_parser("check", help="is this lesson fit to teach")
    check.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, help="default: the shipped one"
    )
    check.set_defaults(command=_content_check)
    return parser


def _positive(text: str) -> float:
    """A number of seconds or MiB. Raises ValueError, which argparse words."""
    value = float(text)
    if not 0 < value < 1e6:
        raise ValueError
    return value


# The rooms, built when a command needs them


def _limits(options: argparse.Namespace) -> Limits:
    """What a program may use."""
    from gdtui.runner.limits import Limits

    limits = Limits(processes=options.processes)
    if options.seconds is not None:
        wall = options.seconds * limits.wall_seconds / limits.cpu_seconds
        limits = replace(limits, cpu_seconds=options.seconds, wall_seconds=wall)
    if options.memory is not None:
        limits = replace(limits, memory_bytes=int(options.memory * 2**20))
    return limits


def _folder(options: argparse.Namespace) -> Path:
    if options.content is not None:
        return Path(options.content)
    from gdtui.lesson.places import content_folder

    try:
        return content_folder()
    except FileNotFoundError as problem:
        raise Refused(str(problem), UNFIT) from problem


def _lesson(options: argparse.Namespace) -> Lesson:
    from gdtui.lesson.load import load
    from gdtui.lesson.notes import Unfit

    folder = _folder(options)
    try:
        return load(folder)
    except Unfit as unfit:
        faults = "\n".join(map(str, unfit.faults))
        raise Refused(f"the lesson in {folder} is not fit to teach:\n{faults}", UNFIT) from unfit


def _store(options: argparse.Namespace, lesson: Lesson) -> Store:
    from gdtui.progress.places import database_path
    from gdtui.progress.store import Store

    return Store(database_path(_profile(options)), lesson.id)


def _profile(options: argparse.Namespace) -> str:
    from gdtui.progress.places import DEFAULT_PROFILE, profile_name

    try:
        return profile_name(DEFAULT_PROFILE if options.profile is None else options.profile)
    except ValueError as problem:
        raise Refused(str(problem)) from problem


def _step_id(name: str | None, lesson: Lesson) -> str | None:
    """A step by its number or its id."""
    if name is None:
        return None
    if name.isdecimal() and 1 <= int(name) <= len(lesson.steps):
        return lesson.steps[int(name) - 1].id
    if lesson.step(name) is not None:
        return name
    known = ", ".join(f"{n} {step.id}" for n, step in enumerate(lesson.steps, start=1))
    raise Refused(f"there is no step {name!r}. The steps are {known}.")


def make_app(options: argparse.Namespace) -> tuple[LessonApp, Keeper, Runner]:
    """The app with everything it needs, and what is to be closed after it."""
    lesson = _lesson(options)
    step = _step_id(options.step, lesson)
    _profile(options)
    from gdtui.checker.checker import Checker
    from gdtui.progress.keeper import Keeper
    from gdtui.runner.runner import Runner
    from gdtui.ui.app import LessonApp
    from gdtui.ui.manner import Manner

    keeper = Keeper(lambda: _store(options, lesson))
    manner = Manner(
        ascii=_ascii(options),
        animation=not options.no_animation and os.environ.get("GDTUI_ANIMATION") != "off",
        game=not options.no_game,
        start=step,
    )
    runner = Runner(_limits(options), spare=not options.no_spare)
    return LessonApp(lesson, keeper, runner, Checker(), manner), keeper, runner


# The commands


def _play(options: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("the lesson needs a terminal. See gdtui --help for what works without one.")
    app, keeper, runner = make_app(options)
    _guard()
    from gdtui.commands.ending import watch_terminal

    ended = Event()
    watch_terminal(sys.stdin.fileno(), ended, lambda: keeper.close(LAST_CLOSING))
    fault = ""
    try:
        app.run()
    except Exception:  # what Textual does not catch itself
        fault = traceback.format_exc()
    finally:
        ended.set()
        runner.close()
        saved = keeper.close(CLOSING)
        if not saved:
            print("gdtui: the file with your progress does not answer.", file=sys.stderr)
        _sweep()
    if fault or app.fault:
        return _apologise(fault or app.fault, saved and not app.trouble)
    return int(app.return_code or FIT)


def _apologise(fault: str, saved: bool) -> int:
    from platformdirs import user_state_path

    from gdtui.commands.ending import apology

    print(apology(fault, saved, user_state_path("gdtui", appauthor=False)), file=sys.stderr)
    return UNFIT


def _guard() -> None:
    """Keep learners' programs from this process's memory, and get hold of what they detach."""
    from gdtui.runner.child.protection import guard_app

    guard_app()


def _sweep() -> None:
    """Remove what an earlier gdtui could not, for it was killed."""
    from gdtui.runner.folder import sweep

    sweep()


def _run(options: argparse.Namespace) -> int:
    from gdtui.commands.run import run

    source = _program(options.file)
    name = "<input>" if options.file == "-" else os.path.basename(options.file)
    _guard()
    try:
        limits = _limits(options)
        return run(source, name, limits, as_json=options.json, ascii=_ascii(options))
    finally:
        _sweep()


def _doctor(options: argparse.Namespace) -> int:
    from gdtui.commands.doctor import examine, tell

    ascii = _ascii(options)
    findings = examine(_profile(options), _limits(options), ascii)
    return FIT if tell(findings, as_json=options.json, ascii=ascii) else UNFIT


def _check(options: argparse.Namespace) -> int:
    from gdtui.lesson.challenge import Challenge

    if options.watch and options.file == "-":
        raise Refused("--watch needs a file that can be saved again; - is the input.")
    source = _program(options.file)
    bodies = (step.body for step in _lesson(options).steps)
    challenge = next((body for body in bodies if isinstance(body, Challenge)), None)
    if challenge is None:
        raise Refused("this lesson has no challenge.")
    from gdtui.commands.check import check, watch

    manner = {"as_json": options.json, "ascii": _ascii(options)}
    _guard()
    try:
        if options.watch:
            return watch(challenge, Path(options.file), **manner)
        return check(challenge, source, **manner)
    finally:
        _sweep()


def _program(name: str) -> str:
    """The text of a program's file, or of the standard input for "-"."""
    shown = "the input" if name == "-" else name
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _head_of(Path(name))
        if len(raw) > LARGEST:
            raise Refused(f"{shown} is larger than {LARGEST // 1024} KiB; is it a program?")
        return raw.decode("utf-8-sig")
    except OSError as problem:
        raise Refused(f"{shown} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise Refused(f"{shown} is not UTF-8 text (byte {problem.start}).") from problem


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _ascii(options: argparse.Namespace) -> bool:
    from gdtui.ui.glyphs import wants_ascii

    return options.ascii or wants_ascii(os.environ, sys.stdout.encoding)


def _progress(options: argparse.Namespace) -> int:
    from gdtui.progress.model import NotSaved, Progress, Status

    lesson = _lesson(options)
    try:
        store = _store(options, lesson)
        progress = store.load()
        store.close()
        if store.notice is not None:
            print(f"gdtui: {store.notice}", file=sys.stderr)
    except NotSaved as problem:
        print(f"gdtui: {problem}", file=sys.stderr)
        progress = Progress()
    status = {step.id: progress.status(step.id, step.work) for step in lesson.steps}
    completed = sum(each is Status.COMPLETED for each in status.values())
    if options.json:
        import json

        steps = [
            {"id": step.id, "title": step.title, "status": status[step.id].value}
            for step in lesson.steps
        ]
        answer = {"lesson": lesson.id, "title": lesson.title, "completed": completed}
        print(json.dumps({**answer, "total": len(steps), "steps": steps}, ensure_ascii=False))
        return FIT
    width = max(len(step.title) for step in lesson.steps)
    print(f"{lesson.title}: {completed}/{len(lesson.steps)}")
    for number, step in enumerate(lesson.steps, start=1):
        print(f"{number:3} {step.title:<{width}}  {status[step.id].label}")
    return FIT


def _export(options: argparse.Namespace) -> int:
    from gdtui.commands.export import recap_text, write
    from gdtui.progress.model import NotSaved

    lesson, path = _lesson(options), options.file
    to_file = path is not None and str(path) != "-"
    try:
        store = _store(options, lesson)
        text = recap_text(
            lesson,
            store,
            as_json=options.json,
            ascii=options.ascii if to_file else _ascii(options),
            game=not options.no_game,
        )
        store.close()
    except NotSaved as problem:
        raise Refused(str(problem), UNFIT) from problem
    if not to_file:
        print(text, end="")
        return FIT
    try:
        written = write(path, text, options.force)
        if not written and sys.stdin.isatty() and _agreed(f"{path} exists. Replace it? y/N "):
            written = write(path, text, force=True)
    except OSError as problem:
        raise Refused(f"{path} cannot be written: {problem.strerror}.", UNFIT) from problem
    if not written:
        raise Refused(f"{path} exists; --force replaces it.", UNFIT)
    print(f"Written: {path}")
    return FIT


def _reset(options: argparse.Namespace) -> int:
    from gdtui.progress.model import NotSaved

    lesson = _lesson(options)
    _profile(options)
    step_id = _step_id(options.step, lesson)
    step = lesson.step(step_id) if step_id is not None else None
    what = (
        f"step {lesson.number(step.id)}, {step.title}" if step is not None else "the whole lesson"
    )
    if not options.yes and not _agreed(f"Forget what you did in {what}? y/N "):
        print("Nothing was forgotten.")
        return FIT
    try:
        store = _store(options, lesson)
        store.erase(step_id)
        store.close()
    except NotSaved as problem:
        raise Refused(str(problem), UNFIT) from problem
    print(f"Forgotten: {what}.")
    return FIT


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False


def _content_check(options: argparse.Namespace) -> int:
    folder = options.folder if options.folder is not None else _folder(options)
    from gdtui.commands.content import faults_of

    faults = faults_of(folder)
    for fault in faults:
        print(fault)
    count = len(faults)
    found = f"{count} fault{'s' * (count > 1)}" if faults else "fit to teach"
    print(f"{folder}: {found}.")
    return UNFIT if faults else FIT
