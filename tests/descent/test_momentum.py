"""The reference: against the recorded table, against PyTorch where it is installed."""

from __future__ import annotations

import importlib.util
from itertools import takewhile

import pytest

from gdtui.descent.data import Sample
from gdtui.descent.momentum import losses, sgd_with_momentum, updates

# What torch.optim.SGD gave in float64 on these cases, bit for bit or 6e-17 off.
RECORDED: list[tuple[list[Sample], float, float, int, float]] = [
    ([(1, 2)], 0.1, 0.9, 1, 0.4),
    ([(1, 2)], 0.1, 0.9, 2, 1.08),
    ([(1, 2), (2, 4)], 0.1, 0, 2, 1.9488),
    ([(1, 2), (2, 5)], 0.05, 0.5, 2, 2.3788),
    ([(1, 2), (2, 4), (3, 6)], 0.01, 0.9, 100, 1.9999997477551164),
    ([(-1, 3), (2, -6)], 0.05, 0.5, 3, -3.343848),
    ([(3, 1), (1, 2), (2, 7)], 0.02, 0.8, 4, 1.2673926159884463),
    ([(2, 7), (1, 2), (3, 1)], 0.02, 0.8, 4, 0.8937346111657797),
    ([(1, 2), (2, 4)], 0.1, 0.9, 0, 0.0),
    ([], 0.1, 0.9, 5, 0.0),
    ([(1, 3), (0, 5)], 0.1, 0.9, 3, 4.177986),
    ([(1, 1)], 0.1, 0.9, 5, 1.58042),
    ([(0.5, -1.5), (1.5, 0.25)], 0.1, 0.99, 7, -0.143571004592751),
    ([(10, 30)], 0.001, 0.5, 20, 2.9991601498287106),
]


def recorded_or_torch(
    data: list[Sample], lr: float, beta: float, epochs: int, figure: float
) -> float:
    if importlib.util.find_spec("torch") is None:
        return figure
    torch = pytest.importorskip("torch")
    w = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr, momentum=beta)
    for _ in range(epochs):
        for x, y in data:
            optimizer.zero_grad()
            ((w * x - y) ** 2).backward()
            optimizer.step()
    return float(w.detach())


@pytest.mark.parametrize(("data", "lr", "beta", "epochs", "figure"), RECORDED)
def test_it_is_torchs_update(
    data: list[Sample], lr: float, beta: float, epochs: int, figure: float
) -> None:
    got = sgd_with_momentum(data, lr, beta, epochs)
    assert got == pytest.approx(figure, rel=1e-15, abs=1e-15)
    assert got == pytest.approx(recorded_or_torch(data, lr, beta, epochs, figure), abs=1e-15)


def test_updates_are_one_a_sample_and_the_last_one_is_the_answer() -> None:
    ws = list(updates([(1, 2), (2, 5)], 0.05, 0.5, 2))
    assert len(ws) == 4
    assert ws[0] == pytest.approx(0.2)
    assert ws[-1] == sgd_with_momentum([(1, 2), (2, 5)], 0.05, 0.5, 2)


@pytest.mark.parametrize(("beta", "epochs"), [(0.0, 1528), (0.9, 103)])
def test_momentum_pays_on_the_lessons_own_problem(beta: float, epochs: int) -> None:
    before = list(takewhile(lambda loss: loss >= 1e-6, losses(0.01, beta)))
    assert len(before) + 1 == epochs
