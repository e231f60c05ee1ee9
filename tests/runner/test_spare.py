"""A process that waits: it serves once, costs nothing, ends with its app, and can be missing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdtui.runner import runner as module
from gdtui.runner.events import Failed, Finished
from gdtui.runner.process import Process
from gdtui.runner.runner import Runner
from tests.ends import gone
from tests.processes import computed, descendants, private_memory, ready
from tests.promises import ENDED, FIRST_EVENT, SLACK, SPARE_MEMORY
from tests.runner.programs import tell

PID = "import os\nprint(os.getpid())\n"


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def waiting(runner: Runner) -> Process:
    assert runner._spare is not None
    return runner._spare


async def asleep(runner: Runner) -> int:
    """The process that waits, once it has loaded numpy and sleeps."""
    pid = waiting(runner).pid
    until = time.monotonic() + 20
    while not ready(pid):
        assert time.monotonic() < until
        await asyncio.sleep(0.01)
    return pid


async def test_each_serves_once(runner: Runner) -> None:
    runner.warm()
    pids = []
    for _ in range(3):
        spare = waiting(runner).pid
        told = await tell(PID, runner)
        assert told.text == f"{spare}\n"
        assert isinstance(told.ending, Finished)
        pids.append(spare)
    assert len({*pids, waiting(runner).pid}) == 4


async def test_nothing_waits_before_it_is_asked_for(runner: Runner) -> None:
    await tell("print(1)", runner)
    assert not descendants(os.getpid())
    runner.warm()
    runner.warm()
    assert [process.pid for process in descendants(os.getpid())] == [waiting(runner).pid]
    runner.close()
    assert not descendants(os.getpid())


async def test_what_is_loaded_early_is_found_late(runner: Runner) -> None:
    runner.warm()
    await asleep(runner)
    told = await tell("import sys\nprint('numpy' in sys.modules)", runner)
    assert told.text == "True\n"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
async def test_it_costs_no_computing_and_little_memory(runner: Runner) -> None:
    runner.warm()
    pid = await asleep(runner)
    before = computed(pid)
    time.sleep(0.3)  # what does nothing can only be seen over some time
    assert computed(pid) - before <= 0.01
    assert private_memory(pid) < SPARE_MEMORY


async def test_one_that_died_is_replaced(runner: Runner) -> None:
    runner.warm()
    dead = waiting(runner)
    os.kill(dead.pid, signal.SIGKILL)
    os.waitid(os.P_PID, dead.pid, os.WEXITED | os.WNOWAIT)
    told = await tell("print(1)", runner)
    assert told.text == "1\n"
    assert waiting(runner).pid != dead.pid


async def test_without_one_everything_works() -> None:
    runner = Runner(spare=False)
    runner.warm()
    assert not descendants(os.getpid())
    assert (await tell("print(1)", runner)).text == "1\n"


async def test_none_waits_where_memory_is_short(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "memory_left", lambda: 0.0)
    runner.warm()
    assert not descendants(os.getpid())
    assert (await tell("print(1)", runner)).text == "1\n"


async def test_none_that_cannot_be_started_is_missed() -> None:
    runner = Runner(python="/nonexistent/python")
    runner.warm()
    assert isinstance((await tell("print(1)", runner)).ending, Failed)


def test_it_ends_with_an_app_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import time\nfrom gdtui.runner.runner import Runner\n"
        "runner = Runner(); runner.warm(); print(runner._spare.pid, flush=True); time.sleep(60)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as app:
        assert app.stdout is not None
        pid = int(app.stdout.readline())
        since = time.monotonic()
        app.kill()
        app.wait()
    assert gone({pid}, since) < SLACK * ENDED


async def test_a_run_starts_in_far_less_than_numpy_takes(runner: Runner) -> None:
    command = [sys.executable, "-c", "import numpy"]
    cold, warm = [], []
    runner.warm()
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True)
        cold.append(time.perf_counter() - start)
        await asleep(runner)
        start = time.perf_counter()
        batches = runner.run("import numpy\nprint(numpy.ones(3))\n")
        await anext(batches)
        warm.append(time.perf_counter() - start)
        assert [batch async for batch in batches]
    assert min(warm) < SLACK * FIRST_EVENT * min(cold)
