"""A lesson's folder may hold anything: reading it stays inside, ends, and tells what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gdtui.lesson.folder import LARGEST_FILE, LARGEST_LESSON
from gdtui.lesson.load import check
from gdtui.lesson.places import content_folder


def told(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)[1]]


def test_no_folder(tmp_path: Path) -> None:
    (message,) = told(tmp_path / "nowhere")
    assert " is no folder. Name the folder that holds lesson.toml." in message


def test_no_lesson_file(tmp_path: Path) -> None:
    (message,) = told(tmp_path)
    assert message.startswith("lesson.toml: whole file: 'lesson.toml' is not there.")


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "why.md").rename(folder / "reason.md")
    (folder / "why.md").symlink_to("reason.md")
    assert told(folder) == []


def test_a_folder_that_is_itself_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert told(tmp_path / "link") == []


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (folder / "why.md").unlink()
    (folder / "why.md").symlink_to(tmp_path / "secret.md")
    (message,) = told(folder)
    assert message.startswith("lesson.toml: step 1, file: 'why.md' is outside the lesson's folder.")


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "why.md").unlink()
    (folder / "why.md").symlink_to("other.md")
    (folder / "other.md").symlink_to("why.md")
    (message,) = told(folder)
    assert message.startswith("lesson.toml: step 1, file: 'why.md' cannot be read: ")


def test_a_named_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "why.md").unlink()
    os.mkfifo(folder / "why.md")
    (message,) = told(folder)
    assert "'why.md' is no ordinary file. Name a text file." in message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(folder: Path) -> None:
    (folder / "why.md").chmod(0)
    (message,) = told(folder)
    assert "'why.md' cannot be read: Permission denied" in message


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    (folder / "why.md").write_bytes(b"one\ntwo \xff\n")
    assert told(folder) == ["why.md: line 2: is not UTF-8. Save the file with the encoding UTF-8."]


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_may_have_so_many_bytes(folder: Path, more: int) -> None:
    (folder / "why.md").write_bytes(b"a" * (LARGEST_FILE + more))
    expected = ["why.md: whole file: is over 1,000,000 bytes. Divide it, or take things out."]
    assert told(folder) == expected * more


def test_a_lesson_may_have_so_many_bytes(folder: Path) -> None:
    text = (folder / "lesson.toml").read_text()
    for number in range(LARGEST_LESSON // LARGEST_FILE):
        name = f"long-{number}"
        text += (
            f'[[step]]\nid = "{name}"\ntitle = "Long"\nkind = "reading"\nfile = "{name}.md"\n'
            'minutes = 1\ninvitation = "Read"\nwork = ["read"]\n'
        )
        (folder / f"{name}.md").write_bytes(b"a" * LARGEST_FILE)
    (folder / "lesson.toml").write_text(text)
    assert told(folder) == [
        "long-3.md: whole file: the lesson's files are over 4,000,000 bytes in all. "
        "Take things out, or make two lessons of it."
    ]


def test_the_shipped_lesson_is_fit_to_teach() -> None:
    assert told(content_folder()) == []


@pytest.mark.parametrize("inside", [True, False])
def test_the_shipped_lesson_is_inside_the_package_or_beside_it(
    folder: Path, tmp_path: Path, inside: bool
) -> None:
    package = tmp_path / "site" / "gdtui"
    package.mkdir(parents=True)
    place = (package if inside else package.parent) / "content" / "gradient-descent"
    place.parent.mkdir()
    folder.rename(place)
    assert content_folder(package) == place


def test_the_package_is_preferred(folder: Path, tmp_path: Path) -> None:
    package = tmp_path / "site" / "gdtui"
    for root in (package, package.parent):
        (root / "content" / "gradient-descent").mkdir(parents=True)
        (root / "content" / "gradient-descent" / "lesson.toml").touch()
    assert content_folder(package).is_relative_to(package)


def test_a_lesson_that_is_nowhere_names_both_places(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        content_folder(tmp_path / "gdtui")
    for place in (tmp_path / "gdtui", tmp_path):
        assert str(place / "content" / "gradient-descent") in str(caught.value)
