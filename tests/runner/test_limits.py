"""Each limit stops a program, names its number, and keeps what was told before."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

from gdtui.runner.events import Event, Finished, Printed, Stopped
from gdtui.runner.limits import Limits, environment, in_words
from gdtui.runner.runner import Runner
from tests.runner.programs import stopped, tell

FIRST = "from gdtui import watch\nwatch(loss=1)\nprint('first')\n"


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_computing_time() -> None:
    told, end = await stopped(FIRST + "sum(range(10**12))", Limits(cpu_seconds=1))
    assert (end.reason, "1 s of computing" in end.message) == ("time", True)
    assert told.rows() == [(1.0,)]
    assert told.text == "first\n"


async def test_computing_time_of_a_program_that_ignores_the_signal() -> None:
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass\n"
    _, end = await stopped(source, Limits(cpu_seconds=1))
    assert end.reason == "time"


async def test_time_by_the_clock() -> None:
    clock = Clock()

    def at(event: Event) -> None:
        if isinstance(event, Printed):
            clock.now = 30.5

    source = FIRST + "import threading\nthreading.Event().wait()"
    told = await tell(source, Runner(clock=clock), at)
    end = told.ending
    words = "The program was stopped after 30 s, the limit; gdtui --seconds changes it."
    assert end == Stopped("time", words, 30.5)
    assert told.text == "first\n"


async def test_memory() -> None:
    source = FIRST + "x = []\nwhile True: x.append('a' * 10**6)\n"
    told, end = await stopped(source, Limits(memory_bytes=2**28))
    assert (end.reason, "256 MiB" in end.message) == ("memory", True)
    assert "1 GiB" in Limits().memory_reached(0).message
    assert told.text == "first\n"


async def test_memory_that_the_program_does_without() -> None:
    source = "try:\n    bytearray(2**31)\nexcept MemoryError:\n    print('less')\n"
    told = await tell(source)
    assert told.text == "less\n"
    assert isinstance(told.ending, Finished)


async def test_output_is_cut_at_the_limit() -> None:
    told, end = await stopped("while True: print('x' * 99)", Limits(output_bytes=10_000))
    assert (end.reason, "9.77 KiB" in end.message) == ("output", True)
    assert told.text == ("x" * 99 + "\n") * 100


async def test_output_past_python_is_limited_too() -> None:
    told, end = await stopped(
        "import os\nwhile True: os.write(1, b'x' * 99)", Limits(output_bytes=1024)
    )
    assert (end.reason, len(told.text)) == ("output", 1024)


async def test_watched_numbers_are_limited() -> None:
    source = "from gdtui import watch\nwhile True: watch(loss=1, w=2)"
    told, end = await stopped(source, Limits(output_bytes=500))
    assert (end.reason, "1,000 numbers" in end.message) == ("output", True)
    assert len(told.rows()) >= 500


async def test_what_each_run_brings_along_is_counted_too() -> None:
    source = """
    from gdtui import watch
    def report(data): watch(loss=1)
    while True: report([(1, 2)] * 1000)
    """
    told, end = await stopped(source, Limits(output_bytes=5000))
    assert end.reason == "output"
    assert len(told.measured) < 10


async def test_the_child_has_no_more_than_this() -> None:
    told = await tell(
        "import resource as r\nprint(*(r.getrlimit(k) for k in (r.RLIMIT_CPU, r.RLIMIT_CORE)))"
    )
    assert told.text == "(20, 21) (0, 0)\n"


def test_smaller_inherited_limits_are_kept() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (7, 7))\n"
        "from gdtui.runner.limits import Limits\n"
        "allowed = Limits().as_allowed()\n"
        "print(allowed.cpu_seconds, allowed.for_child()['cpu'])"
    )
    got = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert got.stdout == "7 (7, 7)\n"
    assert resource.getrlimit(resource.RLIMIT_CPU)[1] == resource.RLIM_INFINITY


def test_the_environment_is_a_short_list() -> None:
    os.environ["SECRET_TOKEN"] = "x"
    seen = environment("/somewhere")
    del os.environ["SECRET_TOKEN"]
    assert seen["HOME"] == seen["TMPDIR"] == "/somewhere"
    assert seen["PATH"] == os.environ["PATH"]
    assert "SECRET_TOKEN" not in seen


def test_sizes_in_words() -> None:
    assert [in_words(n) for n in (2**30, 3 * 2**19, 2048, 12)] == [
        "1 GiB",
        "1.5 MiB",
        "2 KiB",
        "12 bytes",
    ]
