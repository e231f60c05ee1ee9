"""The judge: from what a program answered to a verdict with one message. It runs nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from gdtui.checker import reading
from gdtui.checker.cases import Plan, arguments_of
from gdtui.checker.mistakes import Library, Values, any_order, close, right
from gdtui.checker.trajectory import course, parting
from gdtui.checker.verdict import Arguments, CaseResult, Finding, Status, Verdict
from gdtui.lesson.challenge import Mistake, Trial
from gdtui.runner.caller import Answers
from gdtui.runner.events import Failed, Finished, Stopped
from gdtui.runner.wire import Answered

KINDS = {
    "none": "None", "bool": "a truth value", "text": "a string", "complex": "a complex number",
    "tuple": "a tuple", "list": "a list", "dict": "a dict", "array": "an array",
    "generator": "a generator", "function": "a function", "object": "an object",
}  # fmt: skip
"""What a value of each kind is called."""


class Judge:
    """One program's answers before a plan. ``finding`` is the message, ``verdict`` all of it."""

    def __init__(self, source: str, plan: Plan, answers: Answers) -> None:
        self.source = source
        self.plan = plan
        self.ending = answers.ending
        self.output = answers.output
        self.given: Sequence[tuple[Arguments, Answered]] = [
            *zip(plan.calls, answers.answers, strict=False)
        ]
        self.values: Values = dict(reversed(self.given))

    # One message, the most useful one

    def needs_library(self) -> bool:
        """Whether the known mistakes have a word in this."""
        return not isinstance(self._plain(), Finding) and not self.right

    def finding(self, library: Library) -> Finding:
        """What to tell, by priority."""
        plain = self._plain()
        if plain is not None:
            return plain if isinstance(plain, Finding) else self._signed(plain, library)
        if self.right:
            count = len(self.plan.trials)
            return Finding("passed", f"All {count} cases are right, {self._drawn} of them new.")
        return self._wrong(library)

    def _plain(self) -> Finding | tuple[str, str] | None:
        """What is told without looking at numbers: a finding, or what was seen and its sign."""
        if isinstance(self.ending, Stopped) and self.ending.reason == "asked":
            return Finding("error", "You stopped the check.")
        for look in (self._never_called, self._raised, self._kind, self._infinite, self._ended):
            found = look()
            if found is not None:
                return found
        return self._touched() or self._unstable()

    def _never_called(self) -> Finding | None:
        if self.given and self.given[0][1].kind == "absent":
            return reading.absent(self.source)
        ending = self.ending
        if self.given or not isinstance(ending, Failed) or ending.error == "process":
            return None
        where = f"Line {ending.line}: " if ending.line is not None else ""
        seen = f"{where}{ending.error}: {ending.message}"
        advice = "The program ends there, before the function can be called."
        return Finding("error", _stopped(seen), advice, line=ending.line)

    def _raised(self) -> Finding | None:
        raised = [(case, answer) for case, answer in self.given if answer.kind == "raised"]
        if not raised or (self._only_without_data(raised) and self._explained_without_data()):
            return None
        case, answer = raised[0]
        if answer.line is None and answer.error == "TypeError":
            order = ", ".join(reading.PARAMETERS)
            seen = f"{reading.FUNCTION} cannot be called with {order}: {answer.message}."
            return Finding("error", seen, "Give it these four parameters, in this order.")
        where = f"Line {answer.line}: " if answer.line is not None else ""
        said = f"{answer.error}: {answer.message}" if answer.message else answer.error
        seen = f"{where}{_stopped(said)}"
        advice = f"It happens in {self._name_of(case)}, the call with {case}."
        if not case.data:
            advice += " A list without pairs asks for no update: the answer is 0.0."
        return Finding("error", seen, advice, line=answer.line)

    def _kind(self) -> tuple[str, str] | None:
        for case, answer in self.given:
            if answer.kind in KINDS:
                seen = f"{self._name_of(case)} gives {KINDS[answer.kind]} where a number is due."
                printed = answer.kind == "none" and self.output.strip()
                return seen + self._inside(answer.kind), "printed" if printed else answer.kind
        return None

    def _inside(self, kind: str) -> str:
        """How the numbers in values of this kind are, if there are any."""
        cases = [case for case in self.plan.cases if case in self.values]
        numbers = [self.values[case].number for case in cases]
        if all(map(math.isnan, numbers)):
            return ""
        if all(close(number, right(case)) for number, case in zip(numbers, cases, strict=True)):
            return " The number in it is right."
        if kind in ("bool", "none"):
            return ""
        return " The number in it is not right in every case either."

    def _infinite(self) -> Finding | None:
        for case, answer in self.given:
            if answer.kind == "number" and not math.isfinite(answer.number):
                name = self._name_of(case)
                seen = f"{name} gives {answer.number}; {number(right(case))} is right."
                advice = (
                    "Somewhere w grew beyond all numbers. Look at the direction and the length "
                    "of a step: a step that leads away from the goal makes the next one longer."
                )
                return Finding("failed", seen, advice)
        return None

    def _ended(self) -> Finding | None:
        ending = self.ending
        if isinstance(ending, Finished):
            return None
        if isinstance(ending, Failed):
            seen = f"The check got no answer: {ending.message}."
            return Finding("error", seen, "Return w, and leave the process alone.")
        advice = {
            "time": "Look for a loop that does not end, or for waiting.",
            "memory": "Two numbers are all that must be remembered: w and the velocity.",
            "output": "Look for a print in a loop: the cases ask for thousands of updates.",
        }
        return Finding("error", ending.message, advice.get(ending.reason, ""))

    def _touched(self) -> tuple[str, str] | None:
        for case, answer in self.given:
            if answer.changed:
                return f"After {self._name_of(case)} the data is not what it was.", "data-changed"
        return None

    def _unstable(self) -> tuple[str, str] | None:
        half = len(self.plan.cases)
        again: Values = dict(self.given[half : 2 * half])
        for case in self.plan.cases:
            first, second = self.values[case].number, again[case].number
            if not close(second, first):
                seen = f"{self._name_of(case)} gives {number(first)}, then {number(second)}."
                shuffled = all(any_order(each, self.plan.cases) for each in (self.values, again))
                return seen, "any-order" if shuffled else "state-kept"
        return None

    def _wrong(self, library: Library) -> Finding:
        trial = self._first_wrong()
        case = arguments_of(trial)
        answer = self.values[case]
        known = [c for c in self._known_cases if self.values[c].kind != "raised"]
        mistake = library.recognised(self.values, known)
        if answer.kind == "raised":
            seen = f"{trial.name} raises {answer.error}."
        elif close(answer.number, right(case)):
            seen = f"{trial.name} is right, but not the way to it."
        else:
            got, want = apart(answer.number, right(case))
            seen = f"{trial.name} gives {got}; {want} is right."
        if mistake is not None:
            return named(mistake, seen)
        before = "The shown cases are right. " if trial.hidden else ""
        return Finding("failed", f"{before}{seen}", parting(trial, self.values))

    def _signed(self, plain: tuple[str, str], library: Library) -> Finding:
        seen, sign = plain
        mistake = library.by_sign(sign)
        return Finding("failed", seen) if mistake is None else named(mistake, seen)

    # Numbers

    @property
    def right(self) -> bool:
        """Whether every call came to the right number."""
        return len(self.given) == len(self.plan.calls) and all(
            answer.kind == "number" and close(answer.number, right(case))
            for case, answer in self.given
        )

    @cached_property
    def _known_cases(self) -> Sequence[Arguments]:
        """The cases that are the same in every check."""
        return self.plan.cases[: len(self.plan.cases) - self._drawn]

    @property
    def _drawn(self) -> int:
        return self.plan.drawn

    def _first_wrong(self) -> Trial:
        """The first case that is wrong, or else the first that is right by luck."""
        wrong = [t for t in self.plan.trials if self._status(self._answer(t), t) != "passed"]
        return (wrong or [t for t in self.plan.trials if not self._trial_right(t)])[0]

    def _trial_right(self, trial: Trial) -> bool:
        calls = [arguments_of(trial), *self.plan.course(trial), *self.plan.samples_of(trial)]
        return all(
            self.values[call].kind == "number" and close(self.values[call].number, right(call))
            for call in calls
        )

    def _only_without_data(self, raised: Sequence[tuple[Arguments, Answered]]) -> bool:
        return all(not case.data for case, _ in raised)

    def _explained_without_data(self) -> bool:
        """Whether the other cases are wrong too, so that what ails the program lies elsewhere."""
        others = [case for case in self.plan.cases if case.data and case in self.values]
        return any(not close(self.values[case].number, right(case)) for case in others)

    def _name_of(self, case: Arguments) -> str:
        names = [t.name for t in self.plan.trials if arguments_of(t) == case]
        return names[0] if names else f"A call with {case}"

    # All of it

    def verdict(self, finding: Finding, limits: Mapping[str, float | bool | None]) -> Verdict:
        """The message with every case and, where w went, the way it went."""
        shown = self.plan.showcase if finding.outcome == "passed" else self._first_answered()
        return Verdict(
            finding,
            tuple(self._results()),
            course(shown, self.plan.course(shown), self.values),
            self.output,
            self.ending.seconds,
            limits,
        )

    def _first_answered(self) -> Trial:
        wrong = (t for t in self.plan.trials if self._status(self._answer(t), t) == "failed")
        return next(wrong, self.plan.showcase)

    def _results(self) -> Iterator[CaseResult]:
        for trial in self.plan.trials:
            answer, case = self._answer(trial), arguments_of(trial)
            status = self._status(answer, trial)
            actual = None if answer is None else told(answer)
            message = answer.message if answer is not None else ""
            yield CaseResult(trial.name, trial.hidden, status, case, right(case), actual, message)

    def _answer(self, trial: Trial) -> Answered | None:
        answer = self.values.get(arguments_of(trial))
        return None if answer is not None and answer.kind == "absent" else answer

    def _status(self, answer: Answered | None, trial: Trial) -> Status:
        if answer is None:
            return "not run"
        if answer.kind == "raised":
            return "error"
        fits = answer.kind == "number" and close(answer.number, right(arguments_of(trial)))
        return "passed" if fits else "failed"


def named(mistake: Mistake, seen: str) -> Finding:
    """A known mistake, after what was seen of it."""
    return Finding("failed", f"{seen} {mistake.name}.", mistake.advice, mistake.id, mistake.hint)


def told(answer: Answered) -> float | str:
    """What came back: a number, or what it was in words."""
    if answer.kind == "raised":
        return answer.error
    return answer.number if answer.kind == "number" else KINDS[answer.kind]


def number(value: float) -> str:
    """A number as a learner reads it."""
    return f"{value:.9g}"


def apart(got: float, want: float) -> tuple[str, str]:
    """Two numbers with as many digits as tell them apart."""
    pair = (number(got), number(want))
    return pair if pair[0] != pair[1] else (repr(got), repr(want))


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."
