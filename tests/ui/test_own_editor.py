"""The learner's own editor: whatever it does, the text comes back or a reason does."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from textual.app import App, SuspendNotSupported

from gdtui.ui.own_editor import NoEditor, command, edit


class Suspending:
    """As much of an app as is asked for."""

    def __init__(self, able: bool = True) -> None:
        self.able = able
        self.suspended = 0

    @contextmanager
    def suspend(self) -> Iterator[None]:
        if not self.able:
            raise SuspendNotSupported
        self.suspended += 1
        yield


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that $EDITOR names; its first version saves nothing."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    script = tmp_path / "my editor"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{script}'")
    return script


def edited(text: str = "w = 0\n", able: bool = True) -> str:
    return edit(cast("App[None]", Suspending(able)), text, "train.py")


def python(script: Path, source: str) -> None:
    script.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\np = pathlib.Path(sys.argv[-1])\n{source}\n"
    )


def test_what_was_saved_comes_back(editor: Path) -> None:
    editor.write_text('#!/bin/sh\nprintf "lr = 0.5 # ŷ\\n" >> "$1"\n')
    assert edited("w = 0 # λ\n") == "w = 0 # λ\nlr = 0.5 # ŷ\n"


def test_the_app_is_suspended_meanwhile_and_the_name_is_the_programs(
    editor: Path, tmp_path: Path
) -> None:
    app = Suspending()
    python(editor, "p.write_text(p.name)")
    assert edit(cast("App[None]", app), "w = 0\n", "train.py") == "train.py"
    assert app.suspended == 1
    assert list(tmp_path.iterdir()) == [editor]


def test_an_editor_that_saves_nothing_changes_nothing(editor: Path) -> None:
    assert edited("w = 0\n") == "w = 0\n"


def test_line_ends_and_a_byte_order_mark_of_another_system_are_taken_away(editor: Path) -> None:
    python(editor, r"p.write_bytes(b'\xef\xbb\xbfw = 1\r\nb = 2\r\n')")
    assert edited() == "w = 1\nb = 2\n"


def test_a_text_that_no_file_can_hold_is_opened_all_the_same(editor: Path) -> None:
    assert edited("w = '\ud800'\n") == "w = '?'\n"


def test_an_editor_with_options_gets_them(editor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python(editor, "p.write_text(sys.argv[1])")
    monkeypatch.setenv("VISUAL", f"'{editor}' '--wait for it'")
    assert edited() == "--wait for it"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("#!/bin/sh\nexit 1\n", "ended with status 1; your code is unchanged"),
        ("#!/bin/sh\nkill -9 $$\n", "ended with status -9"),
        ('#!/bin/sh\nprintf "w = \\377" > "$1"\n', r"not UTF-8 \(byte 4\); your code is unchanged"),
        ('#!/bin/sh\nrm "$1"\n', "cannot be read: No such file"),
        ("#!/no/such/interpreter\n", "does not start: No such file"),
    ],
)
def test_what_goes_wrong_is_told(editor: Path, script: str, words: str) -> None:
    editor.write_text(script)
    with pytest.raises(NoEditor, match=words) as told:
        edited()
    assert str(editor) in str(told.value)


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")
    with pytest.raises(NoEditor, match="no-such-editor does not start: No such file"):
        edited()


def test_a_program_that_may_not_be_run_is_named(editor: Path) -> None:
    editor.chmod(0o644)
    with pytest.raises(NoEditor, match="does not start: Permission denied"):
        edited()


def test_a_terminal_that_cannot_be_handed_on_is_told(editor: Path) -> None:
    with pytest.raises(NoEditor, match="cannot be handed to another program"):
        edited(able=False)


def test_a_full_or_missing_folder_for_files_is_told(
    editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(NoEditor, match=r"A file for .* cannot be made"):
        edited()


@pytest.mark.parametrize("environ", [{}, {"EDITOR": ""}, {"VISUAL": " ", "EDITOR": " "}])
def test_without_an_editor_the_way_to_name_one_is_told(environ: dict[str, str]) -> None:
    with pytest.raises(NoEditor, match="export EDITOR=nano"):
        command(environ)


def test_visual_goes_before_editor_unless_it_is_blank() -> None:
    assert command({"VISUAL": "vi -u NONE", "EDITOR": "ed"}) == ["vi", "-u", "NONE"]
    assert command({"VISUAL": " ", "EDITOR": "ed"}) == ["ed"]


def test_an_editor_with_an_open_quote_is_told() -> None:
    with pytest.raises(NoEditor, match=r"\$EDITOR cannot be read: 'vi"):
        command({"EDITOR": "'vi"})
