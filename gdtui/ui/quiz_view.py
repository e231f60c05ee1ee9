"""What the quiz shows around its questions: where the learner stands, and how a round ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from gdtui.lesson.questions import Presented
from gdtui.progress.rounds import Round, Score, retry, returning
from gdtui.ui.asking_again import missed
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.linked import linked, unlinked
from gdtui.ui.themes import MUTED
from gdtui.ui.widgets.rows import Words, hanging

SORTS: Mapping[str, str] = {
    "whole": "Question",
    "retry": "Missed question",
    "due": "Returning question",
    "recap": "Missed question",
}


def standing(round_: Round, at: str, glyphs: Glyphs, width: int) -> Content:
    """The place in the round, and a sign a question: right, missed, here, open."""
    number = round_.questions.index(at) + 1 if at in round_.questions else None
    title = f"{SORTS[round_.sort]} {number} of {len(round_.questions)}" if number else "Result"
    signs = [_sign(round_, question, at, glyphs) for question in round_.questions]
    right = Content.assemble(*signs)
    left = Content.styled(title, "bold $primary")
    return Content.assemble(left, " " * max(2, width - left.cell_length - len(signs)), right)


def _sign(round_: Round, question: str, at: str, glyphs: Glyphs) -> tuple[str, str]:
    answered = round_.answers.get(question)
    here = "reverse " if question == at else ""
    if answered is None:
        return (glyphs.here, "bold $accent") if here else (glyphs.todo, MUTED)
    if answered.right:
        return glyphs.check, f"{here}$text-success"
    return glyphs.cross, f"{here}$text-error"


class Result(Widget):
    """The page after a round, in lines of the widget's own width."""

    DEFAULT_CSS = "Result { height: auto; }"

    def __init__(self, tell: Callable[[int], Content]) -> None:
        super().__init__()
        self.tell = tell

    def render(self) -> Content:
        """What there is to tell."""
        return self.tell(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are at this width."""
        return len(self.tell(width).split("\n", allow_blank=True))


def result(
    round_: Round,
    now: Score | None,
    best: Score | None,
    asked: Mapping[str, Presented],
    words: Words,
    width: int,
) -> Content:
    """The result page: the score, then what was missed in this round and why."""
    lines = [_round_line(round_), Content("")]
    if now is not None:
        first = f", {now.first} of them at first" if now.right > now.first else ""
        style = "bold $text-success" if now.passed else "bold"
        share = f"{100 * now.share:.0f}%"
        lines.append(
            Content.assemble(
                "This attempt  ", (share, style), f"  {now.right} of {now.total} right{first}"
            )
        )
    if best is not None:
        lines.append(Content(f"Best attempt  {100 * best.share:.0f}%"))
    lines.append(Content.styled("70% completes the step.", MUTED))
    for question in round_.missed:
        lines += [Content(""), *_missed(asked[question], round_, words, width)]
    return Content("\n").join(lines)


def _round_line(round_: Round) -> Content:
    right = len(round_.questions) - len(round_.missed)
    what = {
        "whole": "this round",
        "retry": "the retry",
        "due": "the questions that returned",
        "recap": "what you had missed",
    }
    return Content.styled(
        f"{right} of {len(round_.questions)} right in {what[round_.sort]}.", "bold $primary"
    )


def _missed(asked: Presented, round_: Round, words: Words, width: int) -> Sequence[Content]:
    answer = round_.answers[asked.id].answer
    prompt = unlinked(words(asked.prompt)).partition("\n")[0]
    lines = hanging(Content.styled("  ", ""), Content.styled(prompt, "bold"), width)
    reasons = "\n".join(map(words, asked.judge(answer).reasons))
    return [*lines, *hanging(Content("  "), linked(reasons), width)]


def after_round(history: Sequence[Round], today: int, onward: str) -> str:
    """The next action on the page of results; ``onward`` tells the way on from the step."""
    left, waiting = retry(history), returning(history, today)
    again = f"asks {missed(len(left.questions))} again" if left is not None else ""
    if history[-1].sort == "recap":
        return "Enter: back to the recap" + (f"; r {again}." if again else ".")
    if waiting is not None:
        return f"d asks {len(waiting.questions)} that you missed earlier; n goes on."
    return f"Enter {again}; n goes on." if again else f"Nothing is missed. {onward}."
