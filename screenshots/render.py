"""From Textual's SVG to files that show the same picture everywhere: SVG and PNG."""

from __future__ import annotations

import re
from pathlib import Path

import resvg_py

FONTS = Path(__file__).with_name("font")
FAMILY = "Gdtui Mono"
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_FAMILY = re.compile(r"font-family: ?[^;]+;")


def with_our_font(svg: str) -> str:
    """Name the font beside this file, with a fallback, in place of one fetched from elsewhere."""
    without_faces, faces = _FONT_FACE.subn("", svg)
    named, families = _FAMILY.subn(f'font-family: "{FAMILY}", monospace;', without_faces)
    if not faces or not families:
        raise ValueError("Textual's SVG names its fonts in another way than before")
    # Lines that carry blanks alone would differ between runs of an editor, not of the app.
    return "\n".join(line.rstrip() for line in named.splitlines()) + "\n"


def png(svg: str) -> bytes:
    """Draw an SVG made by `with_our_font`, with our font alone, so that machines agree."""
    fonts = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    return resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=fonts, monospace_family=FAMILY
    )


def write(folder: Path, name: str, svg: str) -> None:
    """Write NAME.svg and NAME.png."""
    ours = with_our_font(svg)
    (folder / f"{name}.svg").write_text(ours, encoding="utf-8")
    (folder / f"{name}.png").write_bytes(png(ours))
