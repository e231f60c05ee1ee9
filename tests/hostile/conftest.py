"""What a bad program finds around it, and which layers hold on this host."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from gdtui.runner.layers import in_force

KEPT = "This file belongs to somebody.\n"


@pytest.fixture(scope="session")
def layers() -> Mapping[str, bool]:
    """The layers in force here, by name."""
    return asyncio.run(in_force())


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory in which runs make theirs, with one file in it."""
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "canary").write_text(KEPT)
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def untouched(folder: Path) -> bool:
    """Whether the file is as it was, and nothing lies beside it."""
    names = [path.name for path in folder.iterdir()]
    return names == ["canary"] and (folder / "canary").read_text() == KEPT
