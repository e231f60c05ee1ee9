"""What the experiments step shows, from values alone: statuses, texts, the picture of a run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from textual.content import Content

from gdtui.descent.formats import compact
from gdtui.descent.series import series
from gdtui.lesson.experiments import Experiment, Experiments, Forecast, HowMany, Trial, WhichCurve
from gdtui.ui.bench import MOST_CURVES, Plot, told_apart
from gdtui.ui.plot import Curve, Picture, loss_picture, message
from gdtui.ui.recognition import came_true, epoch_losses, explanation
from gdtui.ui.run_view import RunView, Trained
from gdtui.ui.themes import MUTED

Words: TypeAlias = Callable[[str], str]

_SETTING = re.compile(r"\w+=[\w.+-]+")
"""A setting with its value, as it stands in a call or in a head."""

SHOWN = "shown"
"""What is kept as a prediction where the learner asked to be shown."""

Stage: TypeAlias = Literal["open", "predicted", "ran"]


@dataclass(frozen=True)
class Standing:
    """Where a trial stands: what was predicted, and what happened."""

    trial: Trial
    answer: str | None
    result: str | None

    @property
    def stage(self) -> Stage:
        """What comes next: a prediction, a run, or nothing."""
        if self.answer is None:
            return "open"
        return "predicted" if self._read() is None else "ran"

    @property
    def shown(self) -> bool:
        """Whether the learner asked to be shown in place of predicting."""
        return self.answer == SHOWN

    @property
    def predicted(self) -> float | None:
        """The index of a choice, or a number; None where nothing was predicted."""
        try:
            value = float(self.answer or "")
        except ValueError:
            return None
        forecast = self.trial.forecast
        if isinstance(forecast, HowMany):
            return value
        return value if value in range(len(forecast.choices)) else None

    @property
    def happened(self) -> float | None:
        """The same of what happened."""
        found = self._read()
        return None if found is None else found[0]

    @property
    def told(self) -> str:
        """What the run did, and why, in sentences."""
        found = self._read()
        return "" if found is None else found[1]

    @property
    def true(self) -> bool:
        """Whether a prediction came true."""
        said, found = self.predicted, self.happened
        if said is None or found is None:
            return False
        return came_true(self.trial.forecast, said, found)

    def _read(self) -> tuple[float, str] | None:
        try:
            value, text = json.loads(self.result or "")
            return float(value), str(text)
        except (ValueError, TypeError, RecursionError):
            return None


Standings: TypeAlias = Mapping[str, Standing]
"""Where each trial stands, by its id."""


def result_of(happened: float, text: str) -> str:
    """What is kept of a run of a trial."""
    return json.dumps([happened, text])


def place_of(experiments: Experiments, trial_id: str) -> tuple[Experiment, int]:
    """The experiment that a trial belongs to, and its number there, counted from 1."""
    for experiment in experiments.experiments:
        for number, trial in enumerate(experiment.trials, start=1):
            if trial.id == trial_id:
                return experiment, number
    raise KeyError(trial_id)


def step_to(trial: Trial, ran: bool) -> str:
    """What to do for a trial, and whether another run was made, in a line with little room."""
    return f"{_in_short(trial)}: F12{'. That was another run' if ran else ' does it'}."


def _in_short(trial: Trial) -> str:
    new = [edit.new for edit in trial.edits]
    # A trial is recognised by its data and its settings: what sets none changes the data.
    numbers = [text for text in new if _SETTING.fullmatch(text)]
    parts = [*(["the data"] if len(numbers) < len(new) else []), *numbers]
    if not parts:
        return "Take the program as given"
    *most, last = parts
    return f"Set {', '.join(most)} and {last}" if most else f"Set {last}"


def said(forecast: Forecast, value: float) -> str:
    """A prediction, or what happened, in words."""
    if isinstance(forecast, HowMany):
        unit = forecast.unit.removesuffix("s") if value == 1 else forecast.unit
        return f"{compact(round(value, 1))} {unit}".strip()
    return forecast.choices[int(value)].text


def introduced(experiments: Experiments, trial: Trial, words: Words) -> Content:
    """What stands above the question."""
    experiment, number = place_of(experiments, trial.id)
    return Content.assemble(
        (words(experiment.title), "bold $primary"),
        (words(f"  {number}/{len(experiment.trials)} {trial.title}"), "$secondary"),
        "\n",
        (words(experiment.text), MUTED),
    )


def concluded(experiments: Experiments, standing: Standing, game: bool, words: Words) -> Content:
    """What stands below it: what to change, or what came of it; with the stars in a game."""
    trial = standing.trial
    if standing.stage == "open":
        return Content("")
    if standing.stage == "predicted":
        opening = "You asked to be shown. " if standing.shown else "Predicted. "
        return Content.assemble((opening, "bold $accent"), words(trial.change))
    blocks = [Content.assemble(*_compared(standing, words)), Content(words(standing.told))]
    if standing.shown and game:
        blocks.insert(1, Content(words(_price(experiments, trial))))
    shows = Content.assemble(("It shows  ", "$secondary"), words(trial.shows))
    why = Content.assemble(("Why  ", "$secondary"), words(trial.why))
    return Content("\n\n").join([*(block for block in blocks if block.plain), shows, why])


def _price(experiments: Experiments, trial: Trial) -> str:
    """What it cost to be shown a run."""
    if place_of(experiments, trial.id)[0].extra:
        return "It was shown, not predicted, so it moves no score. It costs no star."
    return "It was shown, not predicted: no score, and the stars for predicting them all are gone."


def _compared(standing: Standing, words: Words) -> list[tuple[str, str] | str]:
    """The prediction beside what happened, and the explanation that fits the difference."""
    forecast, predicted, happened = standing.trial.forecast, standing.predicted, standing.happened
    assert happened is not None
    if predicted is None:
        return [("Shown. ", "bold"), words(f"What happened: {said(forecast, happened)}.")]
    verdict = ("It came true. ", "bold $text-success")
    if not standing.true:
        verdict = ("It did not come true. ", "bold $text-error")
    both = f"You said: {said(forecast, predicted)}. What happened: {said(forecast, happened)}."
    return [verdict, words(f"{both} {explanation(forecast, predicted, happened)}")]


def drawn_beside(view: RunView, rows: int, standing: Standing, log: bool, per_epoch: bool) -> Plot:
    """The losses of a run, with the curve that was predicted for it."""

    def plot(width: int, height: int, ascii: bool, cursor: float | None) -> Picture:
        shares = view.shown(rows)[-MOST_CURVES + 1 :]
        if view.ending is not None and not view.rows:
            return message("This run measured nothing.", width, height)
        names = told_apart([one.settings for one, _ in shares])
        curves = [
            Curve(name or f"training {one.run}", run_points(one, share, per_epoch))
            for name, (one, share) in zip(names, shares, strict=True)
        ]
        forecast, predicted = standing.trial.forecast, standing.predicted
        last = shares[-1][0] if shares else None
        clock = "report" if last is None else last.clock
        if isinstance(forecast, WhichCurve) and predicted is not None and clock == "update":
            choice = forecast.choices[int(predicted)]
            points, scale = series(choice.series), _scale(last, per_epoch)
            curves.append(Curve(f"predicted: {choice.text}", [(x * scale, y) for x, y in points]))
        label = "epoch" if per_epoch and clock == "update" else clock
        measure = (last.measure if last is not None else None) or "loss"
        return loss_picture(
            curves, width, height, log=log, x_label=label, y_label=measure,
            ascii=ascii, cursor=cursor,
        )  # fmt: skip

    return plot


def run_points(trained: Trained, share: int, per_epoch: bool) -> list[tuple[float, float]]:
    """The curve of a run as far as it is shown."""
    if not per_epoch or trained.clock != "update" or not epoch_losses(trained):
        return trained.points(share)
    return epoch_losses(trained)[: max(1, round(share * _scale(trained, True)))]


def _scale(trained: Trained | None, per_epoch: bool) -> float:
    """Epochs in an update, where epochs are the unit."""
    if trained is None or not per_epoch or not len(trained):
        return 1.0
    return len(epoch_losses(trained)) / len(trained)
