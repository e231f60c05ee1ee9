"""The rules of the statuses."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from gdtui.progress.model import Fact, Kind, Progress, Status, newly_completed

ORDER = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED)
names = st.sampled_from(["", "a", "b", "completed", "read"])
facts = st.builds(Fact, names, st.sampled_from(get_args(Kind)), names, st.text(max_size=3))
works = st.frozensets(names)


def done(*keys: str) -> Progress:
    return Progress().adding(Fact("a", "work", key) for key in keys)


def test_a_step_without_facts_is_not_started() -> None:
    assert done().status("a", {"read"}) is Status.NOT_STARTED
    assert done("read").status("b", {"read"}) is Status.NOT_STARTED


def test_any_fact_starts_a_step_and_opening_it_never_completes_it() -> None:
    opened = Progress().adding([Fact("a", "place", "at"), Fact("a", "seen", "read")])
    assert opened.status("a", {"read"}) is Status.IN_PROGRESS
    assert opened.status("a", set()) is Status.IN_PROGRESS


def test_all_the_work_completes_a_step() -> None:
    assert done("read").status("a", {"read", "run"}) is Status.IN_PROGRESS
    assert done("read", "run").status("a", {"read", "run"}) is Status.COMPLETED


def test_a_completed_step_stays_completed_when_the_content_asks_more() -> None:
    assert done("completed").status("a", {"read", "new"}) is Status.COMPLETED


def test_the_label_is_what_the_screens_write() -> None:
    assert [status.label for status in ORDER] == ["Not started", "In progress", "Completed"]


def test_value_and_keys_see_one_step_and_one_kind() -> None:
    progress = Progress().adding(
        [Fact("a", "draft", "code", "old"), Fact("b", "draft", "code", "other")]
    )
    progress = progress.adding([Fact("a", "draft", "code", "new"), Fact("a", "seen", "card")])
    assert progress.value("a", "draft", "code") == "new"
    assert progress.value("a", "answer", "code") is None
    assert progress.keys("a", "draft") == {"code"}
    assert progress.keys("c", "draft") == frozenset()


@given(st.lists(facts), st.lists(facts), names, works)
def test_adding_facts_never_lowers_a_status(
    earlier: list[Fact], later: list[Fact], step: str, work: frozenset[str]
) -> None:
    before = Progress().adding(earlier)
    after = before.adding(later)
    assert ORDER.index(after.status(step, work)) >= ORDER.index(before.status(step, work))
    assert newly_completed(before, after, step, work) == (
        before.status(step, work) != after.status(step, work) == Status.COMPLETED
    )


@given(st.lists(facts), st.lists(facts))
def test_adding_in_parts_is_adding_at_once(earlier: list[Fact], later: list[Fact]) -> None:
    assert Progress().adding(earlier).adding(later) == Progress().adding(earlier + later)


@given(st.lists(facts), names, works)
def test_an_erased_step_is_as_if_never_touched(
    given_facts: list[Fact], step: str, work: frozenset[str]
) -> None:
    progress = Progress().adding(given_facts)
    assert progress.without(step).status(step, work) is Status.NOT_STARTED
    assert progress.without(step) == Progress().adding(f for f in given_facts if f.step != step)
    assert progress.without(None) == Progress()
