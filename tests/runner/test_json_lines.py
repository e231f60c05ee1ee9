"""Events as JSON objects."""

from __future__ import annotations

import json
import math

import pytest

from gdtui.runner.events import (
    Event,
    Failed,
    Finished,
    Measured,
    Printed,
    Started,
    Stopped,
    Training,
)
from gdtui.runner.json_lines import event_to_json


def test_measured_rows_and_what_the_run_was_called_with() -> None:
    training = Training("train", {"lr": math.inf}, None)
    event = Measured(2, ("epoch", "loss", "run"), ((0, math.nan, 9), (1, -math.inf, 9)), training)
    lines = list(event_to_json(event))
    about = {"function": "train", "settings": {"lr": "inf"}}
    assert lines == [
        {"type": "measured", "run": 2, **about, "epoch": 0, "loss": "nan"},
        {"type": "measured", "run": 2, "epoch": 1, "loss": "-inf"},
    ]
    assert list(lines[0])[:2] == ["type", "run"]


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Started(True), {"type": "started", "watches": True}),
        (Printed("a\n"), {"type": "printed", "text": "a\n"}),
        (Finished(1.5, ("2",)), {"type": "finished", "seconds": 1.5, "returned": ["2"]}),
        (
            Failed("E", "m", 3, 0.5),
            {"type": "failed", "error": "E", "message": "m", "line": 3, "seconds": 0.5},
        ),
        (
            Stopped("time", "m", 30),
            {"type": "stopped", "reason": "time", "message": "m", "seconds": 30},
        ),
    ],
)
def test_other_events_are_one_object(event: Event, line: dict[str, object]) -> None:
    (got,) = event_to_json(event)
    assert got == line
    assert json.loads(json.dumps(got, allow_nan=False)) == line
