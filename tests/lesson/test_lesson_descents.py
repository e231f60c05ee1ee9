"""The words of the descents: read, and every fault in them told."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdtui.cli import main
from gdtui.descent.fog import LEVELS
from gdtui.lesson.descents import FirstDescent, FogLevel
from gdtui.lesson.load import check, load
from gdtui.lesson.model import Reading
from gdtui.lesson.places import content_folder
from gdtui.lesson.uses import figures_in, levels_in
from tests.lesson.test_lesson_guide import examples

FIRST = 'ask = "Go."\nfound = "Found."\nlost = "Lost in {{run-loss}}."\nabout = "That was it."\n'
FOG = """\
[[level]]
id = "bowl"
name = "The bowl"
invitation = "Down."
why = "Curvature {{start-loss}}."
"""


@pytest.fixture
def games(folder: Path) -> Path:
    """The small lesson with both games."""
    change(folder, "lesson.toml", "minutes = 10\n", 'minutes = 10\nfog = "fog.toml"\n')
    change(
        folder, "lesson.toml", 'work = ["read"]', 'work = ["read", "descent"]\ndescent = "d.toml"'
    )
    (folder / "fog.toml").write_text(FOG, encoding="utf-8")
    (folder / "d.toml").write_text(FIRST, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_both_are_read(games: Path) -> None:
    lesson = load(games)
    assert lesson.fog == (FogLevel("bowl", "The bowl", "Down.", "Curvature {{start-loss}}."),)
    body = lesson.steps[0].body
    assert isinstance(body, Reading)
    assert body.descent == FirstDescent("Go.", "Found.", "Lost in {{run-loss}}.", "That was it.")
    assert "step why, descent" in figures_in(lesson)["run-loss"]
    assert "fog, level bowl" in figures_in(lesson)["start-loss"]
    assert levels_in(lesson) == {"bowl": ("fog, level bowl",)}


def test_both_can_be_left_out(folder: Path) -> None:
    lesson = load(folder)
    assert lesson.fog == ()
    body = lesson.steps[0].body
    assert isinstance(body, Reading)
    assert body.descent is None


BROKEN = {
    "level twice": (
        "fog.toml",
        FOG,
        FOG + FOG,
        "fog.toml: level 2, id: level 'bowl' is there twice",
    ),
    "no level": ("fog.toml", "[[level]]", "[[levels]]", "fog.toml: level: is missing"),
    "no why": ("fog.toml", "why =", "reason =", "fog.toml: level 1, why: is missing"),
    "bad figure": ("fog.toml", "{{start-loss}}", "{{Start}}", "fog.toml: level 1, why"),
    "no ask": ("d.toml", 'ask = "Go."\n', "", "d.toml: ask: is missing"),
    "unknown key": ("d.toml", "ask", "x = 1\nask", "d.toml: x: unknown key 'x'"),
    "no fog file": ("lesson.toml", '"fog.toml"', '"f.toml"', "lesson.toml: fog: 'f.toml' is not"),
    "work without a descent": (
        *("lesson.toml", '\ndescent = "d.toml"', ""),
        "lesson.toml: step 1, work: asks for a descent, but the step has none",
    ),
    "a descent elsewhere": (
        *("lesson.toml", 'file = "terms.toml"', 'file = "terms.toml"\ndescent = "d.toml"'),
        "lesson.toml: step 2, descent: unknown key 'descent'",
    ),
    "a reserved id": (
        *("lesson.toml", 'id = "usage"', 'id = "fog"'),
        "lesson.toml: step 4, id: 'fog' is a name that the program uses itself",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_told_with_its_place(games: Path, name: str) -> None:
    file, old, new, expected = BROKEN[name]
    change(games, file, old, new)
    lesson, faults = check(games)
    assert lesson is None
    assert any(str(fault).startswith(expected) for fault in faults), list(map(str, faults))


def test_a_level_that_is_no_surface_is_a_fault(
    games: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(games, "fog.toml", '"bowl"', '"bowll"')
    assert main(["content", "check", str(games)]) == 1
    told = "fog, level bowll: there is no surface called bowll. Did you mean 'bowl'?"
    assert told in capsys.readouterr().out


def test_the_shipped_lesson_has_words_for_every_level() -> None:
    assert [level.id for level in load(content_folder()).fog] == list(LEVELS)


def test_the_guides_examples_are_fit_to_teach(games: Path) -> None:
    (games / "fog.toml").write_text(examples()["fog.toml"], encoding="utf-8")
    (games / "d.toml").write_text(examples()["first-descent.toml"], encoding="utf-8")
    assert check(games)[1] == ()
