"""A chart that redraws itself at its own size, and that a cursor can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from gdtui.ui.glyphs import plain
from gdtui.ui.plot import Picture, Reading
from gdtui.ui.plots.canvas import loading
from gdtui.ui.plots.picture import CURVES, Run, message

Plotter = Callable[[int, int, bool, "float | None"], Picture]
"""Draws at a width and a height, in ASCII or not, with a cursor at an x value or without."""

LOADING = 0.05
"""Seconds after which it is tried again to draw, while what draws is being loaded."""

_ROLES = (
    "axis", "label", "title", "note", "mark", "cursor", "point", "line", "residual",
    "path", "path-end", "optimum", "fog",
    *(f"curve-{number}" for number in range(CURVES)),
    *(f"contour-{number}" for number in range(CURVES)),
)  # fmt: skip


class Chart(Widget, can_focus=True):
    """Shows what its ``plot`` draws; without one, or before the first, a placeholder text.

    ← and → move a cursor from one measured point to the next, with shift by ten columns,
    Home and End to the ends; so does the mouse. Esc, or leaving, hides it.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"chart--{role}" for role in _ROLES}
    DEFAULT_CSS = """
    Chart {
        .chart--axis, .chart--label, .chart--residual, .chart--cursor { color: $text-muted; }
        .chart--title { color: $text; }
        .chart--fog { color: $scrollbar-hover; }
        .chart--note, .chart--mark { color: $text-error; text-style: bold; }
        .chart--line, .chart--curve-0 { color: $text-primary; }
        .chart--path, .chart--curve-1 { color: $text-warning; }
        .chart--optimum, .chart--curve-2 { color: $text-success; text-style: bold; }
        .chart--point, .chart--path-end, .chart--curve-3 { color: $text-accent; }
        .chart--curve-4 { color: $text-secondary; }
        .chart--curve-5 { color: $text-error; }
        .chart--curve-6 { color: $text; }
        .chart--curve-7 { color: $text-muted; }
        .chart--contour-0 { color: $text-success; }
        .chart--contour-1, .chart--contour-2, .chart--contour-3 { color: $text-secondary; }
        .chart--contour-4, .chart--contour-5, .chart--contour-6, .chart--contour-7 {
            color: $text-muted;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "read(-1)", "Read", show=False),
        Binding("right", "read(1)", "Read", show=False),
        Binding("shift+left", "read(-10)", "Read", show=False),
        Binding("shift+right", "read(10)", "Read", show=False),
        Binding("home", "read_end(False)", "First", show=False),
        Binding("end", "read_end(True)", "Last", show=False),
        Binding("escape", "hide_cursor", "Hide cursor", show=False),
    ]

    plot: reactive[Plotter | None] = reactive(None, repaint=False, init=False)
    """What draws the picture; setting it redraws what has changed."""

    cursor: reactive[float | None] = reactive(None, repaint=False, init=False)
    """The x value that is read, or None."""

    def __init__(
        self,
        plot: Plotter | None = None,
        *,
        placeholder: str = "",
        ascii: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.placeholder = placeholder
        self.ascii = ascii
        self._picture: Picture | None = None
        self._strips: list[Strip] = []
        self._styles_of: dict[str, Style] = {}
        self.set_reactive(Chart.plot, plot)

    @property
    def picture(self) -> Picture | None:
        """The picture that is shown; None before there is a size to draw at."""
        return self._picture

    def render_line(self, y: int) -> Strip:
        """One row, as it was drawn when the plot, the cursor or the size last changed."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)

    def watch_plot(self) -> None:
        """Draw the new picture."""
        self._redraw()

    def watch_cursor(self) -> None:
        """Draw the cursor at its new place."""
        self._redraw()

    def on_resize(self) -> None:
        """Draw anew at the new size."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Take up the colours of another theme."""
        super().notify_style_update()
        self._styles_of.clear()
        picture, self._picture = self._picture, None
        if picture is not None:
            self._show(picture)

    def _redraw(self) -> None:
        """Draw at the present size, unless there is none yet."""
        width, height = self.size
        if not width or not height or not self.is_attached:
            return
        if self.plot is None:
            text = plain(self.placeholder) if self.ascii else self.placeholder
            self._show(message(text, width, height))
        elif loading():
            # To wait for it here would hold up the keys.
            self.set_timer(LOADING, self._redraw)
        else:
            self._show(self.plot(width, height, self.ascii, self.cursor))

    def _show(self, picture: Picture) -> None:
        """Take over a picture: new strips and a refresh for the rows that differ, no others."""
        old, self._picture = self._picture, picture
        if old is None or (old.width, old.height) != (picture.width, picture.height):
            self._strips = [self._strip(row) for row in picture.rows]
            self.refresh()
            return
        changed = []
        for y, (before, after) in enumerate(zip(old.rows, picture.rows, strict=True)):
            if before != after:
                self._strips[y] = self._strip(after)
                first, last = _difference(before, after)
                changed.append(Region(first, y, last - first, 1))
        if changed:
            self.refresh(*changed)

    def _strip(self, row: tuple[Run, ...]) -> Strip:
        return Strip([Segment(text, self._style(role)) for text, role in row], self.size.width)

    def _style(self, role: str) -> Style:
        """The style of a role on the background of the chart."""
        if role not in self._styles_of:
            style = self.rich_style
            if role:
                style += self.get_component_rich_style(f"chart--{role}", partial=True)
            self._styles_of[role] = style
        return self._styles_of[role]

    # Reading a point

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave keys that have nothing to do here to the screen."""
        if action in ("read", "read_end"):
            return self._picture is not None and bool(self._picture.curves)
        if action == "hide_cursor":
            return self.cursor is not None
        return True

    def action_read(self, columns: int) -> None:
        """Move the cursor by so many columns, at least to the next point."""
        picture = self._picture
        if picture is None:
            return
        if self.cursor is None:
            self.action_read_end(columns < 0)
        else:
            self._read(picture.neighbour(self.cursor, columns))

    def action_read_end(self, last: bool) -> None:
        """Move the cursor to the first or the last point."""
        if self._picture is not None:
            self._read(self._picture.end(last))

    def action_hide_cursor(self) -> None:
        """Read nothing."""
        self.cursor = None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Read the point nearest to the mouse."""
        place = event.get_content_offset(self)
        x = None if place is None or self._picture is None else self._picture.x_at(place.x)
        if self._picture is not None and x is not None:
            self._read(self._picture.nearest(x))

    def on_leave(self) -> None:
        """The mouse has gone."""
        self.cursor = None

    def on_blur(self) -> None:
        """The focus has gone."""
        self.cursor = None

    def _read(self, reading: Reading | None) -> None:
        if reading is not None and reading.x != self.cursor:
            self.cursor = reading.x


def _difference(before: tuple[Run, ...], after: tuple[Run, ...]) -> tuple[int, int]:
    """The columns, from the first to the one after the last, in which two rows differ."""
    old, new = ([(sign, role) for text, role in row for sign in text] for row in (before, after))
    differing = [
        column for column, pair in enumerate(zip(old, new, strict=True)) if len(set(pair)) > 1
    ]
    return differing[0], differing[-1] + 1
