"""The chart widget: it redraws at its size, changes little, and reads points."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Button

from gdtui.ui.plot import Curve, Picture, loss_picture, text_of
from gdtui.ui.widgets.chart import Chart, Plotter
from tests.ui.pictures import column_of
from tests.ui.waiting import until

POINTS = [(float(epoch), 19.0 * 0.9**epoch + 0.01) for epoch in range(1, 101)]


def plotter(count: int = 100) -> Plotter:
    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        return loss_picture(
            [Curve("lr 0.01", POINTS[:count])],
            width,
            height,
            log=True,
            x_label="epoch",
            ascii=ascii,
            cursor=cursor,
            x_range=(0.0, 100.0),
            y_range=(0.005, 20.0),
        )

    return plot


class Shown(App[None]):
    """A chart and something else that can have the focus."""

    CSS = "Chart { height: 1fr; } Button { height: 3; }"
    BINDINGS = [("escape", "left"), ("right", "right")]

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.seen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.chart
        yield Button("other")

    def on_mount(self) -> None:
        self.chart.focus()

    def action_left(self) -> None:
        self.seen.append("escape")

    def action_right(self) -> None:
        self.seen.append("right")


def strips(chart: Chart) -> list[Any]:
    return [chart.render_line(y) for y in range(chart.size.height)]


def shown(chart: Chart) -> str:
    assert chart.picture is not None
    return text_of(chart.picture)


async def test_placeholder_until_there_is_a_plot() -> None:
    app = Shown(Chart(placeholder="Run it: β → loss", ascii=True))
    async with app.run_test(size=(60, 19)) as pilot:
        assert "Run it: beta -> loss" in "".join(strip.text for strip in strips(app.chart))
        await pilot.press("right")
        assert app.seen == ["right"]
        app.chart.plot = plotter()
        await pilot.pause()
        assert "loss (log)" in strips(app.chart)[0].text
        assert all(strip.text.isascii() for strip in strips(app.chart))


async def test_redraws_at_its_size() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)) as pilot:
        for width, height in ((60, 19), (80, 24), (38, 15)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            picture = app.chart.picture
            assert picture is not None
            assert (picture.width, picture.height) == (width, height - 3)
            assert [strip.cell_length for strip in strips(app.chart)] == [width] * (height - 3)


async def test_roles_have_colours() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)):
        colours = {
            segment.style.color for strip in strips(app.chart) for segment in strip if segment.style
        }
        assert len(colours) >= 3


async def test_another_theme_recolours() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)) as pilot:
        before = strips(app.chart)[2]
        app.theme = "textual-light"
        await pilot.pause()
        after = strips(app.chart)[2]
        assert after.text == before.text
        assert after != before


async def test_a_growing_curve_changes_few_rows() -> None:
    app = Shown(Chart(plotter(50)))
    async with app.run_test(size=(60, 19)) as pilot:
        await pilot.pause()
        before = strips(app.chart)
        app.chart.plot = plotter(53)
        after = strips(app.chart)
        changed = [
            y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new
        ]
        assert 1 <= len(changed) <= 2
        assert all(before[y].text != after[y].text for y in changed)
        app.chart.plot = plotter(53)
        assert all(old is new for old, new in zip(after, strips(app.chart), strict=True))


async def test_keys_move_the_cursor_from_point_to_point() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)) as pilot:
        for key, epoch in (("right", 1), ("right", 3), ("end", 100), ("home", 1)):
            await pilot.press(key)
            assert app.chart.cursor == epoch, key
            assert f"epoch {epoch}" in shown(app.chart)
        await pilot.press("shift+right")
        column = round(10 * 100 / (app.chart.picture.columns - 1)) if app.chart.picture else 0
        assert app.chart.cursor is not None
        assert abs(app.chart.cursor - 1 - column) <= 1


async def test_escape_hides_the_cursor_and_then_belongs_to_the_screen() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)) as pilot:
        without = shown(app.chart)
        await pilot.press("end", "escape")
        assert app.chart.cursor is None
        assert shown(app.chart) == without
        assert app.seen == []
        await pilot.press("escape")
        assert app.seen == ["escape"]


async def test_while_what_draws_is_being_loaded_nobody_waits_and_then_it_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded, asked = Event(), []
    monkeypatch.setattr("gdtui.ui.widgets.chart.loading", lambda: not loaded.is_set())

    def plot(*size: Any) -> Picture:
        asked.append(loaded.is_set())
        return plotter()(*size)

    app = Shown(Chart(plot))
    async with app.run_test(size=(60, 19)) as pilot:
        assert app.chart.picture is None
        loaded.set()
        await until(pilot, lambda: app.chart.picture is not None)
        assert all(asked)


async def test_leaving_hides_the_cursor() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)) as pilot:
        await pilot.press("end", "tab")
        await pilot.pause()
        assert app.chart.cursor is None


async def test_the_mouse_reads() -> None:
    app = Shown(Chart(plotter()))
    async with app.run_test(size=(60, 19)) as pilot:
        picture = app.chart.picture
        assert picture is not None
        column = column_of(picture, 40.0)
        assert column is not None
        await pilot.hover(Chart, offset=(column, 5))
        await pilot.pause()
        assert app.chart.cursor is not None
        assert app.chart.picture is not None
        assert column_of(app.chart.picture, app.chart.cursor) == column
        await pilot.hover(Button)
        await pilot.pause()
        assert app.chart.cursor is None
