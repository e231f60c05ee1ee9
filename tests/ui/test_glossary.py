"""What lies over a step: the glossary and the list of keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from gdtui.lesson.model import Lesson
from gdtui.ui.app import LessonApp
from gdtui.ui.manner import Manner
from gdtui.ui.screens.frame import LessonScreen
from gdtui.ui.screens.glossary import GlossaryScreen
from gdtui.ui.screens.keys import KeysScreen
from gdtui.ui.widgets.card import Card
from gdtui.ui.widgets.editor import Editor
from gdtui.ui.widgets.keybar import KeyBar
from gdtui.ui.widgets.names import Names
from tests.ui.conftest import MakeApp, Memory, Script, Verdicts, screen_text
from tests.ui.waiting import shows, until

STEPS = ["why", "terms", "code", "real-world"]


def over(app: LessonApp) -> bool:
    return isinstance(app.screen, GlossaryScreen) and bool(app.screen.query(Names))


async def stands(pilot: Pilot[None], app: LessonApp) -> None:
    """Wait until the lesson itself is shown."""
    await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.is_mounted)
    await pilot.pause()


@pytest.mark.parametrize("step", [None, *STEPS])
async def test_it_opens_over_every_step_and_goes_again(make_app: MakeApp, step: str | None) -> None:
    app = make_app(step)
    async with app.run_test(size=(80, 24)) as pilot:
        await stands(pilot, app)
        if step in ("terms", "real-world"):
            await pilot.press("down", "space")
        if step == "code":
            await pilot.press("escape")
        below = app.screen
        for closing in ("g", "escape"):
            await pilot.press("g")
            await until(pilot, lambda: over(app))
            await shows(pilot, "Glossary", "Adam, AdamW", "Back to the lesson")
            await pilot.press("down")
            assert over(app)
            await pilot.press(closing)
            await until(pilot, lambda: app.screen is below)


async def test_every_term_can_be_read_to_its_end_at_60_by_20(
    make_app: MakeApp, lesson: Lesson
) -> None:
    app = make_app("why")
    async with app.run_test(size=(60, 20)) as pilot:
        await stands(pilot, app)
        await pilot.press("g")
        await until(pilot, lambda: over(app))
        terms = sorted(lesson.glossary, key=lambda term: term.name.casefold())
        card = app.screen.query_one(Card)
        text = app.screen.query_one("#card-text", Static)
        for term in terms:
            await until(pilot, lambda term=term: app.words(term.confusion) in str(text.visual))
            assert "{{" not in str(text.visual)
            words = app.words(term.name).split()[0]
            await until(pilot, lambda words=words: words in in_sight(app, card))
            end = app.words(term.confusion).split()[-1]
            for _ in range(12):
                if end in in_sight(app, card):
                    break
                await pilot.press("space")
            await until(pilot, lambda end=end: end in in_sight(app, card))
            await pilot.press("down")
        assert text.size.width >= 24


def in_sight(app: LessonApp, card: Card) -> str:
    lines = screen_text(app).splitlines()[card.region.y : card.region.bottom]
    return "\n".join(line[card.region.x : card.region.right] for line in lines)


async def test_it_opens_at_the_term_asked_for(make_app: MakeApp, lesson: Lesson) -> None:
    app = make_app("why")
    async with app.run_test(size=(80, 24)) as pilot:
        await stands(pilot, app)
        for term in lesson.glossary[::6]:
            app.action_glossary(term.id)
            await until(pilot, lambda: over(app))
            text = app.screen.query_one("#card-text", Static)
            await until(pilot, lambda term=term, text=text: term.name in str(text.visual))
            await pilot.press("escape")
            await stands(pilot, app)
        app.action_glossary("no-such-term")
        await until(pilot, lambda: over(app))
        await until(pilot, lambda: app.screen.query_one(Names).highlighted == 0)


async def test_a_lesson_without_terms_says_so(
    lesson: Lesson, memory: Memory, script: Script, verdicts: Verdicts
) -> None:
    bare = replace(lesson, steps=tuple(s for s in lesson.steps if s.kind != "terms"))
    app = LessonApp(bare, memory, lambda: script, lambda: verdicts, Manner(start="why"))
    async with app.run_test(size=(80, 24)) as pilot:
        await stands(pilot, app)
        await pilot.press("g")
        await shows(pilot, "This lesson has no terms.")
        await pilot.press("down", "enter", "space", "escape")
        await stands(pilot, app)


@pytest.mark.parametrize("step", [None, "terms", "code"])
async def test_the_list_of_keys_holds_all_that_the_footer_shows_and_more(
    make_app: MakeApp, step: str | None
) -> None:
    app = make_app(step)
    async with app.run_test(size=(140, 40)) as pilot:
        await stands(pilot, app)
        hints = [(hint.display, hint.label) for hint in app.screen.query_one(KeyBar).hints()]
        assert len(hints) >= 4
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert isinstance(app.screen, KeysScreen)
        listed = app.screen.keys
        for display, label in hints:
            if label != "Keys":
                assert any(display in key.split("  ") and what == label for key, what in listed)
        offered = {what for _, what in listed}
        assert "Command palette" in offered
        # In the editor of the code step, digits are text.
        assert ("Go to a step" in offered) == (step != "code")
        await pilot.press("f1")
        await stands(pilot, app)


async def test_f1_opens_it_in_the_editor_and_the_question_mark_elsewhere(
    make_app: MakeApp,
) -> None:
    app = make_app("code")
    async with app.run_test(size=(60, 20)) as pilot:
        await stands(pilot, app)
        editor = app.screen.query_one(Editor)
        await pilot.press("?")
        assert editor.text.startswith("?")
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        await shows(pilot, "Keys on this screen", "Indents in the editor")
        await pilot.press("pagedown", "end")
        await shows(pilot, "Suspend; fg comes back")
        await pilot.press("escape")
        await stands(pilot, app)
        assert app.focused is editor
        await pilot.press("escape", "?")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        assert "Indents in the editor" not in screen_text(app)
        await pilot.press("?")
        await stands(pilot, app)
