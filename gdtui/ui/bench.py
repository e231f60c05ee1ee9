"""What the code step shows of a run: pictures, titles and outcomes, from values alone."""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from gdtui.descent.contours import RATIO, Frame, frame, loss_grid
from gdtui.descent.line import least_squares, loss
from gdtui.progress.model import RunRecord
from gdtui.runner.events import Failed, Sample, Stopped
from gdtui.ui.plot import Curve, Picture, Track, fit_picture, loss_picture, message, path_picture
from gdtui.ui.run_view import RunView, Trained

View: TypeAlias = Literal["loss", "fit", "path"]
VIEWS: tuple[View, ...] = ("loss", "fit", "path")

Plot: TypeAlias = Callable[[int, int, bool, "float | None"], Picture]
"""(width, height, ascii, cursor) to a picture."""

KEPT_POINTS = 400
"""Points of a curve that are remembered."""

KEPT_PATH = 100
"""Points of a path that are remembered."""

KEPT_SAMPLES = 400
"""Samples that are remembered; of more, none is: a part of them has other contours."""

MOST_CURVES = 8
"""Curves in one picture, as many as can be told apart."""

START = (0.0, 0.0)
"""Where programs of the lesson begin: weight and bias."""

LARGEST = 1e100
"""A sample beyond this is not drawn: its squares, and what is made of them, overflow."""

CONTOURS = 7
"""Contours drawn, from the loss at the start downwards."""


@lru_cache(maxsize=8)
def _meaning(source: str) -> str:
    try:
        with warnings.catch_warnings():
            # What Python thinks of an escape such as "\d" would be written over the screen.
            warnings.simplefilter("ignore")
            return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source


def program_differs(source: str, other: str) -> bool:
    """Whether two programs do something else, whatever their comments and spacing.

    Docstrings count: a program can read them. What is no Python is compared as text.
    """
    return source != other and _meaning(source) != _meaning(other)


def curve_of(trained: Trained | None) -> tuple[tuple[float, float], ...]:
    """The curve of a training run, thinned to what is remembered of it."""
    points = trained.points() if trained is not None else []
    stride = math.ceil(len(points) / KEPT_POINTS) or 1
    thinned = points[::stride]
    if points and thinned[-1] != points[-1]:
        thinned.append(points[-1])
    return tuple(thinned)


def path_of(trained: Trained | None) -> tuple[tuple[float, float], ...]:
    """The path of a training run, thinned to what is remembered of it.

    The first steps are the longest: they are kept one by one, later ones further apart.
    """
    path = trained.path() if trained is not None else []
    last = len(path) - 1
    kept = {round(last * (place / (KEPT_PATH - 1)) ** 2) for place in range(KEPT_PATH)}
    return tuple(path[at] for at in sorted(kept)) if path else ()


def samples_of(trained: Trained | None) -> tuple[Sample, ...]:
    """The samples of a training run, where there are not too many to remember."""
    data = trained.data if trained is not None else ()
    return data if len(data) <= KEPT_SAMPLES else ()


def drawn(view: RunView, kind: View, rows: int, before: RunView | None, log: bool) -> Plot:
    """The picture of a run after so many of its reports, at whatever size it will have."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        shares = view.shown(rows)
        if view.ending is not None and not view.rows:
            return message("This run measured nothing.", width, height)
        if kind == "loss":
            return _loss(view, shares, before, log, width, height, ascii, cursor)
        if not shares:
            words = "Nothing measured yet." if view.ending is None else "Nothing was measured."
            return message(words, width, height)
        one, share = shares[-1]
        path = one.path(share)
        if not path:
            return message(
                "This view needs watch(weight=..., bias=...) in the program.", width, height
            )
        return tracked([Track(0, path)], one.data, kind, width, height, ascii)

    return plot


def _loss(
    view: RunView,
    shares: tuple[tuple[Trained, int], ...],
    before: RunView | None,
    log: bool,
    width: int,
    height: int,
    ascii: bool,
    cursor: float | None,
) -> Picture:
    now: list[tuple[Trained, int | None]] = list(shares[-MOST_CURVES:])
    earlier = before.last if before is not None else None
    last = earlier if view.last is None else view.last
    axes = ("epoch", "loss") if last is None else (last.clock, last.measure or "loss")
    if earlier and (earlier.clock, earlier.measure) == axes and len(now) < MOST_CURVES:
        now.append((earlier, None))
    names = told_apart([one.settings for one, _ in now])
    if earlier is not None and now and now[-1][0] is earlier:
        names[-1] = f"before: {names[-1]}" if names[-1] else "before"
    curves = [
        Curve(name or f"training {one.run}", one.points(share))
        for name, (one, share) in zip(names, now, strict=True)
    ]
    ends = [points[-1][0] for one, _ in now if (points := one.points())]
    end = max(filter(math.isfinite, ends), default=0.0)
    return loss_picture(
        curves, width, height, log=log, x_label=axes[0], y_label=axes[1],
        ascii=ascii, cursor=cursor, x_range=(0.0, end) if end > 0 else None,
    )  # fmt: skip


def remembered(record: RunRecord, kind: View, log: bool) -> Plot:
    """The picture of a run of an earlier visit."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        if kind != "loss":
            if not record.path:
                return message("Of this run only the loss was kept.", width, height)
            return tracked([Track(0, record.path)], record.data, kind, width, height, ascii)
        curve = Curve(told_apart([record.settings])[0], record.curve)
        return loss_picture(
            [curve], width, height, log=log, x_label=record.clock or "report",
            ascii=ascii, cursor=cursor,
        )  # fmt: skip

    return plot


def look_back(record: RunRecord) -> str:
    """How a run of an earlier visit stood, in one line; it has a curve."""
    at, value = record.curve[-1]
    standing = f"{record.clock or 'report'} {at:g} · loss {value:.4g}"
    (settings,) = told_apart([record.settings])
    ending = "" if record.outcome == "finished" else f"{record.outcome} at "
    return f"Your last run: {' · '.join(filter(None, (settings, ending + standing)))}"


def told_apart(settings: Sequence[Mapping[str, float]], brief: bool = False) -> list[str]:
    """A name for each of several runs: the settings that differ, or all where none does.

    What differs most comes first: a name that is cut loses what tells least. A ``brief`` name
    has the first word of each setting.
    """
    keys = list(dict.fromkeys(key for each in settings for key in each))
    values = {key: len({each.get(key) for each in settings}) for key in keys}
    differing = sorted((key for key in keys if values[key] > 1), key=lambda key: -values[key])
    firsts = [key.partition("_")[0] for key in keys]
    short = {
        k: f if brief and firsts.count(f) == 1 else k for k, f in zip(keys, firsts, strict=True)
    }
    return [
        ", ".join(f"{short[key]} {each[key]:g}" for key in differing or keys if key in each)
        for each in settings
    ]


def tracked(
    tracks: Sequence[Track],
    data: Sequence[Sample],
    kind: View,
    width: int,
    height: int,
    ascii: bool,
) -> Picture:
    """Tracks over the data that they were trained on: their last lines, or their paths."""
    if any(abs(number) > LARGEST for sample in data for number in sample):
        return message("The samples are too large to draw.", width, height)
    if kind == "fit":
        return fit_picture(data, tracks, width, height, ascii=ascii)
    if not data:
        return message("The contours need the samples, as a list called data.", width, height)
    fit = least_squares(data)
    window = _window(tracks, data)
    top = max(loss(data, *START) - fit.floor, 1e-12)
    levels = [fit.floor + top / RATIO**k for k in range(CONTOURS)]
    if not all(map(math.isfinite, levels)):
        return message("The losses of these samples are not finite.", width, height)
    grid = loss_grid(data, window.w, window.b, max(2, width - 8), max(2, height - 3))
    return path_picture(
        tracks, (fit.w, fit.b), grid, levels, window.w, window.b, width, height, ascii=ascii
    )


def _window(tracks: Sequence[Track], data: Sequence[Sample]) -> Frame:
    """The window that shows all tracks; one that exploded counts only where all did."""
    frames = [(track, frame([START, *track.points], data)) for track in tracks]
    calm = [each for track, each in frames if _holds(each, track.points[-1])]
    shown = calm or [each for _, each in frames]
    ws = [end for each in shown for end in each.w]
    bs = [end for each in shown for end in each.b]
    return Frame((min(ws), max(ws)), (min(bs), max(bs)))


def _holds(window: Frame, point: tuple[float, float]) -> bool:
    (w, b), ((w_low, w_high), (b_low, b_high)) = point, window
    return w_low <= w <= w_high and b_low <= b <= b_high


def outcome(view: RunView, rows: int, playing: bool) -> tuple[str, str]:
    """How a run stands, in one line, with its tone: "calm", "good" or "bad"."""
    ending = view.ending
    if playing or ending is None:
        return _standing(view, rows) or "Running …", "calm"
    if isinstance(ending, Failed):
        where = f"Line {ending.line}: " if ending.line is not None else ""
        return f"{where}{ending.error}: {ending.message}", "bad"
    if isinstance(ending, Stopped):
        return ending.message, "bad"
    returned = f" · returned {ending.returned[-1]}" if ending.returned else ""
    blown = blown_up(view.last)
    if blown is not None:
        return f"The loss blew up: {blown}{returned}", "bad"
    return (_standing(view, rows) or "Finished; nothing was measured.") + returned, "good"


def blown_up(trained: Trained | None) -> str | None:
    """Where the loss stopped being a finite number, in words; None where it never did."""
    if trained is None:
        return None
    for at, value in trained.points():
        if not math.isfinite(value):
            return f"{value} at {trained.clock} {at:g}"
    return None


def _standing(view: RunView, rows: int) -> str:
    shares = view.shown(rows)
    if not shares:
        return ""
    one, share = shares[-1]
    points = one.points(share)
    if not points:
        return ""
    at, value = points[-1]
    return f"{one.clock} {at:g} · {one.measure} {value:.4g}"
