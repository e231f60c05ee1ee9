"""Time from Run to the first event in the parent, as a ratio to ``python -c "import numpy"``.

``python tests/benchmarks/run.py [ROUNDS]`` measures a process that waits, a new one, and a new
one for a program without numpy, in turn with the yardstick, and prints a table. The median of
the ratios within each round counts: milliseconds drift with the machine. At last it says what the
process that waits has for itself alone, and what it computes in a second.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from gdtui.runner.runner import Runner  # noqa: E402
from tests.processes import computed, private_memory, ready  # noqa: E402
from tests.promises import FIRST_EVENT, SPARE_MEMORY  # noqa: E402

WITH_NUMPY = "import numpy as np\nprint(np.ones(3))\n"
WITHOUT = "print(3)\n"
YARDSTICK = "import numpy"


async def first_event(runner: Runner, source: str) -> float:
    """Seconds from the call to the first batch; the run is then followed to its end."""
    start = time.perf_counter()
    async with aclosing(runner.run(source)) as batches:
        await anext(batches)
        took = time.perf_counter() - start
        async for _ in batches:
            pass
    return took


async def from_spare(runner: Runner) -> float:
    """The same with a process that has waited until it sleeps."""
    await sleeping(waiting_pid(runner))
    return await first_event(runner, WITH_NUMPY)


async def sleeping(pid: int) -> None:
    """Until the process has loaded numpy and sleeps."""
    while not ready(pid):
        await asyncio.sleep(0.05)


def waiting_pid(runner: Runner) -> int:
    """The process that waits."""
    spare = runner._spare
    return spare.pid if spare is not None else 0


async def yardstick() -> float:
    """Seconds of a cold interpreter that imports numpy."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", YARDSTICK], check=True)
    return time.perf_counter() - start


async def measure(rounds: int) -> dict[str, list[float]]:
    """Seconds by name; the first round, with its cold caches, is not counted."""
    cold, warm = Runner(spare=False), Runner()
    warm.warm()
    ways: dict[str, Callable[[], Awaitable[float]]] = {
        YARDSTICK: yardstick,
        "spare": lambda: from_spare(warm),
        "new": lambda: first_event(cold, WITH_NUMPY),
        "new, no numpy": lambda: first_event(cold, WITHOUT),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    try:
        for turn in range(rounds + 1):
            for name, way in ways.items():
                seconds = await way()
                if turn:
                    times[name].append(seconds)
    finally:
        warm.close()
    return times


async def cost(runner: Runner) -> tuple[int, float]:
    """Bytes that the process which waits has alone, and seconds that it computes in one."""
    runner.warm()
    try:
        pid = waiting_pid(runner)
        await sleeping(pid)
        before = computed(pid)
        await asyncio.sleep(1)
        return private_memory(pid), computed(pid) - before
    finally:
        runner.close()


def main(rounds: int) -> None:
    """Measure and print."""
    times = asyncio.run(measure(rounds))
    print(f"Run to first event, {rounds} rounds")
    print(f"{'':14}{'median':>10}{'least':>10}{'most':>10}{'× import':>10}")
    for name, took in times.items():
        ratio = statistics.median(a / b for a, b in zip(took, times[YARDSTICK], strict=True))
        figures = (statistics.median(took), min(took), max(took))
        print(f"{name:14}" + "".join(f"{f * 1000:7.1f} ms" for f in figures) + f"{ratio:10.3f}")
    if sys.platform == "linux":
        memory, computing = asyncio.run(cost(Runner()))
        print(f"The process that waits: {memory / 2**20:.1f} MiB alone, {computing:.2f} s a second")
    print(f"Promised: {FIRST_EVENT} × import, {SPARE_MEMORY / 2**20:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
