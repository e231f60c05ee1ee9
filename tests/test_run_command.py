"""A run in plain lines: what it prints, its JSON, its chart and its exit status."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from gdtui.lesson.places import content_folder
from tests.commands import ROOT, Run, carried_out, process

TRAINER = content_folder() / "code" / "train.py"
TYPES = {"started", "measured", "printed", "finished", "failed", "stopped"}


@pytest.fixture
def gdtui(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return carried_out(capsys, monkeypatch)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(source: str | bytes) -> Path:
        path = tmp_path / "mine.py"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return path

    return write


Write = Callable[[str | bytes], Path]
EXPLODING = """\
from gdtui import watch
for epoch, loss in enumerate([1.0, 1e200, float("inf"), float("-inf"), float("nan")]):
    watch(epoch=epoch, loss=loss)
"""


def events(out: str) -> list[dict[str, Any]]:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    return [json.loads(line, parse_constant=refuse) for line in out.splitlines()]


def types(out: str) -> list[str]:
    return [event["type"] for event in events(out)]


def test_a_good_program_tells_its_losses_and_ends_with_a_chart(gdtui: Run) -> None:
    status, out, err = gdtui("run", TRAINER)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("  epoch 0  loss 20.67")
    assert "Epoch 25: loss=" in out
    assert [line.split()[1] for line in lines if line.startswith("  epoch ")] == [
        "0", "1", "2", "5", "10", "20", "50",
    ]  # fmt: skip
    assert "loss (log)" in out
    assert "lr 0.01, epochs 100, batch_size 4" in out
    assert lines[-1].startswith("epoch 99 · loss 0.0")


def test_the_chart_can_be_had_in_ascii(gdtui: Run, write: Write) -> None:
    program = write("from gdtui import watch\nfor n in range(9): watch(epoch=n, loss=9 - n)\n")
    for arguments in (["--ascii", "run", program], ["run", program, "--ascii"]):
        status, out, _ = gdtui(*arguments)
        assert status == 0
        assert "loss (log)" in out
        assert out.isascii()


def test_a_failing_program_names_its_own_line(gdtui: Run, write: Write) -> None:
    program = write("from gdtui import watch\n\nwatch(loss=1)\nx = [1][3]\n")
    status, out, err = gdtui("run", program)
    assert status == 1
    assert "loss 1" in out
    assert err == "Line 4: IndexError: list index out of range\n"


def test_a_program_that_is_no_python_names_its_line(gdtui: Run, write: Write) -> None:
    status, out, err = gdtui("run", write("w = 0\nfor x in\n"))
    assert (status, out) == (1, "")
    assert err.startswith("Line 2: SyntaxError: ")


def test_a_program_that_measures_nothing_is_run(gdtui: Run, write: Write) -> None:
    status, out, err = gdtui("run", write("print('w')\n"))
    assert (status, err) == (0, "")
    assert out == "w\nFinished; nothing was measured.\n"


def test_an_exploding_program_ran_and_says_where(gdtui: Run, write: Write) -> None:
    status, _, err = gdtui("run", write(EXPLODING))
    assert (status, err) == (0, "The loss blew up: inf at epoch 2\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x7fELF\xff\x00", "is not UTF-8 text (byte 4)"),
        ("w = 0\n".encode("utf-16"), "is not UTF-8 text (byte 0)"),
        (b"#" * 2_000_000, "is larger than 1024 KiB"),
    ],
)
def test_what_is_no_program_is_refused_in_words(
    gdtui: Run, write: Write, data: bytes, words: str
) -> None:
    program = write(data)
    status, out, err = gdtui("run", program)
    assert (status, out) == (2, "")
    assert err.startswith(f"gdtui: {program} {words}")
    assert gdtui("run", "-", stdin=data)[2].startswith(f"gdtui: the input {words}")


def test_what_cannot_be_read_is_refused_in_words(gdtui: Run, tmp_path: Path) -> None:
    gone = tmp_path / "gone.py"
    told = f"gdtui: {gone} cannot be read: No such file or directory.\n"
    assert gdtui("run", gone) == (2, "", told)
    told = f"gdtui: {tmp_path} cannot be read: Is a directory.\n"
    assert gdtui("run", tmp_path) == (2, "", told)


def test_a_program_can_come_from_the_standard_input(gdtui: Run) -> None:
    status, out, _ = gdtui("run", "-", stdin=b"print('from here')\n")
    assert (status, out.splitlines()[0]) == (0, "from here")
    done = process("run", "-", stdin=None, input="w = 1\nw.gone\n")
    assert done.returncode == 1
    assert done.stderr.startswith("Line 2: AttributeError")


def test_line_ends_and_a_byte_order_mark_of_another_system_do_not_matter(
    gdtui: Run, write: Write
) -> None:
    source = b"\xef\xbb\xbffor x in range(2):\r\n    print(x)\r\nx.gone\r\n"
    status, out, err = gdtui("run", write(source))
    assert status == 1
    assert out.startswith("0\n1\n")
    assert err.startswith("Line 3: ")
    assert gdtui("run", "-", stdin=source)[0] == 1


def test_json_has_one_object_a_line_and_an_ending(gdtui: Run, write: Write) -> None:
    status, out, err = gdtui("run", TRAINER, "--json")
    told = events(out)
    assert (status, err) == (0, "")
    assert {event["type"] for event in told} == {"started", "measured", "printed", "finished"}
    assert told[0]["type"] == "started"
    assert told[-1]["type"] == "finished"
    first = next(event for event in told if event["type"] == "measured")
    assert {"run", "epoch", "loss", "weight", "bias"} <= first.keys()
    status, out, _ = gdtui("run", write("print(1)\nw.gone\n"), "--json")
    assert status == 1
    failed = events(out)[-1]
    assert (failed["type"], failed["error"], failed["line"]) == ("failed", "NameError", 2)


def test_json_writes_what_is_not_finite_as_words(gdtui: Run, write: Write) -> None:
    status, out, _ = gdtui("run", "--json", write(EXPLODING))
    told = events(out)
    assert status == 0
    losses = [event["loss"] for event in told if event["type"] == "measured"]
    assert losses == [1.0, 1e200, "inf", "-inf", "nan"]
    assert set(types(out)) <= TYPES


def test_json_of_a_program_that_prints_without_end_ends_with_stopped(
    gdtui: Run, write: Write
) -> None:
    status, out, _ = gdtui("run", "--json", write("while True: print('x' * 1000)\n"))
    assert status == 1
    last = events(out)[-1]
    assert (last["type"], last["reason"]) == ("stopped", "output")


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_ctrl_c_ends_the_program_and_what_it_told_stays_told(
    write: Write, form: Sequence[str]
) -> None:
    program = write("from gdtui import watch\nwatch(loss=1)\nprint('running')\nwhile True: pass\n")
    command = [sys.executable, "-m", "gdtui", "run", str(program), *form]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as running:
        assert running.stdout is not None
        seen = ""
        while "running" not in seen:
            line = running.stdout.readline()
            assert line, "it ended by itself"
            seen += line
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert running.returncode == 1
    assert "Traceback" not in err
    if form:
        last = events(seen + out)[-1]
        assert (last["type"], last["reason"]) == ("stopped", "asked")
    else:
        assert "loss (log)" in out
        assert err == "You stopped the program.\n"


def test_lines_of_our_own_begin_on_a_line_of_their_own(gdtui: Run, write: Write) -> None:
    program = write(
        "from gdtui import watch\nprint('.', end='')\nwatch(loss=1)\nprint('end', end='')\n"
    )
    _, out, _ = gdtui("run", program)
    assert out.startswith(".\n  loss 1\nend\n")
