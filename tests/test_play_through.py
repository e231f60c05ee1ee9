"""The whole lesson played in a pseudo-terminal: once without a mistake, once with every mistake.

What is expected is told here, as what such a player does: the stars that the steps give for it,
and a score worked out from the rule.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.playing import (
    ASKED,
    CHALLENGE,
    CODE,
    DONE,
    LESSON,
    QUIZ,
    SEED,
    TERMS,
    TRIALS,
    ask_the_quiz,
    experiment,
    look_back,
    read_and_descend,
    recall,
    run_the_code,
    solve,
    take_the_tour,
    turn_the_cards,
    turn_the_dials,
)
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
GDTUI = [sys.executable, "-m", "gdtui"]

WALK = ("up", "right", "right", "down", "down", "left")
"""From 1.4 by 3, 3 and −0.25 to 7.15, beside the lowest place at 7."""

CASES = 5 + 9 + 6
"""The cases of a check: shown ones, hidden ones, and those drawn anew each time."""

WRONG = {
    "uphill": "2 of 20 cases are right",
    "plain-sgd": "5 of 20 cases are right",
    "factor-4": "3 of 20 cases are right",
}
"""Programs that fail. The two calls without an update are right in each. In the second V1 as well,
which is one update, V3, without momentum, and V5, long enough to be at its minimum by any way;
that one in the third, too, which so passes none that did not pass before."""

RIGHT, UNDERSTOOD, CASE, SOLVED = 1.0, 0.5, 0.1, 2.0
"""Pushes: an answer, prediction or descent that is right; an experiment whose runs are all
predicted, one of them rightly;
a case of the challenge that passes for the first time; and all of them."""

MISTAKE = 0.0


@pytest.fixture
def player() -> Iterator[Terminal]:
    """The lesson, just opened, with the seeds of its shuffles kept as an earlier visit leaves them.

    Nothing moves by itself, and one size shows a question and its explanation at once.
    """
    store = Store(database_path(), LESSON.id)
    store.save([Fact("terms", "place", "recall-seed", SEED), Fact("quiz", "place", "seed", SEED)])
    store.close()
    command = [*GDTUI, "--no-animation"]
    with Terminal(command, columns=120, rows=40, cwd=ROOT) as terminal:
        terminal.wait_for("★ 0 of 27 stars", timeout=60)
        yield terminal


def told(*command: str) -> dict[str, Any]:
    """What the command line answers, as data."""
    answer = subprocess.run(
        [*GDTUI, *command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def moved_by(pushes: Iterable[float]) -> tuple[float, float]:
    """The rule written out: where the ball is, and how fast it is. A mistake does not move it."""
    position = velocity = 0.0
    for push in pushes:
        velocity = 0.9 * velocity + push
        if push != MISTAKE:
            position += velocity
    return position, velocity


def test_the_rule_agrees_with_its_closed_form() -> None:
    # After n pushes of 1, v = 10·(1 − 0.9ⁿ), and the position is the sum of these.
    position, velocity = moved_by([1.0] * 30)
    assert velocity == pytest.approx(10 * (1 - 0.9**30))
    assert position == pytest.approx(10 * (30 - 0.9 * velocity))
    assert moved_by([1.0, MISTAKE, 1.0]) == pytest.approx((1 + 1.81, 1.81))


def finish(terminal: Terminal, stars: Sequence[int], pushes: Iterable[float]) -> None:
    """The valley says how it went; when all is left, the disk says the same."""
    position, velocity = moved_by(pushes)
    terminal.press("o")
    terminal.wait_for(f"★ {sum(stars)} of 27 stars · every step is completed")
    terminal.wait_for(f"9/9 · Completed ▲ {position:.1f}")
    terminal.press("q")
    assert terminal.exit_status() == 0
    steps = told("progress")["steps"]
    assert [step["status"] for step in steps] == ["completed"] * 9
    data = told("export")
    assert data["completed"] == data["total"] == 9
    assert [step["stars"] for step in data["steps"]] == [*stars]
    assert data["stars"] == sum(stars)
    assert data["score"] == pytest.approx({"position": position, "velocity": velocity})


def test_a_player_who_does_everything_right(player: Terminal) -> None:
    read_and_descend(player, [WALK])
    turn_the_cards(player)
    recall(player, 1, right=True)
    take_the_tour(player, [True])
    better = CODE.source.replace("lr=0.01", "lr=0.05").replace("batch_size=4", "batch_size=1")
    run_the_code(player, [(better, DONE)])
    experiment(player, right=True)
    player.press("6")
    ask_the_quiz(player, 1, right=True)
    player.wait_for("Nothing is missed.")
    solve(player, [], hint=False)
    turn_the_dials(player, read=True)
    look_back(player)
    pushes = [RIGHT] * (1 + len(TERMS.cards) + len(ASKED))
    for group in TRIALS.experiments:
        pushes += [*[RIGHT] * len(group.trials), UNDERSTOOD]
    pushes += [RIGHT] * len(QUIZ.questions)
    pushes += [*[CASE] * CASES, SOLVED]
    finish(player, [3] * 9, pushes)


def test_a_player_who_errs_everywhere_first(player: Terminal) -> None:
    look_back(player)
    read_and_descend(player, [["left", "right"] * 6, WALK])
    turn_the_cards(player)
    recall(player, 1, right=False)
    recall(player, 2, right=True)
    take_the_tour(player, [False, True])
    better = CODE.source.replace("lr=0.01", "lr=0.05")
    run_the_code(player, [("print(nothing)\n", "NameError"), (better, DONE)])
    experiment(player, right=False)
    player.press("6")
    ask_the_quiz(player, 1, right=False)
    player.wait_for(f"0 of {len(QUIZ.questions)} right in this round")
    player.press("enter")
    ask_the_quiz(player, 2, right=True)
    player.wait_for("Nothing is missed.")
    wrong = [(CHALLENGE.mistakes / f"{name}.py").read_text("utf-8") for name in WRONG]
    solve(player, list(zip(wrong, WRONG.values(), strict=True)), hint=True)
    turn_the_dials(player, read=False)
    look_back(player)
    # What is right at last counts once, and so does no second round of what was right before.
    pushes = [MISTAKE, RIGHT]
    for count in (len(TERMS.cards), len(ASKED)):
        pushes += [*[MISTAKE] * count, *[RIGHT] * count]
    for group in TRIALS.experiments:
        pushes += [MISTAKE] * len(group.trials)
    pushes += [*[MISTAKE] * len(QUIZ.questions), *[RIGHT] * len(QUIZ.questions)]
    # Two cases pass, three more, no further one; then all that are left.
    pushes += [*[CASE] * 5, MISTAKE, *[CASE] * (CASES - 5), SOLVED]
    finish(player, [3, 3, 3, 2, 2, 2, 2, 2, 3], pushes)
