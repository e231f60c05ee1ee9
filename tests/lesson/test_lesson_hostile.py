"""Whatever a lesson's files hold, checking them ends with a lesson or with faults."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gdtui.lesson.load import check

Values: TypeAlias = "dict[str, Value]"
Value: TypeAlias = "str | int | float | bool | list[Value] | Values"

# The words of the format among others, so that the readers are reached.
WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """format id title subtitle subject minutes step kind file invitation work term case source
        name symbol formula meaning example confusion steps program intro address demonstration
        reading terms code cases read code.toml . .. / {{x}} [a](term:b) https://a.b""",
    )
)
TEXTS = WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES: st.SearchStrategy[Value] = (
    TEXTS | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
STEPS = st.fixed_dictionaries(
    {},
    optional={
        "id": VALUES,
        "title": VALUES,
        "kind": st.sampled_from(["reading", "terms", "code", "cases"]) | VALUES,
        "file": st.sampled_from(["body", "lesson.toml", "."]) | VALUES,
        "minutes": VALUES,
        "invitation": VALUES,
        "work": VALUES,
    },
)
TABLES = st.dictionaries(TEXTS, VALUES, max_size=6)
FILE_NAMES = ("lesson.toml", "why.md", "terms.toml", "code/code.toml", "usage/cases.toml")


def toml(value: Value) -> str:
    """A value in TOML's inline form."""
    if isinstance(value, dict):
        pairs = (f"{toml(key)} = {toml(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def document(values: Values) -> bytes:
    return "".join(f"{toml(key)} = {toml(value)}\n" for key, value in values.items()).encode()


def sound_or_faulty(folder: Path) -> bool:
    """Whether the lesson is sound; it is never both, and its faults can be printed."""
    lesson, faults = check(folder)
    assert (lesson is None) == bool(faults)
    assert all(str(fault).replace("\n", "").isprintable() for fault in faults)
    return lesson is not None


@given(values=TABLES, steps=st.lists(STEPS, max_size=3), body=TABLES)
@settings(max_examples=60)
def test_random_tables(values: Values, steps: list[Values], body: Values) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "body").mkdir()
        lesson: Values = {**values, "format": 1, "step": list(steps)}
        (folder / "lesson.toml").write_bytes(document(lesson))
        for file in ("code.toml", "cases.toml"):
            (folder / "body" / file).write_bytes(document(body))
        sound_or_faulty(folder)


@given(data=st.binary(max_size=200), file=st.sampled_from(FILE_NAMES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_bytes(folder: Path, data: bytes, file: str) -> None:
    path = folder / file
    before = path.read_bytes()
    try:
        path.write_bytes(data)
        assert sound_or_faulty(folder) <= (file == "why.md")
    finally:
        path.write_bytes(before)


@given(data=st.binary(max_size=4), at=st.floats(0, 1), file=st.sampled_from(FILE_NAMES))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_put_into_a_sound_lesson(folder: Path, data: bytes, at: float, file: str) -> None:
    path = folder / file
    before = path.read_bytes()
    cut = round(at * len(before))
    try:
        path.write_bytes(before[:cut] + data + before[cut:])
        sound_or_faulty(folder)
    finally:
        path.write_bytes(before)
