"""Bad programs in the running app: its heart beats throughout, the end is named, it goes on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.hostile.cases import CASES, Case
from tests.hostile.conftest import untouched
from tests.hostile.in_app import play
from tests.hostile.test_hostile_runs import needed_or_skipped
from tests.processes import descendants
from tests.promises import HEARTBEAT, SLACK


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_bad_program_leaves_the_app_at_work(
    case: Case, layers: Mapping[str, bool], surroundings: Path, tmp_path: Path
) -> None:
    if needed_or_skipped(case, layers):
        pytest.skip(f"nothing here holds {case.needs} back")
    beats = play(case, tmp_path, "--no-animation")
    assert beats.held_up < SLACK * HEARTBEAT
    assert untouched(surroundings)
    assert not descendants(os.getpid())
