"""What is remembered of a run: its path, its samples, and how it is told on another day."""

from __future__ import annotations

import math

import pytest

from gdtui.progress.model import RunRecord
from gdtui.ui.bench import (
    KEPT_PATH,
    KEPT_SAMPLES,
    VIEWS,
    look_back,
    path_of,
    remembered,
    samples_of,
)
from gdtui.ui.plot import text_of
from tests.ui.test_bench import LINE, RUNS, falling


@pytest.mark.parametrize("count", [1, 2, 99, 100, 101, 5000])
def test_of_a_path_the_first_steps_and_the_last_are_remembered(count: int) -> None:
    last = falling(count).last
    assert last is not None
    path, kept = last.path(), path_of(last)
    assert kept[:4] == tuple(path[:4])[: len(kept)] or count > 500
    assert (kept[0], kept[-1]) == (path[0], path[-1])
    assert len(kept) <= KEPT_PATH
    assert set(kept) <= set(path)
    assert list(kept) == [point for point in path if point in set(kept)]


def test_what_is_not_known_or_too_much_is_not_remembered() -> None:
    assert (path_of(None), samples_of(None)) == ((), ())
    assert path_of(RUNS["without weight"].last) == ()
    few, many = falling(2).last, falling(2, ((1.0, 1.0),) * (KEPT_SAMPLES + 1)).last
    assert (samples_of(few), samples_of(many)) == (LINE, ())


def test_a_run_of_an_earlier_visit_is_told_with_its_settings() -> None:
    record = RunRecord("code", 1.0, "", "finished", {"lr": 0.5}, ((0.0, 9.0), (4.0, 0.25)), "epoch")
    assert look_back(record) == "Your last run: lr 0.5 · epoch 4 · loss 0.25"
    stopped = RunRecord("code", 1.0, "", "stopped", {}, ((4.0, math.inf),))
    assert look_back(stopped) == "Your last run: stopped at report 4 · loss inf"
    for kind in VIEWS[1:]:
        text = text_of(remembered(record, kind, True)(60, 16, False, None))
        assert "Of this run only the loss was kept." in text
