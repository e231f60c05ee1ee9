"""A scrolling page of Markdown that tells where the reader is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Markdown

SETTLED = 0.3
"""Seconds of rest after which a place counts as the reader's place."""


def page_on(view: VerticalScroll) -> bool:
    """Turn a page at once, so that the next key finds it turned; False at the end."""
    # The target is where keys before this one lead, though the view may still be on its way.
    if view.scroll_target_y >= view.max_scroll_y:
        return False
    below = view.scroll_target_y + view.scrollable_content_region.height
    view.scroll_to(y=below, animate=False, immediate=True)
    return True


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
        self.settled = False
        """Whether the text is laid out, and the reader where they were."""
        self._ahead = 0
        """Pages to turn once the text is laid out."""

    def compose(self) -> ComposeResult:
        """The text; links are told, not opened: there may be no browser."""
        yield Markdown(self.text, open_links=False)

    def on_markdown_table_of_contents_updated(self) -> None:
        """The text has been laid out: go where the reader was."""
        self.call_after_refresh(self._resume)

    def _resume(self) -> None:
        self.settled = True
        if self.scroll_target_y:
            # A reader who was quicker than the layout is left where they went.
            self._moved()
        elif self.place:
            y = self.place * self.max_scroll_y
            self.scroll_to(y=y, animate=False, force=True, immediate=True)
        ahead, self._ahead = self._ahead, 0
        for _ in range(ahead):
            self.read_on()

    def watch_scroll_target_y(self) -> None:
        """Tell the place once the reader rests."""
        # Not the view itself, which may still be on its way when the reader leaves.
        if self.settled and self.is_mounted:
            self._moved()

    def _moved(self) -> None:
        y, end = self.scroll_target_y, self.max_scroll_y
        self.place = min(1.0, y / end) if end else 1.0
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(SETTLED, self._tell)

    def _tell(self) -> None:
        self.post_message(self.Moved(self.place, self.place >= 1.0))

    def action_page_down(self) -> None:
        """Turn the page."""
        page_on(self)

    def action_scroll_end(self) -> None:
        """Go to the end at once: whoever leaves right after it was there."""
        self.scroll_to(y=self.max_scroll_y, immediate=True)

    def read_on(self) -> None:
        """Turn the page; at the end, say that the reader is there."""
        if not self.settled:
            self._ahead += 1
        elif not page_on(self):
            self.place = 1.0
            self._tell()

    def on_unmount(self) -> None:
        """No timer outlives the page."""
        if self._rest is not None:
            self._rest.stop()
