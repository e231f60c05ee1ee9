"""The visual model: the training loop runs, node by node, with the numbers of real mini-batches."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from gdtui.descent.trace import NODES
from gdtui.lesson.labels import lines_of
from gdtui.lesson.model import Code, Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.screens.touring import FREE, TOUR, Tours
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.page import Page
from gdtui.ui.workings import TITLES


class LoopScreen(Tours, inherit_bindings=False):
    """The loop is played with, or toured; its text and its code are a key away.

    The controls come first in the footer: the bindings of other steps follow them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "Go on"),
        Binding("right,space", "on", "Go on", show=False),
        Binding("left", "before", "Back", key_display="←"),
        Binding("escape", "leave_tour", "Leave the tour"),
        Binding("space", "play", "Play"),
        Binding("space", "pause", "Pause"),
        Binding("space", "step", "Step"),
        Binding("left", "node(-1)", "Node", key_display="← →"),
        Binding("right", "node(1)", "Node", show=False),
        Binding("enter", "start_tour", "Tour"),
        Binding("b", "batch", "Batch"),
        Binding("e", "epoch", "Epoch"),
        Binding("c", "code", "Code"),
        Binding("left_square_bracket", "speed(-1)", "Speed", key_display="[ ]"),
        Binding("right_square_bracket", "speed(1)", "Speed", show=False),
        Binding("minus", "lr(-1)", "Learning rate", key_display="- +"),
        Binding("plus,equals_sign", "lr(1)", "Learning rate", show=False),
        Binding("comma", "size(-1)", "Batch size", key_display=", ."),
        Binding("full_stop", "size(1)", "Batch size", show=False),
        Binding("r", "restart", "Restart"),
        Binding("s", "shuffle", "Shuffle"),
        Binding("t", "text", "Text"),
        *StepScreen.BINDINGS,
        *Screen.BINDINGS,
    ]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        self.reading = False
        """Whether the text is shown in place of the picture."""

    @property
    def foremost(self) -> tuple[str, ...]:
        """What moves on comes first, then the way to the next step."""
        return ("move", "answer", "on", "start_tour", "play", "pause", "step", "app.step")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Beside the text nothing of the picture has a key."""
        if self.reading and action in (*FREE, *TOUR, "code"):
            return False
        return super().check_action(action, parameters)

    # The code and the text

    def action_code(self) -> None:
        """Show the lines of the program that are the node at work."""
        from gdtui.ui.screens.lines import LinesScreen

        node = self.deck.loop.node
        for step in self.lesson.steps:
            code = step.body
            if isinstance(code, Code) and (comment := code.labels.get(NODES[node])):
                draft = self.progress.value(step.id, "draft", code.name) or code.source
                source = draft if lines_of(draft, comment) else code.source
                lines = lines_of(source, comment)
                assert lines is not None
                self.stand_still()
                self.app.push_screen(LinesScreen(step, TITLES[node], source, lines))
                return
        self.notify("No program of this lesson says which lines are this node.", markup=False)

    async def action_text(self) -> None:
        """The text in place of the picture, or the picture again."""
        self.stand_still()
        self.reading = not self.reading
        self.stage.display = not self.reading
        if self.reading:
            page = Page(self.owner.words(self.body.text))
            await self.query_one("#body").mount(page)
            page.focus()
        else:
            await self.query(Page).remove()
        self.show_all()

    def next_action(self) -> str:
        """Start the tour, walk it, go on."""
        if self.reading:
            return "t goes back to the picture."
        if self.beat is not None:
            if self.open_question:
                return self.stage.query_one(Choices).hint
            return "Enter goes on, ← goes back, Esc leaves the tour."
        if self.playing:
            return "Space pauses. [ and ] change the speed."
        if self.done:
            return f"Completed. {self.onward()}."
        if self.kept_beat:
            return "Enter takes up the tour where you left it."
        return f"{self.step.invitation}: Enter."
