"""What authors get wrong in a quiz and in terms: a copy broken in each way, and the message."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from gdtui.cli import main
from gdtui.lesson.places import content_folder

FILE = "quiz/questions.toml"

BREAKS = {
    "no right answer": ("right = true\n", "", "has no right choice"),
    "none right of several": (
        r"re:(batches of 1[^#]*?)right = true\n(.*?)right = true\n(.*?)right = true\n",
        r"\1\2\3",
        "question 7, choice: has no right choice. Have at least one right one.",
    ),
    "no line at fault": (
        r"re:(Moved under the batch line[^\n]*\n)right = true\n",
        r"\1",
        "question 8, line: has no right line",
    ),
    "two right answers": (
        'text = "w grows by 35"',
        'right = true\ntext = "w grows by 35"',
        "question 1, choice: has 2 right choices. Mark one with right = true.",
    ),
    "two identical choices": (
        'text = "w grows by 35"',
        'text = "W grows  by {{update-1-w}}"',
        "question 1, choice: offers the same choice twice",
    ),
    "a wrong choice without explanation": (
        r're:why = "The direction is right, but[^\n]*',
        "",
        "question 1, choice 3, why: is missing. Add the key; it is a text in quotes.",
    ),
    "a recognised number without explanation": (
        r're:why = "You added the step[^\n]*',
        "",
        "question 3, slip 1, why: is missing. Add the key; it is a text in quotes.",
    ),
    "a line without explanation": (
        r're:why = "Shuffling is right here[^\n]*',
        "",
        "question 8, line 2, why: is missing. Add the key; it is a text in quotes.",
    ),
    "an empty explanation": (
        r're:why = "The direction is right, but[^\n]*',
        'why = " "',
        "question 1, choice 3, why: is empty. Write the text.",
    ),
    "two results coincide": (
        "n = [22, 23, 26, 30]",
        "n = [5]",
        "question 4, draw: with n = 5, size = 4, epochs = 20 slip 1 and slip 3 coincide, at 20.",
    ),
    "a degenerate answer": (
        "size = [4, 8]",
        "size = [30]",
        "with n = 22, size = 30, epochs = 20 the result is degenerate: it is epochs.",
    ),
    "an answer of zero": (
        "slope = [-1, -2, -3]",
        "slope = [0]",
        "question 10, draw: with slope = 0, beta = 0.8 the result is degenerate: it is 0.",
    ),
    "a slip that is right": (
        'result = "w + lr*g"',
        'result = "w - g*lr"',
        "the result and slip 1 coincide, at",
    ),
    "nothing left to draw": (
        "[question.draw]\nw",
        'keep = "lr > 1"\n[question.draw]\nw',
        "leaves nothing to draw",
    ),
    "a contradicted chart": (
        'asks = "growing"',
        'asks = "lowest"',
        "step quiz, question too-high: D is marked as right, but B is lowest.",
    ),
    "a chart without an answer": (
        'asks = "growing"',
        'asks = "unsteady"',
        "question too-high: D is marked as right, but no single curve is unsteady.",
    ),
    "an unknown property": ('asks = "growing"', 'asks = "glowing"', "Did you mean 'growing'?"),
    "an unknown curve": (
        'series = "lr-1e-3"',
        'series = "lr-1e-4"',
        "there is no curve called lr-1e-4",
    ),
    "a formula that does not parse": (
        'result = "w - lr*g"',
        'result = "w - lr*g)"',
        "question 3, result: 'w - lr*g)' is no formula. Write arithmetic such as w - lr*g.",
    ),
    "a formula that is a program": (
        'formula = "w*x - y"',
        "formula = \"open('x')\"",
        "uses more than + - * / ( ), comparisons and abs, ceil, floor, sqrt",
    ),
    "an unknown value in a formula": (
        'result = "w - lr*g"',
        'result = "w - lr*h"',
        "unknown value 'h'",
    ),
    "an unknown value in a text": ("with w = {w}.", "with w = {v}.", "unknown value 'v'"),
    "a swap that is right": (
        "early = 6\nlate = 5",
        "early = 5\nlate = 6",
        "is the right order, not a slip",
    ),
    "a line that is not there": (
        'text = "random.shuffle(order)"',
        'text = "shuffle()"',
        "stands in the program 0 times",
    ),
    "a partner without explanation": (
        r"re:\[\[question.pair.wrong\]\]\nright = 2\n[^\n]*\n",
        "",
        "question 12, pair 1, wrong: does not explain every other partner once. Write one for each",
    ),
    "two questions of one name": (
        'id = "updates"',
        'id = "loop"',
        "question 'loop' is there twice",
    ),
    "an unknown figure": ("{{raise-share-1}}", "{{raised}}", "there is no figure called raised"),
    "an unknown kind": ('kind = "several"', 'kind = "many"', "unknown kind 'many'"),
}


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = main(["content", "check", str(folder)])
    return status, capsys.readouterr().out


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(content_folder(), tmp_path / "lesson")


@pytest.mark.parametrize("fault", BREAKS)
def test_what_authors_get_wrong_is_told(
    fault: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, message = BREAKS[fault]
    path = copy / FILE
    text = path.read_text(encoding="utf-8")
    if old.startswith("re:"):
        changed = re.sub(old[3:], new, text, count=1, flags=re.DOTALL)
    else:
        changed = text.replace(old, new, 1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    status, told = check(copy, capsys)
    assert status == 1
    assert message in told


def test_a_term_that_is_never_used_is_told(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "terms.toml"
    card = (
        '\n[[term]]\nid = "spare"\nname = "Spare"\nsymbol = "s"\nformula = "s"\nmeaning = "A."\n'
        'example = "B."\nconfusion = "C."\n'
    )
    path.write_text(path.read_text(encoding="utf-8") + card, encoding="utf-8")
    status, told = check(copy, capsys)
    assert status == 1
    assert "the term 'spare' is never used. Name its steps, link to it in a text, or" in told
    path.write_text(path.read_text(encoding="utf-8") + 'steps = ["why"]\n', encoding="utf-8")
    assert check(copy, capsys)[0] == 0
