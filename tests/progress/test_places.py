"""Where profiles lie, and which names they may have."""

from __future__ import annotations

import string
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.progress.model import NotSaved
from gdtui.progress.places import database_path, profile_name

ALLOWED = string.ascii_letters + string.digits + "-_."


def test_a_profile_lies_under_the_data_of_the_user() -> None:
    base = Path(platformdirs.user_data_dir("gdtui"))
    assert database_path("anna") == base / "profiles" / "anna.db"
    assert database_path() == base / "profiles" / "default.db"


def test_asking_for_a_path_creates_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert database_path().is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_account_without_a_home_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "platformdirs.user_data_path", lambda *_, **__: Path("~/.local/share/gdtui")
    )
    with pytest.raises(NotSaved, match="Set HOME"):
        database_path()


@given(st.text(ALLOWED, min_size=1, max_size=40).filter(lambda name: name[0] != "."))
def test_good_names_are_files_of_their_own(name: str) -> None:
    assert profile_name(name) == name
    assert database_path(name).name == f"{name}.db"


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "a/b", "a b", "a\n", "ŷ", "x" * 41, "a\0", "../up"]
)
def test_a_bad_name_is_refused_with_words(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name of a profile") as caught:
        database_path(name)
    assert repr(name) in str(caught.value)


def test_only_the_store_brings_a_database_with_it() -> None:
    code = (
        "import sys, gdtui.progress.keeper, gdtui.progress.places, gdtui.ui.ports;"
        "print([name for name in ('sqlite3', 'platformdirs') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"[]\n"
