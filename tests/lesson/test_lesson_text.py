"""Figures are found where they are used, and put into texts."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gdtui.lesson.load import load
from gdtui.lesson.text import figures, fill
from gdtui.lesson.uses import demonstrations_in, figures_in

NAMES = st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True)


def test_figures_with_their_places(folder: Path) -> None:
    assert figures_in(load(folder)) == {
        "start-loss": ("step why, line 3", "step words, term loss, example"),
        "run-loss": (
            "step why, line 4",
            "step code, intro",
            "step usage, case llm, line 1",
        ),
    }


def test_demonstrations_with_their_cases(folder: Path) -> None:
    assert demonstrations_in(load(folder)) == {"warm-up": ("step usage, case llm",)}


def test_fill_leaves_everything_else_alone() -> None:
    values = {"a": r"\1", "b-2": "{{a}}"}
    assert fill("{{a}} {{b-2}} {{C}} {a} {{a", values.__getitem__) == r"\1 {{a}} {{C}} {a} {{a"


@given(st.lists(st.tuples(st.text(st.characters(exclude_characters="{}")), NAMES)))
def test_every_figure_is_found_and_filled(parts: list[tuple[str, str]]) -> None:
    text = "".join(before + "{{" + name + "}}" for before, name in parts)
    assert [name for name, _ in figures(text)] == [name for _, name in parts]
    assert fill(text, str.upper) == "".join(before + name.upper() for before, name in parts)
