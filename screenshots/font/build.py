# /// script
# requires-python = ">=3.10"
# dependencies = ["fonttools>=4.50"]
# ///
"""Make the screenshots' font from DejaVu Sans Mono: python build.py FOLDER-WITH-DEJAVU-TTF.

Three changes are made to what DejaVu's makers drew: glyphs that no screen uses are left out,
box and block glyphs are stretched to fill the cell of Textual's SVG so that lines join, and
the braille patterns, which DejaVu Sans Mono lacks, are added. Bitstream's licence asks that a
changed font has a name of its own; see LICENSE beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Gdtui Mono"
KEPT = (
    *range(0x20, 0x180),  # Latin
    *range(0x370, 0x400),  # Greek
    *(0x302, 0x303, 0x304, 0x307),  # combining hat, tilde, bar, dot
    *range(0x1D62, 0x1D66),  # subscript letters
    *range(0x1E80, 0x1F00),  # Latin with accents
    *range(0x2000, 0x2070),  # punctuation
    *range(0x2070, 0x20A0),  # superscripts and subscripts
    *range(0x2100, 0x2150),  # letter-like
    *range(0x2190, 0x2600),  # arrows, operators, technical signs, boxes, blocks, shapes
    *range(0x2600, 0x2670),  # stars and faces
    *range(0x2700, 0x27C0),  # ticks and crosses
    *range(0x27F0, 0x2800),  # long arrows
)
STRETCHED = range(0x2500, 0x25A0)
# Textual's SVG, in em: a cell is 0.61 wide and 1.22 high, its top 0.925 above the baseline.
CELL_WIDTH, CELL_TOP, CELL_BOTTOM = 0.61, 0.925, -0.295
# What one braille dot adds to the code point, by (column, row).
DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))


def main(folder: Path) -> None:
    """Write both weights beside this file."""
    for source, style in (("DejaVuSansMono", "Regular"), ("DejaVuSansMono-Bold", "Bold")):
        font = TTFont(folder / f"{source}.ttf")
        reduce(font)
        widen(font)
        stretch(font)
        add_braille(font)
        rename(font, style)
        font.save(Path(__file__).with_name(f"gdtui-mono-{style.lower()}.ttf"))


def reduce(font: TTFont) -> None:
    """Keep the glyphs in KEPT, without hints and without layout features."""
    options = Options(hinting=False, layout_features=[], name_IDs=[0, 13, 14])
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)


def widen(font: TTFont) -> None:
    """Make every glyph as wide as a cell."""
    width = round(CELL_WIDTH * font["head"].unitsPerEm)
    for name, (advance, bearing) in font["hmtx"].metrics.items():
        font["hmtx"].metrics[name] = (width if advance else 0, bearing)


def stretch(font: TTFont) -> None:
    """Map the full block's extent, and so every box and block glyph, to the cell."""
    glyphs, names, em = font["glyf"], font.getBestCmap(), font["head"].unitsPerEm
    full = glyphs[names[0x2588]]
    across = CELL_WIDTH * em / (full.xMax - full.xMin)
    up = (CELL_TOP - CELL_BOTTOM) * em / (full.yMax - full.yMin)
    affine = (across, 0, 0, up, -full.xMin * across, CELL_BOTTOM * em - full.yMin * up)
    drawn = {}
    for code in STRETCHED:
        recording = DecomposingRecordingPen(font.getGlyphSet())
        font.getGlyphSet()[names[code]].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(TransformPen(pen, affine))
        drawn[names[code]] = pen.glyph()
    for name, glyph in drawn.items():
        put(font, name, glyph)


def add_braille(font: TTFont) -> None:
    """Draw the 256 patterns: dots at the centres of two by four equal parts of the cell."""
    em = font["head"].unitsPerEm
    width, height = CELL_WIDTH * em / 2, (CELL_TOP - CELL_BOTTOM) * em / 4
    tables = [table.cmap for table in font["cmap"].tables if table.isUnicode()]
    order = font.getGlyphOrder()
    for pattern in range(256):
        name = f"uni{0x2800 + pattern:04X}"
        pen = TTGlyphPen(None)
        for bit, (column, row) in enumerate(DOTS):
            if pattern >> bit & 1:
                disc(pen, (column + 0.5) * width, CELL_TOP * em - (row + 0.5) * height, 0.072 * em)
        if name not in order:
            order = [*order, name]
            font.setGlyphOrder(order)
        put(font, name, pen.glyph())
        for table in tables:
            table[0x2800 + pattern] = name


def disc(pen: TTGlyphPen, x: float, y: float, radius: float) -> None:
    """Draw a disc of four quarter turns with TrueType's quadratic curves, clockwise."""
    tangent = radius * 0.41421356  # tan 22.5°: eight control points make a near circle
    r, t = radius, tangent
    turns = [(r, t), (t, r), (-t, r), (-r, t), (-r, -t), (-t, -r), (t, -r), (r, -t)]
    pen.qCurveTo(*((round(x + a), round(y + b)) for a, b in reversed(turns)), None)
    pen.closePath()


def put(font: TTFont, name: str, glyph: object) -> None:
    """Set one glyph, as wide as a cell."""
    font["glyf"][name] = glyph
    font["glyf"][name].recalcBounds(font["glyf"])
    bearing = getattr(glyph, "xMin", 0)
    font["hmtx"].metrics[name] = (round(CELL_WIDTH * font["head"].unitsPerEm), bearing)


def rename(font: TTFont, style: str) -> None:
    """Give the font a name of its own, and tell how high its lines are."""
    names = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    for key, value in ((1, FAMILY), (2, style), (3, postscript), (4, f"{FAMILY} {style}")):
        names.setName(value, key, 3, 1, 0x409)
    names.setName("Version 1.0, made from DejaVu Sans Mono", 5, 3, 1, 0x409)
    names.setName(postscript, 6, 3, 1, 0x409)
    em = font["head"].unitsPerEm
    font["hhea"].ascent, font["hhea"].descent = round(CELL_TOP * em), round(CELL_BOTTOM * em)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: build.py FOLDER with DejaVuSansMono.ttf and DejaVuSansMono-Bold.ttf")
    main(Path(sys.argv[1]))
