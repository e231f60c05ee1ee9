"""What a command loads: looked up in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from gdtui import __version__

ROOT = Path(__file__).parents[1]


def loaded_after(source: str) -> set[str]:
    """The modules in a fresh interpreter after some code, which may end by SystemExit."""
    script = (
        "import json, sys\n"
        f"try:\n    {source}\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_version_is_told_without_loading_what_draws_computes_or_stores() -> None:
    loaded = loaded_after("from gdtui.cli import main; main(['--version'])")
    assert "gdtui.cli" in loaded
    assert not loaded & {"textual", "numpy", "plotext", "rich", "sqlite3"}


FIRST_PAGE = """
    import asyncio
    from gdtui.options import command_line
    from gdtui.rooms import make_app
    app, keeper, running = make_app(command_line().parse_args([]))
    async def show():
        async with app.run_test() as pilot:
            await pilot.pause()
            assert "0/9" in str(app.screen.query_one("Head").render())
    asyncio.run(show())
    keeper.close(60)
"""


def test_the_first_page_is_shown_without_what_only_later_ones_need() -> None:
    loaded = loaded_after(FIRST_PAGE)
    assert {"textual", "gdtui.ui.screens.overview", "gdtui.progress.store"} <= loaded
    late = {"numpy", "plotext", "tree_sitter", "textual.widgets._markdown", "markdown_it"}
    assert not loaded & late
    rooms = ("gdtui.checker.", "gdtui.descent.", "gdtui.runner.", "gdtui.commands.")
    assert not [name for name in loaded if name.startswith(rooms)]
    assert {name for name in loaded if name.startswith("gdtui.lesson.")} == {
        f"gdtui.lesson.{name}"
        for name in ("folder", "load", "model", "notes", "places", "shelf", "table", "text")
    }


def test_the_version_printed_is_the_packages() -> None:
    command = [sys.executable, "-m", "gdtui", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == f"gdtui {__version__}\n"
