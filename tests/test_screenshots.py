"""Every screen has a picture, and the pictures are drawn with the font beside them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

from textual.screen import Screen

import gdtui.ui.screens
from screenshots.make import FOLDER, SCREENS
from screenshots.render import png, with_our_font

ROOT = Path(__file__).parents[1]


def screens() -> set[str]:
    """The names of the screens that a learner meets: those that no other screen builds on."""
    package = gdtui.ui.screens
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    ours = {kind for kind in _below(Screen) if kind.__module__.startswith(package.__name__)}
    return {kind.__name__ for kind in ours if not ours & set(kind.__subclasses__())}


def _below(kind: type) -> set[type]:
    direct: set[type] = set(kind.__subclasses__())
    return direct.union(*map(_below, direct))


def test_every_screen_has_a_screenshot_and_every_screenshot_a_screen() -> None:
    assert {shot.screen for shot in SCREENS} == screens()


def test_the_screenshots_on_disk_are_those_that_are_made() -> None:
    names = [shot.name for shot in SCREENS]
    assert len(set(names)) == len(names)
    expected = {f"{name}.{kind}" for name in names for kind in ("svg", "png")}
    found = {path.name for path in FOLDER.iterdir() if path.suffix in (".svg", ".png")}
    assert found == expected


def test_the_readme_shows_pictures_and_links_files_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_a_picture_draws_braille_and_hat_with_our_font_alone() -> None:
    def draw(text: str) -> bytes:
        style = '@font-face { font-family: "Fira Code"; } text { font-family: Fira Code; }'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><style>{style}'
        return png(with_our_font(f'{svg}</style><text y="30">{text}</text></svg>'))

    blank = draw(" ")
    pictures = [draw(text) for text in "⠁⣿ŷ●◉○◐★☆▸─┃╰█"]
    assert blank not in pictures
    assert len(set(pictures)) == len(pictures)
