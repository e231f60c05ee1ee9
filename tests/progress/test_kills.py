"""Writers that are killed at random moments: what they acknowledged is there."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

from gdtui.progress.store import Store

NUMBERS = """
    import sys, time
    from pathlib import Path
    from gdtui.progress.model import Fact, NotSaved
    from gdtui.progress.store import Store

    store = Store(Path(sys.argv[1]), "lesson")
    number = int(sys.argv[2])
    while True:
        try:
            store.save([Fact("step", "answer", str(number)), Fact("step", "draft", str(number))])
        except NotSaved:  # the other writers were faster, again and again
            continue
        print(number, flush=True)
        number += 1
        time.sleep(0.003)  # SQLite's lock is not fair: let the other writers have it
"""


def test_what_was_acknowledged_survives_two_hundred_kills(
    path: Path, open_store: Callable[[], Store]
) -> None:
    """Two writers at once, each killed at a random moment and begun again where it was."""
    chance = random.Random(7)
    kills, done = 0, [0, 10**6]
    writers = [writer(path, start) for start in done]
    while kills < 200:
        number = kills % len(done)
        child = writers[number]
        assert child.stdout is not None
        for _ in range(chance.randrange(1, 8)):
            line = child.stdout.readline()
            assert line, "the writer ended by itself"
        for _ in range(chance.randrange(20_000)):
            pass  # somewhere between two acknowledgements
        child.kill()
        kills += 1
        done[number] = int([line, *child.stdout.read().split("\n")[:-1]][-1]) + 1
        child.wait()
        child.stdout.close()
        writers[number] = writer(path, done[number])
    for child in writers:
        child.kill()
        child.communicate()
    store = open_store()
    progress = store.load()
    assert store.notice is None
    acknowledged = {str(n) for k, end in enumerate(done) for n in range(k * 10**6, end)}
    answers = progress.keys("step", "answer")
    assert answers == progress.keys("step", "draft")
    assert answers >= acknowledged


def test_three_writers_at_once_lose_nothing(path: Path, open_store: Callable[[], Store]) -> None:
    writers = [writer(path, start * 10**6) for start in range(3)]
    acknowledged = set()
    for child in writers:
        assert child.stdout is not None
        acknowledged |= {child.stdout.readline().strip() for _ in range(5)}
    for child in writers:
        child.kill()
        child.communicate()
    assert len(acknowledged) == 15
    assert open_store().load().keys("step", "answer") >= acknowledged


def writer(path: Path, start: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(NUMBERS), str(path), str(start)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
