"""What goes into the store comes out of it, also with two windows at once."""

from __future__ import annotations

import math
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.progress.model import Fact, Kind, NotSaved, Progress, RunRecord
from gdtui.progress.store import DRAFTS_KEPT, RUNS_KEPT, Store

Open = Callable[[], Store]


def draft(text: str) -> Fact:
    return Fact("code", "draft", "main", text)


def run(number: int, step: str = "code") -> RunRecord:
    return RunRecord(step, float(number), f"print({number})", "finished")


def texts(store: Store) -> list[str]:
    return [text for _, text in store.kept_drafts("code", "main")]


def test_a_new_profile_is_empty_and_private(store: Store, path: Path) -> None:
    assert store.load() == Progress()
    assert store.notice is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_facts_are_found_by_the_next_start(open_store: Open) -> None:
    first = open_store()
    facts = [Fact("", "place", "step", "code"), Fact("gone", "work", "read"), draft("x = 'ŷ\0'\n")]
    first.save(facts)
    first.save([draft("one"), draft("two")])
    first.close()
    assert open_store().load() == Progress().adding([*facts, draft("two")])


def test_what_no_file_can_hold_is_replaced_and_the_rest_kept(store: Store) -> None:
    store.save([draft("a\udcffb")])
    assert store.load().value("code", "draft", "main") == "a?b"


def test_lessons_in_one_file_do_not_see_each_other(store: Store, path: Path) -> None:
    store.save([draft("mine")])
    store.keep_run(run(1))
    other = Store(path, "another")
    other.save([draft("theirs")])
    assert other.runs("code") == ()
    other.erase(None)
    other.close()
    assert store.load() == Progress().adding([draft("mine")])
    assert texts(store) == []


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.lists(
            st.builds(
                Fact,
                st.text(max_size=2),
                st.sampled_from(get_args(Kind)),
                st.text(max_size=2),
                st.text(),
            ),
            max_size=4,
        ),
        max_size=4,
    )
)
def test_the_file_holds_what_the_model_holds(saves: list[list[Fact]]) -> None:
    expected = Progress()
    with tempfile.TemporaryDirectory() as directory:
        store = Store(Path(directory) / "p.db", "lesson")
        for facts in saves:
            store.save(facts)
            expected = expected.adding(facts)
        assert store.load() == expected
        store.close()


def test_runs_come_back_as_they_were_oldest_first(open_store: Open) -> None:
    first = RunRecord(
        "code",
        1.5,
        "lr = 0.5",
        "failed",
        {"lr": 0.5, "limit": math.inf},
        ((0.0, 1.25), (0.1, math.inf), (1.0, 0.1)),
        "update",
        ((0.5, 0.25), (-math.inf, 0.0)),
        ((1.0, 3.0), (2.0, 5.0)),
    )
    store = open_store()
    store.keep_run(first)
    store.keep_run(run(0))
    store.keep_run(run(0, "experiment"))
    store.close()
    assert open_store().runs("code") == (first, run(0))


def test_a_run_that_is_forgotten_leaves_the_others(open_store: Open) -> None:
    store = open_store()
    for kept in (run(1), run(2), run(1, "experiment")):
        store.keep_run(kept)
    store.forget_run("code", 1.0)
    store.forget_run("code", 3.0)
    store.close()
    again = open_store()
    assert (again.runs("code"), again.runs("experiment")) == ((run(2),), (run(1, "experiment"),))


def test_a_curve_may_hold_nan(store: Store) -> None:
    store.keep_run(RunRecord("code", 0.0, "", "finished", {"lr": math.nan}, ((1.0, math.nan),)))
    (kept,) = store.runs("code")
    assert math.isnan(kept.settings["lr"])
    assert math.isnan(kept.curve[0][1])


def test_of_each_step_the_newest_runs_are_kept(store: Store) -> None:
    store.keep_run(run(-1, "experiment"))
    for number in range(RUNS_KEPT + 3):
        store.keep_run(run(number))
    assert store.runs("code") == tuple(run(number) for number in range(3, RUNS_KEPT + 3))
    assert store.runs("experiment") == (run(-1, "experiment"),)


def test_erasing_a_step_leaves_the_others(store: Store) -> None:
    kept = [Fact("quiz", "work", "done"), Fact("", "place", "step", "code")]
    store.save([*kept, draft("x")])
    store.keep_run(run(1))
    store.keep_run(run(1, "quiz"))
    store.keep_draft("code", "main", "old")
    store.erase("code")
    assert store.load() == Progress().adding(kept)
    assert (store.runs("code"), texts(store)) == ((), [])
    assert store.runs("quiz") == (run(1, "quiz"),)
    store.erase(None)
    assert store.load() == Progress()
    assert store.runs("quiz") == ()


def test_two_windows_add_to_each_other(open_store: Open) -> None:
    one, two = open_store(), open_store()
    one.load()
    two.load()
    facts = [Fact("step", "answer", str(number), str(number)) for number in range(20)]
    for index, fact in enumerate(facts):
        (one, two)[index % 2].save([fact])
    two.save([Fact("step", "answer", "0", "newest")])
    assert one.load() == Progress().adding([*facts, Fact("step", "answer", "0", "newest")])
    assert one.load() == two.load()


def test_a_draft_of_another_window_is_kept_when_it_is_overwritten(open_store: Open) -> None:
    one, two = open_store(), open_store()
    one.save([draft("start")])
    two.load()
    one.save([draft("from one")])
    two.save([draft("from two")])
    assert texts(two) == ["from one"]
    one.save([draft("one again")])
    assert texts(one) == ["from two", "from one"]
    (newest, _), (oldest, _) = one.kept_drafts("code", "main")
    assert newest > oldest
    assert one.load().value("code", "draft", "main") == "one again"


@pytest.mark.parametrize("also_loaded", [True, False])
def test_a_draft_that_was_seen_is_overwritten_for_good(open_store: Open, also_loaded: bool) -> None:
    one, two = open_store(), open_store()
    one.save([draft("start")])
    if also_loaded:
        two.load()
    two.save([draft("next")])
    two.save([draft("last")])
    assert texts(two) == ([] if also_loaded else ["start"])


def test_the_same_text_in_both_windows_is_no_collision(open_store: Open) -> None:
    one, two = open_store(), open_store()
    two.load()
    one.save([draft("same")])
    two.save([draft("same")])
    assert texts(two) == []


def test_a_text_written_again_since_it_was_seen_is_still_kept(open_store: Open) -> None:
    one, two = open_store(), open_store()
    one.save([draft("a")])
    two.load()
    one.save([draft("b")])
    one.save([draft("a")])
    two.save([draft("c")])
    assert texts(two) == ["a"]


def test_a_failed_save_changes_nothing_at_all(open_store: Open, path: Path) -> None:
    one, two = open_store(), open_store()
    two.load()
    one.save([draft("from one")])
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON facts WHEN NEW.key = 'refused'"
            " BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    with pytest.raises(NotSaved, match="refused"):
        two.save([draft("from two"), Fact("code", "answer", "refused")])
    assert texts(two) == []
    assert one.load() == Progress().adding([draft("from one")])
    two.save([draft("from two")])
    assert texts(two) == ["from one"]


def test_kept_drafts_are_limited_and_hold_each_text_once(store: Store) -> None:
    for number in range(DRAFTS_KEPT + 2):
        store.keep_draft("code", "main", str(number))
    store.keep_draft("code", "main", "5")
    store.keep_draft("code", "main", " \n")
    store.keep_draft("code", "other", "x")
    kept = texts(store)
    assert kept[:2] == ["5", str(DRAFTS_KEPT + 1)]
    assert len(kept) == len(set(kept)) == DRAFTS_KEPT
    assert kept[-1] == "2"
