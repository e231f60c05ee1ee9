"""The output of a program: its newest lines are in sight, whatever it prints."""

from __future__ import annotations

from textual.app import App, ComposeResult

from gdtui.ui.widgets.output import LONGEST, MOST_LINES, Output


class OneOutput(App[None]):
    def compose(self) -> ComposeResult:
        yield Output(id="output")


def last_line_shown(output: Output) -> str:
    """The text of the last line that stands on the screen."""
    shown = [output.render_line(y).text.rstrip() for y in range(output.size.height)]
    return [line for line in shown if line][-1]


async def test_after_a_flood_the_newest_lines_are_in_sight() -> None:
    async with OneOutput().run_test(size=(60, 20)) as pilot:
        output = pilot.app.query_one(Output)
        for start in range(0, 3 * MOST_LINES, 700):
            output.write("".join(f"line {n}\n" for n in range(start, start + 700)))
        await pilot.pause()
        assert last_line_shown(output) == f"line {start + 699}"
        assert output.line_count < MOST_LINES
        assert output.scroll_offset.y <= output.max_scroll_y


async def test_a_batch_larger_than_all_that_is_kept() -> None:
    async with OneOutput().run_test(size=(60, 20)) as pilot:
        output = pilot.app.query_one(Output)
        output.write("begun ")
        output.write("".join(f"line {n}\n" for n in range(2 * MOST_LINES)))
        await pilot.pause()
        assert last_line_shown(output) == f"line {2 * MOST_LINES - 1}"


async def test_a_line_comes_in_pieces_and_is_cut_where_no_screen_would_show_it() -> None:
    async with OneOutput().run_test(size=(60, 20)) as pilot:
        output = pilot.app.query_one(Output)
        for piece in ("one", " line", "\nnext", "\n" + "x" * LONGEST):
            output.write(piece)
        for _ in range(50):
            output.write("y" * 5000)
        output.write("\nlast")
        assert list(output.lines) == ["one line", "next", "x" * LONGEST, "last"]


async def test_who_looks_at_earlier_lines_is_left_there() -> None:
    async with OneOutput().run_test(size=(60, 20)) as pilot:
        output = pilot.app.query_one(Output)
        output.write("\n" * 100)
        output.scroll_to(y=0, animate=False, immediate=True)
        output.write("more\n", scroll_end=False)
        assert output.scroll_offset.y == 0
