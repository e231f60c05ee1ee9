"""Kept runs over each other: which are drawn, with which sign, and what is said of the rest."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from gdtui.progress.model import RunRecord
from gdtui.ui.comparison import COMPARED, Compared, along, along_told, compared
from gdtui.ui.kept_runs import KeptRun, listed, names_of
from gdtui.ui.plot import cut, text_of
from gdtui.ui.runs_table import head, told_of_run, widths_for

LINE = tuple((float(x), 2.0 * x + 1) for x in range(1, 6))
SQUARE = tuple((float(x), float(x * x)) for x in range(1, 6))
WAY = ((0.3, 0.1), (1.5, 0.4), (2.0, 0.9))


def kept(
    at: float,
    lr: float,
    data: tuple[tuple[float, float], ...] = LINE,
    path: tuple[tuple[float, float], ...] = WAY,
    clock: str = "update",
) -> KeptRun:
    curve = ((1.0, 50.0), (2.0, 5.0), (3.0, 0.5))
    numbers = {"updates": 3.0} if clock == "update" else {"epochs": 3.0}
    return KeptRun(
        RunRecord("s", at, "", "finished", {"lr": lr}, curve, clock, path, data), numbers
    )


def drawn(runs: list[KeptRun], chosen: KeptRun | None, view: Compared) -> str:
    return text_of(along(runs, chosen, view)(78, 14, False, None))


def test_lines_and_paths_have_the_signs_of_the_losses() -> None:
    runs = listed([kept(1, 0.01), kept(2, 0.05, SQUARE), kept(3, 0.1, LINE[::-1])])
    losses = text_of(compared(runs, True, False)(78, 14, False, None)).splitlines()[0]
    assert "● lr 0.1  ▲ lr 0.05  ■ lr 0.01" in losses.replace(" · line", "")
    for view in COMPARED[1:]:
        legend = drawn(runs, runs[0], view).splitlines()[0]
        # The same points in another order are the same data; those of the parabola are not.
        assert "● lr 0.1  ■ lr 0.01" in legend
        assert "▲" not in legend
    assert along_told(runs, runs[0]) == (
        "Data: 5 points, line. 1 on other data left out: choose one to see it."
    )


def test_the_chosen_run_decides_on_the_data() -> None:
    runs = listed([kept(1, 0.01), kept(2, 0.05, SQUARE)])
    square = next(run for run in runs if run.record.data == SQUARE)
    assert "Data: 5 points, square." in along_told(runs, square)
    # A single one has its equation, and its start and end.
    assert "ŷ = 2·x + 0.9" in drawn(runs, square, "fits")
    assert "○ first" in drawn(runs, square, "paths")


def test_runs_without_a_path_or_samples_are_told_and_left_out() -> None:
    bare, whole = kept(2, 0.05, path=()), kept(1, 0.01)
    runs = listed([bare, whole, kept(0, 0.1, data=())])
    assert along_told(runs, bare) == ("Data: 5 points, line. 2 kept without a path left out.")
    assert "ŷ" in drawn(runs, bare, "fits")
    assert along_told([bare], bare) == "1 kept without a path left out."
    assert "No run to draw yet." in drawn([bare], bare, "paths")


def test_a_run_that_exploded_does_not_shrink_the_map() -> None:
    away = ((1e3, -1e3), (1e80, 1e80), (math.inf, math.nan))
    runs = listed([kept(1, 0.01), kept(2, 0.5, path=away)])
    text = drawn(runs, None, "paths")
    assert "● ends: no longer finite" in text
    assert "2.0" in text.splitlines()[-1]
    assert "● w = inf, b = nan: no line" in drawn(runs, None, "fits")


def test_a_run_that_counts_in_another_clock_says_so() -> None:
    runs = listed([kept(1, 0.01), kept(2, 0.05, clock="epoch")])
    legend = text_of(compared(runs, True, False)(78, 14, False, None)).splitlines()[0]
    assert "● lr 0.05, by epoch  ▲ lr 0.01" in legend


def among(at: float, **settings: float) -> KeptRun:
    run = kept(at, 0.01)
    return replace(run, record=replace(run.record, settings={"lr": 0.01, "seed": 7.0, **settings}))


def test_what_differs_most_comes_first_and_equal_runs_are_numbered() -> None:
    sizes = [among(at, epochs=100 + 100 * (at == 4), batch_size=size) for at, size in
             enumerate((1, 4, 4, 5, 5))]  # fmt: skip
    names = names_of(listed(sizes))
    assert names[0] == "batch 5, epochs 200"
    assert names[2:4] == ["batch 4, epochs 100 (2)", "batch 4, epochs 100 (1)"]
    assert cut(names[2], 14, "...") == "batch 4... (2)"


@pytest.mark.parametrize("room", [58, 77, 130])
def test_the_columns_fit_and_names_go_before_the_last_of_them(room: int) -> None:
    for longest in (5, 22, 40, 90):
        widths = widths_for(room, longest)
        assert sum(widths) <= room
        assert max(map(len, head(widths).splitlines())) <= room
        whole = widths[0] >= longest
        assert whole or len(widths) == len(widths_for(0, 90))


def test_a_legend_without_room_cuts_all_names_alike() -> None:
    runs = listed([among(at, epochs=1000.0, batch_size=float(at)) for at in range(1, 7)])
    legend = text_of(compared(runs, True, False)(60, 12, False, None)).splitlines()[:3]
    assert all(sign in "".join(legend) for sign in "●▲■◆○△")


def test_a_chosen_run_that_is_hidden_keeps_its_data() -> None:
    square = replace(kept(2, 0.05, SQUARE), hidden=True)
    runs = listed([kept(1, 0.01), square])
    assert "Data: 5 points, square." in along_told(runs, square)
    for view in COMPARED[1:]:
        assert "The chosen run is hidden" in drawn(runs, square, view)


def test_a_hidden_run_is_in_no_picture_and_keeps_its_name() -> None:
    first = kept(1, 0.01)
    hidden = KeptRun(first.record, first.numbers, hidden=True)
    runs = listed([hidden, kept(2, 0.05), kept(3, 0.1)])
    assert "lr 0.01" not in drawn(runs, None, "fits").splitlines()[0]
    assert told_of_run(hidden) == "lr 0.01: 3 updates, loss 0.5, hidden (h shows it)"
