"""The store's thread: order, merging, failures, and an end that never waits for ever."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, current_thread

import pytest

from gdtui.progress.keeper import Keeper
from gdtui.progress.model import Fact, NotSaved, Progress, RunRecord
from gdtui.progress.store import Store
from gdtui.ui import ports

SECONDS = 20.0


def answer(key: str, value: str = "") -> Fact:
    return Fact("step", "answer", key, value)


class Gated(Store):
    """A store whose load hangs until the gate opens, and that writes down its saves."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "lesson")
        self.gate, self.entered = Event(), Event()
        self.saves: list[tuple[Fact, ...]] = []
        self.threads: set[str] = set()
        self.closed = 0

    def load(self) -> Progress:
        self.entered.set()
        assert self.gate.wait(SECONDS)
        return super().load()

    def save(self, facts: Iterable[Fact]) -> None:
        self.saves.append(tuple(facts))
        self.threads.add(current_thread().name)
        super().save(self.saves[-1])

    def close(self) -> None:
        self.closed += 1
        super().close()


@pytest.fixture
def gated(path: Path) -> Gated:
    return Gated(path)


@pytest.fixture
def keeper(gated: Gated) -> Iterator[ports.Keeper]:
    """A keeper on the gated store; the Protocol that the screens know fits it."""
    keeper = Keeper(lambda: gated)
    yield keeper
    gated.gate.set()
    assert keeper.close(SECONDS)


def test_all_calls_reach_the_store(keeper: ports.Keeper, gated: Gated) -> None:
    gated.gate.set()
    run = RunRecord("step", 1.0, "print()", "finished", {"lr": 0.1}, ((1.0, 2.0),))
    keeper.save([answer("a")]).result(SECONDS)
    keeper.keep_run(run).result(SECONDS)
    keeper.keep_draft("step", "code", "old").result(SECONDS)
    assert keeper.load().result(SECONDS) == Progress().adding([answer("a")])
    assert keeper.runs("step").result(SECONDS) == (run,)
    keeper.forget_run("step", 1.0).result(SECONDS)
    assert keeper.runs("step").result(SECONDS) == ()
    ((_, text),) = keeper.kept_drafts("step", "code").result(SECONDS)
    assert text == "old"
    assert keeper.notice().result(SECONDS) is None
    keeper.erase(None).result(SECONDS)
    assert keeper.load().result(SECONDS) == Progress()
    assert gated.threads == {"gdtui-keeper"}


def test_waiting_saves_become_one_and_later_facts_win(keeper: ports.Keeper, gated: Gated) -> None:
    loaded = keeper.load()
    assert gated.entered.wait(SECONDS)
    saves = [keeper.save([answer("a", str(n)), answer(str(n))]) for n in range(3)]
    erased = keeper.erase(None)
    after = keeper.save([answer("after")])
    assert not loaded.done()
    assert not any(future.done() for future in [*saves, erased, after])
    gated.gate.set()
    after.result(SECONDS)
    assert all(future.result(0) is None for future in [*saves, erased])
    assert gated.saves == [
        (answer("a", "2"), answer("0"), answer("1"), answer("2")),
        (answer("after"),),
    ]
    assert loaded.result(0) == Progress()
    assert keeper.load().result(SECONDS) == Progress().adding([answer("after")])


def test_a_save_that_is_under_way_takes_no_more_facts(path: Path) -> None:
    gate, entered = Event(), Event()

    class Slow(Gated):
        def save(self, facts: Iterable[Fact]) -> None:
            super().save(facts)
            entered.set()
            assert gate.wait(SECONDS)

    store = Slow(path)
    store.gate.set()
    keeper = Keeper(lambda: store)
    first = keeper.save([answer("1")])
    assert entered.wait(SECONDS)
    second = keeper.save([answer("2")])
    gate.set()
    second.result(SECONDS)
    assert first.result(0) is None
    assert store.saves == [(answer("1"),), (answer("2"),)]
    assert keeper.close(SECONDS)


def test_closing_finishes_what_was_handed_in(gated: Gated, path: Path) -> None:
    keeper = Keeper(lambda: gated)
    gated.gate.set()
    saves = [keeper.save([answer(str(n))]) for n in range(5)]
    assert keeper.close(SECONDS)
    assert all(future.done() for future in saves)
    assert gated.closed == 1
    with closing(Store(path, "lesson")) as store:
        assert len(store.load().facts) == 5
    with pytest.raises(NotSaved, match="about to end"):
        keeper.save([answer("late")]).result(0)
    assert keeper.close(0)


def test_closing_does_not_wait_for_a_store_that_hangs(keeper: ports.Keeper, gated: Gated) -> None:
    loaded = keeper.load()
    saved = keeper.save([answer("a")])
    assert gated.entered.wait(SECONDS)
    assert not keeper.close(0)
    assert not loaded.done()
    gated.gate.set()
    assert keeper.close(SECONDS)
    assert saved.result(0) is None


def test_the_program_ends_while_a_store_hangs() -> None:
    code = """
        from threading import Event
        from gdtui.progress.keeper import Keeper

        entered = Event()

        def hang():
            entered.set()
            Event().wait()

        keeper = Keeper(hang)
        keeper.load()
        assert entered.wait(20)
        assert not keeper.close(0)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True, timeout=SECONDS)


def test_nobody_can_cancel_what_was_handed_in(keeper: ports.Keeper, gated: Gated) -> None:
    keeper.load()
    saved = keeper.save([answer("a")])
    assert not saved.cancel()
    gated.gate.set()
    assert saved.result(SECONDS) is None
    assert keeper.load().result(SECONDS) == Progress().adding([answer("a")])


async def test_a_screen_that_stops_waiting_loses_nothing(
    keeper: ports.Keeper, gated: Gated
) -> None:
    keeper.load()
    saved = keeper.save([answer("a")])
    waiting = asyncio.wrap_future(saved)
    waiting.cancel()
    gated.gate.set()
    await asyncio.wrap_future(keeper.notice())
    assert waiting.cancelled()
    assert saved.result(0) is None


def test_a_failure_reaches_everyone_who_waits_and_the_next_call_is_tried(path: Path) -> None:
    opened: list[Callable[[], Store]] = []

    def refuse() -> Store:
        raise NotSaved("no home")

    def fail() -> Store:
        raise RuntimeError("a fault of ours")

    opened = [lambda: Store(path, "lesson"), fail, refuse]
    keeper = Keeper(lambda: opened.pop()())
    with pytest.raises(NotSaved, match="no home"):
        keeper.save([answer("a")]).result(SECONDS)
    with pytest.raises(RuntimeError, match="a fault of ours"):
        keeper.load().result(SECONDS)
    keeper.save([answer("b")]).result(SECONDS)
    assert keeper.load().result(SECONDS) == Progress().adding([answer("a"), answer("b")])
    assert keeper.close(SECONDS)


class Moody(Gated):
    """A store that saves nothing while ``refusing``."""

    refusing = True

    def save(self, facts: Iterable[Fact]) -> None:
        if self.refusing:
            raise NotSaved("full")
        super().save(facts)


def moody(path: Path) -> tuple[Keeper, Moody]:
    store = Moody(path)
    store.gate.set()
    keeper = Keeper(lambda: store)
    for fact in (answer("a", "old"), answer("a", "new"), Fact("other", "work", "read")):
        with pytest.raises(NotSaved):
            keeper.save([fact]).result(SECONDS)
    return keeper, store


def test_what_could_not_be_saved_goes_with_the_next_save(path: Path) -> None:
    keeper, store = moody(path)
    store.refusing = False
    keeper.save([answer("b")]).result(SECONDS)
    assert store.saves == [(answer("a", "new"), Fact("other", "work", "read"), answer("b"))]
    keeper.save([answer("c")]).result(SECONDS)
    assert store.saves[1:] == [(answer("c"),)]
    assert keeper.close(SECONDS)


def test_what_could_not_be_saved_is_tried_at_the_end(path: Path) -> None:
    keeper, store = moody(path)
    store.refusing = False
    assert keeper.close(SECONDS)
    assert store.saves == [(answer("a", "new"), Fact("other", "work", "read"))]


def test_an_end_that_saves_nothing_is_an_end(path: Path) -> None:
    keeper, store = moody(path)
    assert keeper.close(SECONDS)
    assert store.saves == []


def test_what_was_erased_is_not_saved_later(path: Path) -> None:
    keeper, store = moody(path)
    store.refusing = False
    keeper.erase("other").result(SECONDS)
    keeper.save([answer("b")]).result(SECONDS)
    assert store.saves == [(answer("a", "new"), answer("b"))]
    assert keeper.close(SECONDS)


def test_merged_saves_fail_together(path: Path) -> None:
    class Refusing(Gated):
        def save(self, facts: Iterable[Fact]) -> None:
            raise NotSaved("full")

    store = Refusing(path)
    keeper = Keeper(lambda: store)
    keeper.load()
    saves = [keeper.save([answer("a")]), keeper.save([answer("b")])]
    store.gate.set()
    for future in saves:
        with pytest.raises(NotSaved, match="full"):
            future.result(SECONDS)
    assert keeper.load().result(SECONDS) == Progress()
    assert keeper.close(SECONDS)


def test_a_keeper_that_was_never_used_opens_nothing(path: Path) -> None:
    assert Keeper(lambda: Store(path, "lesson")).close(SECONDS)
    assert not path.parent.exists()
