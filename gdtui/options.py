"""The command line: every command, its options, and what they say of themselves."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from gdtui import __version__

Add: TypeAlias = Callable[..., argparse.ArgumentParser]
"""Adds a command."""


def command_line() -> argparse.ArgumentParser:
    """The whole command line; in what it parses, ``command`` is the name of a command."""
    parser = argparse.ArgumentParser(
        prog="gdtui",
        description="Gradient Descent in Practice: a lesson that is played in a terminal. "
        "Without a command it starts, or resumes where you left.",
    )
    parser.add_argument("--version", action="version", version=f"gdtui {__version__}")
    where, bounds = _where(parser), _bounds(parser)
    parser.add_argument("--no-spare", action="store_true", help="keep no process ready to run in")
    parser.add_argument("--step", metavar="N", help="start at this step: its number or its id")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
    parser.add_argument("--no-animation", action="store_true", help="no movement, the same content")
    parser.add_argument("--no-game", action="store_true", help="a plain lesson: no score, no stars")
    parser.set_defaults(command="play")
    add = parser.add_subparsers(title="commands", metavar="").add_parser
    _add_programs(add, where, bounds)
    _add_records(add, where)
    _add_content(add)
    return parser


def _where(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Whose progress in which lesson: before a command, and among its own options."""
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
    return where


def _bounds(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What a program may use: before a command, and among its own options."""
    bounds = argparse.ArgumentParser(add_help=False)
    for place in (parser, bounds):
        unset = None if place is parser else argparse.SUPPRESS
        place.add_argument(
            "--seconds", metavar="S", type=_positive, default=unset,
            help="computing time of a program (default 20, in a check 5; half as much again by "
            "the clock)",
        )  # fmt: skip
        place.add_argument(
            "--memory", metavar="MIB", type=_positive, default=unset,
            help="memory of a program in MiB (default 1024)",
        )  # fmt: skip
        place.add_argument(
            "--output", metavar="KIB", type=_positive, default=unset,
            help="what a program may print, in KiB (default 1024)",
        )  # fmt: skip
        place.add_argument(
            "--processes", action="store_true",
            default=False if place is parser else argparse.SUPPRESS,
            help="let a program start threads and processes",
        )  # fmt: skip
    return bounds


def _add_programs(
    add: Add, where: argparse.ArgumentParser, bounds: argparse.ArgumentParser
) -> None:
    """The commands that run programs."""
    run = add("run", parents=[bounds], help="run a program, as step 4 does")
    run.add_argument("file", metavar="FILE", help="a Python program; - reads it from the input")
    run.add_argument("--json", action="store_true", help="one event a line, as JSON")
    run.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    run.set_defaults(command="run")

    judge = add("check", parents=[where, bounds], help="check a solution, as step 7 does")
    judge.add_argument("file", metavar="FILE", help="a Python program; - reads it from the input")
    judge.add_argument("--json", action="store_true", help="the whole verdict, as JSON")
    judge.add_argument("--watch", action="store_true", help="check it again whenever it is saved")
    judge.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    judge.set_defaults(command="check")

    doctor = add("doctor", parents=[where, bounds], help="what this host can do")
    doctor.add_argument("--json", action="store_true", help="as one JSON object")
    doctor.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    doctor.set_defaults(command="doctor")


def _add_records(add: Add, where: argparse.ArgumentParser) -> None:
    """The commands on what was done."""
    progress = add("progress", parents=[where], help="the steps and their status")
    progress.add_argument("--json", action="store_true", help="as one JSON object")
    progress.set_defaults(command="progress")

    export = add("export", parents=[where], help="the recap, as a text or as data")
    export.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="default: the standard output"
    )
    export.add_argument("--json", action="store_true", help="as one JSON object")
    export.add_argument("--force", action="store_true", help="replace a file that is there")
    export.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS)
    export.add_argument("--no-game", action="store_true", default=argparse.SUPPRESS)
    export.set_defaults(command="export")

    reset = add("reset", parents=[where], help="forget one step, or everything")
    reset.add_argument(
        "--step", metavar="N", default=argparse.SUPPRESS, help="its number or its id"
    )
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.set_defaults(command="reset")


def _add_content(add: Add) -> None:
    """The command for authors."""
    content = add("content", help="look after a lesson's folder")
    verbs = content.add_subparsers(metavar="check", required=True)
    check = verbs.add_parser("check", help="is this lesson fit to teach")
    check.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, help="default: the shipped one"
    )
    check.set_defaults(command="content")


def _positive(text: str) -> float:
    """A number of seconds, MiB or KiB. Raises ValueError, which argparse words."""
    value = float(text)
    if not 0 < value < 1e6:
        raise ValueError
    return value
