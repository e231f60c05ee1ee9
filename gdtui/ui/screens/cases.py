"""The real-world step: cases to open, each with something to try out."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static
from textual.widgets.option_list import Option

from gdtui.descent.demonstrations import DEMONSTRATIONS
from gdtui.lesson.model import Case, Cases, Lesson, Step
from gdtui.progress.model import Progress
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.dial import Dial
from gdtui.ui.widgets.names import Names
from gdtui.ui.widgets.page import page_on

INTRO = "intro"
READ, TURNED = "read ", "turned "
"""Before a case's id where its end was reached, and where its dial was turned."""


class CasesScreen(StepScreen):
    """Names on the left, the case with its demonstration on the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "page_down", "Read on"),
        Binding("left_square_bracket", "turn(-1)", "Dial", key_display="[ ]"),
        Binding("right_square_bracket", "turn(1)", "Dial", show=False),
    ]

    def __init__(self, lesson: Lesson, progress: Progress, step: Step) -> None:
        super().__init__(lesson, progress, step)
        self._laid_out: int | None = None
        """The place in the list of what is shown, once it can be scrolled."""
        self._ahead = (0, 0)
        """A place in the list, and how many pages are to be turned there."""

    def compose_body(self) -> ComposeResult:
        """The list and the case."""
        with Horizontal():
            yield Names()
            with VerticalScroll(id="case"):
                yield Markdown(open_links=False)
                yield Dial(ascii=self.owner.manner.ascii)
                yield Static(id="sources", markup=False)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of this step, in order."""
        assert isinstance(self.step.body, Cases)
        return self.step.body.cases

    def on_mount(self) -> None:
        """Go on at the case that was read last."""
        names = self.query_one(Names)
        names.add_option(Option("  Before you start", INTRO))
        names.add_options(map(self._option, self.cases))
        ids = [INTRO, *(case.id for case in self.cases)]
        last = self.kept("place", "case")
        names.highlighted = ids.index(last) if last in ids else 0
        names.focus()

    def _option(self, case: Case) -> Option:
        opened = case.id in self.progress.keys(self.step.id, "seen")
        glyphs = self.owner.glyphs
        return Option(f"{glyphs.done if opened else glyphs.todo} {case.title}", case.id)

    async def on_option_list_option_highlighted(self, event: Names.OptionHighlighted) -> None:
        """Open the case under the cursor."""
        chosen, self._laid_out = event.option_id or INTRO, None
        self.keep("place", "case", chosen)
        case = next((case for case in self.cases if case.id == chosen), None)
        assert isinstance(self.step.body, Cases)
        text = self.step.body.text if case is None else f"## {case.title}\n\n{case.text}"
        self.query_one("#case").scroll_home(animate=False, immediate=True)
        self.dial()
        await self.query_one(Markdown).update(self.owner.words(text))
        self.query_one("#sources", Static).update(_sources_of(case) if case is not None else "")
        self.call_after_refresh(self._come_to, event.option_index)

    def dial(self) -> Dial:
        """The dial of the case under the cursor, also where its text is not drawn yet."""
        index = self.query_one(Names).highlighted
        name = self.cases[index - 1].demonstration if index else None
        dial = self.query_one(Dial)
        dial.demonstration = DEMONSTRATIONS.get(name) if name else None
        return dial

    def _come_to(self, index: int) -> None:
        """The case is laid out: turn the pages that were asked for meanwhile."""
        if self.whole:
            self._laid_out = index
            self._read_on()

    def progressed(self) -> None:
        """Mark the cases that were opened."""
        super().progressed()
        names = self.query_one(Names)
        for index, case in enumerate(self.cases, start=1):
            prompt = self._option(case).prompt
            if names.option_count > index and names.get_option_at_index(index).prompt != prompt:
                names.replace_option_prompt_at_index(index, prompt)
        if not self.unopened():
            self.keep("work", "opened")
        been = self.progress.keys(self.step.id, "place")
        if been.issuperset(READ + case.id for case in self.cases):
            self.keep("work", "read-through")
        if been.issuperset(TURNED + case.id for case in self.cases if case.demonstration):
            self.keep("work", "dials-turned")

    def unopened(self) -> list[Case]:
        """The cases that have not been opened yet."""
        opened = self.progress.keys(self.step.id, "seen")
        return [case for case in self.cases if case.id not in opened]

    def _work_on_it(self) -> None:
        """A case counts as opened once something is done with it, not when it is passed by."""
        index = self.query_one(Names).highlighted
        if index:
            self.keep("seen", self.cases[index - 1].id)

    def _note(self, what: str) -> None:
        """Keep what was done with the case, for its merit."""
        index = self.query_one(Names).highlighted
        if index:
            self.keep("place", what + self.cases[index - 1].id)

    def on_option_list_option_selected(self) -> None:
        """Enter reads on, as space does."""
        self.action_page_down()

    def action_page_down(self) -> None:
        """Read on in the case, and at its end take the next one."""
        self._work_on_it()
        index = self.query_one(Names).highlighted or 0
        place, ahead = self._ahead
        self._ahead = (index, ahead + 1 if place == index else 1)
        self._read_on()

    def _read_on(self) -> None:
        """Turn pages as often as was asked for, as far as they are laid out."""
        page, names = self.query_one("#case", VerticalScroll), self.query_one(Names)
        index, ahead = self._ahead
        while ahead and index == self._laid_out == names.highlighted:
            ahead -= 1
            if not page_on(page):
                self._note(READ)
                if index < len(self.cases):
                    index = names.highlighted = index + 1
        self._ahead = (index, ahead)

    def action_turn(self, by: int) -> None:
        """Turn the dial of the demonstration."""
        self._work_on_it()
        self._note(TURNED)
        dial = self.dial()
        dial.turn(by)
        dial.scroll_visible(animate=False, top=True)

    def next_action(self) -> str:
        """Open the next case, or go on."""
        left = len(self.unopened())
        if left:
            cases = "1 case" if left == 1 else f"{left} cases"
            return f"Space or [ ] in a case opens it. {cases} to open."
        return f"All opened. {self.onward()}."


def _sources_of(case: Case) -> Content:
    lines = (f"{source.title}\n  {source.address}" for source in case.sources)
    return Content.assemble(("Sources", "$secondary"), "\n", "\n".join(lines))
