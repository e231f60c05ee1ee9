"""Where the child starts: reads its job, takes its limits, runs the program, tells the end."""

from __future__ import annotations

import io
import json
import os
import sys
from types import ModuleType

from . import frames, program, protection
from .reporter import Reporter, text_stream
from .watching import Watcher

TYPE_CHECKING = False  # typing takes 3 ms to import
if TYPE_CHECKING:
    from typing import Any


def main(events: int, lifeline: int) -> None:
    """Do the job that stands on the standard input, and leave the process."""
    exit_now = os._exit
    job = _job()
    os.set_inheritable(events, False)
    os.set_inheritable(lifeline, False)
    protection.end_with_parent(job["parent"], lifeline)
    reporter = Reporter(events)  # its thread starts before the limits
    sys.stdout = text_stream(reporter, 1)
    sys.stderr = text_stream(reporter, 2)
    sys.path[:], sys.argv[:] = job["path"], [job["name"]]
    _clear_away(job["version"], watcher := Watcher(reporter))
    os.__dict__["_exit"] = program.leave(reporter.flush)
    protection.limit(job["limits"])
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


def _job() -> dict[str, Any]:
    with open(0, "rb", closefd=False) as file:
        job: dict[str, Any] = json.load(file)
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
