"""A player of the lesson at a terminal: the moves that take each step from its opening to its end.

What is right is read from the content, and what comes true of each run stands below. A move waits
for what the screen shows of it; none asks the app's record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from gdtui.descent.demonstrations import DEMONSTRATIONS
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments, HowMany, Trial
from gdtui.lesson.load import load
from gdtui.lesson.model import Cases, Code, Loop, Quiz, Terms
from gdtui.lesson.places import content_folder
from gdtui.lesson.questions import Presented, presented
from gdtui.lesson.recall import order_of, question_of
from gdtui.ui.touring import beats
from tests.quizzing import choosing, keys_for
from tests.terminal import Terminal

SEED = "11"
"""The seed of every shuffle: the player's questions come in the order that it gives."""

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

DONE = "▸ Completed."
"""The next action where a step is done; it goes on with the way to the next step."""

CHOOSE = "Choose with ↑ ↓, Enter answers."
"""The next action at a question whose choices take the keys."""

CTRL_HOME = "\x1b[1;5H"
MOST_PAGES = 40


def body_of(kind: type[Body]) -> Body:
    """The body of the lesson's step of a kind."""
    return next(step.body for step in LESSON.steps if isinstance(step.body, kind))


TERMS, LOOP, CODE, TRIALS = body_of(Terms), body_of(Loop), body_of(Code), body_of(Experiments)
QUIZ, CHALLENGE, USES = body_of(Quiz), body_of(Challenge), body_of(Cases)
ASKED = [beat.question for beat in beats(LOOP.stops) if beat.question]


def changed_from(before: str) -> Callable[[Terminal], object]:
    """Whether a terminal shows something else than before."""
    return lambda terminal: terminal.text != before


def shows(*texts: str) -> Callable[[Terminal], object]:
    """Whether a terminal shows all of these."""
    return lambda terminal: all(text in terminal.text for text in texts)


def shows_no(text: str) -> Callable[[Terminal], object]:
    """Whether a terminal shows this no more."""
    return lambda terminal: text not in terminal.text


def shows_twice(text: str) -> Callable[[Terminal], object]:
    """Whether a terminal shows this in two places."""
    return lambda terminal: terminal.text.count(text) > 1


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
        terminal.wait_for(DONE)
        if number < len(walks):
            assert "You are below the mark." not in terminal.text
            terminal.press("r")
    terminal.wait_for("You are below the mark.")


def turn_the_cards(terminal: Terminal) -> None:
    """Step 2, its first part: space alone, until every card was seen."""
    terminal.press("2")
    terminal.wait_for("Space turns a card.")
    turn_pages(terminal, shows("Every card seen. r asks"))


def recall(terminal: Terminal, number: int, right: bool) -> None:
    """A round of recall; a player who errs knows each card when it returns."""
    ids = [card.id for card in TERMS.cards]
    order = order_of(TERMS.cards, f"{SEED}/{number}")
    terminal.press("r")
    for at, card in enumerate(order if right else order * 2):
        index, seed = ids.index(card), f"{SEED}/{number}/{at}"
        asked = question_of(TERMS.cards, index, (index + number) % 2 == 1, seed)
        known = right or at >= len(order)
        answer(terminal, (f"card {at + 1} ·", CHOOSE), asked, known)
    terminal.wait_for(f"{len(order) if right else 0} of {len(order)} known at first asking")


def answer(terminal: Terminal, shown: Sequence[str], asked: Presented, right: bool) -> None:
    """Answer a question once these texts are there, and go on."""
    terminal.wait_for(shows(*shown))
    # The line that says what is next comes last; that of the page before would be taken for it.
    terminal.wait_for(shows_no("Enter goes on"))
    terminal.press(*keys_for(asked, right))
    terminal.wait_for("Right. " if right else "No. ")
    terminal.wait_for(lambda t: "Enter goes on" in t.text or "shows the result" in t.text)
    terminal.press("enter")


def take_the_tour(terminal: Terminal, rounds: Sequence[bool]) -> None:
    """Step 3: the tour from its picture to its end, once a round, in which all is right or not."""
    terminal.press("3")
    terminal.wait_for("Start the tour of the six nodes")
    for right in rounds:
        walk_the_tour(terminal, right)


def walk_the_tour(terminal: Terminal, right: bool) -> None:
    """Stop by stop, each question answered."""
    terminal.press("enter")
    for beat in beats(LOOP.stops):
        stop = f"stop {beat.number} of {len(LOOP.stops)}"
        if beat.question is not None:
            answer(terminal, (stop, CHOOSE), beat.question, right)
            continue
        terminal.wait_for(shows(stop, "Enter Go on"))
        before = terminal.text
        terminal.press("enter")
        terminal.wait_for(changed_from(before))
    terminal.wait_for(DONE)


def write(terminal: Terminal, program: str, over: str) -> None:
    """Put a program in the place of the one in the editor, and wait until it is kept."""
    terminal.type(CTRL_HOME)
    terminal.press(*["ctrl+x"] * (over.count("\n") + 1))
    terminal.wait_for(lambda t: not any(line.lstrip().startswith("2  ") for line in t.lines))
    terminal.paste(program)
    terminal.wait_for(program.rstrip().splitlines()[-1])
    terminal.wait_for("changed · saved")


def write_and_run(terminal: Terminal, programs: Sequence[tuple[str, str]], over: str) -> str:
    """Run program after program, each until it is shown what came of it; the last one stays."""
    for program, shown in programs:
        write(terminal, program, over)
        over = program
        terminal.press("ctrl+r")
        terminal.wait_for(shown, timeout=60)
    return over


def run_the_code(terminal: Terminal, programs: Sequence[tuple[str, str]]) -> None:
    """Step 4: the program as given, then others, each with what is shown when it has run."""
    terminal.press("4")
    terminal.wait_for("train.py · as given")
    terminal.press("ctrl+r")
    terminal.wait_for("Change one number, say what you expect")
    write_and_run(terminal, programs, CODE.source)
    terminal.wait_for(DONE)
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
            terminal.press("f12")
            terminal.wait_for("[loss]")
            terminal.press("ctrl+r")
            terminal.wait_for("F7: your prediction beside what happened", timeout=30)
            terminal.press("f7")
            terminal.wait_for("It came true." if right else "It did not come true.")
            terminal.press("enter")
    terminal.wait_for(DONE)


def predict(terminal: Terminal, trial: Trial, right: bool) -> None:
    """Commit to a prediction; a wrong number is far too large."""
    if isinstance(trial.forecast, HowMany):
        # In the field, letters and digits are text.
        terminal.wait_for(shows_no("n Next step"))
        wrong = "100" if trial.forecast.unit == "%" else "99999"
        terminal.press(PREDICTIONS[trial.id] if right else wrong, "enter")
    else:
        texts = [choice.text for choice in trial.forecast.choices]
        index = texts.index(PREDICTIONS[trial.id]) + (not right)
        terminal.wait_for(CHOOSE)
        terminal.press(*choosing(index % len(texts)))
    terminal.wait_for("Enter: to the code.")


def ask_the_quiz(terminal: Terminal, number: int, right: bool) -> None:
    """Step 6: a round of all questions, the first of which is on screen."""
    for at, question in enumerate(QUIZ.questions, start=1):
        asked = presented(question, f"{SEED}/{number}")
        begin = " ".join(asked.prompt.split()[:3]).split("{")[0]
        answer(terminal, (f"uestion {at} of", begin), asked, right)


def solve(terminal: Terminal, programs: Sequence[tuple[str, str]], hint: bool) -> None:
    """Step 7: wrong programs, each with what its check alone shows, and then the solution."""
    terminal.press("7")
    terminal.wait_for("sgd.py · as given")
    over = write_and_run(terminal, programs, CHALLENGE.starter)
    if hint:
        terminal.press("f7")
        terminal.wait_for("Hint 1 of 7")
    write(terminal, CHALLENGE.solutions[0].source, over)
    terminal.press("ctrl+r")
    terminal.wait_for(DONE, timeout=60)
    leave_the_editor(terminal)


def turn_the_dials(terminal: Terminal, read: bool) -> None:
    """Step 8: every dial is turned; then space alone leads through every case, or does not."""
    terminal.press("8")
    terminal.wait_for("5 cases to open")
    for case in USES.cases:
        terminal.press("down")
        terminal.wait_for(shows_twice(case.title))
        terminal.press("]")
        terminal.wait_for(f"[{DEMONSTRATIONS[str(case.demonstration)].choices[1]}]")
    terminal.wait_for("All opened. n for step 9")
    if read:
        read_the_cases(terminal)


def read_the_cases(terminal: Terminal) -> None:
    """From the introduction to the end of the last case, with space held down."""
    terminal.press("home")
    terminal.wait_for("problems with more than two parameters")
    terminal.press(*["space"] * MOST_PAGES)
    terminal.wait_for(USES.cases[-1].sources[-1].address)


def turn_pages(terminal: Terminal, wanted: Callable[[Terminal], object]) -> None:
    """Read on with space, until it is there."""
    while not wanted(terminal):
        before = terminal.text
        terminal.press("space")
        terminal.wait_for(changed_from(before))


def look_back(terminal: Terminal) -> None:
    """Step 9: the text and the recap, each to its end."""
    terminal.press("9")
    terminal.wait_for("Where gradient descent comes from")
    terminal.press("end", "space")
    terminal.wait_for(shows_no("Space: next page"))
    terminal.press("r")
    terminal.wait_for("looking back")
    terminal.press("end", "space")
    terminal.wait_for(shows_no("to the end of the recap"))
    terminal.wait_for("gdtui export writes this")
