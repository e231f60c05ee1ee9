"""Glyphs: the two tables agree in width, and everything can be written in ASCII."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gdtui.ui.glyphs import ASCII, UNICODE, ascii_cells, choose, plain, wants_ascii


def test_tables_are_one_cell_wide_and_differ_in_alphabet() -> None:
    for name, sign in asdict(UNICODE).items():
        partner = asdict(ASCII)[name]
        assert cell_len(sign) == 1, name
        assert not sign.isascii(), name
        assert partner.isascii(), name
        assert len(partner) == 1 or name == "ellipsis", name


def test_states_can_be_told_apart_in_ascii() -> None:
    assert len({ASCII.done, ASCII.here, ASCII.todo, ASCII.partial}) == 4


def test_choose() -> None:
    assert choose(True) is ASCII
    assert choose(False) is UNICODE


@pytest.mark.parametrize(
    ("term", "encoding", "wanted"),
    [
        ("xterm-256color", "utf-8", False),
        ("xterm", "UTF8", False),
        ("", "utf-8", False),
        ("linux", "utf-8", True),
        ("dumb", "utf-8", True),
        ("vt220", "utf-8", True),
        ("xterm", "ANSI_X3.4-1968", True),
        ("xterm", "latin-1", True),
        ("xterm", None, True),
    ],
)
def test_wants_ascii(term: str, encoding: str | None, wanted: bool) -> None:
    assert wants_ascii({"TERM": term}, encoding) is wanted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ŷ = w·x + b", "y^ = w*x + b"),
        ("β·v − η∇L", "beta*v - eta grad L"),
        ("2/λmax ≤ x² × 10⁻³", "2/lambda max <= x^2 x 10^-3"),
        ("x₁₂ → y′", "x_12 -> y'"),
        ("“quoted” … ≈ 3", '"quoted" ... ~ 3'),
        ("café Ångström", "cafe Angstrom"),
        ("●◉○ ★☆ ▸ ✓✗", "*@o *. > vx"),
        ("plain", "plain"),
    ],
)
def test_plain(text: str, written: str) -> None:
    assert plain(text) == written


def test_cells_keep_the_drawing() -> None:
    assert ascii_cells("┌─┐│┼╲") == "+-+|+\\"
    assert ascii_cells("⠀⠁⠿⣿") == " .##"
    assert ascii_cells("░▒█") == ".:#"
    assert ascii_cells("é日…") == "e??."


@given(st.text())
def test_plain_is_always_ascii(text: str) -> None:
    assert plain(text).isascii()


@given(st.text())
def test_cells_are_ascii_and_keep_their_width(text: str) -> None:
    written = ascii_cells(text)
    assert written.isascii()
    # Sign by sign: in a row of emoji a joiner may fuse several, which no terminal agrees on.
    assert len(written) == sum(map(cell_len, text))
