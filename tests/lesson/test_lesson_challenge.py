"""Reading a challenge: what its files say, and every fault with its place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gdtui.lesson.challenge import Challenge
from gdtui.lesson.load import check, load
from gdtui.lesson.notes import Unfit
from gdtui.lesson.places import content_folder
from gdtui.lesson.posing import read_mistakes

CHALLENGE = content_folder() / "challenge"
LESSON = """\
format = 1
id = "small"
title = "A challenge"
subtitle = "Alone"
subject = "testing"
minutes = 10

[[step]]
id = "challenge"
title = "Challenge"
kind = "challenge"
file = "posed"
minutes = 2
invitation = "Write it"
work = ["challenge"]
"""


@pytest.fixture
def posed(tmp_path: Path) -> Path:
    """A lesson of one step: the shipped challenge without links to terms."""
    shutil.copytree(CHALLENGE, tmp_path / "posed")
    task = tmp_path / "posed" / "task.md"
    task.write_text(re.sub(r"\]\(term:\w+\)", "]", task.read_text(encoding="utf-8")))
    (tmp_path / "lesson.toml").write_text(LESSON)
    return tmp_path


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)[1]]


def challenge_of(folder: Path) -> Challenge:
    (step,) = load(folder).steps
    assert isinstance(step.body, Challenge)
    return step.body


def edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_challenge_is_read_whole(posed: Path) -> None:
    assert faults(posed) == []
    challenge = challenge_of(posed)
    assert challenge.name == "sgd.py"
    assert [trial.hidden for trial in challenge.trials] == [False] * 5 + [True] * 9
    assert challenge.trials[3].data == ((1, 2), (2, 5))
    assert [hint.id for hint in challenge.hints][-1] == "lines"
    assert "def sgd_with_momentum" in challenge.starter


def test_mistakes_are_read_when_they_are_needed(
    posed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> list[str]:
        raise AssertionError(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", refuse)
        challenge = challenge_of(posed)
    mistakes = {mistake.id: mistake for mistake in read_mistakes(challenge)}
    assert len(mistakes) == len(list((posed / "posed" / "mistakes").iterdir()))
    averaged = mistakes["averaged"]
    assert averaged.sign == "values"
    assert averaged.hint == "velocity"
    assert averaged.source.startswith("def sgd_with_momentum")
    assert "\n" not in averaged.advice
    assert mistakes["tuple"].sign == "tuple"


MISTAKE = "posed/mistakes/averaged.py"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("posed/cases.toml", "lr = 0.1", "lr = -1", "is below 0"),
        ("posed/cases.toml", "epochs = 2\n", "epochs = -2\n", "from 0 to"),
        ("posed/cases.toml", "[[1, 2], [2, 4]]", "[[1, 2], [2]]", "no pair"),
        ("posed/cases.toml", "[[1, 2], [2, 4]]", "[[1, 2], [2, true]]", "no pair"),
        ("posed/cases.toml", 'name = "V2"', 'name = "V1"', "there twice"),
        ("posed/cases.toml", "hidden = true", "secret = true", "unknown key"),
        ("posed/challenge.toml", "starter.py", "nowhere.py", "is not there"),
        ("posed/challenge.toml", 'id = "memory"', 'id = "velocity"', "there twice"),
        ("posed/challenge.toml", "solution.py", "/etc/passwd", "outside the lesson"),
        ("posed/starter.py", "return w", "return w w", "not valid Python"),
        (MISTAKE, '"""', "# ", "does not begin with a docstring"),
        (MISTAKE, "name =", "title =", "unknown key"),
        (MISTAKE, 'hint = "velocity"', 'hint = "velocitee"', "Did you mean 'velocity'?"),
        (MISTAKE, "hint =", 'sign = "tupel"\nhint =', "Did you mean 'tuple'?"),
        (MISTAKE, "advice = '''", "advice = '''{{velocity-1}} ", "shown as plain text"),
        (MISTAKE, "return w", "return w)", "not valid Python"),
    ],
)
def test_every_fault_is_told_with_its_place(
    posed: Path, file: str, old: str, new: str, told: str
) -> None:
    edit(posed / file, lambda text: text.replace(old, new))
    found = faults(posed)
    assert any(told in fault for fault in found), found
    assert all(fault.startswith(("posed/", "lesson.toml")) for fault in found)


def test_a_sign_without_a_mistake_is_told(posed: Path) -> None:
    (posed / "posed" / "mistakes" / "tuple.py").unlink()
    assert "there is no mistake with sign = 'tuple'" in faults(posed)[0]


def test_a_missing_folder_is_told_at_checking_and_at_need(posed: Path) -> None:
    shutil.rmtree(posed / "posed" / "mistakes")
    assert "cannot be listed: No such file" in faults(posed)[0]
    challenge = challenge_of(posed)
    with pytest.raises(Unfit, match="cannot be listed"):
        read_mistakes(challenge)


def test_the_guides_example_is_fit_to_teach(posed: Path) -> None:
    guide = (content_folder().parent / "README.md").read_text(encoding="utf-8")
    for name in ("challenge.toml", "trials.toml"):
        (found,) = re.findall(rf"^`{name}`.*?:\n\n```toml\n(.*?)```$", guide, re.M | re.S)
        (posed / "posed" / name).write_text(found, encoding="utf-8")
    (mistake,) = re.findall(r'^```python\n("""\nname.*?)```$', guide, re.M | re.S)
    for path in (posed / "posed" / "mistakes").iterdir():
        edit(path, lambda text: re.sub(r"^hint = .*\n", "", text, flags=re.M))
    source = f"{mistake}\n\ndef sgd_with_momentum(data, lr, beta, epochs):\n    return 1\n"
    (posed / "posed" / "mistakes" / "example.py").write_text(source, encoding="utf-8")
    assert faults(posed) == []
