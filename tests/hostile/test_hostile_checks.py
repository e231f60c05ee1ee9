"""Bad programs through `gdtui check`: never passed, always a verdict, nothing left."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands import process
from tests.hostile.cases import CASES, Case
from tests.hostile.conftest import untouched
from tests.hostile.test_hostile_runs import CONTROLS, needed_or_skipped, texts
from tests.processes import descendants


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_bad_program_gets_a_verdict(
    case: Case, layers: Mapping[str, bool], surroundings: Path
) -> None:
    if needed_or_skipped(case, layers):
        pytest.skip(f"nothing here holds {case.needs} back")
    done = process("check", "--json", case.path, *case.options)
    verdict = json.loads(done.stdout)
    assert done.returncode == 1
    assert verdict["outcome"] in ("error", "failed", "unattempted")
    assert verdict["message"]
    assert not any(each["status"] == "passed" for each in verdict["cases"])
    assert not CONTROLS.search(done.stdout + done.stderr)
    assert not any(CONTROLS.search(text) for text in texts(verdict))
    assert "Traceback" not in done.stderr
    assert untouched(surroundings)
    assert not descendants(os.getpid())
