"""Where the file of a profile lies."""

from __future__ import annotations

import re
from pathlib import Path

from gdtui.progress.model import NotSaved

DEFAULT_PROFILE = "default"
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,39}")


def profile_name(name: str) -> str:
    """The name of a profile, unchanged; raises ValueError, with words, for one that cannot be."""
    if _NAME.fullmatch(name) is None:
        raise ValueError(
            f"{name!r} cannot be the name of a profile. Use 1 to 40 of the letters A to Z and a to "
            "z, digits, hyphens, underscores and dots, and no dot at the start."
        )
    return name


def database_path(profile: str = DEFAULT_PROFILE) -> Path:
    """The file with everything that is remembered of a profile.

    Nothing is created; the store does that. Raises ValueError for a bad name, and `NotSaved`
    where no home directory is known.
    """
    name = profile_name(profile)
    from platformdirs import user_data_path  # costs start-up time that `--version` need not pay

    place = user_data_path("gdtui", appauthor=False) / "profiles" / f"{name}.db"
    if not place.is_absolute():
        raise NotSaved(
            f"Your progress is not saved: this account has no home directory ({place} leads "
            "nowhere). Set HOME to a directory that you can write to before you start gdtui."
        )
    return place
