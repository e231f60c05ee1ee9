"""Start a gdtui from elsewhere in a pseudo-terminal, see its first screen, quit it.

``python -m tests.start_and_quit PROGRAM`` fails unless the program paints and ends with 0.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.terminal import Terminal


def start_and_quit(program: str) -> int:
    """Give the exit status of a program that was started, looked at and quit."""
    with Terminal([program], columns=80, rows=24, cwd=Path("/")) as terminal:
        terminal.wait_for("Gradient Descent in Practice", timeout=60)
        terminal.wait_for("Why This Matters")
        terminal.press("q")
        status = terminal.exit_status()
    print(f"{program}: painted its first screen and ended with {status}")
    return status


if __name__ == "__main__":
    sys.exit(start_and_quit(sys.argv[1]))
