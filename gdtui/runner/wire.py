"""The byte protocol, read by the parent: bytes cut anywhere become messages, never an exception."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from struct import Struct, error
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from gdtui.runner.child import frames
from gdtui.runner.events import Measured, Started, Training
from gdtui.runner.text import clean


@dataclass(frozen=True)
class Text:
    """Printed bytes, not yet clean."""

    data: bytes


@dataclass(frozen=True)
class Returned:
    """What one training function returned."""

    text: str


@dataclass(frozen=True)
class Answered:
    """What one call came to: its index, the kind of value, and the number in it (else nan).

    ``changed`` says that the data was not the same afterwards; ``error``, ``message`` and
    ``line`` tell of an exception.
    """

    index: int
    kind: str
    number: float
    changed: bool = False
    line: int | None = None
    error: str = ""
    message: str = ""


@dataclass(frozen=True)
class Ended:
    """How the program ended, by its own word."""

    outcome: Literal["finished", "failed", "memory"]
    error: str
    message: str
    line: int | None


@dataclass(frozen=True)
class Malformed:
    """The bytes are no frames; whatever follows is not read."""

    why: str


Message: TypeAlias = Started | Measured | Text | Returned | Answered | Ended | Malformed


class Decoder:
    """Turns the bytes of the event pipe into messages.

    Holds at most one frame that is not complete, and what a run was called with until the
    run's first rows come.
    """

    def __init__(self) -> None:
        self._data = b""
        self._training: tuple[int, Training] | None = None
        self._broken = False

    def feed(self, data: bytes) -> list[Message]:
        """The messages completed by the next bytes; after a Malformed, none."""
        if self._broken:
            return []
        self._data += data
        messages: list[Message] = []
        start = 0
        try:
            while len(self._data) - start >= frames.HEADER.size:
                kind, length = frames.HEADER.unpack_from(self._data, start)
                if length > frames.MAX_PAYLOAD:
                    raise ValueError(f"a frame of {length} bytes")
                body = start + frames.HEADER.size
                if len(self._data) < body + length:
                    break
                messages += self._read(kind, _Payload(self._data[body : body + length]))
                start = body + length
        except (ValueError, error) as problem:
            self._broken = True
            messages.append(Malformed(str(problem)))
        self._data = b"" if self._broken else self._data[start:]
        return messages

    def _read(self, kind: int, payload: _Payload) -> list[Message]:
        if kind == frames.STARTED:
            return [Started(bool(payload.rest(1)[0]))]
        if kind == frames.MEASURED:
            return [self._read_measured(payload)]
        if kind == frames.TRAINING:
            self._training = _read_training(payload)
            return []
        if kind == frames.TEXT:
            return [Text(payload.rest())]
        if kind == frames.RETURNED:
            return [Returned(payload.text(frames.MAX_TEXT))]
        if kind == frames.ENDED:
            return [_read_ended(payload)]
        if kind == frames.ANSWER:
            return [_read_answer(payload)]
        raise ValueError(f"a frame of kind {kind}")

    def _read_measured(self, payload: _Payload) -> Measured:
        run, columns, rows = payload.unpack(frames.MEASURED_HEAD)
        if not 1 <= columns <= frames.MAX_COLUMNS or not rows:
            raise ValueError(f"{columns} columns and {rows} rows")
        names = tuple(payload.text(frames.MAX_NAME) for _ in range(columns))
        numbers = array("d", payload.rest(8 * columns * rows))
        known, self._training = self._training, None
        return Measured(
            run,
            names,
            tuple(zip(*[iter(numbers)] * columns, strict=True)),
            known[1] if known is not None and known[0] == run else None,
        )


class _Payload:
    """Reads a payload from its beginning; raises ValueError where it is too short."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def unpack(self, form: Struct) -> tuple[Any, ...]:
        values = form.unpack_from(self._data, self._at)
        self._at += form.size
        return values

    def text(self, limit: int) -> str:
        (length,) = self.unpack(frames.LENGTH)
        data = self._data[self._at : self._at + length]
        if len(data) < length:
            raise ValueError("a text that is cut short")
        self._at += length
        return clean(data.decode("utf-8", "replace"))[:limit]

    def rest(self, length: int | None = None) -> bytes:
        data = self._data[self._at :]
        if length is not None and len(data) != length:
            raise ValueError(f"{len(data)} bytes where {length} were due")
        return data


def _read_training(payload: _Payload) -> tuple[int, Training]:
    run, count, samples = payload.unpack(frames.TRAINING_HEAD)
    if count > frames.MAX_COLUMNS or not -1 <= samples <= frames.MAX_SAMPLES:
        raise ValueError(f"{count} settings and {samples} samples")
    function = payload.text(frames.MAX_NAME)
    settings: dict[str, float] = {}
    for _ in range(count):
        name = payload.text(frames.MAX_NAME)
        (settings[name],) = payload.unpack(frames.DOUBLE)
    numbers = array("d", payload.rest(16 * max(samples, 0)))
    data = None if samples < 0 else tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return run, Training(function, MappingProxyType(settings), data)


def _read_answer(payload: _Payload) -> Answered:
    index, kind, changed, number, line = payload.unpack(frames.ANSWER_HEAD)
    if kind >= len(frames.VALUES):
        raise ValueError(f"a value of kind {kind}")
    error, message = payload.text(frames.MAX_NAME), payload.text(frames.MAX_TEXT)
    place = line if line > 0 else None
    return Answered(index, frames.VALUES[kind], number, bool(changed), place, error, message)


def _read_ended(payload: _Payload) -> Ended:
    number, line = payload.unpack(frames.ENDED_HEAD)
    outcomes: dict[int, Literal["finished", "failed", "memory"]] = {
        frames.FINISHED: "finished",
        frames.FAILED: "failed",
        frames.NO_MEMORY: "memory",
    }
    if number not in outcomes:
        raise ValueError(f"an end of kind {number}")
    name = payload.text(frames.MAX_NAME)
    return Ended(outcomes[number], name, payload.text(frames.MAX_TEXT), line if line > 0 else None)
