"""The code pane: a Python editor that keeps indentation and can mark the line of an error."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

INDENT = 4


class Editor(TextArea):
    """Letters are text here. Esc leaves; what it leaves for is the screen's decision."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave the editor"),
        Binding("ctrl+home", "document_end(False)", "Start of the program", show=False),
        Binding("ctrl+end", "document_end(True)", "End of the program", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("ctrl+y", "redo", "Redo", show=False),
    ]

    marked: reactive[int | None] = reactive(None, init=False)
    """The line of an error, counted from 1."""

    class Left(Message):
        """The learner leaves the editor."""

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            show_line_numbers=True,
            soft_wrap=False,
            tab_behavior="indent",
            max_checkpoints=500,
        )
        # A blinking cursor alone costs 730 bytes a second on the line.
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Colours come when the screen stands: the highlighter is slow to load."""
        self._colour()
        self.watch(self.app, "theme", self._colour, init=False)
        self.call_after_refresh(self._highlight)

    def on_resize(self) -> None:
        """In a pane that shrinks, the cursor stays in sight."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def _highlight(self) -> None:
        # A new language means a new document, which begins at its first line.
        place = self.cursor_location
        self.language = "python"
        self.move_cursor(place)

    def _colour(self) -> None:
        name = f"gdtui-{self.app.theme}"
        self.register_theme(code_theme(name, self.app.get_css_variables()))
        self.theme = name

    async def _on_key(self, event: events.Key) -> None:
        """Esc leaves, Enter keeps the indentation; the rest is as in every text area."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.action_leave()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            start, end = self.selection
            self._replace_via_keyboard("\n" + self._indentation(min(start, end)), start, end)

    def _indentation(self, location: tuple[int, int]) -> str:
        row, column = location
        before = self.document.get_line(row)[:column]
        kept = before[: len(before) - len(before.lstrip())]
        code = before.split("#")[0].rstrip()
        return kept + " " * INDENT if code.endswith(":") else kept

    def action_document_end(self, last: bool) -> None:
        """Go to the first or the last place of the program."""
        self.move_cursor(self.document.end if last else (0, 0))

    def action_leave(self) -> None:
        """Tell the screen."""
        self.post_message(self.Left())

    def get_line(self, line_index: int) -> Text:
        """A line of code, underlaid when it is the marked one."""
        line = super().get_line(line_index)
        if self.marked == line_index + 1:
            colour = self.app.get_css_variables()["error"]
            line.stylize(Style(underline=True, bold=True, color=colour))
        return line

    def watch_marked(self) -> None:
        """Draw the lines anew, and bring the marked one into sight."""
        self.notify_style_update()
        self.refresh()
        if self.marked is not None:
            row = min(self.marked, self.document.line_count) - 1
            self.move_cursor((row, 0), center=True)


def code_theme(name: str, colours: dict[str, str]) -> TextAreaTheme:
    """The syntax colours that go with an app theme; everything else follows the style sheet."""
    keyword = Style(color=colours["code-keyword"])
    text = Style(color=colours["code-string"])
    number = Style(color=colours["code-number"])
    function = Style(color=colours["code-function"])
    comment = Style(color=colours["code-comment"], italic=True)
    styles = {
        "keyword": keyword, "keyword.function": keyword, "keyword.return": keyword,
        "keyword.operator": keyword, "conditional": keyword, "repeat": keyword, "include": keyword,
        "exception": keyword, "string": text, "string.documentation": comment, "number": number,
        "float": number, "boolean": number, "constant.builtin": number, "comment": comment,
        "function": function, "function.call": function, "method": function,
        "method.call": function, "type.class": function,
    }  # fmt: skip
    return TextAreaTheme(name, syntax_styles=styles)
