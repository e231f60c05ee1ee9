"""Where the child starts: is confined, reads its job, runs the program, tells the end."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from types import ModuleType

from . import calling, frames, program, protection
from .reporter import Reporter, text_stream
from .watching import Watcher

TYPE_CHECKING = False  # typing takes 3 ms to import
if TYPE_CHECKING:
    from typing import Any


def main(events: int, lifeline: int, path: list[str]) -> None:
    """Do the job that stands on the standard input, and leave the process.

    With a path to look for modules, load what programs need and wait until a byte on the
    lifeline says that the job stands there; at the lifeline's end there will be none.
    """
    exit_now = os._exit
    protection.confine()
    if path:
        sys.path[:] = path
        load_numpy()
        if not os.read(lifeline, 1):
            exit_now(0)
    text = _job()
    job: dict[str, Any] = json.loads(text)
    os.set_inheritable(events, False)
    os.set_inheritable(lifeline, False)
    protection.end_with_parent(job["parent"], lifeline)
    reporter = Reporter(events)  # its thread starts before the limits
    sys.stdout = text_stream(reporter, 1)
    sys.stderr = text_stream(reporter, 2)
    sys.path[:], sys.argv[:] = job["path"], [job["name"]]
    _clear_away(job["version"], watcher := Watcher(reporter))
    os.__dict__["_exit"] = program.leave(reporter.flush)
    if b"numpy" in text:
        load_numpy()  # some builds start threads, which the limits forbid
    protection.limit(job["limits"])
    if "calls" in job:
        asked = job["programs"], job["function"], job["calls"]
        reporter.add_frame(calling.answer(*asked, reporter, watcher.returned))
    else:
        reporter.add_frame(_run(job["source"], job["name"], reporter, watcher))
    reporter.flush()
    exit_now(0)


def _run(source: str, name: str, reporter: Reporter, watcher: Watcher) -> bytes:
    stderr, sys.stderr = sys.stderr, io.StringIO()  # warnings wait: Started comes first
    try:
        code, watches = program.compile_program(source, name)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return program.syntax_failure(error)
    finally:
        warnings, sys.stderr = sys.stderr.getvalue(), stderr
    module = ModuleType("__main__")
    module.__dict__["__file__"] = name
    program.install(watcher.returned, module)
    reporter.add_frame(frames.started(watches))
    reporter.flush()
    if warnings:
        sys.stderr.write(warnings)
    return program.execute(code, module)


def load_numpy() -> None:
    """Load numpy, the one thing that takes long; the program's own import tells of a failure."""
    with suppress(Exception):
        import numpy  # noqa: F401


def _job() -> bytes:
    with open(0, "rb", closefd=False) as file:
        job = file.read()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return job


def _clear_away(version: str, watcher: Watcher) -> None:
    """Leave one module of ours for the program to find: gdtui, with `watch`."""
    for name in [n for n in sys.modules if n.partition(".")[0] == __name__.partition(".")[0]]:
        del sys.modules[name]
    gdtui = ModuleType("gdtui", "What a program can import while it is run by gdtui.")
    gdtui.__dict__.update(__version__=version, watch=watcher.watch, __all__=["watch"])
    sys.modules["gdtui"] = gdtui
