"""The author's guide says what the loader does."""

from __future__ import annotations

import re
from pathlib import Path

from gdtui.lesson.load import check
from gdtui.lesson.model import MERITS, NODES, WORK
from gdtui.lesson.places import content_folder

GUIDE = (content_folder().parent / "README.md").read_text(encoding="utf-8")


def examples() -> dict[str, str]:
    """Each example file of the guide, by the name before it."""
    return dict(re.findall(r"^`([\w./-]+)`[^\n]*:\n\n```\w+\n(.*?)```$", GUIDE, re.M | re.S))


def test_the_smallest_lesson_is_fit_to_teach(tmp_path: Path) -> None:
    for name in ("lesson.toml", "why.md", "terms.toml"):
        (tmp_path / name).write_text(examples()[name], encoding="utf-8")
    lesson, faults = check(tmp_path)
    assert faults == ()
    assert lesson is not None
    assert [step.kind for step in lesson.steps] == ["reading", "terms"]


def test_the_other_examples_are_fit_to_teach(folder: Path) -> None:
    (folder / "code/code.toml").write_text(examples()["code.toml"], encoding="utf-8")
    (folder / "usage/cases.toml").write_text(examples()["cases.toml"], encoding="utf-8")
    (folder / "usage/image-classifiers.md").write_text("Pictures.\n", encoding="utf-8")
    assert check(folder)[1] == ()


def test_a_tour_stops_where_the_guide_says(folder: Path) -> None:
    nodes = "".join(f'[[node]]\nid = "{node}"\ncaption = "So."\n' for node in NODES[1:])
    (folder / "loop").mkdir()
    (folder / "loop/text.md").write_text("The loop.\n", encoding="utf-8")
    (folder / "loop/tour.toml").write_text(examples()["tour.toml"] + nodes, encoding="utf-8")
    step = """
[[step]]
id = "loop"
title = "Loop"
kind = "loop"
file = "loop"
minutes = 3
invitation = "Walk it"
work = ["tour"]
"""
    lesson = folder / "lesson.toml"
    lesson.write_text(lesson.read_text(encoding="utf-8") + step, encoding="utf-8")
    assert check(folder)[1] == ()


def test_the_example_of_experiments_is_fit_to_teach(folder: Path) -> None:
    (folder / "try").mkdir()
    (folder / "try/experiments.toml").write_text(examples()["experiments.toml"], encoding="utf-8")
    (folder / "try/text.md").write_text("All of it.\n", encoding="utf-8")
    (folder / "try/train.py").write_text("def fit(lr=0.01):\n    pass\n", encoding="utf-8")
    step = """
[[step]]
id = "try"
title = "Try"
kind = "experiments"
file = "try"
minutes = 3
invitation = "Predict it"
work = ["experiments"]
"""
    lesson = folder / "lesson.toml"
    lesson.write_text(lesson.read_text(encoding="utf-8") + step, encoding="utf-8")
    assert check(folder)[1] == ()


def test_the_table_of_kinds_is_complete() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| (`.*`) \|$", GUIDE, re.M)
    assert {kind: tuple(re.findall(r"`([\w-]+)`", work)) for kind, work in rows} == dict(WORK)


def test_the_table_of_merits_is_complete() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`[^|]*`) \|", GUIDE[GUIDE.index("## Stars") :], re.M)
    assert {kind: tuple(re.findall(r"`([\w-]+)`", all_)) for kind, all_ in rows} == dict(MERITS)
