"""The decoder: any chunking gives the same messages, any bytes give no exception."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gdtui.runner.child import frames
from gdtui.runner.events import Measured, Started, Training
from gdtui.runner.wire import Answered, Decoder, Ended, Malformed, Message, Returned, Text

names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=64)
doubles = st.floats(allow_nan=False)
runs = st.integers(1, 2**32 - 1)


@st.composite
def measured(draw: st.DrawFn) -> tuple[bytes, list[Message]]:
    run, columns = draw(runs), tuple(draw(st.lists(names, min_size=1, max_size=5)))
    row = st.tuples(*[doubles] * len(columns))
    rows = tuple(draw(st.lists(row, min_size=1, max_size=5)))
    packed = frames.measured(run, columns, array("d", [x for r in rows for x in r]))
    if not draw(st.booleans()):
        return packed, [Measured(run, columns, rows)]
    settings = draw(st.dictionaries(names, doubles, max_size=4))
    data = draw(st.none() | st.lists(st.tuples(doubles, doubles), max_size=4).map(tuple))
    flat = None if data is None else array("d", [x for pair in data for x in pair])
    told = Training("train", settings, data)
    first = frames.training(run, "train", settings, flat)
    return first + packed, [Measured(run, columns, rows, told)]


plain = st.text(st.characters(codec="utf-8", categories=["L", "N"]), max_size=500)
messages = st.one_of(
    measured(),
    st.booleans().map(lambda on: (frames.started(on), [Started(on)])),
    st.binary(min_size=1, max_size=99).map(lambda data: (frames.text(data), [Text(data)])),
    plain.map(lambda text: (frames.returned(text), [Returned(text)])),
    st.tuples(st.sampled_from(frames.VALUES), doubles, st.booleans(), plain).map(
        lambda it: (
            frames.answer(3, it[0], it[1], it[2], 9, "E", it[3]),
            [Answered(3, it[0], it[1], it[2], 9, "E", it[3])],
        )
    ),
    st.tuples(plain, st.integers(1, 2**31 - 1)).map(
        lambda it: (
            frames.ended(frames.FAILED, "E", it[0], it[1]),
            [Ended("failed", "E", it[0], it[1])],
        )
    ),
)


@given(st.lists(messages, max_size=6), st.lists(st.integers(0, 2000), max_size=20))
def test_any_chunking_gives_the_same(
    parts: list[tuple[bytes, list[Message]]], cuts: list[int]
) -> None:
    stream = b"".join(part[0] for part in parts)
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    decoder = Decoder()
    got = [m for a, b in pairwise(edges) for m in decoder.feed(stream[a:b])]
    assert got == [message for part in parts for message in part[1]]


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_any_bytes_are_borne(chunks: list[bytes]) -> None:
    decoder = Decoder()
    got = [message for chunk in chunks for message in decoder.feed(chunk)]
    assert all(not isinstance(message, Malformed) for message in got[:-1])


@given(st.integers(1, 8), st.binary(max_size=200))
def test_any_payload_is_borne(kind: int, payload: bytes) -> None:
    got = Decoder().feed(frames.frame(kind, payload))
    assert len(got) <= 1


def test_an_oversized_frame_is_refused_before_it_comes() -> None:
    decoder = Decoder()
    assert decoder.feed(frames.HEADER.pack(frames.TEXT, frames.MAX_PAYLOAD + 1)) == [
        Malformed("a frame of 65537 bytes")
    ]
    assert decoder.feed(frames.started(True)) == []


def test_the_largest_of_everything_fits_a_frame() -> None:
    wide = [f"{i:0>4}" + "€" * 60 for i in range(frames.MAX_COLUMNS)]
    rows = array("d", [math.pi]) * (frames.BATCH + frames.MAX_COLUMNS)
    settings = dict.fromkeys(wide, 1.0)
    samples = array("d", [1.0]) * (2 * frames.MAX_SAMPLES)
    stream = frames.training(1, "f" * 99, settings, samples) + frames.measured(1, wide, rows)
    (event,) = Decoder().feed(stream + frames.text(b""))
    assert isinstance(event, Measured)
    assert event.training is not None
    assert len(event.rows) == len(rows) // len(wide)
