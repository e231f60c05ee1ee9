"""Links to terms in questions and on cards: underlined words, and a click opens the card."""

from __future__ import annotations

from gdtui.progress.model import Fact
from gdtui.ui.linked import linked, unlinked
from tests.ui.conftest import MakeApp, screen_text
from tests.ui.waiting import shows

SEED = "5"
TEXT = "The [loss](term:loss) falls, [so](term:) says a [fit](x)."


def test_the_words_stay_and_only_links_to_terms_are_links() -> None:
    content = linked(TEXT, "bold")
    assert content.plain == unlinked(TEXT) == "The loss falls, [so](term:) says a [fit](x)."
    meant = [(span.start, span.end) for span in content.spans if "bold" not in str(span.style)]
    assert meant == [(4, 8)]


async def test_a_click_on_a_term_in_an_explanation_opens_its_card(make_app: MakeApp) -> None:
    # The seed decides which choice comes first, and so what 1 and Enter answer.
    app = make_app("quiz", [Fact("quiz", "place", "seed", SEED)])
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Question 1 of 12")
        await pilot.press("1", "enter")
        await shows(pilot, "a lower loss")
        lines = screen_text(app).splitlines()
        row = next(row for row, line in enumerate(lines) if "has a lower loss" in line)
        await pilot.click(offset=(lines[row].index("lower loss") + 7, row))
        await shows(pilot, "Glossary", "Loss   L")
