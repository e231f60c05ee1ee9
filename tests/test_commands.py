"""The commands that work without a screen: what they print, and their exit status."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gdtui import __version__
from gdtui.lesson.places import content_folder
from gdtui.progress.model import Fact, Progress
from gdtui.progress.places import database_path
from gdtui.progress.store import Store
from tests.commands import ROOT, Run, carried_out, process

LESSON = "gradient-descent"
TRAINER = content_folder() / "code" / "train.py"


@pytest.fixture
def gdtui(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return carried_out(capsys, monkeypatch)


def remember(*facts: Fact, profile: str = "default") -> None:
    store = Store(database_path(profile), LESSON)
    store.save(facts)
    store.close()


def remembered(profile: str = "default") -> Progress:
    store = Store(database_path(profile), LESSON)
    try:
        return store.load()
    finally:
        store.close()


WORK = (
    Fact("why", "work", "read"),
    Fact("why", "work", "descent"),
    Fact("code", "work", "as-given"),
)


# The command itself


def test_help_and_version_end_well(gdtui: Run) -> None:
    assert gdtui("--version") == (0, f"gdtui {__version__}\n", "")
    status, out, err = gdtui("--help")
    assert (status, err) == (0, "")
    assert all(command in out for command in ("run", "progress", "reset", "content"))
    for command in (["run"], ["progress"], ["reset"], ["content"], ["content", "check"]):
        assert gdtui(*command, "--help")[0] == 0


@pytest.mark.parametrize(
    "arguments", [["descend"], ["run"], ["content"], ["progress", "--yaml"], ["--step"]]
)
def test_what_is_no_command_is_refused(gdtui: Run, arguments: list[str]) -> None:
    status, out, err = gdtui(*arguments)
    assert (status, out) == (2, "")
    assert "usage: gdtui" in err


def test_the_lesson_without_a_terminal_says_so() -> None:
    done = process()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "gdtui: the lesson needs a terminal. See gdtui --help for what works without one.\n"
    )


def test_it_works_as_a_module_from_any_folder() -> None:
    done = process("progress")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Gradient Descent in Practice: 0/9\n")


@pytest.mark.parametrize(
    "arguments", ["--help", "progress", f"run {TRAINER}", f"run --json {TRAINER}"]
)
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_goes_early_is_no_failure(
    arguments: str, reader: str, tmp_path: Path
) -> None:
    script = f"({sys.executable} -m gdtui {arguments}; echo $? > {tmp_path}/status) | {reader}"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, env=env, timeout=60, check=True
    )
    assert done.stderr == ""
    assert (tmp_path / "status").read_text() == "0\n"


def test_a_terminal_that_lacks_a_sign_gets_another_in_its_place(tmp_path: Path) -> None:
    program = tmp_path / "hat.py"
    program.write_text("print('y-hat: ŷ')\n", encoding="utf-8")
    done = process("run", program, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "y-hat: ?\n" in done.stdout
    assert done.stdout.isascii()


# Progress


def test_progress_of_an_empty_home(gdtui: Run) -> None:
    status, out, err = gdtui("progress")
    assert (status, err) == (0, "")
    title, *lines = out.splitlines()
    assert title == "Gradient Descent in Practice: 0/9"
    assert len(lines) == 9
    assert lines[0] == "  1 Why This Matters        Not started"
    assert all(line.endswith("  Not started") for line in lines)


def test_progress_after_some_work(gdtui: Run) -> None:
    remember(*WORK)
    status, out, _ = gdtui("progress")
    assert status == 0
    assert out.startswith("Gradient Descent in Practice: 1/9\n")
    assert "  1 Why This Matters        Completed\n" in out
    assert "  4 Code Example            In progress\n" in out


def test_progress_as_json(gdtui: Run) -> None:
    remember(*WORK)
    status, out, err = gdtui("progress", "--json")
    assert (status, err) == (0, "")
    (line,) = out.splitlines()
    answer = json.loads(line)
    assert answer["lesson"] == LESSON
    assert answer["completed"] == 1
    steps = answer["steps"]
    assert [step["id"] for step in steps] == [
        "why", "terms", "loop", "code", "experiments", "quiz", "challenge", "real-world",
        "connections",
    ]  # fmt: skip
    assert all(isinstance(step["title"], str) and step["title"] for step in steps)
    status_of = {step["id"]: step["status"] for step in steps}
    assert status_of.pop("why") == "completed"
    assert status_of.pop("code") == "in progress"
    assert set(status_of.values()) == {"not started"}


def test_profiles_are_kept_apart_and_may_be_named_on_either_side(gdtui: Run) -> None:
    remember(*WORK, profile="ada")
    for arguments in (["--profile", "ada", "progress"], ["progress", "--profile", "ada"]):
        assert "1/9" in gdtui(*arguments)[1]
    assert "1/9" in gdtui("--profile", "bob", "progress", "--profile", "ada")[1]
    for arguments in (["progress"], ["--profile", "bob", "progress"]):
        assert "0/9" in gdtui(*arguments)[1]


@pytest.mark.parametrize("name", ["../ada", "", "a b", ".hidden", "x" * 41])
@pytest.mark.parametrize("command", ["progress", "reset"])
def test_a_bad_name_of_a_profile_is_refused(gdtui: Run, name: str, command: str) -> None:
    status, out, err = gdtui("--profile", name, command, stdin=b"n\n")
    assert status == 2
    assert out == ""
    assert f"{name!r} cannot be the name of a profile" in err


def test_a_home_that_cannot_be_used_is_told_and_progress_printed_all_the_same(
    gdtui: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "data"))
    status, out, err = gdtui("progress")
    assert status == 0
    assert "0/9" in out
    assert str(tmp_path / "file") in err
    status, _, err = gdtui("reset", "--yes")
    assert status == 1
    assert str(tmp_path / "file") in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_without_permission_is_told(gdtui: Run, home: Path) -> None:
    home.chmod(0o500)
    try:
        status, _, err = gdtui("reset", "--yes")
    finally:
        home.chmod(0o700)
    assert status == 1
    assert str(home) in err


def test_a_broken_file_is_told_and_progress_printed_all_the_same(gdtui: Run) -> None:
    path = database_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database at all" * 100)
    status, out, err = gdtui("progress")
    assert status == 0
    assert "0/9" in out
    assert str(path) in err


# Reset


@pytest.mark.parametrize("answer", [b"y\n", b"YES\n", b" y \n"])
def test_reset_asks_and_forgets_on_yes(gdtui: Run, answer: bytes) -> None:
    remember(*WORK)
    status, out, err = gdtui("reset", stdin=answer)
    assert (status, err) == (0, "")
    assert "the whole lesson? y/N" in out
    assert "Forgotten: the whole lesson." in out
    assert not remembered().facts


@pytest.mark.parametrize("answer", [b"n\n", b"\n", b"", b"yesterday\n"])
def test_reset_forgets_nothing_without_a_yes(gdtui: Run, answer: bytes) -> None:
    remember(*WORK)
    status, out, _ = gdtui("reset", stdin=answer)
    assert status == 0
    assert out.endswith("\n")
    assert "Nothing was forgotten." in out
    assert len(remembered().facts) == len(WORK)


def test_reset_with_yes_does_not_ask(gdtui: Run) -> None:
    remember(*WORK)
    assert gdtui("reset", "--yes") == (0, "Forgotten: the whole lesson.\n", "")
    assert not remembered().facts


@pytest.mark.parametrize(
    "arguments",
    [["reset", "--step", "1"], ["reset", "--step", "why"], ["--step", "1", "reset"]],
)
def test_reset_of_one_step_leaves_the_others(gdtui: Run, arguments: list[str]) -> None:
    remember(*WORK)
    remember(*WORK, profile="ada")
    status, out, _ = gdtui(*arguments, "--yes")
    assert (status, out) == (0, "Forgotten: step 1, Why This Matters.\n")
    assert list(remembered().facts) == [WORK[2].address]
    assert len(remembered("ada").facts) == len(WORK)


@pytest.mark.parametrize("step", ["0", "10", "-1", "momentum", "", "٣٣"])
def test_a_step_that_is_not_there_is_refused_with_the_known_ones(gdtui: Run, step: str) -> None:
    remember(*WORK)
    status, _, err = gdtui("reset", f"--step={step}", "--yes")
    assert status == 2
    assert f"there is no step {step!r}" in err
    assert "4 code" in err
    assert len(remembered().facts) == len(WORK)


# The content


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped lesson, to be broken."""
    return Path(shutil.copytree(content_folder(), tmp_path / "lesson"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_lesson_is_fit_to_teach(gdtui: Run) -> None:
    folder = content_folder()
    assert gdtui("content", "check") == (0, f"{folder}: fit to teach.\n", "")


def test_each_fault_stands_on_a_line_with_its_file_and_what_to_do(gdtui: Run, copy: Path) -> None:
    change(copy / "lesson.toml", 'kind = "quiz"', 'kind = "exam"')
    change(copy / "terms.toml", "[[term]]", "[[terms]]")
    (copy / "why.md").unlink()
    status, out, err = gdtui("content", "check", copy)
    *faults, count = out.splitlines()
    assert (status, err) == (1, "")
    assert count == f"{copy}: {len(faults)} faults."
    assert len(faults) >= 3
    for name in ("lesson.toml: ", "terms.toml: "):
        assert any(fault.startswith(name) for fault in faults)
    assert any("'why.md' is not there" in fault for fault in faults)
    assert all(fault.endswith((".", "?")) and fault.count(": ") >= 2 for fault in faults)


def test_a_figure_that_nobody_computes_is_a_fault(gdtui: Run, copy: Path) -> None:
    with (copy / "why.md").open("a", encoding="utf-8") as file:
        file.write("\nIt is {{start-los}}.\n")
    status, out, _ = gdtui("content", "check", copy)
    fault, count = out.splitlines()
    assert status == 1
    assert "there is no figure called start-los" in fault
    assert "step why" in fault
    assert count == f"{copy}: 1 fault."


def test_a_demonstration_that_nobody_has_written_is_a_fault(gdtui: Run, copy: Path) -> None:
    cases = copy / "real-world" / "cases.toml"
    change(cases, 'demonstration = "', 'demonstration = "no-')
    status, out, _ = gdtui("content", "check", copy)
    fault, _ = out.splitlines()
    assert status == 1
    assert "there is no demonstration called no-" in fault


def test_a_folder_that_is_not_there_is_a_fault(gdtui: Run, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    status, out, err = gdtui("content", "check", folder)
    fault, count = out.splitlines()
    assert (status, err) == (1, "")
    assert "is no folder. Name the folder that holds lesson.toml." in fault
    assert count == f"{folder}: 1 fault."


def test_another_lesson_can_be_named_on_either_side(gdtui: Run, copy: Path) -> None:
    change(copy / "lesson.toml", 'title = "Gradient Descent in Practice"', 'title = "Other"')
    assert gdtui("--content", copy, "progress")[1].startswith("Other: 0/9\n")
    assert gdtui("progress", "--content", copy)[1].startswith("Other: 0/9\n")
    assert gdtui("--content", copy, "content", "check")[1] == f"{copy}: fit to teach.\n"


def test_a_lesson_that_is_not_fit_is_not_used(gdtui: Run, copy: Path) -> None:
    (copy / "why.md").unlink()
    status, out, err = gdtui("--content", copy, "progress")
    assert (status, out) == (1, "")
    assert "not fit to teach" in err
    assert "'why.md' is not there" in err


def test_ctrl_c_at_a_question_ends_without_a_traceback() -> None:
    command = [sys.executable, "-u", "-m", "gdtui", "reset"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as asking:
        assert asking.stdout is not None
        assert asking.stdout.read(6) == "Forget"
        asking.send_signal(signal.SIGINT)
        _, err = asking.communicate(timeout=20)
    assert asking.returncode == 130
    assert err == ""
