"""What pages with an editor share: two panes, a draft that is kept, and one program at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar, Literal, TypeAlias

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker

from gdtui.lesson.model import Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui.bench import program_differs
from gdtui.ui.screens.frame import WIDE, StepScreen
from gdtui.ui.widgets.editor import Editor

TALL = 24
"""Rows from which both panes are shown, one above the other."""

Pane: TypeAlias = Literal["code", "results"]

DRAFT_REST = 0.4
"""Seconds of rest after which what was typed is handed to the disk."""


class Workbench(StepScreen):
    """Code on the left or above, results on the right or below, in a container called bench.

    ``program`` is its name, under which drafts are kept; ``original`` the text it began with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", priority=True),
        Binding("f9", "zoom", "Panes", priority=True),
        Binding("f2", "view", "View", priority=True),
        Binding("tab", "edit", "To the code", key_display="Tab"),
        Binding("f8", "reset", "Reset", priority=True),
        Binding("f4", "own_editor", "$EDITOR", priority=True),
        Binding("e", "own_editor", "Own editor", show=False),
    ]

    zoomed: reactive[bool] = reactive(False, init=False)

    def __init__(
        self, lesson: Lesson, progress: Progress, step: Step, program: str, original: str
    ) -> None:
        super().__init__(lesson, progress, step)
        self.program = program
        self.original = original
        self.front: Pane = "code"
        draft = self.kept("draft", program)
        self._draft = (original if draft is None else draft, 0)
        self._rest: Timer | None = None
        self._one_at_a_time = asyncio.Lock()
        self._job: Worker[None] | None = None

    def on_mount(self) -> None:
        """The editor takes the keys, at the line where it was left."""
        editor = self.query_one(Editor)
        editor.focus()
        row = int(self.kept("place", "line") or 0)
        editor.move_cursor((min(row, editor.document.line_count - 1), 0))
        self.say_title()

    async def on_unmount(self) -> None:
        """Nothing of the learner's program outlives the screen."""
        self.hand_in_draft()
        if self._job is not None:
            self._job.cancel()
        async with self._one_at_a_time:
            pass

    def take_up(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run or check the learner's program, in place of what may be under way."""
        if self._job is not None:
            self._job.cancel()
        self._job = self.run_worker(partial(self._alone, work), group="program")

    async def _alone(self, work: Callable[[], Awaitable[None]]) -> None:
        async with self._one_at_a_time:
            await work()

    @property
    def first_text(self) -> str:
        """What the editor begins with: the draft, or the original."""
        return self._draft[0]

    @property
    def foremost(self) -> tuple[str, ...]:
        """First what tries the program."""
        return ("stop", "run", "check", "hint", "edit")

    def action_edit(self) -> None:
        """From the results to the code, where Tab indents."""
        self.bring("code")

    def action_stop(self) -> None:
        """Stop what is under way."""
        raise NotImplementedError

    def action_view(self) -> None:
        """Show the next of the results."""
        raise NotImplementedError

    def result_widget(self) -> Widget:
        """What takes the keys on the side of the results."""
        raise NotImplementedError

    def say_title(self) -> None:
        """The title of the code: its name, whether it was changed, whether it is safe."""
        text = self.query_one(Editor).text
        same = "as given" if text == self.original else "runs as given"
        changed = "changed" if program_differs(text, self.original) else same
        state = "saving" if self.saving or self._rest else "not saved" if self.trouble else "saved"
        parts = [self.program, changed, state]
        self.query_one("#code-title", Static).update(" · ".join(parts))

    # Panes

    @property
    def crowded(self) -> bool:
        """Whether there is room for one pane only."""
        return self.size.height < TALL and self.size.width < WIDE

    def share_room(self) -> None:
        """Both panes, or only the one in front."""
        bench = self.query_one("#bench")
        alone = (self.zoomed or self.crowded) and not bench.has_class("fresh")
        code = self.front == "code"
        bench.set_class(alone and code, "zoom-code")
        bench.set_class(alone and not code, "zoom-results")

    def watch_zoomed(self) -> None:
        """Give everything to the pane in front, or share again."""
        self.share_room()

    def on_resize(self) -> None:
        """There may be more room now, or less."""
        self.share_room()

    def on_descendant_focus(self) -> None:
        """The pane with the focus is in front."""
        self.front = "code" if self.query_one("#code").has_focus_within else "results"
        self.share_room()

    def bring(self, front: Pane) -> None:
        """Bring a pane to the front, with the focus."""
        self.front = front
        self.share_room()
        (self.query_one(Editor) if front == "code" else self.result_widget()).focus()

    def action_zoom(self) -> None:
        """One pane or both; where there is room for one only, the other one."""
        if self.crowded:
            self.bring("results" if self.front == "code" else "code")
        else:
            self.zoomed = not self.zoomed

    def on_editor_left(self) -> None:
        """Esc leaves for the results, where there are any: letters are keys then."""
        widget = self.result_widget()
        self.set_focus(widget if widget.focusable else None)

    # Editing

    def on_text_area_changed(self) -> None:
        """Keep the draft once the typing rests."""
        editor = self.query_one(Editor)
        if editor.text == self._draft[0]:
            return
        editor.marked = None
        self._draft = (editor.text, editor.cursor_location[0])
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(DRAFT_REST, self.hand_in_draft)
        self.say_title()

    def hand_in_draft(self) -> None:
        """Keep what was typed now."""
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
            text, line = self._draft
            self.keep("draft", self.program, text)
            self.keep("place", "line", str(line))

    def watch_saving(self) -> None:
        """The title tells whether the draft is safe."""
        if self.is_mounted:
            self.say_title()

    async def action_reset(self) -> None:
        """Back to the original; from the original, back to the version that was reset."""
        editor, name = self.query_one(Editor), self.program
        if editor.text != self.original:
            await asyncio.wrap_future(self.owner.keeper.keep_draft(self.step.id, name, editor.text))
            editor.text = self.original
            self.notify("The original is back. F8 again brings your version back.", markup=False)
            return
        kept = await asyncio.wrap_future(self.owner.keeper.kept_drafts(self.step.id, name))
        if kept:
            editor.text = kept[0][1]
        else:
            self.notify("This is the original.", markup=False)

    def action_own_editor(self) -> None:
        """Open the code in $VISUAL or $EDITOR, and take up what was saved there."""
        from gdtui.ui.own_editor import NoEditor, edit

        editor = self.query_one(Editor)
        try:
            text = edit(self.app, editor.text, self.program)
        except NoEditor as problem:
            self.notify(str(problem), severity="warning", markup=False)
            return
        if text != editor.text:
            editor.text = text
