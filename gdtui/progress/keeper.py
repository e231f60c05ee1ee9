"""The store on a thread of its own, so that a lock that hangs never holds up the screen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from gdtui.progress.model import Fact, Key, NotSaved, Progress, RunRecord

if TYPE_CHECKING:
    from gdtui.progress.store import Store

T = TypeVar("T")


class _Call:
    """Work for the thread, and the futures of everyone who waits for it."""

    def __init__(self, work: Callable[[Store], Any]) -> None:
        self.work = work
        self.futures: list[Future[Any]] = []


class _Save(_Call):
    """Facts of any number of saves, to be kept in one transaction."""

    def __init__(self) -> None:
        super().__init__(lambda store: store.save(tuple(self.facts.values())))
        self.facts: dict[Key, Fact] = {}


class Keeper:
    """Remembers in the background, in the order of the calls.

    ``open_store`` is called on the thread, and again at the next call when it fails. Saves that
    wait next to each other become one transaction, and all are done when it is. The futures
    cannot be cancelled: what was handed over is kept, also when nobody waits any more. Facts that
    could not be saved go with the next save, and are tried once more at the end.
    """

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store
        self._store: Store | None = None
        self._calls: deque[_Call] = deque()
        self._changed = Condition()
        self._closing = False
        self._ahead: Future[Progress] | None = None
        self._unsaved: dict[Key, Fact] = {}
        # A daemon: the interpreter does not wait for it when it hangs.
        self._thread = Thread(target=self._serve, name="gdtui-keeper", daemon=True)
        self._thread.start()

    def begin(self) -> None:
        """Begin to load, for whoever asks next, while the rest of the program is still imported."""
        self._ahead = self._call(lambda store: store.load())

    def load(self) -> Future[Progress]:
        """Everything remembered so far."""
        ahead, self._ahead = self._ahead, None
        return self._call(lambda store: store.load()) if ahead is None else ahead

    def save(self, facts: Sequence[Fact]) -> Future[None]:
        """Keep facts; done when they are safe on the disk."""
        future: Future[None] = Future()
        with self._changed:
            last = self._calls[-1] if self._calls else None
            save = last if isinstance(last, _Save) else _Save()
            if self._hand_in(save, future):
                save.facts.update((fact.address, fact) for fact in facts)
        return future

    def keep_run(self, run: RunRecord) -> Future[None]:
        """Keep a run."""
        return self._call(lambda store: store.keep_run(run))

    def runs(self, step: str) -> Future[tuple[RunRecord, ...]]:
        """The runs of a step, oldest first."""
        return self._call(lambda store: store.runs(step))

    def forget_run(self, step: str, at: float) -> Future[None]:
        """Forget the run of a step that was kept with this time."""
        return self._call(lambda store: store.forget_run(step, at))

    def keep_draft(self, step: str, key: str, text: str) -> Future[None]:
        """Keep a text that is about to be given up."""
        return self._call(lambda store: store.keep_draft(step, key, text))

    def kept_drafts(self, step: str, key: str) -> Future[tuple[tuple[float, str], ...]]:
        """The earlier texts of a draft as (seconds since 1970, text), newest first."""
        return self._call(lambda store: store.kept_drafts(step, key))

    def erase(self, step: str | None) -> Future[None]:
        """Forget one step, or everything."""

        def forget(store: Store) -> None:
            store.erase(step)
            kept = {} if step is None else {k: f for k, f in self._unsaved.items() if k[0] != step}
            self._unsaved = kept

        return self._call(forget)

    def notice(self) -> Future[str | None]:
        """What the learner should be told about the file, or None."""
        return self._call(lambda store: store.notice)

    def close(self, timeout: float) -> bool:
        """Finish what was handed in; False when that takes longer than the seconds given."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _call(self, work: Callable[[Store], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._changed:
            self._hand_in(_Call(work), future)
        return future

    def _hand_in(self, call: _Call, future: Future[Any]) -> bool:
        # From here on the future counts as running, which no one can cancel.
        future.set_running_or_notify_cancel()
        self._ahead = None
        if self._closing:
            future.set_exception(
                NotSaved("This is not saved: gdtui is about to end. Start it again to go on.")
            )
            return False
        call.futures.append(future)
        if not self._calls or self._calls[-1] is not call:
            self._calls.append(call)
            self._changed.notify()
        return True

    def _serve(self) -> None:
        while (call := self._next()) is not None:
            self._carry_out(call)
        if self._unsaved:
            self._carry_out(_Save())
        if self._store is not None:
            self._store.close()

    def _next(self) -> _Call | None:
        with self._changed:
            self._changed.wait_for(lambda: self._calls or self._closing)
            return self._calls.popleft() if self._calls else None

    def _carry_out(self, call: _Call) -> None:
        if isinstance(call, _Save):
            call.facts = self._unsaved = {**self._unsaved, **call.facts}
        try:
            if self._store is None:
                self._store = self._open_store()
            result = call.work(self._store)
        except BaseException as error:  # the thread outlives every failure, and hands it on
            for future in call.futures:
                future.set_exception(error)
        else:
            if isinstance(call, _Save):
                self._unsaved = {}
            for future in call.futures:
                future.set_result(result)
