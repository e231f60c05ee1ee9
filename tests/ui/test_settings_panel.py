"""The panel shows what a run really used; what cannot be read is unknown, never guessed."""

from __future__ import annotations

import pytest

from gdtui.lesson.experiments import Experiments
from gdtui.ui.settings_panel import data_line, line_of, settings_of, stepped
from tests.ui.experimenting import run

CALL = "print(train_linear_model(data))"


@pytest.fixture
def source(bench: Experiments) -> str:
    return bench.source


def lines(source: str) -> dict[str, str]:
    """The lines of the panel after a run, by the name of the setting."""
    (*_, trained) = run(source).trained
    return {each.name: line_of(each) for each in settings_of(source, trained)}


WAYS = [
    # call, the line of lr: its value, and whether one number sets it
    ("train_linear_model(data, lr=0.02)", "0.02   ← → turn it, line 55"),
    ("train_linear_model(data, 0.02)", "0.02   ← → turn it, line 55"),
    ("for lr in (0.01, 0.02):\n    train_linear_model(data, lr)", "0.02   set in code, line 56"),
    ("train_linear_model(**{'data': data, 'lr': 0.02})", "0.02   set in code, line 55"),
    ("rate = 0.02\ntrain_linear_model(data, lr=rate)", "0.02   set in code, line 56"),
    ("train_linear_model(data, lr=1 / 50)", "0.02   set in code, line 55"),
]


@pytest.mark.parametrize(("call", "told"), WAYS)
def test_every_way_to_set_it(source: str, call: str, told: str) -> None:
    found = lines(source.replace(CALL, call))
    assert found["lr"].split(maxsplit=1)[1] == told
    assert list(found) == ["lr", "epochs", "batch_size", "momentum", "seed"]


def test_what_is_no_number_is_unknown(source: str) -> None:
    listed = source.replace("lr=0.01", "lr=(0.01,)").replace("lr * ", "lr[0] * ")
    assert lines(listed)["lr"].split(maxsplit=1)[1] == "unknown   set in code, line 10"


def test_what_was_watched_and_changed_is_unknown(source: str) -> None:
    decaying = source.replace("epoch=epoch,", "lr=lr * 0.9**epoch, epoch=epoch,")
    assert "unknown" in lines(decaying)["lr"]
    assert "0.01" in lines(source.replace("epoch=epoch,", "lr=0.5, epoch=epoch,"))["lr"]


def test_a_program_without_a_seed_or_readable_data_says_so() -> None:
    source = "from gdtui import watch\ndef fit(lr):\n    watch(loss=1.0)\nfit(0.1)\n"
    (trained,) = run(source).trained
    lr, seed = settings_of(source, trained)
    assert line_of(lr).split(maxsplit=1)[1] == "0.1   ← → turn it, line 4"
    assert line_of(seed).split(maxsplit=1)[1] == "unknown   no random.seed(…) in the code"
    assert data_line(trained).split() == ["data", "unknown"]
    assert stepped(seed, 1) is None
