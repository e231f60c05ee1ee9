"""Frames: how the child packs what it tells, and the limits both sides hold to.

A frame is a kind (one byte), the length of its payload (four bytes) and the payload. All
numbers are in the machine's own byte order: both ends are on one machine.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from struct import Struct

HEADER = Struct("=BI")
MEASURED_HEAD = Struct("=IHI")  # run, columns, rows
TRAINING_HEAD = Struct("=IHi")  # run, settings, samples (-1: no data)
ENDED_HEAD = Struct("=Bi")  # outcome, line (0: none)
ANSWER_HEAD = Struct("=IBBdi")  # index, kind of value, data changed, number, line (0: none)
LENGTH = Struct("=H")
DOUBLE = Struct("=d")

STARTED, MEASURED, TRAINING, TEXT, RETURNED, ENDED, ANSWER = range(1, 8)
FINISHED, FAILED, NO_MEMORY = range(3)

VALUES = (
    "number", "raised", "absent", "none", "bool", "text", "complex", "tuple", "list", "dict",
    "array", "generator", "function", "object",
)  # fmt: skip
"""What a call can come to: one number is right, "absent" says that there is no such function."""

MAX_PAYLOAD = 65_536
MAX_COLUMNS = 32
MAX_NAME = 64
MAX_SAMPLES = 1_000
MAX_TEXT = 500
"""Characters of a message or of a returned value."""
MAX_RETURNED = 100
"""Returned values of one run."""
BATCH = 4_096
"""Doubles, or eighths of the bytes of text, that go into one frame: 32 KiB."""


def frame(kind: int, payload: bytes) -> bytes:
    """One frame, header and all."""
    return HEADER.pack(kind, len(payload)) + payload


def packed(text: str, limit: int) -> bytes:
    """At most ``limit`` characters of a text, with their length in bytes before them."""
    data = text[:limit].encode("utf-8", "backslashreplace")[: 4 * limit]
    return LENGTH.pack(len(data)) + data


def started(watches: bool) -> bytes:
    """The program is about to run."""
    return frame(STARTED, bytes([watches]))


def measured(run: int, names: Sequence[str], rows: array[float]) -> bytes:
    """Rows of watched numbers, row after row in one array of doubles."""
    head = MEASURED_HEAD.pack(run, len(names), len(rows) // len(names))
    return frame(
        MEASURED, head + b"".join(packed(name, MAX_NAME) for name in names) + rows.tobytes()
    )


def training(
    run: int, function: str, settings: Mapping[str, float], data: array[float] | None
) -> bytes:
    """What a run was called with; ``data`` is x, y, x, y, …"""
    parts = [TRAINING_HEAD.pack(run, len(settings), -1 if data is None else len(data) // 2)]
    parts.append(packed(function, MAX_NAME))
    for name, value in settings.items():
        parts += [packed(name, MAX_NAME), DOUBLE.pack(value)]
    parts.append(b"" if data is None else data.tobytes())
    return frame(TRAINING, b"".join(parts))


def text(data: bytes) -> bytes:
    """Printed text as UTF-8, in as many frames as it needs."""
    size = 8 * BATCH
    return b"".join(frame(TEXT, data[i : i + size]) for i in range(0, len(data), size))


def returned(value: str) -> bytes:
    """What one training function returned."""
    return frame(RETURNED, packed(value, MAX_TEXT))


def answer(
    index: int,
    kind: str,
    number: float,
    changed: bool = False,
    line: int | None = None,
    error: str = "",
    message: str = "",
) -> bytes:
    """What one call came to; ``error`` and ``message`` are an exception's, else empty."""
    place = min(line or 0, 2**31 - 1)
    head = ANSWER_HEAD.pack(index, VALUES.index(kind), changed, number, place)
    return frame(ANSWER, head + packed(error, MAX_NAME) + packed(message, MAX_TEXT))


def ended(outcome: int, error: str = "", message: str = "", line: int | None = None) -> bytes:
    """How the program ended, and where: the last frame."""
    head = ENDED_HEAD.pack(outcome, min(line or 0, 2**31 - 1))
    return frame(ENDED, head + packed(error, MAX_NAME) + packed(message, MAX_TEXT))
