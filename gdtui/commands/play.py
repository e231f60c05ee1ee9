"""The lesson on the screen, from its start to an orderly end, whatever ends it."""

from __future__ import annotations

import sys
import traceback
from contextlib import ExitStack
from threading import Event
from typing import TYPE_CHECKING

from gdtui.commands.ending import apology, watch_terminal

if TYPE_CHECKING:
    from gdtui.progress.keeper import Keeper
    from gdtui.ui.app import LessonApp

CLOSING, LAST_CLOSING = 2.0, 0.5
"""Seconds that leaving waits for what is still to be saved; the same without a terminal."""
FAULTY = 1


def play(app: LessonApp, keeper: Keeper, running: ExitStack) -> int:
    """Play, close what was opened, and give the exit status. Raises Unfit."""
    ended = Event()
    watch_terminal(sys.stdin.fileno(), ended, lambda: keeper.close(LAST_CLOSING))
    fault = ""
    try:
        app.run()
    except Exception:  # what Textual does not catch itself
        fault = traceback.format_exc()
    finally:
        ended.set()
        running.close()
        saved = keeper.close(CLOSING)
        if not saved:
            print("gdtui: the file with your progress does not answer.", file=sys.stderr)
    if app.unfit is not None:
        raise app.unfit
    if fault or app.fault:
        return _apologise(fault or app.fault, saved and not app.trouble)
    return int(app.return_code or 0)


def _apologise(fault: str, saved: bool) -> int:
    from platformdirs import user_state_path

    print(apology(fault, saved, user_state_path("gdtui", appauthor=False)), file=sys.stderr)
    return FAULTY
