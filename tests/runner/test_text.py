"""Text is safe to show however it was cut; losses are found in printed lines."""

from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.runner.events import Measured
from gdtui.runner.printed import PrintedLosses, read_line
from gdtui.runner.text import Cleaner, clean

pieces = st.lists(st.binary(max_size=8) | st.sampled_from([b"\r", b"\n", b"\r\n", b"\x1b["]))


@given(pieces)
def test_a_stream_is_cleaned_as_the_whole_would_be(chunks: list[bytes]) -> None:
    cleaner = Cleaner()
    text = "".join(cleaner.feed(chunk) for chunk in chunks) + cleaner.feed(b"", final=True)
    assert text == clean(b"".join(chunks).decode("utf-8", "replace"))


@given(st.text(st.characters()))
def test_nothing_a_terminal_could_obey_is_left(text: str) -> None:
    for sign in clean(text):
        assert sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(sign) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI")


def test_line_ends() -> None:
    assert clean("a\r\nb\rc\n\rd\t\x7f\x9b\u202e") == "a\nb\nc\n\nd\t"


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Epoch 25: loss=0.0233", (25, 0.0233)),
        ("epoch 3, loss: 1e-5", (3, 1e-5)),
        ("Epoch 3: loss=inf", (3, math.inf)),
        ("Epoch 3: loss=-inf", (3, -math.inf)),
        ("Epoch [3/100], Train Loss: 1.5E+3", (3, 1500)),
        ("  epoch=7 w=2.0 loss=.5", (7, 0.5)),
        ("Epoch 3", None),
        ("loss=3", None),
        ("Epoch three: loss=1", None),
        ("Epoch 3: loss=information", None),
    ],
)
def test_lines(line: str, row: tuple[float, float] | None) -> None:
    assert read_line(line) == row


def test_lines_that_come_in_pieces_and_a_second_run() -> None:
    losses = PrintedLosses()
    assert losses.feed("Epoch 1: lo") == []
    assert losses.feed("ss=2\nEpoch 5: loss=1\nEpoch 0: loss=inf\nEp") == [
        Measured(1, ("epoch", "loss"), ((1, 2.0), (5, 1.0))),
        Measured(2, ("epoch", "loss"), ((0, math.inf),)),
    ]
    assert losses.feed("och 1: loss=4", final=True) == [Measured(2, ("epoch", "loss"), ((1, 4.0),))]


@given(st.lists(st.text("Epoch 12:loss=\n", max_size=30)))
def test_pieces_give_what_the_whole_gives(chunks: list[str]) -> None:
    apart, whole = PrintedLosses(), PrintedLosses()
    got = [e for chunk in chunks for e in apart.feed(chunk)] + apart.feed("", final=True)
    want = whole.feed("".join(chunks), final=True)
    assert [(e.run, r) for e in got for r in e.rows] == [(e.run, r) for e in want for r in e.rows]
