"""The trials: a list with their standing, and the one that is open with its question."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Markdown, OptionList, Static
from textual.widgets.option_list import Option

from gdtui.lesson.experiments import Experiments, HowMany
from gdtui.ui.experimenting import Standing, Standings, concluded, introduced
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.widgets.forecast import Estimated, Foreseen
from gdtui.ui.widgets.names import Names
from gdtui.ui.widgets.rows import Words

TEXT = "text"
"""The place in the list where the text can be read."""


class Trying(Horizontal):
    """Shows what `show` is given. It decides nothing: it tells what was opened and confirmed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "read_on", "Read on")]

    class Opened(Message):
        """A trial came under the cursor."""

        def __init__(self, trial_id: str) -> None:
            super().__init__()
            self.trial_id = trial_id

    class Entered(Message):
        """Enter on the trial under the cursor."""

    def __init__(self, experiments: Experiments, words: Words, glyphs: Glyphs) -> None:
        super().__init__(id="trying")
        self.experiments = experiments
        self.words = words
        self.glyphs = glyphs
        self._asked: tuple[str, str | None, str | None] | None = None

    def compose(self) -> ComposeResult:
        """The list on the left, the trial on the right."""
        yield Names()
        with VerticalScroll(id="trial", can_focus=True):
            yield Static(id="trial-intro", markup=False)
            yield Vertical(id="trial-question")
            yield Static(id="trial-end", markup=False)
            yield Markdown(id="reading", open_links=False)

    # The list

    def begin(self, standings: Standings, trial_id: str) -> None:
        """Fill the list, and go to a trial."""
        names = self.query_one(Names)
        for experiment in self.experiments.experiments:
            extra = " (further)" if experiment.extra else ""
            title = self.words(f"{experiment.title}{extra}")
            names.add_option(Option(title, f"about {experiment.id}", disabled=True))
            names.add_options(
                Option(self._line(standings[trial.id]), trial.id) for trial in experiment.trials
            )
        names.add_option(Option("Afterwards", "about text", disabled=True))
        names.add_option(Option(" Read", TEXT))
        self.go_to(trial_id)

    def go_to(self, trial_id: str) -> None:
        """Put the cursor on a trial."""
        names = self.query_one(Names)
        names.highlighted = names.get_option_index(trial_id)

    def mark(self, standings: Standings) -> None:
        """Bring the marks of the list up to date."""
        names = self.query_one(Names)
        for trial_id, standing in standings.items():
            line = self._line(standing)
            if names.option_count and names.get_option(trial_id).prompt != line:
                names.replace_option_prompt(trial_id, line)

    def _line(self, standing: Standing) -> str:
        glyphs, stage = self.glyphs, standing.stage
        mark = {"open": glyphs.todo, "predicted": glyphs.partial, "ran": glyphs.done}[stage]
        return self.words(f" {mark} {standing.trial.title}")

    async def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which trial is open; the text is shown in its place."""
        event.stop()
        reading = event.option_id == TEXT
        self.query_one("#trial").set_class(reading, "reading")
        if reading:
            await self._read()
        elif event.option_id is not None:
            self.post_message(self.Opened(event.option_id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on with the trial; the text is scrolled."""
        event.stop()
        if event.option_id == TEXT:
            self.query_one("#trial").focus()
        else:
            self.post_message(self.Entered())

    async def _read(self) -> None:
        page, text = self.query_one("#reading", Markdown), self.words(self.experiments.text)
        if page.source != text:
            await page.update(text)
        self.query_one("#trial").scroll_home(animate=False)

    # The trial

    async def show(self, standing: Standing, game: bool) -> None:
        """The trial as it stands; its question is built anew where something has changed."""
        trial = standing.trial
        intro = introduced(self.experiments, trial, self.words)
        self.query_one("#trial-intro", Static).update(intro)
        self.query_one("#trial-end", Static).update(
            concluded(self.experiments, standing, game, self.words)
        )
        asked = (trial.id, standing.answer, standing.result)
        if self._asked == asked:
            return
        before, self._asked = self._asked, asked
        place = self.query_one("#trial-question", Vertical)
        await place.remove_children()
        await place.mount(self._question(standing))
        if before is not None and before[0] != trial.id:
            self.query_one("#trial").scroll_home(animate=False)

    def _question(self, standing: Standing) -> Widget:
        forecast, closed = standing.trial.forecast, standing.stage != "open"
        if isinstance(forecast, HowMany):
            return Estimated(forecast, standing.predicted, closed, self.words)
        predicted, happened = standing.predicted, standing.happened
        return Foreseen(forecast, predicted, happened, closed, self.words, self.glyphs)

    def action_read_on(self) -> None:
        """Turn the page of the trial."""
        self.query_one("#trial").scroll_page_down(animate=False)

    @property
    def asking(self) -> bool:
        """Whether the question has the keys."""
        return self.query_one("#trial-question").has_focus_within

    @property
    def how(self) -> str:
        """How the question is answered."""
        rows = self.query(Foreseen)
        how = rows.first().hint if rows else "Type a number, Enter answers."
        return f"{how} It cannot be changed after that."

    def ask(self) -> None:
        """The question takes the keys."""
        for question in self.query_one("#trial-question").children:
            question.focus()
