"""The stars of a step: one for completing it, one more for each merit. Pure, like the score."""

from __future__ import annotations

from collections.abc import Collection

from gdtui.progress.model import Progress, Status


def stars(progress: Progress, step: str, work: Collection[str], merits: Collection[str]) -> int:
    """How many stars a step has earned; merits of a step that is not completed wait for it.

    ``merits`` names the work beyond ``work`` that earns a star each. The same facts give the
    same stars to everybody, and no fact takes one away.
    """
    if progress.status(step, work) is not Status.COMPLETED:
        return 0
    return 1 + len(progress.keys(step, "work").intersection(merits))
