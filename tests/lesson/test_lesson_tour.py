"""The training loop in a lesson: its tour, its captions, and the labels in a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdtui.lesson.labels import lines_of, node_at
from gdtui.lesson.load import check
from gdtui.lesson.model import NODES, Code, Loop

NODE_TABLES = "".join(f'[[node]]\nid = "{node}"\ncaption = "It is {node}."\n\n' for node in NODES)
STOPS = """\
[[stop]]
id = "one"
node = "parameters"
batch = 1
text = "Here: {{start-loss}}."

[[stop]]
id = "two"
node = "loss"
batch = 2
text = "There."
[[stop.question]]
id = "sign"
prompt = "Which way?"
[[stop.question.choice]]
text = "Up"
why = "Yes."
right = true
[[stop.question.choice]]
text = "Down"
why = "No."
"""
TOUR = f'text = "text.md"\n\n{NODE_TABLES}{STOPS}'
STEP = """
[[step]]
id = "loop"
title = "Loop"
kind = "loop"
file = "loop"
minutes = 3
invitation = "Walk it"
work = ["tour"]
"""
PROGRAM = "".join(f"# Node {node}\nx = {at}\n\n" for at, node in enumerate(NODES))
LABELS = "".join(f'[[node]]\nid = "{node}"\ncomment = "# Node {node}"\n' for node in NODES)


@pytest.fixture
def looped(folder: Path) -> Path:
    """The small lesson with a training loop, and a program that has labels."""
    (folder / "loop").mkdir()
    (folder / "loop/tour.toml").write_text(TOUR, encoding="utf-8")
    (folder / "loop/text.md").write_text("The loop.\n", encoding="utf-8")
    lesson = folder / "lesson.toml"
    lesson.write_text(lesson.read_text(encoding="utf-8") + STEP, encoding="utf-8")
    (folder / "code/train.py").write_text(PROGRAM, encoding="utf-8")
    code = folder / "code/code.toml"
    code.write_text(code.read_text(encoding="utf-8") + LABELS, encoding="utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_loop_is_read_whole(looped: Path) -> None:
    lesson, faults = check(looped)
    assert faults == ()
    assert lesson is not None
    step = lesson.step("loop")
    assert step is not None
    assert isinstance(step.body, Loop)
    assert step.body.text == "The loop.\n"
    assert tuple(step.body.captions) == NODES
    assert [(stop.id, stop.node, stop.batch) for stop in step.body.stops] == [
        ("one", "parameters", 1), ("two", "loss", 2),
    ]  # fmt: skip
    question = step.body.stops[1].question
    assert question is not None
    assert question.choices[question.right].text == "Up"
    code = lesson.step("code")
    assert code is not None
    assert isinstance(code.body, Code)
    assert code.body.labels["update"] == "# Node update"


FAULTS = [
    ("loop/tour.toml", 'id = "forward-pass"', 'id = "backwards"', "unknown id 'backwards'"),
    ("loop/tour.toml", 'id = "update"', 'id = "loss"', "'loss' is there twice"),
    ("loop/tour.toml", 'id = "update"', 'id = "loss"', "'update' is missing"),
    ("loop/tour.toml", "batch = 2", "batch = 0", "is out of range"),
    ("loop/tour.toml", 'node = "loss"\nbatch = 2', 'node = "parameters"\nbatch = 1', "lies before"),
    ("loop/tour.toml", 'id = "two"', 'id = "one"', "stop 'one' is there twice"),
    ("loop/tour.toml", "right = true", "right = false", "right choice"),
    ("loop/tour.toml", 'text = "There."', 'text = "{{Bad}}"', "no figure"),
    ("loop/tour.toml", 'text = "text.md"', 'text = "gone.md"', "gone.md"),
    ("code/code.toml", "# Node loss", "# Node lost", "is not once in the program"),
    ("code/code.toml", 'id = "loss"', 'id = "update"', "'loss' is missing"),
    ("code/train.py", "# Node loss\nx = 2", "# Node loss", "is not once in the program"),
    ("code/train.py", "# Node repeat", "# Node loss", "is not once in the program"),
]


@pytest.mark.parametrize(("file", "old", "new", "what"), FAULTS)
def test_each_fault_is_told(looped: Path, file: str, old: str, new: str, what: str) -> None:
    change(looped / file, old, new)
    lesson, faults = check(looped)
    assert lesson is None
    assert any(what in str(fault) for fault in faults), list(map(str, faults))


def test_two_questions_at_a_stop_are_one_too_many(looped: Path) -> None:
    question = STOPS[STOPS.index("[[stop.question]]") :]
    path = looped / "loop/tour.toml"
    path.write_text(TOUR + question.replace("sign", "other"), encoding="utf-8")
    assert any("has 2 questions" in str(fault) for fault in check(looped)[1])


def test_figures_of_the_tour_are_found(looped: Path) -> None:
    from gdtui.lesson.uses import figures_in

    lesson, _ = check(looped)
    assert lesson is not None
    assert "step loop, stop one" in figures_in(lesson)["start-loss"]


SOURCE = "a = 1\n  # One\n  b = 2\n  c = 3\n\n# Two\nd = 4\n# Three\n# Four\n"


def test_a_comment_labels_the_code_under_it() -> None:
    assert lines_of(SOURCE, "# One") == range(2, 5)
    assert lines_of(SOURCE, "# Two") == range(6, 8)
    assert lines_of(SOURCE, "# Three") is None
    assert lines_of(SOURCE, "# Nine") is None
    assert lines_of(SOURCE + "# One\ne = 5\n", "# One") is None


def test_a_line_finds_its_node() -> None:
    labels = {"loss": "# One", "update": "# Two", "repeat": "# Nine"}
    nodes = [node_at(SOURCE, labels, line) for line in range(1, 10)]
    assert nodes == [None, "loss", "loss", "loss", None, "update", "update", None, None]
