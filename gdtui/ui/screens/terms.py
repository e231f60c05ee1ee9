"""The terms step: a card a term, to be turned over."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets.option_list import Option

from gdtui.lesson.model import Term, Terms
from gdtui.ui.screens.frame import StepScreen
from gdtui.ui.widgets.card import Card
from gdtui.ui.widgets.names import Names


class TermsScreen(StepScreen):
    """Names on the left, the card on the right. A card counts as seen once it was turned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", "Turn the card"),
    ]

    def compose_body(self) -> ComposeResult:
        """The list and the card."""
        with Horizontal():
            yield Names()
            yield Card(self.owner.words)

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
        if term.id in self.progress.keys(self.step.id, "seen"):
            card.show_back(term)
        else:
            card.show_front(term)

    def on_option_list_option_selected(self) -> None:
        """Enter turns the card, as space does."""
        self.action_turn()

    def action_turn(self) -> None:
        """Turn the card over; when it lies open already, take the next one."""
        names = self.query_one(Names)
        index = names.highlighted
        if index is None:
            return
        term = self.cards[index]
        if term.id in self.progress.keys(self.step.id, "seen"):
            names.highlighted = (index + 1) % len(self.cards)
            return
        self.query_one(Card).show_back(term)
        self.keep("seen", term.id)

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

    def unseen(self) -> list[Term]:
        """The cards that have not been turned yet."""
        seen = self.progress.keys(self.step.id, "seen")
        return [card for card in self.cards if card.id not in seen]

    def next_action(self) -> str:
        """Turn the next card, or go on."""
        left = len(self.unseen())
        if left == len(self.cards):
            return f"{self.step.invitation}. Space turns a card."
        if left:
            return f"Space turns the card, then takes the next. {left} to go."
        return f"Every card seen. {self.onward()}."
