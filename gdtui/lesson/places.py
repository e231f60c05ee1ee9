"""Where the lesson that comes with the program is."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent
SHIPPED = Path("content", "gradient-descent")


def content_folder(package: Path = PACKAGE) -> Path:
    """The folder of the shipped lesson: inside the package, or beside it in a checkout.

    A wheel carries it inside; an editable install and a checkout have it beside. Raises
    FileNotFoundError, naming both places, where it is in neither.
    """
    places = (package / SHIPPED, package.parent / SHIPPED)
    for place in places:
        if (place / "lesson.toml").is_file():
            return place
    message = (
        f"The lesson is neither in {places[0]} nor in {places[1]}. "
        "Install gdtui again, or name a lesson's folder with --content."
    )
    raise FileNotFoundError(message)
