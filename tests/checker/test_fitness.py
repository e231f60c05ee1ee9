"""Checking a challenge runs its programs: each must get the verdict that it is there for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gdtui.checker.fitness import faults_of
from gdtui.lesson.challenge import Challenge, Solution


@pytest.fixture
def copied(challenge: Challenge, tmp_path: Path) -> Challenge:
    folder = tmp_path / "mistakes"
    shutil.copytree(challenge.mistakes, folder)
    return replace(challenge, mistakes=folder)


async def test_the_shipped_challenge_is_fit(challenge: Challenge) -> None:
    assert [fault async for fault in faults_of(challenge)] == []


async def test_what_is_misjudged_is_told(copied: Challenge) -> None:
    path = copied.mistakes / "averaged.py"
    path.write_text(path.read_text().replace("(1 - beta) * ", ""))
    path = copied.mistakes / "tuple.py"
    path.write_text(path.read_text().replace("return w, velocity", "return [w]"))
    shutil.copy(copied.mistakes / "uphill.py", copied.mistakes / "zz-uphill.py")
    unfit = replace(
        copied,
        starter=copied.starter.replace("return w", "return v"),
        solutions=(Solution("x", "x", copied.starter),),
    )
    told = {place: what async for place, what, _ in faults_of(unfit)}
    assert told["the first solution"].startswith("does not pass")
    assert told["mistakes/averaged.py"].startswith("gets this: All 20 cases are right")
    assert told["mistakes/tuple.py"] == "gets the message of list"
    assert told["mistakes/zz-uphill.py"] == "gets the message of uphill"
    assert "NameError" in told["the starter"]
