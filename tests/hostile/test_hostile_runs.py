"""Every bad program through `gdtui run`: it ends in time, the end is named, nothing is left."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commands import process
from tests.hostile.cases import CASES, Case
from tests.hostile.conftest import untouched
from tests.processes import descendants

IN_WORDS = [case for case in CASES if case.in_words]
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_bad_program_is_told_event_by_event(
    case: Case, layers: Mapping[str, bool], surroundings: Path
) -> None:
    missing = needed_or_skipped(case, layers)
    done = process("run", "--json", case.path, *case.options)
    assert done.stderr == ""
    assert not CONTROLS.search(done.stdout)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    *before, end = events
    assert not {"finished", "failed", "stopped"} & {event["type"] for event in before}
    assert not any(CONTROLS.search(text) for event in events for text in texts(event))
    kind = " ".join(filter(None, (end["type"], end.get("error") or end.get("reason"))))
    wanted = case.otherwise if missing else case.outcomes
    assert any(kind == each or kind.startswith(f"{each} ") for each in wanted), end
    assert done.returncode == (0 if end["type"] == "finished" else 1)
    if not missing:
        assert case.says in end.get("message", "")
        assert case.line in (None, end.get("line"))
        assert case.prints in "".join(e["text"] for e in before if e["type"] == "printed")
        assert untouched(surroundings)
    assert not descendants(os.getpid())


@pytest.mark.parametrize("case", IN_WORDS, ids=[case.name for case in IN_WORDS])
def test_a_bad_program_is_told_in_words(
    case: Case, layers: Mapping[str, bool], surroundings: Path
) -> None:
    missing = needed_or_skipped(case, layers)
    done = process("run", case.path, *case.options)
    told = done.stdout + done.stderr
    assert not CONTROLS.search(told)
    assert "Traceback" not in told
    if not missing:
        assert case.says in told
        assert case.prints in told
        assert untouched(surroundings)
    assert not descendants(os.getpid())


def needed_or_skipped(case: Case, layers: Mapping[str, bool]) -> bool:
    """Whether a layer that the case needs is missing here."""
    missing = bool(case.needs) and not layers[case.needs]
    if missing and not case.otherwise:
        pytest.skip(f"nothing here holds {case.needs} back")
    return missing


def texts(event: dict[str, object]) -> list[str]:
    """All texts in an event, names too."""
    found: list[str] = []
    for name, value in event.items():
        found.append(name)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            found += texts(value)
        elif isinstance(value, list):
            found += [each for each in value if isinstance(each, str)]
    return found
