"""The game on screen: what pushes, what earns stars, the meter, the rule, and a plain lesson."""

from __future__ import annotations

import itertools

import pytest
from textual.widgets import Static

from gdtui.checker.verdict import Arguments, CaseResult, Finding, Verdict
from gdtui.lesson.challenge import Challenge
from gdtui.lesson.model import Lesson, Loop, Terms
from gdtui.progress.model import Fact, Progress
from gdtui.progress.score import CASE, SOLVED, Push, fact_of, pushes
from gdtui.ui.app import LessonApp
from gdtui.ui.attention import SECONDS
from gdtui.ui.scoring import most_stars, standing, stars_of, told
from gdtui.ui.screens.game import GameScreen
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.meter import Meter
from gdtui.ui.widgets.valley import Valley
from tests.quizzing import choosing
from tests.ui.conftest import MakeApp, Verdicts, screen_text
from tests.ui.waiting import shows, until

SIZES = [(60, 20), (80, 24), (100, 30), (140, 40)]


def pushed(*events: Push) -> list[Fact]:
    progress = Progress()
    facts = []
    for push in events:
        facts.append(fact_of(push, push.what.partition("/")[0], progress))
        progress = progress.adding(facts[-1:])
    return facts


def earned(lesson: Lesson) -> list[Fact]:
    """Every step completed, with every star."""
    return [
        fact
        for step in lesson.steps
        for fact in (
            Fact(step.id, "work", "completed"),
            *(Fact(step.id, "work", star.merit) for star in step.stars),
        )
    ]


def test_every_star_can_be_earned(lesson: Lesson) -> None:
    progress = Progress().adding(earned(lesson))
    now = standing(lesson, progress)
    assert now.stars == now.most_stars == sum(map(most_stars, lesson.steps))
    assert (now.completed, now.minutes) == (9, 0)
    assert all(stars_of(step, Progress()) == 0 for step in lesson.steps)


def test_a_push_is_told_in_words(lesson: Lesson) -> None:
    assert told(Push("quiz/direction", 1), lesson) == "a right answer in step 6"
    assert told(Push("challenge/all", 2), lesson) == "every case passed in step 7"
    assert told(Push("challenge/V1", 0.1), lesson) == "a case passed in step 7"
    assert told(Push(f"fog/{lesson.fog[0].id}", 1), lesson) == f"{lesson.fog[0].name}, in the fog"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("ascii", [False, True])
async def test_the_overview_is_whole_at_every_size(
    make_app: MakeApp, lesson: Lesson, size: tuple[int, int], ascii: bool
) -> None:
    app = make_app(None, [*earned(lesson)[:12], *pushed(Push("loop/x", 1.0))], ascii=ascii)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "9 Connections", "min to go")
        text = screen_text(app)
        assert ascii == text.isascii()
        valley, meter = app.screen.query_one(Valley), app.screen.query_one(Meter)
        assert valley.size.height >= len(lesson.steps)
        assert valley.region.bottom <= meter.region.y
        assert meter.region.bottom <= app.screen.query_one("#next", Static).region.y
        lines = text.splitlines()
        rows = [line for line in lines[valley.region.y : valley.region.bottom] if "▸" not in line]
        full, empty = app.glyphs.star, app.glyphs.star_empty
        for step in lesson.steps:
            row = next(line for line in lines if f" {lesson.number(step.id)} {step.title} " in line)
            stars = stars_of(step, app.progress)
            assert full * stars + empty * (most_stars(step) - stars) in row
        places = [row.rstrip().find(app.glyphs.slope_foot) for row in rows]
        found = [place for place in places if place >= 0]
        assert all(a < b for a, b in itertools.pairwise(found))
        now = standing(lesson, app.progress)
        assert f"{app.glyphs.star} {now.stars} of {now.most_stars} stars" in text
        assert f" 1.0 {app.glyphs.arrow_up} 1.0" in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("experiments/understood-epochs", "an experiment understood"),
        ("experiments/slow", "a prediction that came true"),
    ],
)
async def test_what_the_last_push_was_for_is_told_whole(
    make_app: MakeApp, size: tuple[int, int], what: str, words: str
) -> None:
    many = [(f"quiz/{number}", 1.0) for number in range(40)]
    app = make_app(None, pushed(*(Push(*each) for each in [*many, (what, 0.5)])))
    async with app.run_test(size=size) as pilot:
        await shows(pilot, f": {words}")


@pytest.mark.parametrize("size", SIZES)
async def test_without_the_game_nothing_of_it_is_shown(
    make_app: MakeApp, lesson: Lesson, size: tuple[int, int]
) -> None:
    app = make_app(None, [*earned(lesson)[:6], *pushed(Push("loop/x", 1.0))], game=False)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "9 Connections", "min to go", "Completed")
        text = screen_text(app)
        for sign in ("★", "☆", "momentum", "Momentum", "▲"):
            assert sign not in text
        await pilot.press("m")
        assert not isinstance(app.screen, GameScreen)


async def test_the_setting_takes_the_game_away_and_gives_it_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "momentum")
        app.action_game(False)
        await until(pilot, lambda: "☆" not in screen_text(app))
        await pilot.press("1")
        await shows(pilot, "Step 1")
        assert "▲" not in screen_text(app).splitlines()[0]
        app.action_game(True)
        await shows(pilot, "▲ 0.0")


async def test_the_setting_is_remembered(make_app: MakeApp) -> None:
    app = make_app(None, [Fact("", "setting", "game", "off")])
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "about 30 min to go")
        assert "☆" not in screen_text(app)


async def test_the_rule_tells_its_numbers_and_every_star(make_app: MakeApp, lesson: Lesson) -> None:
    app = make_app(None, pushed(Push("loop/a", 1.0), Push("loop/b", 1.0)))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "momentum")
        await pilot.press("m")
        await shows(pilot, "velocity 1.90, position 2.90")
        said = "\n".join(str(static.render()) for static in app.screen.query(Static))
        for step in lesson.steps:
            assert f"Complete it. {step.invitation}" in said
            for star in step.stars:
                assert star.words in said
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, GameScreen))


def events_of(app: LessonApp) -> tuple[Push, ...]:
    return pushes(app.progress)


async def test_an_answer_pushes_and_a_mistake_lets_the_velocity_fade(
    make_app: MakeApp, lesson: Lesson
) -> None:
    step = next(step for step in lesson.steps if isinstance(step.body, Terms))
    seen = [Fact(step.id, "place", "recall-seed", "1")]
    app = make_app(step.id, seen)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 2")
        await pilot.press("r")
        await until(pilot, lambda: app.screen.query_one(Choices).question is not None)
        names = []
        for right in (True, False):
            question = app.screen.query_one(Choices).question
            assert question is not None
            names.append(f"{step.id}/{question.id}")
            choice = question.right if right else (question.right + 1) % len(question.choices)
            await pilot.press(*choosing(choice))
            await until(pilot, lambda: len(events_of(app)) == len(names))
            await pilot.press("enter")
            await until(pilot, lambda q=question: app.screen.query_one(Choices).question is not q)
        assert events_of(app) == (Push(names[0], 1.0), Push(names[1], 0.0))


async def test_a_tour_walked_without_a_mistake_earns_its_stars(
    make_app: MakeApp, lesson: Lesson
) -> None:
    step = next(step for step in lesson.steps if isinstance(step.body, Loop))
    assert isinstance(step.body, Loop)
    asked = [stop.question for stop in step.body.stops if stop.question is not None]
    app = make_app(step.id, animation=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 3")
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause()
            if app.progress.value(step.id, "work", "tour") is not None:
                break
            shown = app.screen.query(Choices)
            choices = shown.first() if shown else None
            if choices is not None and choices.question is not None and choices.answer is None:
                await pilot.press(*choosing(choices.question.right))
            await pilot.press("enter")
        assert {push.what for push in events_of(app)} == {f"{step.id}/{one.id}" for one in asked}
        assert app.progress.value(step.id, "work", "tour-right") is not None
        assert stars_of(step, app.progress) == 3


def verdict(*passed: bool) -> Verdict:
    arguments = Arguments(((1.0, 2.0),), 0.1, 0.5, 1)
    cases = tuple(
        CaseResult(f"V{n}", False, "passed" if ok else "failed", arguments, 1.0, 1.0)
        for n, ok in enumerate(passed)
    )
    return Verdict(Finding("passed" if all(passed) else "failed", "Seen."), cases)


async def test_each_case_pushes_once_and_a_check_without_a_new_one_is_a_mistake(
    make_app: MakeApp, verdicts: Verdicts
) -> None:
    app = make_app("challenge")
    first, case = Push("challenge/V0", CASE), Push("challenge/V1", CASE)
    mistake, solved = Push("challenge/check", 0.0), Push("challenge/all", SOLVED)
    turns = [
        ((True, False), (first,)),
        ((True, False), (first, mistake)),
        ((True, True), (first, mistake, case, solved)),
    ]
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 7")
        for passed, events in turns:
            verdicts.verdict = verdict(*passed)
            await pilot.press("ctrl+r")
            await until(pilot, lambda wanted=events: events_of(app) == wanted)
        await until(pilot, lambda: app.progress.value("challenge", "work", "completed") is not None)
        step = app.lesson.step("challenge")
        assert step is not None
        assert stars_of(step, app.progress) == 3


@pytest.mark.parametrize(("help_taken", "stars"), [("hint", 2), ("solution", 1)])
async def test_help_costs_stars(
    make_app: MakeApp, lesson: Lesson, verdicts: Verdicts, help_taken: str, stars: int
) -> None:
    step = lesson.step("challenge")
    assert step is not None
    assert isinstance(step.body, Challenge)
    key = f"hint-{step.body.hints[0].id}" if help_taken == "hint" else help_taken
    app = make_app("challenge", [Fact("challenge", "seen", key, "1")])
    verdicts.verdict = verdict(True)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Step 7")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: app.progress.value("challenge", "work", "completed") is not None)
        assert stars_of(step, app.progress) == stars


async def test_time_at_the_keys_is_added_to_the_step_that_was_open(make_app: MakeApp) -> None:
    now = [0.0]
    app = make_app("why", [Fact("why", "place", SECONDS, "60")], clock=lambda: now[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Step 1")
        for moment in (0.0, 30.5, 60.0):
            now[0] = moment
            await pilot.press("space")
        await pilot.press("2")
        await shows(pilot, "Step 2")
        await until(pilot, lambda: app.progress.value("why", "place", SECONDS) == "120")
        now[0] = 65.0
        await pilot.press("q")
    assert app.progress.value("terms", "place", SECONDS) == "5"
