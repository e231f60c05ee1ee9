"""Stores in a temporary directory, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from gdtui.progress.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profiles" / "default.db"


@pytest.fixture
def open_store(path: Path) -> Iterator[Callable[[], Store]]:
    """Opens stores on one file, each as another window would; their clock counts seconds."""
    stores: list[Store] = []
    seconds = count(1_000_000_000)

    def open_one() -> Store:
        store = Store(path, "lesson", busy_timeout=0.02, clock=lambda: float(next(seconds)))
        stores.append(store)
        return store

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()
