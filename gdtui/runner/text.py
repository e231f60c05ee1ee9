"""Text that a program or a file says, made safe to show on a terminal."""

from __future__ import annotations

import codecs
import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without what a terminal could obey; every kind of line end becomes a newline.

    Taken out: C0 controls except newline and tab, DEL, C1, bidirectional controls, surrogates.
    """
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Cleaner:
    """Cleans a stream of UTF-8 bytes that comes in pieces cut anywhere."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._after_return = False

    def feed(self, data: bytes, final: bool = False) -> str:
        """The clean text of the next piece; with ``final``, also of a character cut short."""
        text = self._decoder.decode(data, final)
        if not text:
            return ""
        ends_in_return = text[-1] == "\r"
        if self._after_return and text[0] == "\n":
            text = text[1:]  # its newline was given for the "\r"
        self._after_return = ends_in_return
        return clean(text)
