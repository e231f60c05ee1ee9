"""How long the app takes to end, to say that it cannot save, and to save a draft.

``python tests/benchmarks/ending.py [ROUNDS]`` deals each blow to an app in a pseudo-terminal
and prints the time until nothing of it is there, beside what is promised; then the time until a
lock that another holds is told, and from a key in the editor until "saved" is shown.
"""

from __future__ import annotations

import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from gdtui.progress.places import database_path  # noqa: E402
from tests.benchmarks.hostile import at_home  # noqa: E402
from tests.drafts import ENV, with_draft  # noqa: E402
from tests.ends import ENDLESS, HANG_UPS, busy, family, gone, locked  # noqa: E402
from tests.promises import DRAFT_SAVED, ENDED, LOCK_TOLD, LOST_TERMINAL  # noqa: E402
from tests.terminal import Terminal  # noqa: E402

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL)


def after_signal(number: signal.Signals) -> float:
    """Seconds from a signal until no process is there."""
    with busy(with_draft(ENDLESS)) as terminal:
        pids, since = family(terminal.pid), time.monotonic()
        terminal.kill(number)
        return gone(pids, since)


def after_hang_up(how: str) -> float:
    """The same from the loss of the terminal."""
    with busy(with_draft(ENDLESS), HANG_UPS[how]) as terminal:
        pids, since = family(terminal.pid), time.monotonic()
        terminal.hang_up()
        return gone(pids, since)


def until_lock_is_told() -> float:
    """Seconds from a page that is to be remembered until the lock is told."""
    draft = with_draft("x = 1\n")
    with Terminal(draft.command("--no-animation"), 120, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        terminal.press("escape")
        terminal.wait_for("n Next step")
        with locked(database_path(), "EXCLUSIVE"):
            since = time.monotonic()
            terminal.press("n")
            terminal.wait_for("locked", timeout=60)
            return time.monotonic() - since


def until_saved() -> float:
    """Seconds from a key in the editor until the text is said to be saved."""
    with Terminal(with_draft("x = 1\n").command("--no-animation"), 120, 40, ENV) as terminal:
        terminal.wait_for("changed · saved")
        since = time.monotonic()
        terminal.type("#")
        terminal.wait_for("saving")
        terminal.wait_for("changed · saved")
        return time.monotonic() - since


def main(rounds: int) -> None:
    """Measure and print; the first app, which writes .pyc files, is not counted."""
    ways: dict[str, tuple[float, Callable[[], float]]] = {
        **{number.name: (ENDED, partial(after_signal, number)) for number in SIGNALS},
        **{
            f"terminal lost, SIGHUP {how}": (LOST_TERMINAL, partial(after_hang_up, how))
            for how in HANG_UPS
        },
        "lock told": (LOCK_TOLD, until_lock_is_told),
        "draft saved": (DRAFT_SAVED, until_saved),
    }
    with tempfile.TemporaryDirectory() as home:
        at_home(Path(home))
        until_saved()
        print(f"Seconds, {rounds} rounds")
        print(f"{'':32}{'median':>8}{'most':>8}{'promised':>10}")
        for name, (promised, way) in ways.items():
            took = [way() for _ in range(rounds)]
            figures = f"{statistics.median(took):8.3f}{max(took):8.3f}{promised:10.1f}"
            print(f"{name:32}{figures}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
