"""The command line: every command, its options, and what they say of themselves."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from gdtui import __version__

Parser: TypeAlias = argparse.ArgumentParser

Add: TypeAlias = Callable[..., Parser]
"""Adds a command."""

Option: TypeAlias = tuple[str, dict[str, Any]]
"""The name of an option, and what argparse is told of it."""


def command_line() -> Parser:
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
    signs = _shared(parser, _switch("--ascii", "draw with ASCII characters only"))
    parser.add_argument("--no-animation", action="store_true", help="no movement, the same content")
    game = _shared(parser, _switch("--no-game", "a plain lesson: no score, no stars"))
    parser.set_defaults(command="play")
    add = parser.add_subparsers(title="commands", metavar="").add_parser
    _add_programs(add, [bounds, signs], where)
    _add_records(add, where, [signs, game])
    _add_content(add)
    return parser


def _shared(parser: Parser, *options: Option) -> Parser:
    """Options that stand before a command and, by way of what is returned, among its own."""
    among = argparse.ArgumentParser(add_help=False)
    for name, told in options:
        parser.add_argument(name, **told)
        # A command's own options win over those before it, and do not undo them.
        among.add_argument(name, **{**told, "default": argparse.SUPPRESS})
    return among


def _switch(name: str, says: str) -> Option:
    return name, {"action": "store_true", "help": says}


def _where(parser: Parser) -> Parser:
    """Whose progress in which lesson."""
    whose = "whose progress, on a shared account"
    return _shared(
        parser,
        ("--profile", {"metavar": "NAME", "help": whose}),
        ("--content", {"metavar": "DIR", "type": Path, "help": "the folder of another lesson"}),
    )


def _bounds(parser: Parser) -> Parser:
    """What a program may use."""
    seconds = (
        "computing time of a program (default 20, in a check 5; half as much again by the clock)"
    )
    memory = "memory of a program in MiB (default 1024)"
    output = "what a program may print, in KiB (default 1024)"
    return _shared(
        parser,
        ("--seconds", {"metavar": "S", "type": _positive, "help": seconds}),
        ("--memory", {"metavar": "MIB", "type": _positive, "help": memory}),
        ("--output", {"metavar": "KIB", "type": _positive, "help": output}),
        _switch("--processes", "let a program start threads and processes"),
    )


def _add_programs(add: Add, running: list[Parser], where: Parser) -> None:
    """The commands that run programs."""
    run = add("run", parents=running, help="run a program, as step 4 does")
    run.add_argument("file", metavar="FILE", help="a Python program; - reads it from the input")
    run.add_argument("--json", action="store_true", help="one event a line, as JSON")
    run.set_defaults(command="run")

    judge = add("check", parents=[where, *running], help="check a solution, as step 7 does")
    judge.add_argument("file", metavar="FILE", help="a Python program; - reads it from the input")
    judge.add_argument("--json", action="store_true", help="the whole verdict, as JSON")
    judge.add_argument("--watch", action="store_true", help="check it again whenever it is saved")
    judge.set_defaults(command="check")

    doctor = add("doctor", parents=[where, *running], help="what this host can do")
    doctor.add_argument("--json", action="store_true", help="as one JSON object")
    doctor.set_defaults(command="doctor")


def _add_records(add: Add, where: Parser, writing: list[Parser]) -> None:
    """The commands on what was done."""
    progress = add("progress", parents=[where], help="the steps and their status")
    progress.add_argument("--json", action="store_true", help="as one JSON object")
    progress.set_defaults(command="progress")

    export = add("export", parents=[where, *writing], help="the recap, as a text or as data")
    export.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="default: the standard output"
    )
    export.add_argument("--json", action="store_true", help="as one JSON object")
    export.add_argument("--force", action="store_true", help="replace a file that is there")
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
