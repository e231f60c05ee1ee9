"""Time from asking for a check to its verdict, as a ratio to `python -c "import numpy"`.

``python tests/benchmarks/check.py [ROUNDS]`` measures, in turn within each round: a check by the
running program as the key starts it (right program; a known mistake, the first one and later
ones), and ``gdtui check FILE`` from exec to its end. Milliseconds drift with the machine; the
median of the ratios taken within each round does not.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from gdtui.checker.checker import Checker  # noqa: E402
from gdtui.lesson.challenge import Challenge  # noqa: E402
from gdtui.lesson.load import load  # noqa: E402
from gdtui.lesson.places import content_folder  # noqa: E402

NUMPY = [sys.executable, "-c", "import numpy"]


def main(rounds: int) -> None:
    """Measure and print; the first round, which writes .pyc files, is not counted."""
    bodies = (step.body for step in load(content_folder()).steps)
    challenge = next(body for body in bodies if isinstance(body, Challenge))
    right = challenge.solutions[0].source
    wrong = right.replace("2 * (w", "(w")
    seasoned = Checker()
    checked(seasoned, challenge, wrong, "failed")
    with tempfile.TemporaryDirectory() as home:
        program = Path(home, "right.py")
        program.write_text(right, encoding="utf-8")
        command = [sys.executable, "-m", "gdtui", "check", str(program)]
        jobs: dict[str, Callable[[], object]] = {
            "import numpy": lambda: carried_out(NUMPY, home),
            "right": lambda: checked(seasoned, challenge, right, "passed"),
            "mistake, first": lambda: checked(Checker(), challenge, wrong, "failed"),
            "mistake, later": lambda: checked(seasoned, challenge, wrong, "failed"),
            "gdtui check": lambda: carried_out(command, home),
        }
        times: dict[str, list[float]] = {name: [] for name in jobs}
        for turn in range(rounds + 1):
            for name, job in jobs.items():
                start = time.perf_counter()
                job()
                if turn:
                    times[name].append(time.perf_counter() - start)
    print(f"From asking to the verdict, {rounds} rounds")
    print(f"{'':16}{'median':>10}{'most':>10}{'× import numpy':>16}")
    for name, took in times.items():
        ratios = [a / b for a, b in zip(took, times["import numpy"], strict=True)]
        figures = f"{statistics.median(took) * 1000:7.0f} ms{max(took) * 1000:7.0f} ms"
        print(f"{name:16}{figures}{statistics.median(ratios):16.2f}")


def checked(checker: Checker, challenge: Challenge, source: str, outcome: str) -> None:
    """One check, which must come to this outcome."""
    verdict = asyncio.run(checker.check(challenge, source))
    if verdict.outcome != outcome:
        sys.exit(f"the check came to {verdict.outcome}: {verdict.finding.message}")


def carried_out(command: list[str], home: str) -> None:
    """One command, which must end well."""
    env = {**os.environ, "HOME": home, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
