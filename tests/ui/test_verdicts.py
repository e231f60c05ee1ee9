"""What happened is said in words, with reasons computed from the data that ran."""

from __future__ import annotations

import pytest

from gdtui.lesson.experiments import Experiments
from gdtui.ui.verdicts import reason, told
from tests.ui.experimenting import run


@pytest.fixture
def source(bench: Experiments) -> str:
    return bench.source


SAID = [
    (
        {},
        "Falling, in jumps: the loss fell from 57 to 0.00757, and 29.1 % of the updates raised it.",
    ),
    ({"lr=0.01": "lr=0.001"}, "Slow: the loss fell from 57 to 0.0318, and it is still"),
    ({"lr=0.01": "lr=0.08", "batch_size=4": "batch_size=5"}, "Oscillating, but converging: "),
    ({"lr=0.01": "lr=0.5"}, "Diverged: from epoch 0 (update 1) on the loss stays above its start"),
    ({"lr=0.01": "lr=0.5"}, "The numbers overflow at epoch 87 (update 176)."),
    ({"lr=0.01": "lr=1e200"}, "Diverged: the first loss, at epoch 0 (update 1), is inf already."),
    (
        {"epochs=100": "epochs=1", "batch_size=4": "batch_size=5"},
        "Slow: the loss fell from 57 to 33.2",
    ),
    ({"lr=0.01": "lr=0"}, "Nothing moved: the loss stayed at 57."),
    (
        {"2 * x + 1)": "x * x)", "batch_size=4": "batch_size=5", "epochs=100": "epochs=2000"},
        "Stalled: the loss fell from 196 to 2.8 and is at rest on its floor.",
    ),
    (
        {"2 * x + 1)": "x * x)", "epochs=100": "epochs=1500"},
        "It jumps about above the best line's 2.8",
    ),
]


@pytest.mark.parametrize(("changes", "words"), SAID)
def test_what_happened(source: str, changes: dict[str, str], words: str) -> None:
    for old, new in changes.items():
        assert source.count(old) == 1
        source = source.replace(old, new)
    (trained,) = run(source).trained
    assert words in told(trained)


WHY = [
    ({}, "λ = 23.66 across and 0.338 along (condition number 70)."),
    ({}, "Mini-batches shift this limit a little."),
    ({"lr=0.01": "lr=0.5"}, "multiplies the distance by −10.8 across and 0.831 along"),
    ({"lr=0.01": "lr=0.5"}, "lr must stay below 2/λmax = 0.0845."),
    ({"momentum=0.0": "momentum=0.9"}, "lr must stay below 2·(1 + 0.9)/λmax = 0.161"),
    ({"(x, 2 * x + 1)": "((x - 3) / 2**0.5, 2 * x + 1)"}, "(condition number 1). At lr 0.01"),
]


@pytest.mark.parametrize(("changes", "words"), WHY)
def test_why(source: str, changes: dict[str, str], words: str) -> None:
    for old, new in changes.items():
        source = source.replace(old, new)
    (trained,) = run(source).trained
    assert words in reason(trained)


def test_without_the_lessons_model_or_a_rate_there_is_no_reason(source: str) -> None:
    (other,) = run(source.replace("loss += error * error", "loss += abs(error)")).trained
    assert reason(other) == ""
    (unknown,) = run(source.replace("lr=0.01", "how_far=0.01").replace("lr *", "how_far *")).trained
    assert reason(unknown) == ""
    assert told(unknown).startswith("Falling, in jumps")
