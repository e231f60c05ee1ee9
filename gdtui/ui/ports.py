"""What the screens need from outside, as Protocols; the command line hands in the real things."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # the first page needs none of what passes through these doors
    from gdtui.checker.verdict import Verdict
    from gdtui.lesson.challenge import Challenge
    from gdtui.lesson.model import Lesson
    from gdtui.progress.model import Fact, Progress, RunRecord
    from gdtui.runner.events import Event
    from gdtui.ui.glyphs import Glyphs
    from gdtui.ui.manner import Manner
    from gdtui.ui.messages import Pushed


class Runner(Protocol):
    """Runs a program out of reach of the screen."""

    def run(self, source: str) -> AsyncGenerator[tuple[Event, ...], None]:
        """Batches of events as they come; the last batch ends with an Ending.

        Closing the generator stops the program and waits until nothing of it is left.
        """
        ...

    def warm(self) -> None:
        """A program is likely to be run soon: be ready to start it at once."""
        ...

    def stop(self) -> None:
        """End the running program, if any; its last events and a `Stopped` still come."""
        ...


class Checker(Protocol):
    """Judges a solution of a challenge out of reach of the screen."""

    async def check(self, challenge: Challenge, source: str) -> Verdict:
        """The verdict on a program; cancelling ends it and waits until nothing of it is left."""
        ...

    def stop(self) -> None:
        """End the check that is under way, if any; its verdict says so."""
        ...


class Keeper(Protocol):
    """Remembers, off the screen's thread. Every Future fails with a `NotSaved` that tells why."""

    def load(self) -> Future[Progress]:
        """Everything remembered so far."""
        ...

    def save(self, facts: Sequence[Fact]) -> Future[None]:
        """Keep facts; done when they are safe on the disk."""
        ...

    def keep_run(self, run: RunRecord) -> Future[None]:
        """Keep a run."""
        ...

    def runs(self, step: str) -> Future[tuple[RunRecord, ...]]:
        """The runs of a step, oldest first."""
        ...

    def forget_run(self, step: str, at: float) -> Future[None]:
        """Forget the run of a step that was kept with this time."""
        ...

    def keep_draft(self, step: str, key: str, text: str) -> Future[None]:
        """Keep a text that is about to be given up, such as a draft that is reset."""
        ...

    def kept_drafts(self, step: str, key: str) -> Future[tuple[tuple[float, str], ...]]:
        """The earlier texts of a draft as (seconds since 1970, text), newest first."""
        ...

    def erase(self, step: str | None) -> Future[None]:
        """Forget one step, or everything."""
        ...

    def notice(self) -> Future[str | None]:
        """What the learner should be told about the file, or None; ask after loading."""
        ...

    def close(self, timeout: float) -> bool:
        """Finish what is under way; False when that takes longer than the seconds given."""
        ...


class Owner(Protocol):
    """What a page asks of the app that shows it. Facts and pushes go up as messages."""

    glyphs: Glyphs
    manner: Manner
    keeper: Keeper

    @property
    def runner(self) -> Runner:
        """What runs programs."""
        ...

    @property
    def checker(self) -> Checker:
        """What judges solutions."""
        ...

    def words(self, text: str) -> str:
        """A text of the lesson with its figures, in the characters of this terminal."""
        ...

    def learn(self, facts: Iterable[Fact]) -> None:
        """Add facts to the progress at once; for a page that goes and can post no more."""
        ...

    def on_pushed(self, event: Pushed) -> None:
        """Count a push at once, for the same reason."""
        ...

    def action_visit(self, step_id: str) -> None:
        """Go to a step from wherever a link to it is shown."""
        ...

    def action_glossary(self, term: str | None = None) -> None:
        """Lay the glossary over the page."""
        ...

    def action_momentum(self) -> None:
        """Lay the rule of the game over the page."""
        ...

    async def action_first_descent(self) -> None:
        """Go to the first descent of this step."""
        ...

    async def action_fog(self, level: str | None = None) -> None:
        """Go to the descents in the fog."""
        ...

    async def play_fog(self, level_id: str) -> None:
        """Descend on a level."""
        ...

    async def action_recap(self) -> None:
        """Go to the recap."""
        ...

    async def go_to(self, step_id: str) -> None:
        """Open a step in place of what is open."""
        ...


class Guide(Owner, Protocol):
    """What the command palette asks of the app, besides."""

    lesson: Lesson

    @property
    def game(self) -> bool:
        """Whether score and stars are shown."""
        ...

    def call_next(self, callback: Callable[..., object], *args: Any) -> None:
        """Call something once what is under way is done."""
        ...

    async def action_overview(self) -> None:
        """Go to the valley."""
        ...

    def action_keys(self) -> None:
        """Lay the list of keys over the page."""
        ...

    def action_theme(self, name: str) -> None:
        """Change the colours."""
        ...

    def action_game(self, on: bool) -> None:
        """Show the score and the stars, or leave a plain lesson."""
        ...

    async def action_quit(self) -> None:
        """Leave."""
        ...
