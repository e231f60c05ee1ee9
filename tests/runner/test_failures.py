"""Every way in which a program fails is told with the learner's own line."""

from __future__ import annotations

import sys

import pytest

from gdtui.runner.events import Finished, Printed, Started
from gdtui.runner.runner import Runner
from tests.runner.programs import failed, tell


async def test_a_syntax_error_is_told_before_anything_runs() -> None:
    told = await tell("print('never')\nfor x in:\n    pass\n")
    assert told.events == [told.ending]
    failure = await failed("print('never')\nfor x in:\n    pass\n")
    assert (failure.error, failure.message, failure.line) == ("SyntaxError", "invalid syntax", 2)


@pytest.mark.parametrize("source", ["x = 1\0", "x = '\ud800'", "(" * 5000 + ")" * 5000])
async def test_a_text_that_is_no_program(source: str) -> None:
    assert (await failed(source)).error in ("SyntaxError", "UnicodeEncodeError")


@pytest.mark.parametrize(
    ("source", "error", "message", "line"),
    [
        ("x = 1\n\n1 / 0\n", "ZeroDivisionError", "division by zero", 3),
        ("def f():\n    return g()\ndef g():\n    raise KeyError('w')\nf()", "KeyError", "'w'", 4),
        ("import json\n\njson.loads('{')\n", "JSONDecodeError", None, 3),
        ("def f(): return f()\nf()\n", "RecursionError", None, 1),
        ("input('w: ')", "EOFError", None, 1),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", "", 1),
        ("raise ValueError('a\\ud800\\x1b[2Jb')", "ValueError", "a\\ud800[2Jb", 1),
        ("raise ValueError('x' * 10**6)", "ValueError", "x" * 500, 1),
        ("import sys\nsys.exit(3)", "SystemExit", None, 2),
        ("exit('no data')", "SystemExit", "no data", 1),
        (
            "class E(Exception):\n    def __str__(self): raise self\nraise E",
            "E",
            "(its message could not be read)",
            3,
        ),
        ("from gdtui import watch\nwatch(3)", "TypeError", None, 2),
    ],
)
async def test_exceptions(source: str, error: str, message: str | None, line: int) -> None:
    failure = await failed(source)
    assert (failure.error, failure.line) == (error, line)
    assert message is None or failure.message == message


async def test_input_says_what_to_do() -> None:
    assert (await failed("input()")).message.startswith("The program asks for input; ")


@pytest.mark.parametrize("source", ["import sys\nsys.exit()", "exit(0)", "raise SystemExit(0)"])
async def test_an_exit_without_complaint_is_an_end(source: str) -> None:
    assert isinstance((await tell(source)).ending, Finished)


async def test_lines_stay_the_learners_in_functions_that_watch() -> None:
    failure = await failed(
        """\
        from gdtui import watch
        def train():
            watch(loss=1)
            return (
                1 +
                None
            )
        train()
        """
    )
    assert failure.line in (5, 6)  # Python 3.10 names the operand's line


async def test_a_process_that_leaves_without_a_word() -> None:
    told = await tell("import os\nprint('here', end='')\nos._exit(3)\n")
    assert told.text == "here"
    failure = await failed("import os\nos._exit(3)\n")
    assert failure.error == "process"
    assert failure.message == "the process ended with exit status 3 before the program's end"


@pytest.mark.parametrize(
    ("name", "words"), [("SIGSEGV", "crashed: segmentation fault"), ("SIGABRT", "crashed: aborted")]
)
async def test_a_crash_is_named(name: str, words: str) -> None:
    failure = await failed(f"import os, signal\nos.kill(os.getpid(), signal.{name})\n")
    assert failure.message == words


async def test_bytes_that_are_no_events_end_the_run() -> None:
    failure = await failed(
        """\
        import os
        for fd in range(3, 256):
            try:
                os.write(fd, b"\\xff" * 100)
            except OSError:
                pass
        while True:
            pass
        """
    )
    assert failure.message.startswith("the process sent what is no event")


async def test_a_missing_interpreter_is_told() -> None:
    told = await tell("print(1)", Runner(python="/nonexistent/python"))
    assert "could not be started" in getattr(told.ending, "message", "")


async def test_warnings_of_the_compiler_come_after_the_start() -> None:
    told = await tell("x = 1\nprint(x is 1)\n")
    assert isinstance(told.events[0], Started)
    assert isinstance(told.events[1], Printed)
    assert "SyntaxWarning" in told.text


async def test_the_interpreter_is_the_one_that_runs_this() -> None:
    assert (await tell("import sys; print(sys.version)")).text.strip() == sys.version
