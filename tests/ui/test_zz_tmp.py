from __future__ import annotations
import pytest
from tests.ui.conftest import *
from tests.ui.waiting import until
import gdtui.ui.screens.code as code

@pytest.mark.parametrize("keys", [("x","escape","1"),("x","escape","q")])
async def test_rest(make_app, memory, monkeypatch, keys):
    monkeypatch.setattr(code, "DRAFT_REST", 100.0)
    app = make_app("code")
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    assert str(memory.progress.value("code", "draft", "train.py")).startswith("x")
