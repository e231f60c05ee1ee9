"""The table of kept runs, as lines of text: epochs to each threshold, the last loss, the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gdtui.descent.formats import MINUS, significant
from gdtui.ui.bench import told_apart
from gdtui.ui.kept_runs import THRESHOLDS, KeptRun

HEAD = ("run", "<0.01", "<1e-4", "<1e-6", "loss", "rose", "made", "w", "b")
_LEAST = 8
"""Cells that names have in any case."""

_WIDTHS = (20, 7, 6, 6, 8, 6, 8, 8, 8)


def widths_for(room: int, longest: int) -> Sequence[int]:
    """The widths of the columns in so many cells, for names of up to ``longest`` of them.

    Where names or columns have no room, the last columns go: w and b, then the updates. The line
    under the table tells them of the run that is chosen.
    """
    name, *others = _WIDTHS
    for columns in (others, others[:-2], others[:-3]):
        left = room - sum(columns)
        if left >= longest:
            break
    return (max(_LEAST, min(left, max(name, longest))), *columns)


def head(widths: Sequence[int]) -> str:
    """The two lines above the table: what is counted, and the columns."""
    name, *others = widths
    spans = (sum(others[:3]), *others[3:6])
    above = zip(("epochs until loss", "last", "loss", "updates"), spans, strict=False)
    over = " " * name + "".join(text.rjust(width) for text, width in above)
    return f"{over}\n{aligned(HEAD, widths)}"


def row(run: KeptRun, name: str, widths: Sequence[int]) -> str:
    """A line of the table: epochs to each threshold, the last loss, and the rest."""
    numbers = run.numbers
    cells = [name]
    for threshold in THRESHOLDS:
        passes = numbers.get(f"below {threshold:g}")
        cells.append("–" if passes is None else f"{passes:g}")
    cells.append("–" if run.loss is None else _short(run.loss))
    raised = numbers.get("raised")
    cells.append("–" if raised is None else f"{100 * raised:.0f}%")
    cells.append(f"{numbers['updates']:g}" if "updates" in numbers else "–")
    cells += [_short(numbers[key]) if key in numbers else "–" for key in ("w", "b")]
    return aligned(cells, widths)


def told_of_run(run: KeptRun) -> str:
    """A run with all its settings, and what a narrow table has no room for."""
    name = ", ".join(filter(None, (run.name, *told_apart([run.record.settings])))) or "run"
    made = f"{run.numbers['updates']:g} updates" if "updates" in run.numbers else ""
    ends = [f"{key} = {_short(run.numbers[key])}" for key in ("w", "b") if key in run.numbers]
    loss = "" if run.loss is None else f"loss {_short(run.loss)}"
    hidden = "hidden (h shows it)" if run.hidden else ""
    return f"{name}: {', '.join(filter(None, (made, loss, *ends, hidden)))}"


def _short(value: float) -> str:
    """A number in at most seven signs, so that columns stay apart."""
    if math.isfinite(value) and value and not 1e-4 <= abs(value) < 1e5:
        return f"{value:.0e}".replace("-", MINUS, 1) if value < 0 else f"{value:.0e}"
    return significant(value)


def aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells as columns: the first from the left, the others from the right."""
    (name, width), *rest = zip(cells, widths, strict=False)
    return name.ljust(width) + "".join(text.rjust(size) for text, size in rest)
