"""`gdtui doctor`: what it finds on hosts of several kinds, and what it says is used instead."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from gdtui.commands import doctor
from gdtui.commands.doctor import Finding
from gdtui.runner.layers import LAYERS
from gdtui.runner.limits import Limits
from tests.commands import ROOT, process
from tests.terminal import Terminal


def named(findings: Iterable[Finding], name: str) -> Finding:
    return next(finding for finding in findings if finding.name == name)


def test_the_status_tells_whether_all_is_fit() -> None:
    done = process("doctor", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == (0 if told["fit"] else 1)
    assert told["fit"] == all(finding["fit"] for finding in told["findings"])
    areas = [finding["area"] for finding in told["findings"]]
    assert sorted(set(areas), key=areas.index) == ["Terminal", "Home", "Host", "Programs"]
    assert all(finding["fit"] or finding["instead"] for finding in told["findings"])
    # There is no terminal here.
    assert told["findings"][0]["fit"] is False


def test_in_a_terminal_it_sees_its_size_and_colours() -> None:
    env = {"PYTHONPATH": str(ROOT), "COLORTERM": "truecolor"}
    with Terminal([sys.executable, "-m", "gdtui", "doctor"], 100, 40, env) as terminal:
        status = terminal.exit_status()
        text = terminal.text
    assert "100×40" in text
    assert "16 million" in text
    assert (status == 0) == ("All is fit." in text)


@pytest.mark.parametrize(
    ("env", "name", "fit", "words"),
    [
        ({"TERM": "dumb"}, "screen", False, "set TERM"),
        ({"TERM": "xterm-256color"}, "colour", True, "256"),
        ({"TERM": "linux"}, "colour", True, "16"),
        ({"TERM": "linux", "NO_COLOR": "1"}, "colour", True, "colour alone"),
    ],
)
def test_terminals(env: Mapping[str, str], name: str, fit: bool, words: str) -> None:
    finding = named(doctor.terminal(env, ascii=False), name)
    assert finding.fit is fit
    assert words in finding.found + finding.instead


@pytest.mark.parametrize(
    ("size", "fit", "words"),
    [((40, 10), False, "60×20"), ((70, 30), True, "80×24 has room"), ((80, 24), True, "")],
)
def test_sizes(
    size: tuple[int, int], fit: bool, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_size", lambda fd: size)
    finding = named(doctor.terminal({}, ascii=False), "size")
    assert finding.fit is fit
    assert words in finding.instead


def test_without_unicode_it_says_what_is_drawn() -> None:
    finding = named(doctor.terminal({}, ascii=True), "signs")
    assert not finding.fit
    assert "ASCII" in finding.instead


def test_a_home_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> object:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    finding = named(doctor.home("default"), "progress")
    assert not finding.fit
    assert "saves nothing (Read-only file system)" in finding.instead


def test_a_home_on_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_file_system", lambda folder: "nfs4")
    finding = named(doctor.home("default"), "disk")
    assert "one host at a time" in finding.instead


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_the_file_system_is_the_kernels_word() -> None:
    assert doctor._file_system(Path("/proc")) == "proc"
    assert doctor._file_system(Path("/proc/self")) == "proc"


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_SPACE", 10**20)
    assert "make room" in named(doctor.home("default"), "space").instead


def test_a_host_with_little_memory_and_small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "memory_left", lambda: 1024.0)
    monkeypatch.setattr(Limits, "as_allowed", lambda self: Limits(cpu_seconds=3))
    findings = list(doctor.host(Limits()))
    assert "starts later" in named(findings, "memory").instead
    limits = named(findings, "limits")
    assert not limits.fit
    assert "3 s of computing" in limits.found


def test_missing_layers_say_what_they_would_have_done(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(limits: Limits) -> dict[str, bool]:
        return {layer.name: False for layer in LAYERS}

    monkeypatch.setattr(doctor, "in_force", nothing)
    monkeypatch.setattr(doctor, "guard_app", lambda: (False, False))
    findings = list(doctor.layers(Limits()))
    assert [finding.instead for finding in findings[:-1]] == [layer.without for layer in LAYERS]
    assert not any(finding.fit for finding in findings)


def test_findings_on_an_ascii_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    findings = (Finding("Terminal", "size", True, "80×24"), Finding("Home", "x", False, "a", "b"))
    assert doctor.tell(findings, as_json=False, ascii=True) is False
    out = capsys.readouterr().out
    assert out.isascii()
    assert "1 missing" in out
