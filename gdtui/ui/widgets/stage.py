"""The training loop with everything around it: dials above, words and two small charts below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from gdtui.descent.trace import NODES
from gdtui.ui.deck import Deck
from gdtui.ui.glyphs import Glyphs
from gdtui.ui.loop_course import standing, turned, warning
from gdtui.ui.loop_picture import View
from gdtui.ui.plots.sketch import data_picture, losses_picture
from gdtui.ui.ring import RING_ROWS, fits_ring
from gdtui.ui.touring import Beat
from gdtui.ui.widgets.chart import Chart
from gdtui.ui.widgets.choices import Choices
from gdtui.ui.widgets.diagram import Diagram
from gdtui.ui.widgets.dials import Dials, Setting
from gdtui.ui.workings import TITLES

LEAST_BELOW, MOST_BELOW = 6, 15
ASKING_BELOW = (7, 9)
"""Rows for a question: with six boxes above it, and with one."""
ROOMY = 108
"""Columns from which a question leaves the charts where they are."""

LOSS_NODES = ("loss", "repeat")
"""The nodes that speak of the loss: where one chart has room, it is that of the losses."""


@dataclass(frozen=True)
class Scene:
    """What is shown: the loop with its dials, the pulse on its way, and a beat of the tour.

    ``answer`` is the choice that was confirmed, where the beat asks something.
    """

    deck: Deck
    pulse: int = 0
    beat: Beat | None = None
    answer: int | None = None

    @property
    def asking(self) -> bool:
        """Whether it asks a question."""
        return self.beat is not None and self.beat.question is not None


class Stage(Vertical):
    """Shows a scene; only what differs from the scene before is drawn again."""

    scene: reactive[Scene | None] = reactive(None, init=False, repaint=False)

    def __init__(
        self,
        captions: Mapping[str, str],
        stops: int,
        words: Callable[[str], str],
        glyphs: Glyphs,
        *,
        ascii: bool,
    ) -> None:
        super().__init__()
        self.captions = captions
        self.stops = stops
        self.words = words
        self.glyphs = glyphs
        self.ascii = ascii

    def compose(self) -> ComposeResult:
        """The dials, the diagram, and what stands below it."""
        yield Dials(self.glyphs, self.ascii)
        yield Diagram(ascii=self.ascii)
        with Horizontal(id="below"):
            with Vertical(id="says"):
                yield Static(id="said", markup=False)
                yield Choices(self.words, self.glyphs)
            for name in ("data", "losses"):
                chart = Chart(ascii=self.ascii, id=name)
                chart.can_focus = False
                yield chart

    def on_resize(self) -> None:
        """Share the room anew."""
        self._share()

    def watch_scene(self, old: Scene | None, new: Scene | None) -> None:
        """Draw what is new."""
        if new is None:
            return
        self.query_one(Diagram).view = View(new.deck.loop, new.pulse, new.beat is not None)
        if old is not None and (old.deck, old.beat, old.answer) == (new.deck, new.beat, new.answer):
            return
        self._share()
        self._show_dials(new)
        self._show_charts(new)
        self._show_words(new)

    def _share(self) -> None:
        """How the rows and columns are shared among the parts."""
        if self.scene is None or not self.size:
            return
        width, rows = self.size
        asking, ring = self.scene.asking, fits_ring(width)
        below = max(LEAST_BELOW, min(MOST_BELOW, rows // 3))
        if asking:
            below = max(below, ASKING_BELOW[0 if ring else 1])
        self.query_one("#below").styles.height = below
        self.query_one(Dials).display = not ring or rows - below > RING_ROWS
        alone = NODES[self.scene.deck.loop.node] in LOSS_NODES
        hidden = asking and width < ROOMY
        self.query_one("#data").display = not hidden and (ring or not alone)
        self.query_one("#losses").display = not hidden and (ring or alone)

    def _show_dials(self, scene: Scene) -> None:
        deck = scene.deck
        state = standing(deck.loop)
        if scene.beat is not None:
            state = f"stop {scene.beat.number} of {self.stops} · {state}"
        short = state.replace("epoch ", "e").replace("batch ", "b").replace(" of ", "/")
        self.query_one(Dials).setting = Setting(
            *deck.loop.dials, deck.pace, deck.shuffled, state, short
        )

    def _show_charts(self, scene: Scene) -> None:
        loop = scene.deck.loop
        batch, line, losses = loop.trace.batch, loop.line, loop.losses
        self.query_one("#data", Chart).plot = lambda width, height, ascii, _: data_picture(
            loop.data, batch, line, width, height, ascii
        )
        self.query_one("#losses", Chart).plot = lambda width, height, ascii, _: losses_picture(
            losses, width, height, ascii
        )

    def _show_words(self, scene: Scene) -> None:
        """The question, the tour's text, a warning, or what the node does."""
        said, choices = self.query_one("#said", Static), self.query_one(Choices)
        question = scene.beat.question if scene.beat is not None else None
        said.display, choices.display = question is None, question is not None
        if question is not None:
            if (choices.question, choices.answer) != (question, scene.answer):
                choices.ask(question, scene.answer)
            choices.focus()
            return
        node = scene.deck.loop.node
        trouble = warning(scene.deck.loop) if scene.beat is None else ""
        text = scene.beat.stop.text if scene.beat is not None else self.captions[NODES[node]]
        said.set_class(bool(trouble), "trouble")
        soon = turned(scene.deck.loop)
        told = f"{soon} {TITLES[node]}. {text}".lstrip()
        self._say(said, self.words(trouble or told))

    def _say(self, said: Static, text: str) -> None:
        """Say it, unless it is said: every update is sent to the terminal."""
        if str(said.content) != text:
            said.update(text)
