"""The fog's map and the hidden curve as pictures: whole, in fog or lifted, in ASCII too."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent.fog import LEVELS, Level, begin, steps
from gdtui.descent.hill import MARK, RANGE, height
from gdtui.descent.surfaces import Point
from gdtui.ui.plot import Picture, hill_picture, terrain_picture, text_of

BOWL = LEVELS["bowl"]
SIZES = [(20, 6), (36, 10), (78, 14), (128, 30)]
places = st.floats(-1e6, 1e6, allow_nan=False) | st.sampled_from([math.inf, math.nan, 1e300])


def terrain(trail: list[Point], size: tuple[int, int] = (78, 14), **options: object) -> Picture:
    given = {"ascii": False, **options}
    return terrain_picture(
        BOWL.surface.loss,
        trail,
        BOWL.view,
        24.0,
        *size,
        **given,  # type: ignore[arg-type]
    )


def whole(picture: Picture) -> bool:
    widths = {sum(len(text) for text, _ in row) for row in picture.rows}
    return len(picture.rows) == picture.height and widths <= {picture.width}


def cells(picture: Picture, role: str) -> int:
    return sum(len(text) for row in picture.rows for text, of in row if of.startswith(role))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("sight", [None, (0.5, 0.5)])
def test_a_map_is_whole_at_every_size(
    size: tuple[int, int], ascii: bool, sight: Point | None
) -> None:
    rival = ("Adam", [(4.0, -3.0), (2.0, -1.0), (0.0, 0.0)])
    picture = terrain(
        [(4.0, -3.0), (0.0, 1.0)], size, ascii=ascii, sight=sight, goals=[(0.0, 0.0)], rival=rival
    )
    assert whole(picture)
    assert not ascii or text_of(picture).isascii()


@given(trail=st.lists(st.tuples(places, places), max_size=20))
def test_whatever_the_trail_the_map_is_whole(trail: list[Point]) -> None:
    assert whole(terrain(trail, sight=(0.5, 0.5)))
    assert whole(terrain(trail, goals=[(0.0, 0.0)]))


def test_fog_covers_all_but_what_was_near() -> None:
    here, far = (4.0, -3.0), (-2.0, 2.0)
    before = terrain([here], sight=(0.6, 0.6))
    after = terrain([here, far], sight=(0.6, 0.6))
    lifted = terrain([here, far])
    assert cells(before, "fog") > cells(after, "fog") > 0.8 * cells(before, "fog")
    assert cells(lifted, "fog") == 0
    assert 0 < cells(before, "contour") < cells(after, "contour") < cells(lifted, "contour")


def test_the_goal_and_a_rival_are_named_when_they_are_shown() -> None:
    trail = [(4.0, -3.0), (2.0, 1.0)]
    assert "lowest" not in text_of(terrain(trail, sight=(1.0, 1.0)))
    text = text_of(terrain(trail, goals=[(0.0, 0.0)], rival=("Adam", [(1.0, 1.0)])))
    assert "+ lowest" in text
    assert "x Adam" in text


def test_a_short_legend_keeps_the_rival() -> None:
    text = text_of(terrain([(1.0, 1.0)], (36, 10), goals=[(0.0, 0.0)], rival=("Plain descent", [])))
    assert "x Plain descent" in text
    assert "start" not in text


def test_a_place_outside_is_told() -> None:
    assert "now outside the map" in text_of(terrain([(4.0, -3.0), (900.0, 0.0)]))
    assert "outside" not in text_of(terrain([(4.0, -3.0), (900.0, 0.0), (1.0, 0.0)]))


@pytest.mark.parametrize("level", LEVELS.values(), ids=list(LEVELS))
def test_every_level_has_a_map(level: Level) -> None:
    descent = steps(begin(level.surface), [(0.001, 0.0)] * 3)
    picture = terrain_picture(
        level.surface.loss, descent.trail, level.view, 10.0, 60, 12, ascii=False
    )
    assert whole(picture)
    assert "you" in text_of(picture)
    assert "outside" not in text_of(picture)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("steps", [[1.4], [1.4, 4.4, 7.4, 7.15], [1.4, -34.6], [1.4, 37.4]])
def test_a_curve_is_whole_at_every_size(
    size: tuple[int, int], ascii: bool, steps: list[float]
) -> None:
    picture = hill_picture(height, steps, MARK, RANGE, *size, ascii=ascii)
    assert whole(picture)
    assert not ascii or text_of(picture).isascii()
    assert cells(picture, "line")
    assert cells(picture, "path-end")


def test_pictures_too_small_say_so() -> None:
    assert "more room" in text_of(terrain([(1.0, 1.0)], (30, 5)))
    assert "more room" in text_of(hill_picture(height, [1.4], MARK, RANGE, 30, 5, ascii=False))
