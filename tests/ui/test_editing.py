"""Typing in the code step: letters are text, and no draft is lost."""

from __future__ import annotations

import pytest

from gdtui.ui.screens.code import CodeScreen
from gdtui.ui.widgets.editor import Editor
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until


async def test_letters_are_text_in_the_editor(make_app: MakeApp) -> None:
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press(*"qnpgo19?", "l", "e")
        editor = app.screen.query_one(Editor)
        assert editor.text.startswith("qnpgo19?le")
        assert isinstance(app.screen, CodeScreen)
        await pilot.press("ctrl+z")
        assert not editor.text.startswith("qnpgo")


async def test_enter_keeps_and_deepens_the_indentation(make_app: MakeApp) -> None:
    app = make_app("code")
    async with app.run_test() as pilot:
        editor = app.screen.query_one(Editor)
        editor.text = ""
        await pilot.press(*"if x:", "enter", *"y = 1  # so: yes", "enter", *"z", "tab", *"w")
        assert editor.text == "if x:\n    y = 1  # so: yes\n    z   w"
        await pilot.press("escape")
        assert not isinstance(app.focused, Editor)


async def test_from_the_results_tab_leads_to_the_code_and_the_footer_says_so(
    make_app: MakeApp,
) -> None:
    app = make_app("experiments", animation=False)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.query("Trying"))
        assert "Tab To the code" not in screen_text(app)
        await pilot.press("f7", "escape")
        await shows(pilot, "Tab To the code")
        text = screen.query_one(Editor).text
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert screen.query_one(Editor).text == text


async def test_drafts_are_kept_while_typing_and_come_back(
    make_app: MakeApp, memory: Memory
) -> None:
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press(*"# mine", "enter")
        await until(pilot, lambda: memory.progress.value("code", "draft", "train.py"))
    assert str(memory.progress.value("code", "draft", "train.py")).startswith("# mine\n")
    again = make_app("code")
    async with again.run_test() as pilot:
        await pilot.pause()
        assert again.screen.query_one(Editor).text.startswith("# mine\n")


async def test_a_draft_typed_just_before_leaving_is_kept(make_app: MakeApp, memory: Memory) -> None:
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press("x", "escape", "1")
        await until(pilot, lambda: memory.progress.value("code", "draft", "train.py"))
    assert str(memory.progress.value("code", "draft", "train.py")).startswith("x")


@pytest.mark.parametrize("keys", [("x", "escape", "1"), ("x", "escape", "q")])
async def test_leaving_does_not_wait_for_the_typing_to_rest(
    make_app: MakeApp, memory: Memory, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setattr("gdtui.ui.screens.workbench.DRAFT_REST", 100.0)
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    assert str(memory.progress.value("code", "draft", "train.py")).startswith("x")
