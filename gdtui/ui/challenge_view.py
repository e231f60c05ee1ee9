"""What the challenge shows of a check: message, cases, charts and hints, from values alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache

from textual.content import Content

from gdtui.checker.verdict import Arguments, CaseResult, Course, Verdict
from gdtui.descent.momentum import losses, sgd_with_momentum
from gdtui.lesson.challenge import Challenge, Hint, Solution
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.plot import Curve, Picture, loss_picture, message
from gdtui.ui.themes import MUTED

Plot = Callable[[int, int, bool, "float | None"], Picture]
Words = Callable[[str], str]

GOAL = 1e-6
"""The loss at which the race ends."""
RACE_LR, RACE_BETA = 0.01, 0.9
LINES_SHOWN = 12
"""Lines of printed text that stand below a message."""


def told(verdict: Verdict, words: Words) -> Content:
    """The one message: what was seen, the place in the program, what to do, what was printed."""
    finding = verdict.finding
    style = {"passed": "bold $text-success", "unattempted": "bold"}.get(
        verdict.outcome, "bold $text-error"
    )
    parts = [Content.styled(words(finding.seen), style)]
    if finding.excerpt:
        parts.append(Content(finding.excerpt))
    if finding.advice:
        parts.append(Content(words(finding.advice)))
    if verdict.cases and verdict.outcome != "passed":
        count = f"{verdict.passed} of {len(verdict.cases)} cases are right."
        parts.append(Content.styled(count, MUTED))
    if verdict.output.strip():
        lines = verdict.output.rstrip().split("\n")
        more = [f"… and {len(lines) - LINES_SHOWN} more lines"] if len(lines) > LINES_SHOWN else []
        printed = "\n".join([*lines[:LINES_SHOWN], *map(words, more)])
        parts.append(Content.styled(f"Printed:\n{printed}", MUTED))
    return Content("\n\n").join(parts)


def table(challenge: Challenge, verdict: Verdict | None, glyphs: Glyphs) -> Content:
    """Every case with its arguments, the right value and the learner's."""
    cases = verdict.cases if verdict is not None and verdict.cases else _shown(challenge)
    lines = [line for case in cases for line in _lines(case, glyphs)]
    head = "data, lr, beta, epochs; below them the right value and yours"
    return Content("\n").join([Content.styled(head, MUTED), Content(""), *lines])


def _lines(case: CaseResult, glyphs: Glyphs) -> Iterator[Content]:
    marks = {
        "passed": (glyphs.check, "bold $text-success"),
        "failed": (glyphs.cross, "bold $text-error"),
        "error": (glyphs.cross, "bold $text-error"),
        "not run": (glyphs.todo, MUTED),
    }
    yield Content.assemble(
        marks[case.status], " ", (case.name.ljust(3), "bold"), " ", str(case.arguments)
    )
    yours = "" if case.actual is None else f"   yours {_value(case.actual)}"
    style = "$text-success" if case.status == "passed" else "$text-error" if yours else MUTED
    yield Content.assemble(" " * 6, (f"right {_value(case.expected)}", MUTED), (yours, style))


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.9g}"


def _shown(challenge: Challenge) -> Iterable[CaseResult]:
    for trial in challenge.trials:
        if not trial.hidden:
            case = Arguments(trial.data, trial.lr, trial.beta, trial.epochs)
            right = sgd_with_momentum(*case)
            yield CaseResult(trial.name, False, "not run", case, right, None)


def way(course: Course | None) -> Plot:
    """The learner's w over the epochs against the right one."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        if course is None:
            text = "Here your w appears beside the right one, epoch by epoch, after a check."
            return message(text, width, height)
        right = Curve("right", tuple(zip(course.epochs, course.expected, strict=True)))
        yours = Curve("yours", tuple(zip(course.epochs, course.actual, strict=True)))
        return loss_picture(
            [right, yours], width, height, log=False, x_label="epoch",
            y_label=f"w on {course.name}", ascii=ascii, cursor=cursor,
        )  # fmt: skip

    return plot


def race(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
    """Momentum against plain descent on the lesson's own problem, which has two parameters."""
    curves = [
        Curve(f"{name}: {len(values)} epochs", tuple(enumerate(values, start=1)))
        for name, values in (("plain", _until_goal(0.0)), ("β 0.9", _until_goal(RACE_BETA)))
    ]
    return loss_picture(
        curves, width, height, log=True, x_label="epoch", ascii=ascii, cursor=cursor
    )


@cache
def _until_goal(beta: float) -> tuple[float, ...]:
    found = []
    for value in losses(RACE_LR, beta):
        found.append(value)
        if value < GOAL:
            break
    return tuple(found)


def next_hint(hints: Sequence[Hint], taken: Collection[str], fitting: str | None) -> Hint | None:
    """The hint to take next: the one that fits what was seen, else the first that is left."""
    left = [hint for hint in hints if hint.id not in taken]
    fits = [hint for hint in left if hint.id == fitting]
    return next(iter(fits or left), None)


def hints_told(hints: Sequence[Hint], total: int, words: Words) -> Content:
    """The hints that were taken, in the order in which they were."""
    parts = [
        Content.assemble((f"Hint {number} of {total}  ", "bold $primary"), words(hint.text))
        for number, hint in enumerate(hints, start=1)
    ]
    return Content("\n\n").join(parts)


def solutions_told(solutions: Sequence[Solution], words: Words) -> str:
    """Right programs and their remarks, as Markdown."""
    return "\n\n".join(
        f"## {each.title}\n\n```python\n{each.source.strip()}\n```\n\n{words(each.remark)}"
        for each in solutions
    )
