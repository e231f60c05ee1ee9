"""The recap as a text in Markdown, with its curves as text charts, and as data for JSON."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from gdtui.descent.formats import compact
from gdtui.progress.model import RunRecord
from gdtui.ui.bench import told_apart
from gdtui.ui.plot import Curve, loss_picture, text_of
from gdtui.ui.recap import AskedAgain, Recap, Solved

SCHEMA, VERSION = "gdtui-recap", 1
"""The name of the JSON form, and its version: it grows when a key changes its meaning or goes."""

CURVES, LISTED = 4, 12
"""Curves in a chart, and runs in the table: the newest ones."""

ROWS = 14
"""Rows of the chart."""

Words = Callable[[str], str]


def markdown(recap: Recap, words: Words, *, width: int, ascii: bool, game: bool) -> str:
    """The recap as a text; ``words`` fills in figures and fits the characters of the reader."""
    blocks = (
        _heading(recap, game),
        _asked_again(recap.asked_again),
        _again(recap, words),
        _steps(recap, game),
        _runs(recap, width, ascii),
        _predictions(recap, words),
        _quiz(recap),
        _terms(recap),
        *_challenge(recap.challenge),
        _fog(recap),
    )
    return words("\n\n".join(block for block in blocks if block)) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line and in a table too."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(text.split()))


def _heading(recap: Recap, game: bool) -> str:
    now = recap.standing
    line = f"{now.completed} of {now.steps} steps completed."
    if game:
        line += f" {now.stars} of {now.most_stars} stars. Score {now.score.position:.1f}."
    return f"# {escaped(recap.title)}: looking back\n\n**{line}**"


def _again(recap: Recap, words: Words) -> str:
    # Figures are filled in before the text is made safe: their braces would be lost.
    again = [f"- {escaped(words(line))}" for line in recap.again]
    told = "\n".join(again) or "Nothing: all that was asked is right."
    return f"## To look at again\n\n{told}"


def _asked_again(missed: AskedAgain | None) -> str:
    """How many questions were missed, the key that asks them again, and when they return."""
    if missed is None:
        return ""
    round_ = missed.offered
    if round_ is None:
        lines = ["You have no missed question open."]
    elif round_.sort == "whole":
        lines = ["The quiz is under way. In gdtui's recap, **m** goes on with it."]
    else:
        left = len(round_.questions) - len(round_.answers)
        lines = [
            f"**{left} {'question' if left == 1 else 'questions'}** of the quiz that you missed "
            f"{'is' if left == 1 else 'are'} open. In gdtui's recap, **m** "
            f"asks {'it' if left == 1 else f'these {left}'} again."
        ]
    if missed.later:
        when = "tomorrow" if missed.days == 1 else f"in {missed.days} days"
        what = (
            "One that you missed once returns"
            if missed.later == 1
            else (f"{missed.later} that you missed once return on other days, the first of them")
        )
        lines.append(f"{what} {when}.")
    return "## Missed questions\n\n" + " ".join(lines)


def _steps(recap: Recap, game: bool) -> str:
    head = ["", "Step", "Status", *(["Stars"] if game else []), "Time"]
    rows = []
    for step in recap.steps:
        stars = [f"{step.stars} of {step.most_stars}"] if game else []
        time = duration(step.seconds) if step.seconds else "–"
        rows.append([str(step.number), step.title, step.status.label, *stars, time])
    total = duration(sum(step.seconds for step in recap.steps))
    note = f"Time at the keys: {total}. Pauses of more than two minutes are left out."
    return f"## The steps\n\n{_table(head, rows)}\n\n{note}"


def duration(seconds: int) -> str:
    """Seconds in words."""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def _runs(recap: Recap, width: int, ascii: bool) -> str:
    if not recap.runs:
        return ""
    drawn = [run for run in recap.runs if run.curve]
    # Epochs and updates are no common axis.
    clocks = dict.fromkeys(run.clock for run in drawn)
    charts = "".join(
        _chart(clock, [run for run in drawn if run.clock == clock][-CURVES:], width, ascii)
        for clock in clocks
    )
    head = ["When", "Settings", "Outcome", "Lowest loss", "Last loss"]
    table = _table(head, (_run(run) for run in recap.runs[-LISTED:]))
    shown = min(LISTED, len(recap.runs))
    some = f"The latest {shown} of {len(recap.runs)} runs" if shown < len(recap.runs) else "Runs"
    return f"## Your runs\n\n{charts}{some} of your programs, in UTC:\n\n{table}"


def _chart(clock: str, runs: Sequence[RunRecord], width: int, ascii: bool) -> str:
    """The newest runs that count in the same clock, and what that is."""
    names = told_apart([run.settings for run in runs])
    curves = [
        Curve(name or f"run {number}", list(run.curve))
        for number, (name, run) in enumerate(zip(names, runs, strict=True), start=1)
    ]
    picture = loss_picture(curves, width, ROWS, log=True, x_label=clock or "time", ascii=ascii)
    unit = f"Loss by {clock}" if clock else "Loss of older runs, by epoch or update"
    return f"{unit}:\n\n{fenced(text_of(picture))}\n\n"


def _run(run: RunRecord) -> list[str]:
    when = datetime.fromtimestamp(run.at, timezone.utc).strftime("%Y-%m-%d %H:%M")
    settings = ", ".join(f"{name} {value:g}" for name, value in run.settings.items())
    losses = [loss for _, loss in run.curve if math.isfinite(loss)]
    least = compact(min(losses)) if losses else "–"
    last = compact(run.curve[-1][1]) if run.curve else "–"
    return [when, settings or "–", run.outcome, least, last]


def _predictions(recap: Recap, words: Words) -> str:
    if not recap.predictions:
        return ""
    head = ["Run", "You said", "What happened", ""]
    rows = (
        [
            words(one.title),
            "shown" if one.said is None else words(one.said),
            words(one.happened),
            "" if one.said is None else "came true" if one.true else "did not come true",
        ]
        for one in recap.predictions
    )
    return f"## Your predictions\n\n{_table(head, rows)}"


def _quiz(recap: Recap) -> str:
    if recap.quiz is None:
        return ""
    score = recap.quiz
    share = f"{100 * score.share:.0f}%"
    return (
        f"## The quiz\n\nBest attempt: {score.right} of {score.total} right, {share}; "
        f"{score.first} at first asking."
    )


def _terms(recap: Recap) -> str:
    if not recap.terms:
        return ""
    cards = {True: "known", False: "missed", None: "–"}
    rows = (
        [term.name, f"{term.right} of {term.asked}" if term.asked else "–", cards[term.recalled]]
        for term in recap.terms
    )
    return f"## By term\n\n{_table(['Term', 'Quiz, at last', 'Card'], rows)}"


def _challenge(solved: Solved | None) -> Iterator[str]:
    if solved is None:
        return
    state = "It passed every case." if solved.passed else "It has not passed yet."
    hints = f"Hints taken: {solved.hints}." if solved.hints else "No hint was taken."
    shown = " The solution was shown." if solved.solution_seen else ""
    yield f"## The challenge\n\n{state} {hints}{shown}\n\n{fenced(solved.program, 'python')}"
    before, after = solved.first.splitlines(), solved.program.splitlines()
    changed = list(difflib.unified_diff(before, after, "first check", solved.name, lineterm=""))
    if changed:
        yield "From the first check to this:\n\n" + fenced("\n".join(changed), "diff")
    else:
        yield "It is the program that you checked first."


def _fog(recap: Recap) -> str:
    played = [level for level in recap.fog if level.steps is not None]
    if not played:
        return ""
    rows = ([level.name, str(level.steps), str(level.par)] for level in played)
    return f"## Descent in the fog\n\n{_table(['Surface', 'Your best', 'Par'], rows)}"


def fenced(text: str, language: str = "") -> str:
    """A text as a block of code, whatever signs it holds."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_data(recap: Recap, words: Words) -> Mapping[str, Any]:
    """The recap as plain data; what is no finite number is null."""
    now, quiz, solved = recap.standing, recap.quiz, recap.challenge
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "lesson": {"id": recap.lesson, "title": recap.title},
        "completed": now.completed,
        "total": now.steps,
        "stars": now.stars,
        "most_stars": now.most_stars,
        "score": {"position": now.score.position, "velocity": now.score.velocity},
        "steps": [
            {
                "number": step.number,
                "title": step.title,
                "status": step.status.value,
                "stars": step.stars,
                "most_stars": step.most_stars,
                "seconds": step.seconds,
            }
            for step in recap.steps
        ],
        "runs": [_run_data(run) for run in recap.runs],
        "predictions": [
            {
                "title": words(one.title),
                "said": None if one.said is None else words(one.said),
                "happened": words(one.happened),
                "true": one.true,
            }
            for one in recap.predictions
        ],
        "quiz": None
        if quiz is None
        else {"right": quiz.right, "first": quiz.first, "total": quiz.total},
        "questions": [
            {"prompt": words(one.prompt), "right": one.right, "terms": [*one.terms]}
            for one in recap.asked
        ],
        "terms": [
            {
                "name": term.name,
                "asked": term.asked,
                "right": term.right,
                "card_known": term.recalled,
            }
            for term in recap.terms
        ],
        "challenge": None
        if solved is None
        else {
            "passed": solved.passed,
            "program": solved.program,
            "first": solved.first,
            "hints": solved.hints,
            "solution_seen": solved.solution_seen,
        },
        "fog": [
            {"name": level.name, "steps": level.steps, "par": level.par} for level in recap.fog
        ],
        "again": [words(line) for line in recap.again],
    }


def _run_data(run: RunRecord) -> Mapping[str, Any]:
    return {
        "step": run.step,
        "at": run.at,
        "outcome": run.outcome,
        "settings": {name: _finite(value) for name, value in run.settings.items()},
        "clock": run.clock,
        "curve": [[_finite(at), _finite(loss)] for at, loss in run.curve],
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
