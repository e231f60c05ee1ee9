"""The shipped lesson has lost a file since it was installed: what can be played is played."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from gdtui.lesson.places import content_folder
from tests.commands import ROOT
from tests.terminal import Terminal

DAMAGED = """
import sys
from pathlib import Path
from gdtui.cli import main
from gdtui.lesson import places
folder = Path(sys.argv.pop(1))
places.content_folder = lambda: folder
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def damaged(tmp_path: Path) -> list[str]:
    """The command, with a lesson whose program is gone."""
    folder = tmp_path / "lesson"
    shutil.copytree(content_folder(), folder)
    (folder / "code" / "train.py").unlink()
    return [sys.executable, "-c", DAMAGED, str(folder)]


def test_opening_the_step_tells_what_is_missing_and_the_next_start_plays_on(
    damaged: list[str],
) -> None:
    with Terminal(damaged, 80, 24, {"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("▸ 1 Why This Matters")
        terminal.press("1")
        terminal.wait_for("Step 1 Why This Matters")
        terminal.press("4")
        assert terminal.exit_status() == 1
        told = " ".join("".join(terminal.lines).split())
    assert "is not fit to teach:" in told
    assert "'code/train.py' is not there" in told
    assert "Traceback" not in told
    with Terminal(damaged, 80, 24, {"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("Step 1 Why This Matters")
        terminal.press("q")
        assert terminal.exit_status() == 0
