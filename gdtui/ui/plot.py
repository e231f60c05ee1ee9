"""Charts as plain values: data in, a `Picture` out; for the screen and the command line.

Nothing here knows Textual. numpy and plotext are imported when the first chart is drawn.
"""

from __future__ import annotations

from gdtui.ui.plots.fit import fit_picture
from gdtui.ui.plots.hill import hill_picture
from gdtui.ui.plots.legend import Track, cut, marker
from gdtui.ui.plots.loss import loss_picture
from gdtui.ui.plots.path import path_picture
from gdtui.ui.plots.picture import Curve, Picture, Reading, message, text_of
from gdtui.ui.plots.terrain import terrain_picture

__all__ = [
    "Curve",
    "Picture",
    "Reading",
    "Track",
    "cut",
    "fit_picture",
    "hill_picture",
    "loss_picture",
    "marker",
    "message",
    "path_picture",
    "terrain_picture",
    "text_of",
]
