"""Right programs of every style pass: the checker is not fussy."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdtui.lesson.challenge import Challenge
from tests.checker.conftest import Bench

VARIANTS = {
    "lr inside, w falls": """
        w = v = 0.0
        for _ in range(epochs):
            for x, y in data:
                v = beta * v + lr * 2 * (w * x - y) * x
                w -= v
        return w""",
    "lr inside, w rises": """
        w = v = 0.0
        for _ in range(epochs):
            for x, y in data:
                v = beta * v - lr * 2 * (w * x - y) * x
                w += v
        return w""",
    "velocity downhill": """
        w = v = 0.0
        for _ in range(epochs):
            for x, y in data:
                v = beta * v - 2 * (w * x - y) * x
                w += lr * v
        return w""",
    "error the other way round": """
        w = velocity = 0.0
        for _ in range(epochs):
            for x, y in data:
                error = y - w * x
                gradient = -2 * error * x
                velocity = beta * velocity + gradient
                w = w - lr * velocity
        return w""",
    "two-point heavy ball": """
        w = w_before = 0.0
        for _ in range(epochs):
            for x, y in data:
                g = 2 * (w * x - y) * x
                w, w_before = w + beta * (w - w_before) - lr * g, w
        return w""",
    "first buffer is the gradient": """
        w, buffer = 0.0, None
        for _ in range(epochs):
            for x, y in data:
                g = 2 * (w * x - y) * x
                buffer = g if buffer is None else beta * buffer + g
                w -= lr * buffer
        return w""",
    "while and index loops": """
        w = velocity = 0.0
        epoch = 0
        while epoch < epochs:
            i = 0
            while i < len(data):
                x, y = data[i][0], data[i][1]
                velocity = beta * velocity + 2 * (w * x - y) * x
                w = w - lr * velocity
                i = i + 1
            epoch += 1
        return w""",
    "one flat loop": """
        w = velocity = 0
        for i in range(epochs * len(data)):
            x, y = data[i % len(data)]
            velocity = beta * velocity + 2 * (w * x - y) * x
            w = w - lr * velocity
        return w""",
    "repeated list": """
        w = velocity = 0.0
        for x, y in list(data) * epochs:
            velocity = beta * velocity + 2 * (w * x - y) * x
            w = w - lr * velocity
        return w""",
    "numpy scalars": """
        import numpy as np
        w, velocity = np.float64(0), np.float64(0)
        for _ in range(epochs):
            for x, y in np.array(data, dtype=float).reshape(-1, 2):
                velocity = beta * velocity + 2 * (w * x - y) * x
                w = w - lr * velocity
        return w""",
    "numpy 0-d array": """
        import numpy as np
        w = velocity = np.zeros(())
        for _ in range(epochs):
            for x, y in data:
                velocity = beta * velocity + 2 * (w * x - y) * x
                w = w - lr * velocity
        return np.asarray(w)""",
    "expanded gradient": """
        w = velocity = 0.0
        for _ in range(epochs):
            for x, y in data:
                velocity = beta * velocity + 2 * w * x * x - 2 * x * y
                w = w - lr * velocity
        return w""",
    "numeric gradient": """
        w = velocity = 0.0
        loss = lambda w, x, y: (w * x - y) ** 2
        h = 1e-4
        for _ in range(epochs):
            for x, y in data:
                g = (loss(w + h, x, y) - loss(w - h, x, y)) / (2 * h)
                velocity = beta * velocity + g
                w = w - lr * velocity
        return w""",
    "recursion": """
        def go(w, v, rest):
            if not rest:
                return w
            (x, y), *others = rest
            v = beta * v + 2 * (w * x - y) * x
            return go(w - lr * v, v, others)
        w = v = 0.0
        import functools
        step = lambda s, p: (s[0] - lr * (beta * s[1] + 2 * (s[0] * p[0] - p[1]) * p[0]),
                             beta * s[1] + 2 * (s[0] * p[0] - p[1]) * p[0])
        return functools.reduce(step, data * epochs, (w, v))[0]""",
    "fractions": """
        from fractions import Fraction
        w = v = Fraction(0)
        for _ in range(min(epochs, 7)):
            for x, y in data:
                v = Fraction(beta) * v + 2 * (w * Fraction(x) - Fraction(y)) * Fraction(x)
                w = w - Fraction(lr) * v
        if epochs <= 7:
            return w
        w = v = 0.0
        for _ in range(epochs):
            for x, y in data:
                v = beta * v + 2 * (w * x - y) * x
                w -= lr * v
        return w""",
}
HEAD = "def sgd_with_momentum(data, lr, beta, epochs):"
WHOLE = {
    "a class": """
from dataclasses import dataclass
@dataclass
class Momentum:
    lr: float
    beta: float
    velocity: float = 0.0
    def step(self, w: float, gradient: float) -> float:
        self.velocity = self.beta * self.velocity + gradient
        return w - self.lr * self.velocity
def gradient(w, x, y):
    return 2 * (w * x - y) * x
def sgd_with_momentum(
    data: list[tuple[float, float]], lr: float, beta: float, epochs: int
) -> float:
    optimizer, w = Momentum(lr, beta), 0.0
    for _ in range(epochs):
        for x, y in data:
            w = optimizer.step(w, gradient(w, x, y))
    return w
if __name__ == "__main__":
    assert sgd_with_momentum([(1, 2)], .1, .9, 2) == 99
""",
    "other names": """
def sgd_with_momentum(points, alpha, mu, n_epochs, *, verbose=False):
    theta = m = 0
    for _ in range(n_epochs):
        for a, b in points:
            m = mu * m + 2 * (theta * a - b) * a
            theta -= alpha * m
    return theta
""",
    "a lambda": """
from functools import reduce
sgd_with_momentum = lambda data, lr, beta, epochs: reduce(
    lambda s, p: (lambda v: (s[0] - lr * v, v))(beta * s[1] + 2 * (s[0] * p[0] - p[1]) * p[0]),
    list(data) * epochs, (0.0, 0.0))[0]
""",
    "a generator inside": """
def path(data, lr, beta, epochs):
    w = v = 0.0
    yield w
    for _ in range(epochs):
        for x, y in data:
            v = beta * v + 2 * (w * x - y) * x
            w -= lr * v
            yield w
def sgd_with_momentum(*arguments):
    *_, last = path(*arguments)
    return last
""",
    "a decorator and keywords": """
import functools
def logged(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner
@logged
def sgd_with_momentum(data, lr=0.01, beta=0.9, epochs=1):
    w = velocity = 0.0
    for _ in range(epochs):
        for (x, y) in data:
            velocity = velocity * beta + (w * x - y) * x * 2.0
            w += -lr * velocity
    return w
""",
}


@pytest.mark.parametrize("name", VARIANTS)
def test_every_right_form_passes(bench: Bench, name: str) -> None:
    source = f"{HEAD}\n{textwrap.indent(textwrap.dedent(VARIANTS[name]).strip(), '    ')}\n"
    finding = bench.finding(source)
    assert finding.outcome == "passed", finding.message


@pytest.mark.parametrize("name", WHOLE)
def test_every_right_style_passes(bench: Bench, name: str) -> None:
    finding = bench.finding(WHOLE[name])
    assert finding.outcome == "passed", finding.message


# Right programs put together from interchangeable pieces.
GRADIENTS = (
    "{g} = 2 * ({w} * {x} - {y}) * {x}",
    "{g} = -2 * ({y} - {w} * {x}) * {x}",
    "{g} = 2 * {x} * {x} * {w} - 2 * {x} * {y}",
    "error = {w} * {x} - {y}\n{g} = 2 * error * {x}",
    "prediction = {x} * {w}\n{g} = (prediction - {y}) * 2 * {x}",
    "{g} = {x} * ({w} * {x} - {y})\n{g} += {g}",
)
UPDATES = (
    "{v} = beta * {v} + {g}\n{w} = {w} - lr * {v}",
    "{v} *= beta\n{v} += {g}\n{w} -= lr * {v}",
    "{v} = {g} + {v} * beta\n{w} += -lr * {v}",
    "{v} = beta * {v} - {g}\n{w} = {w} + lr * {v}",
    "{v} = beta * {v} + lr * {g}\n{w} -= {v}",
    "{v} = beta * {v} - lr * {g}\n{w} += {v}",
    "{v}, {w} = beta * {v} + {g}, {w} - lr * (beta * {v} + {g})",
)
LOOPS = (
    "for _ in range(epochs):\n    for {x}, {y} in data:\n{body}",
    "done = 0\nwhile done < epochs:\n    for {x}, {y} in data:\n{body}\n    done += 1",
    "for _ in range(epochs):\n    for i in range(len(data)):\n"
    "        {x} = data[i][0]\n        {y} = data[i][1]\n{body}",
    "for epoch in range(1, epochs + 1):\n    for pair in data:\n        {x}, {y} = pair\n{body}",
    "for i in range(epochs * len(data)):\n    if True:\n"
    "        {x}, {y} = data[i % len(data)]\n{body}",
    "for _ in [None] * epochs:\n    for {x}, {y} in tuple(data):\n{body}",
)
STARTS = ("{w} = 0.0\n{v} = 0.0", "{w} = {v} = 0", "{w}, {v} = 0.0, 0")
RETURNS = ("return {w}", "result = {w}\nreturn result", "return float({w})", "return {w} + 0.0")
NAMES = (
    {"w": "w", "v": "velocity", "g": "gradient", "x": "x", "y": "y"},
    {"w": "theta", "v": "m", "g": "grad", "x": "xi", "y": "yi"},
    {"w": "weight", "v": "v", "g": "dw", "x": "feature", "y": "target"},
)


@settings(max_examples=120)
@given(
    st.sampled_from(GRADIENTS), st.sampled_from(UPDATES), st.sampled_from(LOOPS),
    st.sampled_from(STARTS), st.sampled_from(RETURNS), st.sampled_from(NAMES),
)  # fmt: skip
def test_right_programs_of_interchangeable_pieces_pass(
    bench: Bench,
    gradient: str,
    update: str,
    loop: str,
    start: str,
    returned: str,
    names: dict[str, str],
) -> None:
    body = textwrap.indent(f"{gradient}\n{update}".format(**names), " " * 8)
    lines = (start.format(**names), loop.format(body=body, **names), returned.format(**names))
    source = f"{HEAD}\n{textwrap.indent(chr(10).join(lines), '    ')}\n"
    finding = bench.finding(source)
    assert finding.outcome == "passed", f"{finding.message}\n{source}"


def test_the_remarked_variants_are_right_to_the_last_digits(challenge: Challenge) -> None:
    """lr inside the velocity differs by rounding alone while lr is constant."""
    for solution in challenge.solutions[:3]:
        module: dict[str, object] = {}
        exec(solution.source, module)
        function = module["sgd_with_momentum"]
        assert callable(function)
        assert function([(1, 2), (2, 5)], 0.05, 0.5, 2) == pytest.approx(2.3788, abs=1e-14)
