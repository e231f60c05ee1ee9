"""`gdtui export`: from an answer on the screen to a file, without harm to a file that is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
GDTUI = [sys.executable, "-m", "gdtui"]


def export(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*GDTUI, "export", *arguments], cwd=ROOT, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


def test_what_the_overview_shows_is_what_is_exported(tmp_path: Path) -> None:
    with Terminal(GDTUI, columns=80, rows=24, cwd=ROOT) as terminal:
        terminal.wait_for("of 27 stars")
        terminal.press("1", "d")
        terminal.wait_for("Step 0 of 12")
        # From 1.4 by 3, 3 and −0.25 to 7.15, beside the lowest place at 7.
        terminal.press("up", "right", "right", "down", "down", "left")
        terminal.wait_for("Esc goes back to the text")
        terminal.press("o")
        terminal.wait_for("last push 1: the first descent in step 1")
        shown = terminal.text
        terminal.press("r")
        terminal.wait_for("looking back")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert "▲ 1.0" in shown
    data = json.loads(export("--json").stdout)
    assert (data["schema"], data["version"]) == ("gdtui-recap", 1)
    assert data["score"] == {"position": 1.0, "velocity": 1.0}
    assert [step["status"] for step in data["steps"][:2]] == ["in progress", "not started"]
    file = tmp_path / "recap.md"
    assert export(str(file)).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "0 of 9 steps completed. 0 of 27 stars. Score 1.0." in text
    assert text == export().stdout


def test_a_file_that_is_there_is_replaced_only_when_asked_to(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine", encoding="utf-8")
    refused = export(str(file))
    assert refused.returncode == 1
    assert "--force replaces it" in refused.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert export(str(file), "--force").returncode == 0
    assert file.read_text(encoding="utf-8").startswith("# Gradient Descent")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused = export(str(tmp_path / "none" / "recap.md"))
    assert refused.returncode == 1
    assert "recap.md cannot be written: No such file" in refused.stderr


def test_ascii_and_a_plain_lesson_can_be_asked_for() -> None:
    told = export("--ascii", "--no-game")
    assert told.returncode == 0
    assert told.stdout.isascii()
    assert "Score" not in told.stdout
