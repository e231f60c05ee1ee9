"""The terms step: fronts ask, backs answer, and only what was turned is seen."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from gdtui.lesson.model import Lesson, Term, Terms
from gdtui.progress.model import Fact, Status
from gdtui.ui.app import LessonApp
from gdtui.ui.widgets.card import Card
from gdtui.ui.widgets.names import Names
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

ASKS = "What is it?"


@pytest.fixture
def cards(lesson: Lesson) -> tuple[Term, ...]:
    body = lesson.steps[1].body
    assert isinstance(body, Terms)
    return body.cards


def card_text(app: LessonApp) -> str:
    return str(app.screen.query_one("#card-text", Static).visual)


def at_card(app: LessonApp, index: int) -> bool:
    return bool(app.screen.query(Names)) and app.screen.query_one(Names).highlighted == index


async def ready(pilot: Pilot[None], app: LessonApp, index: int, cards: tuple[Term, ...]) -> None:
    await until(pilot, lambda: at_card(app, index) and cards[index].name in card_text(app))


async def test_the_front_asks_and_the_back_answers(
    make_app: MakeApp, memory: Memory, cards: tuple[Term, ...]
) -> None:
    app = make_app("terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, 0, cards)
        assert ASKS in card_text(app)
        assert cards[0].meaning not in card_text(app)
        await pilot.press("space")
        await until(pilot, lambda: cards[0].meaning in card_text(app))
        assert ASKS not in card_text(app)
        for text in (cards[0].formula, cards[0].example, cards[0].confusion):
            assert app.words(text) in card_text(app)
        await shows(pilot, "● Parameter", "○ Hyperparameter")
    assert memory.progress.keys("terms", "seen") == {cards[0].id}
    assert not memory.progress.keys("terms", "work")


async def test_a_key_pressed_at_once_after_another_loses_nothing(
    make_app: MakeApp, memory: Memory, cards: tuple[Term, ...]
) -> None:
    app = make_app("terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, 0, cards)
        app.simulate_key("down")
        app.simulate_key("space")
        await until(pilot, lambda: cards[1].id in memory.progress.keys("terms", "seen"))
        await pilot.pause()
        assert cards[1].meaning in card_text(app)


async def test_space_alone_leads_through_every_card_and_every_line(
    make_app: MakeApp, memory: Memory, lesson: Lesson, cards: tuple[Term, ...]
) -> None:
    app = make_app("terms")
    read: set[str] = set()
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot, app, 0, cards)
        for _ in range(len(cards) * 6):
            assert "{{" not in card_text(app) + screen_text(app)
            card = app.screen.query_one(Card)
            seen = memory.progress.keys("terms", "seen")
            if len(seen) == len(cards) and card.scroll_y >= card.max_scroll_y:
                break
            if ASKS not in card_text(app) and card.scroll_y >= card.max_scroll_y:
                read.add(str(memory.progress.value("terms", "place", "card")))
            await pilot.press("space")
        await until(pilot, lambda: "cards" in memory.progress.keys("terms", "work"))
        assert read >= {card.id for card in cards[:-1]}
        assert any("{{" in card.example for card in cards)
        await shows(pilot, "Every card seen. r asks what they said.")
        # The recall round is missing still.
        assert app.progress.status("terms", lesson.steps[1].work) is Status.IN_PROGRESS
        await shows(pilot, "In progress", "0/9")


async def test_the_last_card_and_what_was_seen_come_back(
    make_app: MakeApp, memory: Memory, cards: tuple[Term, ...]
) -> None:
    app = make_app("terms")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, 0, cards)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: memory.progress.keys("terms", "seen") == {cards[2].id})
        await pilot.press("down")
        await ready(pilot, app, 3, cards)
        await until(pilot, lambda: memory.progress.value("terms", "place", "card") == cards[3].id)
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await ready(pilot, again, 3, cards)
        assert ASKS in card_text(again)
        await pilot.press("up")
        await ready(pilot, again, 2, cards)
        assert cards[2].meaning in card_text(again)


async def test_a_card_that_is_gone_does_no_harm(make_app: MakeApp, cards: tuple[Term, ...]) -> None:
    gone = [Fact("terms", "place", "card", "vanished"), Fact("terms", "seen", "vanished")]
    app = make_app("terms", gone)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app, 0, cards)
        await shows(pilot, "Space turns a card.")
