"""The terms step: a card a term, to be turned over, and rounds in which they are recalled."""

from __future__ import annotations

import random
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static
from textual.widgets.option_list import Option

from gdtui.lesson.model import Term, Terms
from gdtui.progress.recall import earned, key_of
from gdtui.progress.rounds import Answered
from gdtui.progress.score import ANSWER
from gdtui.ui.recalling import Recalling
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.card import Card, step_names
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.names import Names
from gdtui.ui.widgets.questions.place import QuestionPage


class TermsScreen(StepScreen):
    """Names on the left, the card on the right. A card counts as seen once it was turned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Turn"),
        Binding("r", "recall", "Recall"),
        Binding("enter", "onward", "Go on"),
        Binding("escape", "cards", "Cards"),
    ]

    at: reactive[int | None] = reactive(None, init=False)
    """The place in the round of recall that is shown; None where the cards are."""

    recalled: str | None = None
    """The number of the round that is shown."""

    turned: Term | None = None
    """The card that was turned last; that it was seen is known to the progress a moment later."""

    def compose_body(self) -> ComposeResult:
        """The list and the card; in their place, while recalling, a question."""
        owner = self.owner
        with Horizontal(id="cards"):
            yield Names()
            yield Card(owner.words, step_names(self.lesson))
        with Vertical(id="recall"):
            yield Static(id="standing")
            with QuestionPage(id="question"):
                yield Choices(owner.words, owner.glyphs, air=True)
                yield Static(id="result")

    @property
    def cards(self) -> tuple[Term, ...]:
        """The cards of this step, in order."""
        assert isinstance(self.step.body, Terms)
        return self.step.body.cards

    def on_mount(self) -> None:
        """Go on at the card that was looked at last."""
        names = self.query_one(Names)
        names.add_options(map(self._option, self.cards))
        ids = [card.id for card in self.cards]
        last = self.kept("place", "card")
        names.highlighted = ids.index(last) if last in ids else 0
        names.focus()
        self._follow()

    def _option(self, term: Term) -> Option:
        seen = term.id in self.progress.keys(self.step.id, "seen")
        glyphs = self.owner.glyphs
        return Option(
            f"{glyphs.done if seen else glyphs.todo} {self.owner.words(term.name)}", term.id
        )

    def on_option_list_option_highlighted(self, event: Names.OptionHighlighted) -> None:
        """Show the front of a new card; a card that was seen before lies open."""
        term = self.cards[event.option_index]
        self.keep("place", "card", term.id)
        card = self.query_one(Card)
        if self._seen(term):
            card.show_back(term)
        else:
            card.show_front(term)

    def on_option_list_option_selected(self) -> None:
        """Enter turns the card, as space does."""
        self.action_turn()

    def action_turn(self) -> None:
        """Turn the card over; when it lies open already, read on, then take the next one."""
        names = self.query_one(Names)
        index = names.highlighted
        if index is None:
            return
        term = self.cards[index]
        card = self.query_one(Card)
        if self._seen(term):
            if not card.read_on():
                names.highlighted = (index + 1) % len(self.cards)
            return
        self.turned = term
        card.show_back(term)
        self.keep("seen", term.id)

    def _seen(self, term: Term) -> bool:
        return term is self.turned or term.id in self.progress.keys(self.step.id, "seen")

    def progressed(self) -> None:
        """Mark the names of the cards that were seen."""
        super().progressed()
        names = self.query_one(Names)
        for index, card in enumerate(self.cards):
            prompt = self._option(card).prompt
            if names.get_option_at_index(index).prompt != prompt:
                names.replace_option_prompt_at_index(index, prompt)
        if not self.unseen():
            self.keep("work", "cards")
        self._follow()
        self.refresh_bindings()
        if self.at is not None:
            for work in earned(self.recalling.round):
                self.keep("work", work)

    def unseen(self) -> list[Term]:
        """The cards that have not been turned yet."""
        seen = self.progress.keys(self.step.id, "seen")
        return [card for card in self.cards if card.id not in seen]

    def next_action(self) -> str:
        """Turn the next card, recall them, or go on."""
        if self.at is not None:
            return self._next_recall()
        left = len(self.unseen())
        if left == len(self.cards):
            return f"{self.step.invitation}. Space turns a card."
        if left:
            return f"Space turns, reads on, then takes the next. {left} to go."
        if self.kept("work", "recall") is None:
            return "Every card seen. r asks what they said."
        return f"Every card seen and recalled. {self.onward()}."

    # Recalling

    @property
    def recalling(self) -> Recalling:
        """The latest round of recall."""
        number = int(self.kept("place", "recall") or 0)
        seed = self.kept("place", "recall-seed") or ""
        return Recalling.of(self.progress, self.step.id, self.cards, number, seed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Cards are turned in the list, questions answered in the recall."""
        recalling = self.at is not None
        if action == "onward":
            return self.at is not None and self.at < len(self.recalling.round.answers)
        if action == "recall":
            return self.at is None or self.recalling.round.done
        return {"turn": not recalling, "cards": recalling}.get(action, True)

    @property
    def foremost(self) -> tuple[str, ...]:
        """After a round, another one."""
        return ("onward", "recall", "cards") if self.at is not None else ()

    def first_keys(self) -> tuple[str, ...]:
        """The way to the next step comes first where nothing was missed."""
        missed = self.at is not None and self.recalling.round.known < len(self.cards)
        return self.foremost if missed else super().first_keys()

    def action_recall(self) -> None:
        """Go on with the round, or begin one where none is under way."""
        if self.kept("place", "recall-seed") is None:
            self.keep("place", "recall-seed", str(random.SystemRandom().randrange(10**9)))
        number = int(self.kept("place", "recall") or 0)
        if number == 0 or self.recalling.round.done:
            self.keep("place", "recall", str(number + 1))
        self.keep("place", "recalling", "yes")

    def action_cards(self) -> None:
        """Back to the cards; the round waits."""
        self.keep("place", "recalling", "")

    def _follow(self) -> None:
        """Show what the facts lead to: the cards, or the round where it stands."""
        recalled = self.kept("place", "recall") if self.kept("place", "recalling") else None
        if recalled != self.recalled:
            self.recalled = recalled
            self.at = None if recalled is None else len(self.recalling.round.answers)
            self._ask()

    def action_onward(self) -> None:
        """The next question, or the result."""
        self.at = len(self.recalling.round.answers)

    def on_choices_answered(self, event: Choices.Answered) -> None:
        """Keep the answer at once; the explanation stays until the learner goes on."""
        assert self.at is not None
        answered = Answered((event.index,), event.right, self.owner.manner.today())
        self.push(self.step.id, event.question.id, ANSWER if event.right else 0)
        self.keep("answer", key_of(self.recalling.round.number, self.at), answered.written())

    def watch_at(self) -> None:
        """Show the cards, or the question."""
        self.set_class(self.at is not None, "recalling")
        self._ask()

    def _ask(self) -> None:
        self.say_next()
        self.refresh_bindings()
        if self.at is None:
            self.query_one(Names).focus()
            return
        recalling = self.recalling
        choices, result = self.query_one(Choices), self.query_one("#result", Static)
        self.query_one("#standing", Static).update(recalling.standing(self.at))
        result.display = self.at >= len(recalling.round.queue)
        choices.display = not result.display
        if result.display:
            result.update(recalling.result(self.owner.words))
            self.set_focus(None)
        elif self.at >= len(recalling.round.answers):
            choices.ask(recalling.question(self.at))
            choices.focus()

    def on_question_page_moved(self) -> None:
        """What is next depends on what is in sight."""
        if self.whole:
            self.say_next()

    def _next_recall(self) -> str:
        round_ = self.recalling.round
        assert self.at is not None
        if self.at >= len(round_.queue):
            ways = ["r asks again, Esc shows the cards"]
            if self.kept("work", "recall") is not None:
                # What was missed is worth another round before the next step.
                ways.insert(round_.known < len(self.cards), self.onward())
            return f"{'; '.join(ways)}."
        if self.at < len(round_.answers):
            return f"{self.query_one(QuestionPage).rest}Enter goes on."
        return self.query_one(Choices).hint
