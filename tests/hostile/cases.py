"""The bad programs: each a file whose first lines say what must happen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "programs"
_LINE = re.compile(r"# (\w+): (.*)")


@dataclass(frozen=True)
class Case:
    """One program.

    ``outcomes`` are the ends that may come, each a kind ("finished", "failed", "stopped") and
    perhaps the error's name or the reason. ``says`` must be in its message, ``prints`` in what
    the program printed. Where a layer that it ``needs`` is missing, ``otherwise`` holds; a case
    without that is not run there. ``in_words`` says that the plain lines of a run are worth a look
    as well as its events.
    """

    path: Path
    outcomes: tuple[str, ...]
    otherwise: tuple[str, ...]
    says: str
    prints: str
    line: int | None
    options: tuple[str, ...]
    needs: str
    in_words: bool

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.stem


def read(path: Path) -> Case:
    """The case in a file. Raises ValueError for a header line that means nothing."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        if match := _LINE.fullmatch(line):
            found[match[1]] = match[2]
    case = Case(
        path=path,
        outcomes=_ends(found.pop("outcome")),
        otherwise=_ends(found.pop("else", "")),
        says=found.pop("says", ""),
        prints=found.pop("prints", ""),
        line=int(found.pop("line", "0")) or None,
        options=tuple(found.pop("options", "--seconds 1").split()),
        needs=found.pop("needs", ""),
        in_words=found.pop("words", "no") == "yes",
    )
    if found:
        raise ValueError(f"{path}: unknown {', '.join(found)}")
    return case


def _ends(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


CASES = tuple(read(path) for path in sorted(FOLDER.glob("*.py")))
