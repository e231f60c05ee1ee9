"""Three hundred runs in one app leave nothing: no zombie, no open file, no memory."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from pathlib import Path

import pytest

from gdtui.runner.runner import Runner
from tests.processes import descendants
from tests.promises import GROWTH
from tests.runner.programs import TRAIN, tell

RUNS, WITH_SPARE = 300, 30
SOURCE = f"{TRAIN}\nprint(train([(1, 2), (2, 4)], epochs=50))\nopen('left', 'w').close()\n"


def memory() -> int:
    """Bytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
async def test_three_hundred_runs_leave_nothing() -> None:
    runner = Runner()
    runner.warm()
    for _ in range(20):  # what is loaded and opened once
        await tell(SOURCE, runner)
    runner.close()
    gc.collect()
    files, before = len(os.listdir("/proc/self/fd")), memory()
    runner.warm()
    for count in range(RUNS):
        if count == WITH_SPARE:
            runner.close()
        told = await tell(SOURCE, runner)
        assert len(told.rows()) == 50
    gc.collect()
    assert memory() - before < GROWTH
    assert len(os.listdir("/proc/self/fd")) == files
    assert not descendants(os.getpid())
    assert not os.listdir(tempfile.gettempdir())
