"""Charts as plain values: data in, a `Picture` out; for the screen and the command line.

Nothing here knows Textual. numpy and plotext are imported when the first chart is drawn.
"""

from __future__ import annotations

from gdtui.ui.plots.fit import fit_picture
from gdtui.ui.plots.loss import loss_picture
from gdtui.ui.plots.path import path_picture
from gdtui.ui.plots.picture import Curve, Picture, Reading, message, text_of

__all__ = [
    "Curve",
    "Picture",
    "Reading",
    "fit_picture",
    "loss_picture",
    "message",
    "path_picture",
    "text_of",
]
