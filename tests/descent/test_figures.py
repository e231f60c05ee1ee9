"""Every figure that a lesson text can quote, against the number that it must be."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui.descent.figures import FIGURES, epochs_until, figure

CONTENT = Path(__file__).parents[2] / "content"

EXPECTED = {
    "start-loss": "57",
    "square-slope": "6",
    "square-intercept": "−7",
    "square-floor": "2.8",
    "batch-1-loss": "41",
    "batch-2-loss": "83.4",
    "batch-2-loss-exact": "83.3569",
    "batch-1-dw": "−35",
    "batch-1-db": "−12",
    "batch-1-parts": "−1.5, −5, −10.5, −18",
    "batch-2-dw": "−91.3",
    "batch-2-db": "−18.26",
    "update-1-w": "0.35",
    "update-1-b": "0.12",
    "update-2-w": "1.263",
    "update-2-b": "0.3026",
    "loss-after-1": "39.4",
    "loss-after-2": "9.55",
    "forward-x5": "1.87",
    "error-x5": "−9.13",
    "full-dw": "−50",
    "full-db": "−14",
    "angle-full": "10.9",
    "angle-batch": "7.6",
    "lambda-min": "0.338",
    "lambda-max": "23.66",
    "condition": "70",
    "lr-limit": "0.0845",
    "factor-flat": "0.9966",
    "factor-steep": "0.763",
    "factor-steep-lr-0.1": "−1.366",
    "updates-per-epoch": "2",
    "updates": "200",
    "run-w": "2.056",
    "run-b": "0.796",
    "run-loss": "0.0076",
    "run-loss-0": "20.6781",
    "run-loss-25": "0.0212",
    "run-loss-50": "0.0147",
    "run-loss-75": "0.0120",
    "slow-loss": "0.0318",
    "fast-loss": "0.000026",
    "blow-up-epoch": "87",
    "single-loss": "0.0011",
    "full-loss": "0.0159",
    "square-run-loss": "5.7648",
    "run-epochs-1e-4": "396",
    "run-epochs-1e-6": "732",
    "blow-up-updates-full": "148",
    "epochs-1e-4": "849",
    "epochs-1e-6": "1528",
    "epochs-1e-4-lr-0.08": "105",
    "epochs-momentum-1e-6": "103",
    "raise-share-1": "41%",
    "raise-share-4": "29%",
    "raise-share-full": "0%",
    "velocity-1": "−4",
    "velocity-2": "−6.8",
    "momentum-gain": "10",
    "adam-first-step": "0.1",
    "schedule-constant": "0.11",
    "schedule-cosine": "0.0001",
    "shards-plain-dw": "−72.5",
    "shards-plain-db": "−17",
    "bandit-10": "0.871",
    "bandit-49": "0.977",
    "fog-bowl-limit": "0.667",
    "fog-ravine-limit": "0.127",
    "fog-saddle-curvature": "−1",
    "fog-saddle-slope": "0.01",
    "fog-plateau-slope": "0.014",
    "fog-plateau-limit": "2",
    "fog-plateau-limit-momentum": "3.4",
    "fog-beale-wall": "78.3",
    "fog-beale-flat": "0.301",
    "fog-two-valleys-trap": "0.299",
    "fog-rosenbrock-steep": "1002",
    "fog-rosenbrock-flat": "0.399",
    "fog-rosenbrock-limit": "0.002",
    # The quiz; computed anew, by other means, in tests/test_quiz_content.py
    "one-sample-raises": "15",
    "one-epochs-1e-4": "168",
    "one-updates-1e-6": "1485",
    "factor-swing": "−0.893",
    "factor-blow-up": "−1.37",
    "square-feature-updates": "1",
    "factor-explode": "−10.8",
    "batch-1-epochs-1e-2": "40",
    "batch-4-epochs-1e-2": "79",
    "batch-5-epochs-1e-2": "169",
    "fast-epochs-1e-6": "143",
    "square-feature-limit": "0.00509",
    "full-500-loss": "0.0011",
    "square-hover": "2.97",
    "zero-printed-epoch": "450",
    "halving-updates": "102",
    "big-step-apart": "4%",
    "big-step-far-apart": "53%",
    "big-step-w": "5",
    "scaled-updates": "1",
    "scaled-epochs-1e-2": "442",
    "steep-start": "1310",
    "steep-start-warm": "1.39",
    "fault-none-1": "20.7",
    "fault-none-10": "0.0277",
    "fault-none-100": "0.00757",
    "fault-added-1": "128",
    "fault-added-10": "1.37·10⁵",
    "fault-added-100": "1.05·10³⁷",
    "fault-not-reset-1": "8.24",
    "fault-not-reset-10": "37.4",
    "fault-not-reset-100": "33",
    "fault-no-mean-1": "0.0425",
    "fault-no-mean-10": "0.0245",
    "fault-no-mean-100": "0.00106",
    "fault-no-x-1": "41.1",
    "fault-no-x-10": "2.8",
    "fault-no-x-100": "0.12",
    "fault-no-bias-1": "22.6",
    "fault-no-bias-10": "0.187",
    "fault-no-bias-100": "0.182",
}


def test_every_figure_is_the_number_that_it_must_be() -> None:
    assert {name: figure(name) for name in FIGURES} == EXPECTED


def test_an_unknown_figure_is_named_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"no figure called 'start-los'.*start-loss"):
        figure("start-los")


def test_every_figure_that_content_quotes_is_there() -> None:
    quoted = set()
    for path in CONTENT.glob("*/**/*"):
        if path.suffix in {".md", ".toml"}:
            text = path.read_text("utf-8")
            if path.suffix == ".toml":
                text = re.sub(r"(?m)^#.*$", "", text)
            quoted |= set(re.findall(r"\{\{([^{}]+)\}\}", text))
    assert quoted
    assert quoted <= set(FIGURES)


def test_figures_need_no_numpy() -> None:
    program = (
        "import sys; from gdtui.descent.figures import figure; figure('start-loss');"
        "import gdtui.descent.demonstrations, gdtui.descent.contours;"
        "sys.exit('numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=CONTENT.parent)


def test_epochs_are_counted_from_one() -> None:
    assert epochs_until([0.5, 0.1], threshold=1) == 1
    assert epochs_until([5, math.nan, 0.5], threshold=1) == 3
    with pytest.raises(ValueError, match="never falls below 1"):
        epochs_until([2, 3], threshold=1)
