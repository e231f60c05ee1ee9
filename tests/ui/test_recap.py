"""The recap: what is gathered, the text that renders anywhere, the data, and the page."""

from __future__ import annotations

import json
import re

import pytest

from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments
from gdtui.lesson.model import Lesson, Terms
from gdtui.lesson.recall import order_of
from gdtui.progress.model import FOG, Fact, Progress, RunRecord, Status
from gdtui.progress.recall import key_of as recall_key
from gdtui.progress.score import Push, fact_of
from gdtui.ui.attention import IDLE, SECONDS, Attention
from gdtui.ui.experimenting import SHOWN, result_of
from gdtui.ui.recap import FIRST, HINT, PASSED, gather
from gdtui.ui.recap_text import as_data, duration, escaped, fenced, markdown
from gdtui.ui.screens.overview import OverviewScreen
from gdtui.ui.screens.recap import RecapScreen
from tests.ui.answering import DAY, answered, quiz_facts
from tests.ui.conftest import MakeApp, Memory, screen_text
from tests.ui.waiting import shows, until

RUN = RunRecord(
    "code",
    1_800_000_000.0,
    "",
    "finished",
    {"lr": 0.01, "epochs": 3},
    ((0, 57.0), (1, 4.5), (2, 0.5)),
    "epoch",
)
BLOWN = RunRecord(
    "code", 1_800_000_060.0, "", "failed", {"lr": 0.5}, ((0, 57.0), (1, float("inf"))), "update"
)


def recall_facts(lesson: Lesson, missed: str) -> list[Fact]:
    step = next(step for step in lesson.steps if isinstance(step.body, Terms))
    assert isinstance(step.body, Terms)
    order = order_of(step.body.cards, "7/1")
    answers = (
        Fact(step.id, "answer", recall_key(1, at), answered(card != missed))
        for at, card in enumerate(order)
    )
    places = (Fact(step.id, "place", k, v) for k, v in {"recall": "1", "recall-seed": "7"}.items())
    return [*places, *answers]


def challenge_facts(lesson: Lesson) -> list[Fact]:
    step = next(step for step in lesson.steps if isinstance(step.body, Challenge))
    return [
        Fact(step.id, "draft", FIRST, "def f():\n    return 1\n"),
        Fact(step.id, "draft", PASSED, 'def f():\n    """```"""\n    return 2\n'),
        Fact(step.id, "seen", HINT + "one", "1"),
    ]


def prediction_facts(lesson: Lesson) -> list[Fact]:
    """Of the first two trials one is predicted, and comes true; the other one is shown."""
    step = next(step for step in lesson.steps if isinstance(step.body, Experiments))
    assert isinstance(step.body, Experiments)
    first, second = [trial for one in step.body.experiments for trial in one.trials][:2]
    return [
        Fact(step.id, "answer", first.id, "0"),
        Fact(step.id, "seen", first.id, result_of(0, "")),
        Fact(step.id, "answer", second.id, SHOWN),
        Fact(step.id, "seen", second.id, result_of(0, "")),
    ]


@pytest.fixture
def facts(lesson: Lesson) -> list[Fact]:
    return [
        *quiz_facts(lesson, "velocity"),
        *recall_facts(lesson, "loss"),
        *challenge_facts(lesson),
        *prediction_facts(lesson),
        Fact(FOG, "answer", lesson.fog[0].id, "9999"),
        Fact("why", "work", "completed"),
        Fact("why", "work", "descent-found"),
        Fact("why", "place", SECONDS, "75"),
        fact_of(Push("quiz/direction", 1.0), "quiz", Progress()),
    ]


def test_everything_that_was_done_is_gathered(lesson: Lesson, facts: list[Fact]) -> None:
    recap = gather(lesson, Progress().adding(facts), {"code": (RUN, BLOWN)}, DAY)
    assert recap.steps[0].status is Status.COMPLETED
    assert (recap.steps[0].stars, recap.steps[0].seconds) == (2, 75)
    assert recap.quiz is not None
    assert (recap.quiz.first, recap.quiz.total) == (len(recap.asked) - 1, len(recap.asked))
    terms = {term.name: term for term in recap.terms}
    assert terms["Momentum, velocity"].right == terms["Momentum, velocity"].asked - 1
    assert terms["Loss"].recalled is False
    assert terms["Gradient"].recalled is True
    assert recap.challenge is not None
    assert recap.challenge.passed
    assert recap.challenge.hints == 1
    assert recap.standing.score.position == 1.0
    assert [(one.said is None, one.true) for one in recap.predictions] == [
        (False, True),
        (True, False),
    ]
    again = "\n".join(recap.again)
    for told in ("Step 2, ", "Missed in the quiz (Momentum", "Card not recalled: Loss", "9999"):
        assert told in again
    assert "Step 1, " not in again


def test_someone_who_did_nothing_has_a_recap_too(lesson: Lesson) -> None:
    recap = gather(lesson, Progress(), {}, DAY)
    text = markdown(recap, str, width=60, ascii=False, game=True)
    assert "0 of 9 steps completed" in text
    assert recap.challenge is None
    assert len(recap.again) == len(lesson.steps) - 1


def blocks(text: str) -> list[str]:
    """The text without its fenced blocks, checked to be well-formed, by paragraphs."""
    bare = re.sub(r"^(`{3,})\w*\n.*?\n\1$", "(code)", text, flags=re.M | re.S)
    assert "\n`" not in bare
    return bare.strip().split("\n\n")


def test_the_text_has_its_parts_in_order(lesson: Lesson, facts: list[Fact]) -> None:
    recap = gather(lesson, Progress().adding(facts), {"code": (RUN, BLOWN)}, DAY)
    text = markdown(recap, str, width=60, ascii=False, game=True)
    parts = blocks(text)
    heads = [part for part in parts if part.startswith("#")]
    assert heads == [
        "# Gradient Descent in Practice: looking back",
        "## Missed questions",
        "## To look at again",
        "## The steps",
        "## Your runs",
        "## Your predictions",
        "## The quiz",
        "## By term",
        "## The challenge",
        "## Descent in the fog",
    ]
    for table in (part for part in parts if part.startswith("|")):
        bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(bars) == 1
    assert "| 2027-01-15 08:00 | lr 0.01, epochs 3 | finished | 0.5 | 0.5 |" in text
    assert "-    return 1\n+" in text
    assert '"""```"""' in text
    assert "1 of 9 steps completed. 2 of 27 stars. Score 1.0." in text


def test_runs_that_count_in_other_clocks_have_charts_of_their_own(lesson: Lesson) -> None:
    older = RunRecord("code", 1.0, "", "finished", {"lr": 0.1}, ((0, 57.0), (7, 1.0)))
    recap = gather(lesson, Progress(), {"code": (older, RUN, BLOWN)}, DAY)
    text = markdown(recap, str, width=60, ascii=False, game=False)
    charts = re.findall(r"^(Loss [^\n]*):\n\n```\n(.*?)\n```$", text, flags=re.M | re.S)
    heads = ["Loss of older runs, by epoch or update", "Loss by epoch", "Loss by update"]
    assert [head for head, _ in charts] == heads
    assert "inf at update 1" in charts[2][1]
    assert "update" not in charts[1][1]


def test_without_the_game_there_is_no_star_in_it(lesson: Lesson, facts: list[Fact]) -> None:
    recap = gather(lesson, Progress().adding(facts), {}, DAY)
    text = markdown(recap, str, width=60, ascii=False, game=False).lower()
    assert "star" not in text.replace("not started", "")
    assert "score" not in text


def test_the_data_is_json_without_nan(lesson: Lesson, facts: list[Fact]) -> None:
    recap = gather(lesson, Progress().adding(facts), {"code": (RUN, BLOWN)}, DAY)
    data = json.loads(json.dumps(as_data(recap, str), allow_nan=False))
    assert (data["schema"], data["version"]) == ("gdtui-recap", 1)
    assert set(data) == {
        "schema", "version", "lesson", "completed", "total", "stars", "most_stars", "score",
        "steps", "runs", "predictions", "quiz", "questions", "terms", "challenge", "fog", "again",
    }  # fmt: skip
    assert [run["clock"] for run in data["runs"]] == ["epoch", "update"]
    assert data["runs"][1]["curve"] == [[0, 57.0], [1, None]]


def test_foreign_text_stays_text() -> None:
    assert escaped("a|b\n*c* <d> [e](f) `g`") == r"a\|b \*c\* \<d\> \[e\](f) \`g\`"
    assert fenced("````").startswith("`````\n")
    assert duration(59) == "59 s"
    assert duration(61) == "1 min 1 s"


def test_long_pauses_are_no_time_at_the_keys() -> None:
    moments = iter((10.0, 12.5, 12.5 + IDLE, 14.0 + 2 * IDLE, 15.0 + 2 * IDLE))
    attention = Attention(lambda: next(moments))
    for _ in range(5):
        attention.notice()
    assert attention.take() == int(2.5 + IDLE + 1.0)
    assert attention.take() == 0
    assert attention.spent == 0.5


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_seen_to_its_end_the_recap_is_work_done(
    make_app: MakeApp, memory: Memory, facts: list[Fact], size: tuple[int, int]
) -> None:
    memory.kept_runs = [RUN, BLOWN]
    app = make_app("connections", facts)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Step 9")
        await pilot.press("r")
        await shows(pilot, "looking back", "1 of 9 steps completed")
        assert app.progress.value("connections", "work", "recap") is None
        for _ in range(60):
            await pilot.press("space")
            if app.progress.value("connections", "work", "recap") is not None:
                break
        await until(pilot, lambda: app.progress.value("connections", "work", "recap") is not None)
        assert app.progress.value("connections", "work", "all-done") is None
        await shows(pilot, "gdtui export")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, RecapScreen))
        assert "Step 9" in screen_text(app)


async def test_all_done_and_all_well_are_merits_of_the_recap(
    make_app: MakeApp, lesson: Lesson
) -> None:
    others = [step for step in lesson.steps if step.id != "connections"]
    done = [Fact(step.id, "work", "completed") for step in others]
    well = [Fact(step.id, "work", step.stars[0].merit) for step in others if step.stars]
    app = make_app("connections", [*done, *well[:-1]])
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Step 9")
        await pilot.press("r")
        await shows(pilot, "looking back")
        await pilot.press("end", "space")
        await until(
            pilot, lambda: app.progress.value("connections", "work", "all-done") is not None
        )
        assert app.progress.value("connections", "work", "all-well") is None
        app.learn(well[-1:])
        await pilot.press("home", "end", "space")
        await until(
            pilot, lambda: app.progress.value("connections", "work", "all-well") is not None
        )


async def test_a_look_from_the_overview_begins_no_step_and_leads_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, RecapScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
        assert not [address for address in app.progress.facts if address[0] == "connections"]
