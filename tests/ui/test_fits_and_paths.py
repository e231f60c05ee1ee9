"""Pictures of fitted lines and of paths: one with its details, several with a legend."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.ui.plot import Picture, Track, fit_picture, path_picture, text_of
from tests.ui.pictures import curve_cells, roles, whole

DATA = [(1.0, 3.0), (2.0, 5.0), (3.0, 7.0), (4.0, 9.0)]
GRID = [[(w / 10 - 2) ** 2 + (b / 10 - 1) ** 2 for w in range(40)] for b in reversed(range(20))]
finite = st.floats(allow_nan=True, allow_infinity=True)


def fit(
    data: list[tuple[float, float]], *ends: tuple[float, float], ascii: bool = False
) -> Picture:
    tracks = [Track(number, [end], f"run {number}") for number, end in enumerate(ends)]
    return fit_picture(data, tracks, 60, 16, ascii=ascii)


def path(*ways: list[tuple[float, float]], **options: object) -> Picture:
    given = {"width": 60, "height": 16, "ascii": False, **options}
    width, height = int(str(given.pop("width"))), int(str(given.pop("height")))
    return path_picture(
        [Track(number, way, f"run {number}") for number, way in enumerate(ways)],
        (2.0, 1.0),
        GRID,
        [0.1, 0.5, 2.0],
        (0.0, 4.0),
        (0.0, 2.0),
        width,
        height,
        **given,  # type: ignore[arg-type]
    )


# The fit


def test_fit_shows_samples_line_and_residuals() -> None:
    picture = fit(DATA, (1.2, 0.5))
    assert whole(picture)
    assert {"point", "line", "residual"} <= roles(picture)
    assert len(curve_cells(picture, "point")) == 4
    assert "ŷ = 1.2·x + 0.5" in text_of(picture)


def test_several_fits_have_a_legend_and_no_residuals() -> None:
    picture = fit(DATA, (1.2, 0.5), (2.0, 1.0), (math.nan, 0.0))
    assert whole(picture)
    assert {"curve-0", "curve-1", "point"} <= roles(picture)
    assert not {"line", "residual"} & roles(picture)
    text = text_of(picture)
    for number, sign in enumerate("●▲■"):
        assert f"{sign} run {number}" in text.splitlines()[0]
    assert "■ w = nan, b = 0: no line" in text
    # Without colour the markers on the lines tell them apart.
    assert text.count("▲") >= 2
    assert text_of(fit(DATA, (1.2, 0.5), (2.0, 1.0), ascii=True)).isascii()


def test_perfect_fit_passes_through_the_samples() -> None:
    line = fit([], (2, 1))
    assert "No samples" in text_of(line)
    picture = fit(DATA, (2.0, 1.0))
    assert "residual" not in roles(picture)


@pytest.mark.parametrize(
    ("weight", "bias", "words"),
    [
        (math.nan, 0.0, "no line"),
        (math.inf, 0.0, "no line"),
        (1e308, 1e308, "off the picture"),
        (0.0, 1e6, "above the picture"),
        (0.0, -1e6, "below the picture"),
    ],
)
def test_line_that_cannot_be_seen_is_told(weight: float, bias: float, words: str) -> None:
    assert words in text_of(fit(DATA, (weight, bias)))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(finite, finite), max_size=20),
    st.lists(st.tuples(finite, finite), min_size=1, max_size=9),
    st.booleans(),
)
def test_any_fit_draws(
    data: list[tuple[float, float]], ends: list[tuple[float, float]], ascii: bool
) -> None:
    picture = fit(data, *ends, ascii=ascii)
    assert whole(picture)
    assert not ascii or text_of(picture).isascii()


# The path


def test_path_shows_start_current_point_and_optimum() -> None:
    picture = path([(0.5, 0.2), (1.0, 0.4), (1.5, 0.8)])
    assert whole(picture)
    assert {"path", "path-end", "optimum", "contour-0", "contour-1"} <= roles(picture)
    text = text_of(picture)
    assert "weight" in text
    assert "bias" in text
    lines = text.splitlines()
    assert all(any(sign in line for line in lines[1:]) for sign in "○◉+•")
    # The contours run around the optimum, the innermost closest.
    inner = curve_cells(picture, "contour-0")
    (optimum,) = {cell for cell in curve_cells(picture, "optimum") if cell[0] > 0}
    assert min(y for y, _ in inner) < optimum[0] < max(y for y, _ in inner)
    assert min(x for _, x in inner) < optimum[1] < max(x for _, x in inner)


def test_several_paths_have_a_legend_and_markers() -> None:
    ways = [(0.1, 0.1), (1.0, 1.5), (2.0, 1.0)], [(0.1, 0.1), (3.5, 0.3), (math.inf, 0.0)]
    picture = path(*ways)
    assert whole(picture)
    assert {"curve-0", "curve-1", "optimum", "contour-0"} <= roles(picture)
    text = text_of(picture)
    for words in ("● run 0", "▲ run 1", "+ lowest loss", "▲ ends: no longer finite"):
        assert words in text
    assert text.count("▲") >= 3
    assert text_of(path(*ways, ascii=True)).isascii()


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ((math.nan, 0.0), "ends: no longer finite"),
        ((0.0, math.inf), "ends: no longer finite"),
        ((1e300, -1e300), "outside the map"),
    ],
)
def test_path_that_leaves_is_told(end: tuple[float, float], words: str) -> None:
    assert words in text_of(path([(0.5, 0.2), (1.0, 0.4), end]))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.tuples(finite, finite), min_size=1, max_size=20), min_size=1, max_size=9),
    st.booleans(),
)
def test_any_path_draws(ways: list[list[tuple[float, float]]], ascii: bool) -> None:
    picture = path(*ways, ascii=ascii)
    assert whole(picture)
    assert not ascii or text_of(picture).isascii()
