"""The command: understands what is asked for, and hands it on to the module that does it."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from gdtui.options import command_line
from gdtui.rooms import (
    FIT,
    UNFIT,
    Refused,
    in_ascii,
    lesson_folder,
    lesson_of,
    limits_of,
    make_app,
    profile_of,
    refusal,
    step_id,
    store_of,
)

INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A sign that the terminal's encoding lacks is better replaced than fatal.
            stream.reconfigure(errors="replace")
    try:
        try:
            options = command_line().parse_args(arguments)
            return COMMANDS[options.command](options)
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


def _play(options: argparse.Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("the lesson needs a terminal. See gdtui --help for what works without one.")
    app, keeper, running = make_app(options)
    from gdtui.commands.ending import leave
    from gdtui.commands.play import play
    from gdtui.lesson.notes import Unfit

    _guard()
    try:
        status = play(app, keeper, running)
    except Unfit as unfit:
        raise refusal(lesson_folder(options), unfit) from unfit
    finally:
        _sweep()
    return leave(status)


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
    from gdtui.runner.limits import RUN

    source = _program(options.file)
    name = "<input>" if options.file == "-" else os.path.basename(options.file)
    _guard()
    try:
        limits = limits_of(options, RUN)
        return run(source, name, limits, as_json=options.json, ascii=in_ascii(options))
    finally:
        _sweep()


def _doctor(options: argparse.Namespace) -> int:
    from gdtui.commands.doctor import examine, tell
    from gdtui.runner.limits import RUN

    ascii = in_ascii(options)
    findings = examine(profile_of(options), limits_of(options, RUN), ascii)
    return FIT if tell(findings, as_json=options.json, ascii=ascii) else UNFIT


def _check(options: argparse.Namespace) -> int:
    from gdtui.lesson.challenge import Challenge

    if options.watch and options.file == "-":
        raise Refused("--watch needs a file that can be saved again; - is the input.")
    source = _program(options.file)
    bodies = (step.body for step in lesson_of(options).steps)
    challenge = next((body for body in bodies if isinstance(body, Challenge)), None)
    if challenge is None:
        raise Refused("this lesson has no challenge.")
    from gdtui.commands.check import Teller, check, watch
    from gdtui.runner.limits import CHECK

    limits = limits_of(options, CHECK)
    teller = Teller(challenge, limits, as_json=options.json, ascii=in_ascii(options))
    _guard()
    try:
        return watch(teller, Path(options.file)) if options.watch else check(teller, source)
    finally:
        _sweep()


def _program(name: str) -> str:
    from gdtui.commands.program import program

    try:
        return program(name)
    except ValueError as problem:
        raise Refused(str(problem)) from problem


def _progress(options: argparse.Namespace) -> int:
    from gdtui.commands.progress import tell
    from gdtui.progress.model import NotSaved, Progress

    lesson = lesson_of(options)
    try:
        store = store_of(options, lesson)
        progress = store.load()
        store.close()
        if store.notice is not None:
            print(f"gdtui: {store.notice}", file=sys.stderr)
    except NotSaved as problem:
        print(f"gdtui: {problem}", file=sys.stderr)
        progress = Progress()
    tell(lesson, progress, as_json=options.json)
    return FIT


def _export(options: argparse.Namespace) -> int:
    from gdtui.commands.export import recap_text, write
    from gdtui.progress.model import NotSaved

    lesson, path = lesson_of(options), options.file
    to_file = path is not None and str(path) != "-"
    try:
        store = store_of(options, lesson)
        text = recap_text(
            lesson,
            store,
            as_json=options.json,
            ascii=options.ascii if to_file else in_ascii(options),
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

    lesson = lesson_of(options)
    profile_of(options)
    chosen = step_id(options.step, lesson)
    step = lesson.step(chosen) if chosen is not None else None
    what = (
        f"step {lesson.number(step.id)}, {step.title}" if step is not None else "the whole lesson"
    )
    if not options.yes and not _agreed(f"Forget what you did in {what}? y/N "):
        print("Nothing was forgotten.")
        return FIT
    try:
        store = store_of(options, lesson)
        store.erase(chosen)
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


def _content(options: argparse.Namespace) -> int:
    folder = options.folder if options.folder is not None else lesson_folder(options)
    from gdtui.commands.content import faults_of

    faults = faults_of(folder)
    for fault in faults:
        print(fault)
    count = len(faults)
    found = f"{count} fault{'s' * (count > 1)}" if faults else "fit to teach"
    print(f"{folder}: {found}.")
    return UNFIT if faults else FIT


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "play": _play,
        "run": _run,
        "check": _check,
        "doctor": _doctor,
        "progress": _progress,
        "export": _export,
        "reset": _reset,
        "content": _content,
    }
)
"""What carries out each command of `gdtui.options.command_line`."""
