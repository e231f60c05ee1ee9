"""Recall: both ways round, missed cards return, 80 % of a round is the work; links to steps."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from gdtui.lesson.model import Lesson
from gdtui.progress.model import Fact, Status
from gdtui.ui.app import LessonApp
from gdtui.ui.screens.terms import TermsScreen
from gdtui.ui.widgets.card import Card
from gdtui.ui.widgets.choices import Choices
from tests.quizzing import choosing
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

SEED = Fact("terms", "place", "recall-seed", "5")


def page(app: LessonApp) -> TermsScreen:
    assert isinstance(app.screen, TermsScreen)
    return app.screen


async def asked(pilot: Pilot[None], app: LessonApp, at: int) -> None:
    """Wait for the question at a place of the round."""
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, TermsScreen)
            and page(app).at == at
            and page(app).query_one(Choices).answer is None
            and isinstance(app.focused, Choices)
        ),
    )
    await pilot.pause()


async def answer(pilot: Pilot[None], app: LessonApp, right: bool) -> None:
    question = page(app).query_one(Choices).question
    assert question is not None
    index = question.right if right else (question.right + 1) % len(question.choices)
    await pilot.press(*choosing(index))
    await until(pilot, lambda: len(page(app).recalling.round.answers) > (page(app).at or 0))
    await pilot.press("enter")


async def test_a_round_with_misses_that_return(
    make_app: MakeApp, memory: Memory, lesson: Lesson
) -> None:
    app = make_app("terms", [SEED])
    total = len(lesson.glossary)
    misses = total // 5
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "r Recall")
        await pilot.press("r")
        prompts = set()
        for at in range(total):
            await asked(pilot, app, at)
            question = page(app).query_one(Choices).question
            assert question is not None
            prompts.add(question.prompt.startswith("Which term"))
            await answer(pilot, app, at >= misses)
        assert prompts == {True, False}
        assert "recall" not in memory.progress.keys("terms", "work")
        for at in range(total, total + misses):
            await asked(pilot, app, at)
            await shows(pilot, "a missed card returns")
            returned = page(app).query_one(Choices).question
            assert returned is not None
            assert returned.id == page(app).recalling.round.cards[at - total]
            await answer(pilot, app, right=True)
        known = total - misses
        await shows(pilot, f"{known} of {total} known at first asking: {100 * known / total:.0f}%")
        await shows(pilot, "Missed, and asked until known")
        await shows(
            pilot, "▸ r asks again, Esc shows the cards; n for step 3", "r Recall  Esc Cards"
        )
        assert "recall" in memory.progress.keys("terms", "work")
        await pilot.press("escape")
        await shows(pilot, "○ Parameter")
        assert memory.progress.status("terms", ("cards", "recall")) is Status.IN_PROGRESS


async def test_under_80_percent_is_not_enough_and_the_next_round_turns_the_cards(
    make_app: MakeApp, memory: Memory, lesson: Lesson
) -> None:
    app = make_app("terms", [SEED])
    total = len(lesson.glossary)
    misses = total // 5 + 1
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        for at in range(total + misses):
            await asked(pilot, app, at)
            await answer(pilot, app, at >= misses)
        await shows(pilot, "r asks again")
        assert "recall" not in memory.progress.keys("terms", "work")
        first = page(app).recalling
        await pilot.press("r")
        await asked(pilot, app, 0)
        second = page(app).recalling
        assert second.round.number == 2
        assert second.round.cards != first.round.cards
        for card in first.round.cards:
            one = first.question(first.round.cards.index(card))
            two = second.question(second.round.cards.index(card))
            assert one.prompt.startswith("Which") is not two.prompt.startswith("Which")


async def test_the_round_goes_on_where_it_was_left(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("terms", [SEED])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        for at in range(3):
            await asked(pilot, app, at)
            await answer(pilot, app, at != 1)
        await asked(pilot, app, 3)
        before = screen_text(app)
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await asked(pilot, again, 3)
        assert screen_text(again) == before
        await pilot.press("escape")
        await until(pilot, lambda: page(again).at is None)
        await pilot.press("r")
        await asked(pilot, again, 3)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_a_card_leads_to_the_steps_where_its_term_is_met(
    make_app: MakeApp, lesson: Lesson, size: tuple[int, int]
) -> None:
    seen = Fact("terms", "seen", "parameter")
    app = make_app("terms", [seen])
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Often confused" if size[1] > 20 else "Formula")
        page(app).query_one(Card).scroll_end(animate=False)
        await shows(pilot, "Met in step")
        lines = screen_text(app).splitlines()
        row = next(row for row, line in enumerate(lines) if "1 Why This" in line[24:])
        await pilot.click(offset=(lines[row].rindex("1 Why This") + 3, row))
        await shows(pilot, "Step 1 Why This Matters")


async def test_the_glossary_leads_to_steps_by_number_from_everywhere(
    make_app: MakeApp, lesson: Lesson
) -> None:
    app = make_app("quiz")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Question 1 of 12")
        await pilot.press("g")
        await shows(pilot, "Glossary", "Adam, AdamW   m, v")
        await pilot.press("8")
        await shows(pilot, "Step 8 Real-World Usage")
        await until(pilot, lambda: len(app.screen_stack) == 2)
