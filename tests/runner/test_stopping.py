"""Stopping, closing and dying leave nothing behind, whatever the program does."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from gdtui.runner.events import Event, Failed, Printed, Stopped
from gdtui.runner.limits import Limits
from gdtui.runner.runner import Runner
from tests.ends import gone
from tests.processes import descendants
from tests.promises import ENDED, HEARTBEAT, SLACK
from tests.runner.programs import tell

BLINK = 1.0
"""Seconds; generous, for machines under load: a program below would run for ever."""
PID = "import os\nprint(os.getpid(), os.getcwd())\n"


def stopper(runner: Runner, moments: list[float]) -> Callable[[Event], None]:
    """Stops a runner at the first printed text."""

    def at(event: Event) -> None:
        if isinstance(event, Printed) and not moments:
            moments.append(time.monotonic())
            runner.stop()

    return at


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    "forever",
    [
        "while True: pass",
        "sum(range(10**12))",
        "import signal\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
        "import threading; threading.Event().wait()",
        "import subprocess; subprocess.run(['tail', '-f', '/dev/null'])",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "while True: print('x' * 1000)",
    ],
)
async def test_a_stop_works_at_once(forever: str) -> None:
    runner = Runner(Limits(processes=True))
    moments: list[float] = []
    told = await tell(PID + forever, runner, stopper(runner, moments))
    assert time.monotonic() - moments[0] < BLINK
    assert isinstance(told.ending, Stopped)
    assert told.ending.reason == "asked"
    pid, folder = told.text.splitlines()[0].split()
    assert not is_there(int(pid))
    assert not Path(folder).exists()
    assert not descendants(os.getpid())


async def test_a_stop_without_a_run_does_nothing() -> None:
    runner = Runner()
    runner.stop()
    assert (await tell("print(1)", runner)).text == "1\n"


async def test_a_child_of_the_program_that_holds_the_pipes_delays_nothing() -> None:
    runner = Runner(Limits(processes=True))
    source = "import subprocess\nsubprocess.Popen(['tail', '-f', '/dev/null'])\nprint(1)"
    told = await tell(source, runner)
    assert told.text == "1\n"
    assert not descendants(os.getpid())


async def test_closing_leaves_no_process_and_no_directory() -> None:
    stream = Runner().run(PID + "open('file', 'w').close()\nprint('made')\nwhile True: pass")
    text = ""
    async for batch in stream:
        text += "".join(e.text for e in batch if isinstance(e, Printed))
        if "made" in text:
            break
    await stream.aclose()
    pid, folder = text.splitlines()[0].split()
    assert not is_there(int(pid))
    assert not Path(folder).exists()


async def test_cancelling_ends_the_program() -> None:
    runner, running = Runner(), asyncio.Event()

    def at(event: Event) -> None:
        running.set()

    task = asyncio.create_task(tell("while True: pass", runner, at))
    await running.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not descendants(os.getpid())


async def test_a_new_run_ends_the_one_before() -> None:
    runner = Runner()
    first = runner.run("print('first')\nwhile True: pass")
    await anext(first)
    assert (await tell("print('second')", runner)).text == "second\n"
    rest = [event async for batch in first for event in batch]
    assert isinstance(rest[-1], Stopped)
    assert not descendants(os.getpid())


async def test_many_runs_leak_no_descriptor() -> None:
    await tell("print(1)")  # what the loop opens once
    before = os.listdir("/dev/fd")
    for _ in range(20):
        assert (await tell("print(1)")).text == "1\n"
    assert len(os.listdir("/dev/fd")) == len(before)
    assert not os.listdir(tempfile.gettempdir())


@pytest.mark.parametrize(
    "flood",
    [
        "while True: print('x' * 70)",
        "while True: print('x', end='')",
        "import os\nwhile True: os.write(1, b'x' * 5000)",
        "from gdtui import watch\nwhile True: watch(loss=1)",
    ],
)
async def test_a_flood_leaves_the_loop_free(flood: str) -> None:
    beats: list[float] = []

    async def beat() -> None:
        while True:
            beats.append(time.monotonic())
            await asyncio.sleep(0.01)

    heart = asyncio.create_task(beat())
    told = await tell(flood, Runner(Limits(output_bytes=200_000)))
    heart.cancel()
    assert isinstance(told.ending, Stopped)
    assert told.ending.reason == "output"
    gaps = [b - a for a, b in pairwise(beats)]
    assert len(gaps) > 5
    assert max(gaps) < SLACK * HEARTBEAT


@pytest.mark.parametrize("forever", ["while True: pass", "sum(range(10**12))"])
def test_the_child_dies_with_its_parent(forever: str, tmp_path: Path) -> None:
    code = f"""
import asyncio
from gdtui.runner.runner import Runner
async def main():
    async for batch in Runner().run({PID + forever!r}):
        for event in batch:
            print(getattr(event, "text", ""), end="", flush=True)
asyncio.run(main())
"""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline().split()[0])
        assert is_there(pid)
        since = time.monotonic()
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert gone({pid}, since) < SLACK * ENDED, f"process {pid} outlives its parent"


def test_elsewhere_the_child_ends_when_the_lifeline_does() -> None:
    read_end, write_end = os.pipe()
    code = (
        f"import sys; from gdtui.runner.child.protection import end_at_eof\nend_at_eof({read_end})"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        pass_fds=(read_end,),
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as child:
        os.close(read_end)
        assert child.poll() is None
        os.close(write_end)
        assert child.wait(10) == -signal.SIGKILL


async def test_without_word_from_the_kernel_the_end_is_still_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(pid: int, flags: int = 0) -> int:
        raise OSError

    monkeypatch.setattr(os, "pidfd_open", refuse, raising=False)
    assert isinstance((await tell("import os\nos._exit(4)")).ending, Failed)
    assert (await tell("print(1)")).text == "1\n"
