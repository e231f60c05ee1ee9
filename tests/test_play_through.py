"""The whole lesson played in a pseudo-terminal: once without a mistake, once with every mistake.

What is expected is told here, as what such a player does; the app's own record is not asked for
it. Right answers are read from the content, in the order in which a known seed asks them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from gdtui.descent.demonstrations import DEMONSTRATIONS
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments, HowMany, Trial
from gdtui.lesson.load import load
from gdtui.lesson.model import Cases, Code, Loop, Quiz, Terms
from gdtui.lesson.places import content_folder
from gdtui.lesson.questions import Presented, presented
from gdtui.lesson.recall import order_of, question_of
from gdtui.progress.model import Fact
from gdtui.progress.places import database_path
from gdtui.progress.score import Push, score
from gdtui.progress.store import Store
from gdtui.ui.touring import beats
from tests.quizzing import keys_for
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
GDTUI = [sys.executable, "-m", "gdtui"]
SEED = "11"
CTRL_HOME = "\x1b[1;5H"
LESSON = load(content_folder())
Body = TypeVar("Body")

PREDICTIONS = {
    "slow": "falls, but slower",
    "explode": "it diverges",
    "four": "30",
    "one": "40",
    "all": "170",
    "noise": "it jumps about above 0",
    "line": "it comes to rest above 0",
    "feature": "it diverges",
    "scaled-feature": "1",
    "coarse": "400",
    "fine": "730",
    "better-rate": "140",
    "scaled": "1",
    "heavy-ball": "100",
}
"""What comes true of each run."""

CASES = 5 + 9 + 6
"""The cases of a check: shown ones, hidden ones, and those drawn anew each time."""

WALK = ("up", "right", "right", "down", "down", "left")
"""From 1.4 by 3, 3 and −0.25 to 7.15, beside the lowest place at 7."""

WRONG = {
    "uphill": "2 of 20 cases are right",
    "factor-4": "2 of 20 cases are right",
    "plain-sgd": "4 of 20 cases are right",
}
"""Programs that fail: only calls without an update are right, and in the last one those too where
no earlier velocity reaches w: V1, of one update, and V3, without momentum."""

MOST_LINES, PAGES = 80, 40


def body_of(kind: type[Body]) -> Body:
    """The body of the lesson's step of a kind."""
    return next(step.body for step in LESSON.steps if isinstance(step.body, kind))


TERMS, LOOP, CODE, TRIALS = (body_of(kind) for kind in (Terms, Loop, Code, Experiments))
QUIZ, CHALLENGE, USES = (body_of(kind) for kind in (Quiz, Challenge, Cases))
ASKED = [beat.question for beat in beats(LOOP.stops) if beat.question]


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


def changed_from(before: str) -> Callable[[Terminal], object]:
    """Whether a terminal shows something else than before."""
    return lambda terminal: terminal.text != before


# The steps, each from its opening to the line that says what is next


def read_and_descend(terminal: Terminal, walks: Sequence[Sequence[str]]) -> None:
    """Step 1; the last walk ends below the mark, those before it do not."""
    terminal.press("1")
    terminal.wait_for("A loss is one number")
    terminal.press("end")
    terminal.wait_for("d: now get down a hidden curve")
    terminal.press("d")
    for number, walk in enumerate(walks, start=1):
        terminal.wait_for("Step 0 of 12")
        terminal.press(*walk)
        terminal.wait_for("Completed. n for step 2")
        if number < len(walks):
            assert "You are below the mark." not in terminal.text
            terminal.press("r")
    terminal.wait_for("You are below the mark.")


def turn_the_cards(terminal: Terminal) -> None:
    """Step 2, its first part: space alone, until every card was seen."""
    terminal.press("2")
    terminal.wait_for("Space turns a card.")
    for _ in range(6 * len(TERMS.cards)):
        if "Every card seen. r asks" in terminal.text:
            return
        before = terminal.text
        terminal.press("space")
        terminal.wait_for(changed_from(before))
    raise AssertionError(terminal.text)


def recall(terminal: Terminal, number: int, right: bool) -> None:
    """A round of recall; a player who errs knows each card when it returns."""
    ids = [card.id for card in TERMS.cards]
    order = order_of(TERMS.cards, f"{SEED}/{number}")
    terminal.press("r")
    for at, card in enumerate(order if right else order * 2):
        index, seed = ids.index(card), f"{SEED}/{number}/{at}"
        asked = question_of(TERMS.cards, index, (index + number) % 2 == 1, seed)
        known = right or at >= len(order)
        answer(terminal, (f"card {at + 1} ·", "Enter Answer"), asked, known)
    terminal.wait_for(f"{len(order) if right else 0} of {len(order)} known at first asking")


def answer(terminal: Terminal, shown: Sequence[str], asked: Presented, right: bool) -> None:
    """Answer a question once these texts are there, and go on."""
    terminal.wait_for(lambda t: all(text in t.text for text in shown))
    terminal.press(*keys_for(asked, right))
    terminal.wait_for("Right. " if right else "No. ")
    terminal.wait_for(lambda t: "Enter goes on" in t.text or "shows the result" in t.text)
    terminal.press("enter")


def walk_the_tour(terminal: Terminal, right: bool) -> None:
    """Step 3, from the picture to the end of the tour."""
    terminal.press("enter")
    for beat in beats(LOOP.stops):
        stop = f"stop {beat.number} of {len(LOOP.stops)}"
        if beat.question is not None:
            answer(terminal, (stop, "Enter Answer"), beat.question, right)
            continue
        terminal.wait_for(lambda t, stop=stop: stop in t.text and "Enter Go on" in t.text)
        before = terminal.text
        terminal.press("enter")
        terminal.wait_for(changed_from(before))
    terminal.wait_for("Completed. n for step 4")


def write(terminal: Terminal, program: str) -> None:
    """Put a program in the place of the one in the editor, and wait until it is kept."""
    terminal.type(CTRL_HOME)
    terminal.press(*["ctrl+x"] * MOST_LINES)
    terminal.wait_for(lambda t: not any(line.lstrip().startswith("2  ") for line in t.lines))
    terminal.paste(program)
    terminal.wait_for(program.rstrip().splitlines()[-1])
    terminal.wait_for("changed · saved")


def run_the_code(terminal: Terminal, programs: Sequence[tuple[str, str]]) -> None:
    """Step 4: the program as given, then others, each with what is shown when it has run."""
    terminal.press("4")
    terminal.wait_for("train.py · as given")
    terminal.press("ctrl+r")
    terminal.wait_for("Change one number, say what you expect")
    for program, shown in programs:
        write(terminal, program)
        terminal.press("ctrl+r")
        terminal.wait_for(shown)
    terminal.wait_for("Completed. n for step 5")
    leave_the_editor(terminal)


def leave_the_editor(terminal: Terminal) -> None:
    """Letters and digits are keys again."""
    terminal.press("escape")
    terminal.wait_for("n Next step")


def experiment(terminal: Terminal, right: bool) -> None:
    """Step 5: every run is predicted, changed and run, further ones as well."""
    terminal.press("5")
    for group in TRIALS.experiments:
        for number, trial in enumerate(group.trials, start=1):
            terminal.wait_for(f"{group.title}  {number}/{len(group.trials)} {trial.title}")
            terminal.wait_for("Enter: predict.")
            terminal.press("enter")
            predict(terminal, trial, right)
            terminal.press("c")
            terminal.wait_for("[loss]")
            terminal.press("ctrl+r")
            terminal.wait_for("F7: your prediction beside what happened", timeout=30)
            terminal.press("f7")
            terminal.wait_for("It came true." if right else "It came otherwise.")
            terminal.press("enter")
    terminal.wait_for("Completed. n for step 6")


def predict(terminal: Terminal, trial: Trial, right: bool) -> None:
    """Commit to a prediction; a wrong number is far too large."""
    if isinstance(trial.forecast, HowMany):
        # In the field, letters and digits are text.
        terminal.wait_for(lambda t: "n Next step" not in t.text)
        terminal.press(PREDICTIONS[trial.id] if right else "99999", "enter")
    else:
        texts = [choice.text for choice in trial.forecast.choices]
        index = texts.index(PREDICTIONS[trial.id]) + (not right)
        terminal.wait_for("Enter Answer")
        terminal.press(*["down"] * (index % len(texts)), "enter")
    terminal.wait_for("Enter: to the code.")


def ask_the_quiz(terminal: Terminal, number: int, right: bool) -> None:
    """Step 6: a round of all questions, the first of which is on screen."""
    for at, question in enumerate(QUIZ.questions, start=1):
        asked = presented(question, f"{SEED}/{number}")
        begin = " ".join(asked.prompt.split()[:3]).split("{")[0]
        answer(terminal, (f"uestion {at} of", begin), asked, right)


def solve(terminal: Terminal, programs: Sequence[tuple[str, str]], hint: bool) -> None:
    """Step 7: programs, each with what its check shows; the last one passes."""
    terminal.press("7")
    terminal.wait_for("sgd.py · as given")
    for program, shown in programs:
        write(terminal, program)
        terminal.press("ctrl+r")
        terminal.wait_for(shown, timeout=60)
    if hint:
        terminal.press("f7")
        terminal.wait_for("Hint 1 of 7")
    write(terminal, CHALLENGE.solutions[0].source)
    terminal.press("ctrl+r")
    terminal.wait_for("Completed. n for step 8", timeout=60)
    leave_the_editor(terminal)


def turn_the_dials(terminal: Terminal, read: bool) -> None:
    """Step 8: every dial is turned, and every case read to its end, or only opened."""
    terminal.press("8")
    terminal.wait_for("5 cases to open")
    terminal.press("down")
    titles = [case.title for case in USES.cases]
    for at, case in enumerate(USES.cases):
        terminal.wait_for(lambda t, title=titles[at]: t.text.count(title) > 1)
        terminal.press("]")
        terminal.wait_for(f"[{DEMONSTRATIONS[str(case.demonstration)].choices[1]}]")
        if not read:
            terminal.press("down")
        elif at + 1 == len(titles):
            terminal.press(*["space"] * 12)
        else:
            turn_pages(terminal, lambda t, title=titles[at + 1]: t.text.count(title) > 1)
    terminal.wait_for("All opened. n for step 9")


def turn_pages(terminal: Terminal, until: Callable[[Terminal], object]) -> None:
    """Read on with space."""
    for _ in range(PAGES):
        if until(terminal):
            return
        before = terminal.text
        terminal.press("space")
        terminal.wait_for(changed_from(before))
    raise AssertionError(terminal.text)


def look_back(terminal: Terminal) -> None:
    """Step 9: the text to its end, and the recap to its end."""
    terminal.press("9")
    terminal.wait_for("Where gradient descent comes from")
    terminal.press("end", "space")
    terminal.wait_for(lambda t: "Space: next page" not in t.text)
    terminal.press("r")
    terminal.wait_for("looking back")
    turn_pages(terminal, lambda t: "gdtui export writes this" in t.text)


def finish(terminal: Terminal, stars: Sequence[int], pushes: Sequence[float]) -> None:
    """The valley says how it went; when all is left, the disk says the same."""
    expected = score(Push(str(number), size) for number, size in enumerate(pushes))
    terminal.press("o")
    terminal.wait_for(f"★ {sum(stars)} of 27 stars · every step is completed")
    terminal.wait_for(f"9/9 · Completed ▲ {expected.position:.1f}")
    terminal.press("q")
    assert terminal.exit_status() == 0
    steps = told("progress")["steps"]
    assert [step["status"] for step in steps] == ["completed"] * 9
    data = told("export")
    assert data["completed"] == data["total"] == 9
    assert [step["stars"] for step in data["steps"]] == [*stars]
    assert data["stars"] == sum(stars)
    assert data["score"] == {"position": expected.position, "velocity": expected.velocity}


# The two players


def test_a_player_who_does_everything_right(player: Terminal) -> None:
    read_and_descend(player, [WALK])
    turn_the_cards(player)
    recall(player, 1, right=True)
    player.press("3")
    player.wait_for("Start the tour of the six nodes")
    walk_the_tour(player, right=True)
    better = CODE.source.replace("lr=0.01", "lr=0.05").replace("batch_size=4", "batch_size=1")
    run_the_code(player, [(better, "Completed. n for step 5")])
    experiment(player, right=True)
    player.press("6")
    ask_the_quiz(player, 1, right=True)
    player.wait_for("Nothing is missed.")
    solve(player, [], hint=False)
    turn_the_dials(player, read=True)
    look_back(player)
    answers = [1.0] * (1 + len(TERMS.cards) + len(ASKED))
    runs = [push for group in TRIALS.experiments for push in (*[1.0] * len(group.trials), 0.5)]
    quiz = [1.0] * len(QUIZ.questions)
    finish(player, [3] * 9, [*answers, *runs, *quiz, *[0.1] * CASES, 2.0])


def test_a_player_who_errs_everywhere_first(player: Terminal) -> None:
    look_back(player)
    read_and_descend(player, [["left", "right"] * 6, WALK])
    turn_the_cards(player)
    recall(player, 1, right=False)
    recall(player, 2, right=True)
    player.press("3")
    player.wait_for("Start the tour of the six nodes")
    walk_the_tour(player, right=False)
    walk_the_tour(player, right=True)
    better = CODE.source.replace("lr=0.01", "lr=0.05")
    run_the_code(player, [("print(nothing)\n", "NameError"), (better, "Completed. n for step 5")])
    experiment(player, right=False)
    player.press("6")
    ask_the_quiz(player, 1, right=False)
    player.wait_for("0 of 12 right in this round")
    player.press("enter")
    ask_the_quiz(player, 2, right=True)
    player.wait_for("Nothing is missed.")
    wrong = [(CHALLENGE.mistakes / f"{name}.py").read_text("utf-8") for name in WRONG]
    solve(player, list(zip(wrong, WRONG.values(), strict=True)), hint=True)
    turn_the_dials(player, read=False)
    look_back(player)
    cards, tour = len(TERMS.cards), len(ASKED)
    # What is right at last counts once, and so does no second round of what was right before.
    answers = [0.0, 1.0, *[0.0] * cards, *[1.0] * cards, *[0.0] * tour, *[1.0] * tour]
    runs = [push for group in TRIALS.experiments for push in (*[0.0] * len(group.trials), 0.5)]
    quiz = [*[0.0] * len(QUIZ.questions), *[1.0] * len(QUIZ.questions)]
    # Two cases pass, no further one, two more; then all that are left.
    checks = [0.1, 0.1, 0.0, 0.1, 0.1, *[0.1] * (CASES - 4), 2.0]
    finish(player, [3, 3, 3, 2, 2, 2, 2, 2, 3], [*answers, *runs, *quiz, *checks])
