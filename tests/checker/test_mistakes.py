"""The library of known mistakes: each wrong program gets its own message, no right one does."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from gdtui.checker.mistakes import Library, close
from gdtui.checker.verdict import Arguments
from gdtui.lesson.challenge import SIGNS, Challenge, Mistake
from gdtui.lesson.posing import read_mistakes
from tests.checker.conftest import Bench, answers_of, find_challenge

MISTAKES = {mistake.id: mistake for mistake in read_mistakes(find_challenge())}
PROBE = Arguments(((-1, 3), (3, -4), (0, 1), (-1, 1)), 0.05, 0.8, 3)
RIGHT = -2.8275176076080006
# What each of these programs gives on the probe, computed elsewhere.
ON_THE_PROBE = {
    "uphill": 167.51670636639,
    "plain-sgd": -1.312686127,
    "velocity-starts-anew": -3.743521739832,
    "averaged": -1.7565737451931,
    "nesterov": -3.7950704680797,
    "lr-twice": -0.747166692464,
    "no-factor-2": -1.2306759565293,
    "no-factor-x": -0.002025315,
    "mean-gradient": -1.62025,
    "summed-gradient": -2.224,
    "old-velocity": 0.041257322880,
    "beta-on-gradient": -0.264581845,
    "no-decay": -4.081839096,
    "one-epoch-too-few": 0.27911844,
    "return-in-sample-loop": -0.3,
    "return-in-epoch-loop": -3.0142,
    "least-squares": -1.454545455,
    "returns-velocity": 17.213384883360,
    "rounded": -2.828,
    "swaps-x-and-y": -6.471008390296,
}


# What is printed goes to a process's own stream: prints.py is judged in its own, elsewhere.
@pytest.mark.parametrize("name", sorted(MISTAKES.keys() - {"prints"}))
def test_each_mistake_gets_its_own_message(bench: Bench, name: str) -> None:
    mistake = MISTAKES[name]
    finding = bench.finding(mistake.source)
    assert finding.mistake == name
    assert finding.outcome == "failed"
    assert finding.seen.endswith(f"{mistake.name}.")
    assert finding.advice == mistake.advice
    assert finding.hint == mistake.hint


@pytest.mark.parametrize("name", ON_THE_PROBE)
def test_the_programs_make_the_mistakes_they_are_named_for(name: str) -> None:
    (answer,) = answers_of(MISTAKES[name].source, (PROBE,)).answers
    assert answer.number == pytest.approx(ON_THE_PROBE[name], rel=1e-9)
    assert not math.isclose(answer.number, RIGHT, rel_tol=1e-4)


def test_every_sign_has_a_mistake() -> None:
    assert {mistake.sign for mistake in MISTAKES.values()} == set(SIGNS)


def test_no_two_mistakes_give_the_same_values(library: Library) -> None:
    for one, other in combinations(library.values, 2):
        pairs = zip(library.values[one].values(), library.values[other].values(), strict=True)
        assert not all(close(a.number, b.number) for a, b in pairs), (one, other)


def test_mistakes_are_finite_everywhere(library: Library) -> None:
    for name, values in library.values.items():
        assert all(math.isfinite(answer.number) for answer in values.values()), name


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_messages_do_not_hand_out_the_line(mistake: Mistake) -> None:
    text = mistake.name + mistake.advice
    assert "beta * velocity + gradient" not in text
    assert "lr * velocity" not in text
    assert "!" not in text
    assert mistake.hint is not None
    assert 40 <= len(mistake.advice) <= 400


def test_starter_and_empty_files_are_unattempted(bench: Bench, challenge: Challenge) -> None:
    signature = "def sgd_with_momentum(data, lr, beta, epochs):"
    for source in (
        challenge.starter,
        challenge.starter + "\n# a comment\n",
        "",
        "\n\n",
        "# nothing yet\n",
        '"""A docstring."""\n',
        "import math\n",
        f"{signature}\n    pass\n",
        f"{signature}\n    ...\n",
        f'{signature}\n    """To do."""\n    raise NotImplementedError\n',
        f"{signature}\n    return None\n",
    ):
        assert bench.finding(source).outcome == "unattempted", source


def test_solutions_pass_and_the_other_method_is_no_solution(
    bench: Bench, challenge: Challenge
) -> None:
    own = [each for each in challenge.solutions if "def sgd_with_momentum" in each.source]
    assert own[0] is challenge.solutions[0]
    assert len(own) == 3
    for solution in own:
        assert bench.finding(solution.source).outcome == "passed", solution.title
    (nesterov,) = [each for each in challenge.solutions if each not in own]
    renamed = nesterov.source.replace("def nesterov", "def sgd_with_momentum")
    assert bench.finding(renamed).mistake == "nesterov"


def test_the_remark_on_a_changing_rate_tells_true_numbers(challenge: Challenge) -> None:
    w_out = w_in = v_out = v_in = 0.0
    for lr in (0.1, 0.1, 0.1, 0.01):
        v_out = 0.9 * v_out + 2 * (w_out - 2)
        w_out -= lr * v_out
        v_in = 0.9 * v_in + lr * 2 * (w_in - 2)
        w_in -= v_in
    remark = challenge.solutions[1].remark
    assert f"{w_out:.3f}" in remark
    assert f"{w_in:.3f}" in remark


def test_a_mistake_in_another_style_is_recognised(bench: Bench) -> None:
    source = """
class Trainer:
    def __init__(self, lr, beta):
        self.w, self.v, self.lr, self.beta = 0.0, 0.0, lr, beta
    def step(self, x, y):
        error = y - self.w * x
        self.v = self.beta * self.v - error * x
        self.w -= self.lr * self.v
def sgd_with_momentum(points, rate, friction, rounds):
    trainer = Trainer(rate, friction)
    i = 0
    while i < rounds:
        for point in points:
            trainer.step(*point)
        i += 1
    return trainer.w
"""
    assert bench.finding(source).mistake == "no-factor-2"


def test_a_mean_that_divides_by_zero_is_still_named(bench: Bench) -> None:
    source = """
def sgd_with_momentum(data, lr, beta, epochs):
    w = velocity = 0.0
    for _ in range(epochs):
        g = sum(2 * (w * x - y) * x for x, y in data) / len(data)
        velocity = beta * velocity + g
        w -= lr * velocity
    return w
"""
    assert bench.finding(source).mistake == "mean-gradient"
