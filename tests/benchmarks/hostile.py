"""How long the app's loop is held up, and a key waits, while a bad program runs in the app.

``python tests/benchmarks/hostile.py [ROUNDS [CASE]…]`` plays each program of tests/hostile in a
pseudo-terminal and prints, for each, the longest gap between two beats of a heart in the app's
loop, the longest without the time in which others had the processor, the most that the loop
computed in one, and the longest time from a key to what it shows: the median of the rounds, and
the most. The terminal's reader, in Python, takes part in the keys.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.hostile.cases import CASES  # noqa: E402
from tests.hostile.conftest import KEPT  # noqa: E402
from tests.hostile.in_app import Beats, play  # noqa: E402
from tests.promises import HEARTBEAT  # noqa: E402

COLUMNS = tuple(field.name for field in fields(Beats))


def main(rounds: int, names: list[str]) -> None:
    """Measure and print; the first app, which writes .pyc files, is not counted."""
    cases = [case for case in CASES if not names or case.name in names]
    with tempfile.TemporaryDirectory() as home:
        at_home(Path(home))
        Path(home, "canary").write_text(KEPT)
        play(cases[0], Path(home))
        print(f"A bad program in the app, {rounds} rounds; promised: {HEARTBEAT * 1000:.0f} ms")
        heads = "".join(f"{name + ', median':>18}{'most':>8}" for name in COLUMNS)
        print(f"{'ms':28}{heads}")
        worst: list[float] = []
        for case in cases:
            beats = [play(case, Path(home)) for _ in range(rounds)]
            worst.append(max(each.gap for each in beats))
            print(f"{case.name:28}" + told(beats), flush=True)
        print(f"{'the longest of all':28}{'':18}{max(worst) * 1000:8.0f}")


def told(beats: list[Beats]) -> str:
    """One line's figures."""
    columns = [[getattr(each, name) * 1000 for each in beats] for name in COLUMNS]
    return "".join(f"{statistics.median(took):18.0f}{max(took):8.0f}" for took in columns)


def at_home(home: Path) -> None:
    """Take a home that is empty, and an environment that changes nothing."""
    for name in tuple(os.environ):
        if name.startswith(("GDTUI_", "TEXTUAL", "XDG_")) or name == "NO_COLOR":
            del os.environ[name]
    os.environ.update(HOME=str(home), TMPDIR=str(home), LANG="C.UTF-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, sys.argv[2:])
