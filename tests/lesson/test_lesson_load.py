"""A sound lesson is read; of a broken one every fault is told, with its file, place and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdtui.lesson.bodies import READERS
from gdtui.lesson.load import check, load, outline
from gdtui.lesson.model import WORK, Case, Cases, Code, Reading, Source, Star, Terms
from gdtui.lesson.notes import MOST_FAULTS, Unfit


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_lesson_is_read_whole(folder: Path) -> None:
    lesson = load(folder)
    assert (lesson.id, lesson.title, lesson.minutes) == ("small", "A small lesson", 10)
    assert [step.id for step in lesson.steps] == ["why", "words", "code", "usage"]
    why, words, code, usage = lesson.steps
    assert why.work == ("read",)
    assert why.body == Reading((folder / "why.md").read_text())
    assert isinstance(words.body, Terms)
    assert lesson.glossary == words.body.cards
    assert words.body.cards[0].steps == ("why", "code")
    assert code.body == Code("train.py", "w = 0.0\nprint(w)\n", "Run it: {{run-loss}}.")
    assert isinstance(usage.body, Cases)
    assert usage.body.text == "Two uses.\n"
    sources = (Source("Another paper", "https://example.org/another"),)
    assert usage.body.cases[1] == Case("images", "Images", "Pictures.\n", sources, None)
    assert usage.body.cases[0].demonstration == "warm-up"


STARS = """work = ["read"]
[[step.star]]
merit = "descent-found"
words = "Find it"
[[step.star]]
merit = "descent-soon"
words = "Find it soon"
"""


def test_a_step_tells_what_its_stars_take(folder: Path) -> None:
    replace(folder, "lesson.toml", 'work = ["read"]\n', STARS)
    stars = load(folder).steps[0].stars
    assert stars == (Star("descent-found", "Find it"), Star("descent-soon", "Find it soon"))
    assert load(folder).steps[1].stars == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("descent-soon", "descent-son", "Did you mean 'descent-soon'?"),
        ("descent-soon", "right-90", "unknown merit 'right-90'"),
        ('words = "Find it soon"\n', "", "star 2, words: is missing"),
        (STARS[STARS.rindex("[[") :], "", "star: has 1 stars to earn"),
    ],
)
def test_a_fault_in_a_star_is_told(folder: Path, old: str, new: str, told: str) -> None:
    replace(folder, "lesson.toml", 'work = ["read"]\n', STARS.replace(old, new))
    faults = check(folder)[1]
    assert any(told in str(fault) for fault in faults), faults


def test_every_kind_has_a_reader() -> None:
    assert READERS.keys() == WORK.keys()


def test_line_ends_and_a_byte_order_mark_are_no_fault(folder: Path) -> None:
    for name in ("lesson.toml", "why.md"):
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    why = load(folder).steps[0].body
    assert isinstance(why, Reading)
    assert why.text.startswith("# Why\n\n")


LESSON, TERMS, CODE, CASES = "lesson.toml", "terms.toml", "code/code.toml", "usage/cases.toml"

# What is replaced in which file, by what; then the one fault expected: file, place, words.
BROKEN = {
    "key missing": (LESSON, 'title = "Why"\n', "", LESSON, "step 1, title", "is missing"),
    "key at the top missing": (LESSON, 'subject = "testing"\n', "", LESSON, "subject", "missing"),
    "unknown key": (
        *(LESSON, 'invitation = "Read it"', 'invitation = "Read it"\nminuts = 2'),
        *(LESSON, "step 1, minuts", "unknown key 'minuts'. Did you mean 'minutes'?"),
    ),
    "unknown key in a file": (CODE, "intro", "x = 1\nintro", CODE, "x", "unknown key 'x'"),
    "unknown table": (TERMS, "[[term]]", "[y]\n[[term]]", TERMS, "y", "Known here: term."),
    "escape in a key": (
        *(CODE, "intro", '"\\u001b[2J" = 1\nintro'),
        *(CODE, r"'\x1b[2J'", r"unknown key '\x1b[2J'"),
    ),
    "text for a number": (LESSON, "minutes = 10", 'minutes = "10"', LESSON, "minutes", "a text"),
    "true for a number": (LESSON, "minutes = 10", "minutes = true", LESSON, "minutes", "true or"),
    "date for a text": (
        *(LESSON, 'title = "Why"', "title = 2024-01-01"),
        *(LESSON, "step 1, title", "is a date or time, not a text in quotes"),
    ),
    "table for a list": (LESSON, "[[step]]\nid", "[step]\nid", LESSON, "line 17", "not valid TOML"),
    "number in work": (
        *(LESSON, '["read"]', '["read", 1]'),
        *(LESSON, "step 1, work", "is a whole number, not a text in quotes"),
    ),
    "no minutes": (LESSON, "minutes = 2", "minutes = 0", LESSON, "step 1, minutes", "from 1 to"),
    "empty text": (LESSON, '"Read it"', '" "', LESSON, "step 1, invitation", "is empty"),
    "two lines": (
        *(LESSON, '"Read it"', r'"Read\nit"'),
        *(LESSON, "step 1, invitation", "has more than one line"),
    ),
    "figure in a line": (
        *(LESSON, '"Read it"', '"Read {{run-loss}}"'),
        *(LESSON, "step 1, invitation", "figures are not filled in here"),
    ),
    "empty id": (LESSON, 'id = "small"', 'id = ""', LESSON, "id", "'' is no id"),
    "bad id": (LESSON, 'id = "small"', 'id = "Small"', LESSON, "id", "'Small' is no id"),
    "unknown kind": (
        *(LESSON, 'kind = "reading"', 'kind = "readin"'),
        *(LESSON, "step 1, kind", "unknown kind 'readin'. Did you mean 'reading'?"),
    ),
    "unknown work": (
        *(LESSON, '["cards", "recall"]', '["cards", "recal"]'),
        *(LESSON, "step 2, work", "unknown work 'recal'. Did you mean 'recall'?"),
    ),
    "work of another kind": (
        *(LESSON, '["read"]', '["quiz"]'),
        *(LESSON, "step 1, work", "unknown work 'quiz'. Known here: descent, read, recap."),
    ),
    "no work": (LESSON, '["read"]', "[]", LESSON, "step 1, work", "Name at least one of: read"),
    "work twice": (LESSON, '["read"]', '["read", "read"]', LESSON, "step 1, work", "twice"),
    "step id twice": (
        *(LESSON, 'id = "usage"', 'id = "why"'),
        *(LESSON, "step 4, id", "step 'why' is there twice. Its first place: lesson.toml, step 1"),
    ),
    "case id twice": (CASES, '"images"', '"llm"', CASES, "case 2, id", "case 'llm' is there twice"),
    "no cards": (TERMS, "[[term]]", "[[terms]]", TERMS, "term", "is missing"),
    "no source": (
        *(CASES, '[[case.source]]\ntitle = "Another paper"\naddress', "other"),
        *(CASES, "case 2, source", "is missing"),
    ),
    "empty list of sources": (
        *(CASES, '[[case.source]]\ntitle = "Another paper"\naddress', "source = []\nother"),
        *(CASES, "case 2, source", "Add a table [[source]]."),
    ),
    "no web address": (
        *(CASES, "https://example.org/paper", "file:///etc/passwd"),
        *(CASES, "case 1, source 1, address", "is no web address. Start it with https://"),
    ),
    "no TOML": (TERMS, 'name = "Loss"', "name = Loss", TERMS, "line 3", "not valid TOML: Invalid"),
    "TOML cut off": (CODE, '{{run-loss}}."', "", CODE, "line 2", "not valid TOML"),
    "TOML not closed": (CODE, '"Run it: {{run-loss}}."', "[", CODE, "line 2", "not valid TOML"),
    "nested too deeply": (CODE, '"Run', "[" * 9999 + '"Run', CODE, "whole file", "nested"),
    "too many digits": (CODE, '"Run it', "1" * 9999 + '"Run it', CODE, "whole file", "Exceeds"),
    "long dotted key": (CODE, "intro", "a." * 999 + "a = 1\nintro", CODE, "line 2", "200 dots"),
    "file missing": (
        LESSON,
        '"why.md"',
        '"who.md"',
        LESSON,
        "step 1, file",
        "'who.md' is not there",
    ),
    "program missing": (CODE, '"train.py"', '"run.py"', CODE, "program", "'code/run.py' is not"),
    "text of a case missing": (CASES, '"llm.md"', '"x.md"', CASES, "case 1, file", "usage/x.md"),
    "file for a folder": (
        *(LESSON, 'file = "code"', 'file = "code/code.toml"'),
        *(LESSON, "step 3, file", "a part of its path is a file. Name the folder alone."),
    ),
    "folder for a file": (LESSON, '"why.md"', '"code"', LESSON, "step 1, file", "is a folder"),
    "absolute path": (LESSON, '"why.md"', '"/etc/passwd"', LESSON, "step 1, file", "is outside"),
    "absolute path of a program": (
        CODE,
        '"train.py"',
        '"/nowhere.py"',
        CODE,
        "program",
        "is outside",
    ),
    "path that climbs": (LESSON, '"why.md"', '"../why.md"', LESSON, "step 1, file", "is outside"),
    "program that climbs": (CODE, '"train.py"', '"../../x.py"', CODE, "program", "is outside"),
    "control character in a path": (
        *(LESSON, '"why.md"', r'"why\u0000.md"'),
        *(LESSON, "step 1, file, character 4", "control character U+0000"),
    ),
    "path too long": (LESSON, "why.md", "w" * 999, LESSON, "step 1, file", "cannot be read"),
    "escape in a text": (
        *("why.md", "falls", "\x1b]52;c;AAAA\x07falls"),
        *("why.md", "line 3, column 23", "control character U+001B"),
    ),
    "turned writing": ("why.md", "falls", "\u202efalls", "why.md", "line 3, column 23", "U+202E"),
    "escape in a table": (
        *(TERMS, "How bad", r"How\u009b bad"),
        *(TERMS, "term 1, meaning, character 4", "control character U+009B"),
    ),
    "escape in a program": ("code/train.py", "w =", "\x9bw =", "code/train.py", "line 1", "U+009B"),
    "no Python": (
        "code/train.py",
        "print(w)",
        "print(w",
        "code/train.py",
        "line 2",
        "not valid Py",
    ),
    "empty program": (
        "code/train.py",
        "w = 0.0\nprint(w)",
        "",
        "code/train.py",
        "whole",
        "is empty",
    ),
    "Python nested too deeply": (
        *("code/train.py", "0.0", "-" * 99_999 + "1"),
        *("code/train.py", "whole file", "cannot be compiled"),
    ),
    "figure not closed": (
        "why.md",
        "loss}}",
        "loss",
        "why.md",
        "line 3, column 34",
        "is not closed",
    ),
    "figure badly named": (
        *("why.md", "{{run-loss}}", "{{Run loss}}"),
        *("why.md", "line 4, column 4", "has a name that is no figure's. Write {{name}}"),
    ),
    "figure of a card": (
        *(TERMS, "{{start-loss}}", "{{start-loss}"),
        *(TERMS, "term 1, example, character 14", "is not closed"),
    ),
    "unknown term": (
        *("why.md", "term:loss", "term:los"),
        *("why.md", "line 3, column 17", "unknown term 'los'. Did you mean 'loss'?"),
    ),
    "unknown term in a card": (
        *(TERMS, "It is not accuracy", "It is not [accuracy](term:accuracy)"),
        *(TERMS, "term 1, confusion, character 27", "unknown term 'accuracy'"),
    ),
    "link not closed": ("why.md", "loss) falls", "loss falls", "why.md", "line 3", "not closed"),
    "unknown step of a term": (
        *(TERMS, '"code"]', '"cod"]'),
        *(TERMS, "term 1, steps", "unknown step 'cod'. Did you mean 'code'?"),
    ),
    "format missing": (LESSON, "format = 1\n", "", LESSON, "format", "is missing"),
}


@pytest.mark.parametrize(
    ("file", "old", "new", "faulty", "place", "words"), BROKEN.values(), ids=BROKEN.keys()
)
def test_a_fault_is_told(
    folder: Path, file: str, old: str, new: str, faulty: str, place: str, words: str
) -> None:
    replace(folder, file, old, new)
    lesson, faults = check(folder)
    assert lesson is None
    told = [f"{fault.file}: {fault.place}: {fault}" for fault in faults]
    start = f"{faulty}: {place}"
    assert [line for line in told if line.startswith(start) and words in line], told
    # A renamed table is both missing and unknown; a program's control character is no Python.
    assert len(faults) <= 2
    assert "\x1b" not in str(Unfit(faults))


def test_all_faults_come_at_once(folder: Path) -> None:
    replace(folder, LESSON, 'title = "Why"', 'titel = "Why"')
    replace(folder, TERMS, '"code"]', '"cod"]')
    replace(folder, CODE, '"train.py"', '"run.py"')
    replace(folder, "usage/llm.md", "term:loss", "term:gain")
    with pytest.raises(Unfit) as caught:
        load(folder)
    told = {(fault.file, fault.place) for fault in caught.value.faults}
    assert told == {
        (LESSON, "step 1, title"),
        (LESSON, "step 1, titel"),
        (TERMS, "term 1, steps"),
        (CODE, "program"),
        ("usage/llm.md", "line 1, column 18"),
    }
    assert str(caught.value).count("\n") == 4


def test_an_outline_gives_the_same_lesson_and_reads_its_parts_when_they_are_wanted(
    folder: Path,
) -> None:
    whole, late = load(folder), outline(folder)
    assert late == whole
    assert [step.body for step in late.steps] == [step.body for step in whole.steps]
    assert late.glossary == whole.glossary
    assert (late.has_fog, late.fog) == (whole.has_fog, whole.fog)
    assert late.steps[0].body is late.steps[0].body


def test_a_part_with_a_fault_is_refused_when_it_is_wanted(folder: Path) -> None:
    replace(folder, CODE, '"train.py"', '"run.py"')
    lesson = outline(folder)
    assert isinstance(lesson.steps[0].body, Reading)
    with pytest.raises(Unfit) as caught:
        _ = lesson.steps[2].body
    assert [fault.file for fault in caught.value.faults] == [CODE]


def test_an_outline_with_a_fault_is_refused_at_once(folder: Path) -> None:
    replace(folder, LESSON, 'title = "Why"', 'titel = "Why"')
    with pytest.raises(Unfit) as caught:
        outline(folder)
    assert [fault.place for fault in caught.value.faults] == ["step 1, title", "step 1, titel"]


def test_a_newer_format_is_the_only_fault(folder: Path) -> None:
    replace(folder, LESSON, "format = 1", "format = 2\nnovelty = true")
    (fault,) = check(folder)[1]
    assert str(fault).startswith("lesson.toml: format: is one that this program does not read")


def test_a_missing_format_hides_no_other_fault(folder: Path) -> None:
    replace(folder, LESSON, "format = 1\n", "")
    replace(folder, "why.md", "term:loss", "term:gain")
    assert [fault.file for fault in check(folder)[1]] == [LESSON, "why.md"]


def test_links_are_not_blamed_where_the_terms_could_not_be_read(folder: Path) -> None:
    (folder / TERMS).unlink()
    assert [fault.place for fault in check(folder)[1]] == ["step 2, file"]


def test_a_fault_reads_file_place_what_remedy(folder: Path) -> None:
    replace(folder, LESSON, '"why.md"', '"who.md"')
    message = "lesson.toml: step 1, file: 'who.md' is not there. Add the file, or correct its name."
    assert [str(fault) for fault in check(folder)[1]] == [message]


def test_very_many_faults_are_cut_and_counted(folder: Path) -> None:
    (folder / "why.md").write_text("{{x\n" * (MOST_FAULTS + 5))
    *_, last = (faults := check(folder)[1])
    assert len(faults) == MOST_FAULTS + 1
    assert last.what == "5 more faults are not shown"


def test_ids_that_are_missing_are_not_also_twice(folder: Path) -> None:
    replace(folder, LESSON, 'id = "code"', 'id = ""')
    replace(folder, LESSON, 'id = "usage"\n', "")
    replace(folder, TERMS, ', "code"', "")
    assert [fault.place for fault in check(folder)[1]] == ["step 3, id", "step 4, id"]
