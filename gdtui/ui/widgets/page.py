"""A scrolling page of Markdown that tells where the reader is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Markdown

SETTLED = 0.3
"""Seconds of rest after which a place counts as the reader's place."""


class Page(VerticalScroll, can_focus=True):
    """Markdown with a place: 0.0 is the top, 1.0 the end."""

    class Moved(Message):
        """The reader came to rest at a place."""

        def __init__(self, place: float, at_end: bool) -> None:
            super().__init__()
            self.place = place
            self.at_end = at_end

    def __init__(self, text: str, place: float = 0.0) -> None:
        super().__init__()
        self.text = text
        self.place = place
        self._rest: Timer | None = None
        self._settled = False

    def compose(self) -> ComposeResult:
        """The text; links are told, not opened: there may be no browser."""
        yield Markdown(self.text, open_links=False)

    def on_markdown_table_of_contents_updated(self) -> None:
        """The text has been laid out: go where the reader was."""
        self.call_after_refresh(self._resume)

    def _resume(self) -> None:
        # A reader who was quicker than the layout is left where they went.
        if self.place and not self.scroll_y:
            self.scroll_to(y=self.place * self.max_scroll_y, animate=False, force=True)
        self._settled = True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the place once the reader rests."""
        super().watch_scroll_y(old_value, new_value)
        if self._settled and self.is_mounted:
            self.place = new_value / self.max_scroll_y if self.max_scroll_y else 1.0
            if self._rest is not None:
                self._rest.stop()
            self._rest = self.set_timer(SETTLED, self._tell)

    def _tell(self) -> None:
        self.post_message(self.Moved(self.place, self.at_end))

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.scroll_y >= self.max_scroll_y

    def read_on(self) -> None:
        """Turn the page; at the end, say that the reader is there."""
        if self.at_end:
            self.post_message(self.Moved(1.0, True))
        else:
            self.scroll_page_down(animate=False)

    def on_unmount(self) -> None:
        """No timer outlives the page."""
        if self._rest is not None:
            self._rest.stop()
