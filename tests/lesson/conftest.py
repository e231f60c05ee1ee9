"""A small, sound lesson with a step of every form of body."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "lesson.toml": """\
format = 1
id = "small"
title = "A small lesson"
subtitle = "Four steps"
subject = "testing"
minutes = 10

[[step]]
id = "why"
title = "Why"
kind = "reading"
file = "why.md"
minutes = 2
invitation = "Read it"
work = ["read"]

[[step]]
id = "words"
title = "Words"
kind = "terms"
file = "terms.toml"
minutes = 3
invitation = "Open every card"
work = ["cards", "recall"]

[[step]]
id = "code"
title = "Code"
kind = "code"
file = "code"
minutes = 3
invitation = "Run it"
work = ["as-given", "changed"]

[[step]]
id = "usage"
title = "Usage"
kind = "cases"
file = "usage"
minutes = 2
invitation = "Open every case"
work = ["opened"]
""",
    "why.md": "# Why\n\nThe [loss](term:loss) falls from {{start-loss}}\nto {{run-loss}}.\n",
    "terms.toml": """\
[[term]]
id = "loss"
name = "Loss"
symbol = "L"
formula = "L = mean(e²)"
meaning = "How bad the parameters are."
example = "It starts at {{start-loss}}."
confusion = "It is not accuracy."
steps = ["why", "code"]
""",
    "code/code.toml": 'program = "train.py"\nintro = "Run it: {{run-loss}}."\n',
    "code/train.py": "w = 0.0\nprint(w)\n",
    "usage/cases.toml": """\
intro = "intro.md"

[[case]]
id = "llm"
title = "Language models"
file = "llm.md"
demonstration = "warm-up"

[[case.source]]
title = "A paper"
address = "https://example.org/paper"

[[case]]
id = "images"
title = "Images"
file = "images.md"

[[case.source]]
title = "Another paper"
address = "https://example.org/another"
""",
    "usage/intro.md": "Two uses.\n",
    "usage/llm.md": "They [lose](term:loss) {{run-loss}}.\n",
    "usage/images.md": "Pictures.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small lesson, in a folder of its own."""
    root = tmp_path / "lesson"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
