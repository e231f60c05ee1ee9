"""The quiz: one question a page, an explanation for every answer, rounds of what was missed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from gdtui.lesson.model import Quiz
from gdtui.lesson.questions import Presented, presented
from gdtui.lesson.verdict import Answer
from gdtui.progress.model import Progress
from gdtui.progress.rounds import (
    RESULT,
    Answered,
    Round,
    Sort,
    again,
    best,
    earned,
    key_of,
    next_round,
    rounds,
    score,
)
from gdtui.progress.score import ANSWER
from gdtui.ui.messages import Learned
from gdtui.ui.quiz_view import Result, after_round, result, standing
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.questions.number import Field, NumberField
from gdtui.ui.widgets.questions.page import widgets_of
from gdtui.ui.widgets.questions.place import QuestionPage
from gdtui.ui.widgets.rows import Confirmed, Drafted, Rows


class QuizScreen(StepScreen):
    """What is shown follows from the facts alone: the seed, the rounds, the place, the answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "field", "To the field"),
        Binding("enter", "onward", "Go on"),
        Binding("enter,escape", "recap", "Back to the recap"),
        Binding("enter,r", "again('retry')", "Ask the missed"),
        Binding("d", "again('due')", "Ask the earlier missed"),
        Binding("a", "again('whole')", "Ask all"),
        Binding("left_square_bracket", "page(-1)", "Back, forward", key_display="[ ]"),
        Binding("right_square_bracket", "page(1)", "Forward", show=False),
        # In the field for a number the brackets are text.
        Binding("f7", "page(-1)", "Back, forward", key_display="F7 F8"),
        Binding("f8", "page(1)", "Forward", show=False),
    ]

    shown: tuple[int, str] | None = None
    """The round and the page that are on screen."""

    _history: tuple[Progress | None, tuple[Round, ...]] = (None, ())
    """The rounds, and the progress that they were read from."""

    def compose_body(self) -> ComposeResult:
        """Where the learner stands, and the page."""
        yield Static(id="standing")
        yield QuestionPage(id="question")

    @property
    def quiz(self) -> Quiz:
        """The questions."""
        return cast(Quiz, self.step.body)

    @property
    def ids(self) -> list[str]:
        """What they are known by."""
        return [question.id for question in self.quiz.questions]

    # What follows from the facts

    @property
    def history(self) -> tuple[Round, ...]:
        """The rounds so far; there is one at least once the page is there."""
        progress, history = self._history
        if progress is not self.progress:
            read = rounds(self.progress, self.step.id, self.ids)
            history = (*read[:-1], *map(self._fitting, read[-1:]))
            self._history = (self.progress, history)
        return history

    def _fitting(self, round_: Round) -> Round:
        """The latest round without answers that its questions, changed since, cannot have."""
        answers = round_.answers.items()
        kept = {q: one for q, one in answers if self.asked(round_, q).fits(one.answer)}
        return replace(round_, answers=kept)

    def asked(self, round_: Round, question: str) -> Presented:
        """A question as this round asks it."""
        found = next(each for each in self.quiz.questions if each.id == question)
        return presented(found, f"{self.kept('place', 'seed')}/{round_.number}")

    # Going about

    def on_mount(self) -> None:
        """Begin the first round, or go on where the learner left."""
        if self.kept("place", "seed") is None:
            self.keep("place", "seed", str(random.SystemRandom().randrange(10**9)))
        if not self.history:
            self._begin(again((), self.ids))
        self.call_next(self._turn)

    def on_question_page_moved(self) -> None:
        """What is next depends on what is in sight."""
        if self.whole:
            self.say_next()

    def _begin(self, round_: Round) -> None:
        self.post_message(Learned(round_.begun(self.step.id)))

    def progressed(self) -> None:
        """Show the page that the facts lead to, and say what a finished round has earned."""
        super().progressed()
        self.call_next(self._turn)
        for merit in earned(self.history):
            self.keep("work", merit)

    def watch_saving(self) -> None:
        """An answer is safe once nothing is being saved."""
        if self.whole:
            self.say_next()

    async def _turn(self) -> None:
        """Turn to the page where the learner is, unless it is there already."""
        history = self.history
        if not history or self.kept("place", "seed") is None or not self.is_attached:
            return
        round_ = history[-1]
        page = round_.page_at(self.kept("place", "question"))
        if self.shown != (round_.number, page):
            self.shown = (round_.number, page)
            await self._show(round_, page)
        self._stand()
        self.say_next()
        self.refresh_bindings()

    async def _show(self, round_: Round, page: str) -> None:
        body = self.query_one(QuestionPage)
        await body.remove_children()
        body.scroll_home(animate=False)
        body.can_focus = page == RESULT
        if page == RESULT:
            await body.mount(Result(self._tell))
            body.focus()
            return
        asked = self.asked(round_, page)
        answered = round_.answers.get(page)
        answer = None if answered is None else answered.answer
        draft = self.kept("draft", key_of(round_.number, page)) or ""
        owner = self.owner
        widgets = list(
            widgets_of(asked, answer, draft, owner.words, owner.glyphs, owner.manner.ascii)
        )
        await body.mount(*widgets)
        if answer is not None and isinstance(widgets[-1], NumberField):
            self._leave_field()
        else:
            widgets[-1].focus()

    def _stand(self) -> None:
        assert self.shown is not None
        line = self.query_one("#standing", Static)
        glyphs = self.owner.glyphs
        line.update(standing(self.history[-1], self.shown[1], glyphs, line.content_size.width))

    def _tell(self, width: int) -> Content:
        """The result, in lines of a width."""
        history = self.history
        round_ = history[-1]
        asked = {question: self.asked(round_, question) for question in round_.missed}
        return result(round_, score(history), best(history), asked, self.owner.words, width)

    def on_resize(self) -> None:
        """The line at the top is as wide as the screen."""
        if self.shown is not None:
            self.call_after_refresh(self._stand)

    # Answers

    def on_choices_answered(self, event: Choices.Answered) -> None:
        """A choice was confirmed."""
        self._answer((event.index,))

    def on_confirmed(self, event: Confirmed) -> None:
        """An answer of any other kind was confirmed."""
        self._answer(event.answer)

    def _answer(self, answer: Answer) -> None:
        assert self.shown is not None
        number, question = self.shown
        verdict = self.asked(self.history[-1], question).judge(answer)
        answered = Answered(tuple(answer), verdict.right, self.owner.manner.today())
        self.keep("answer", key_of(number, question), answered.written())
        self.push(self.step.id, question, ANSWER if verdict.right else 0)
        if self.query(NumberField):
            self._leave_field()

    def on_field_left(self, event: Field.Left) -> None:
        """The learner wants letters to be keys again."""
        self._leave_field()

    def _leave_field(self) -> None:
        """The page takes the keys in place of the field."""
        body = self.query_one(QuestionPage)
        body.can_focus = True
        body.focus()

    def action_field(self) -> None:
        """Back into the field for a number."""
        self.query_one(QuestionPage).can_focus = False
        self.query_one(Field).focus()

    def _beside_field(self) -> bool:
        """Whether a field waits for its number, and was left."""
        return any(not each.disabled and each is not self.focused for each in self.query(Field))

    def on_drafted(self, event: Drafted) -> None:
        """Half an answer is kept as well."""
        if self.shown is not None:
            self.keep("draft", key_of(*self.shown), event.text)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes on from an answered question; rounds begin on the page of results."""
        if action == "recap":
            return self.shown is not None and self.history[-1].sort == "recap"
        if action == "field":
            return self._beside_field()
        if action == "again":
            return self.offered(cast(Sort, parameters[0])) is not None
        if action == "onward":
            return self.shown is not None and self.shown[1] in self.history[-1].answers
        return True

    def offered(self, sort: Sort) -> Round | None:
        """The round that could begin now; none while another is under way."""
        if self.shown is None or self.shown[1] != RESULT:
            return None
        return next_round(self.history, sort, self.ids, self.owner.manner.today())

    def action_again(self, sort: Sort) -> None:
        """Begin a round."""
        round_ = self.offered(sort)
        if round_ is not None:
            self._begin(round_)

    def action_page(self, by: int) -> None:
        """Turn a page, answered or not; a finished round has its result at the end."""
        if self.shown is None:
            return
        pages = self.history[-1].pages
        at = pages.index(self.shown[1]) + by
        if 0 <= at < len(pages):
            self.keep("place", "question", pages[at])

    def action_onward(self) -> None:
        """On to the next page."""
        assert self.shown is not None
        self.keep("place", "question", self.history[-1].page_after(self.shown[1]))

    async def action_recap(self) -> None:
        """Back to where these missed questions were asked for."""
        await self.owner.action_recap()

    def next_action(self) -> str:
        """Answer, go on, or begin another round."""
        if self.shown is None:
            return f"{self.step.invitation}."
        round_ = self.history[-1]
        if self.shown[1] == RESULT:
            return after_round(self.history, self.owner.manner.today(), self.onward())
        if self.shown[1] in round_.answers:
            if self.saving:
                return "Keeping the answer."
            rest = self.query_one(QuestionPage).rest
            last = round_.done and self.shown[1] == round_.questions[-1]
            return rest + ("Enter shows the result." if last else "Enter goes on.")
        if self._beside_field():
            return NumberField.HINT_OUTSIDE
        widgets = self.query_one("#question").children
        widget = widgets[-1] if widgets else None
        return widget.hint if isinstance(widget, (Rows, NumberField)) else "Answer the question."
