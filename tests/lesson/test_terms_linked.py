"""Every term can be opened in place: its first mention in the lesson's pages is a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gdtui.lesson.challenge import Challenge
from gdtui.lesson.experiments import Experiments
from gdtui.lesson.load import load
from gdtui.lesson.model import Cases, Loop, Reading, Term
from gdtui.lesson.places import content_folder

LESSON = load(content_folder())

ASIDE = r"(?ms)^```.*?^```|`[^`\n]*`|^#+ [^\n]*|^\|[^\n]*|^## Sources.*"
"""Code, headings, tables and sources hold no links."""

CALLED = {
    # Where it goes by more than the words of its name, or something else by those
    "sgd": "stochastic gradient descent|SGD",
    "gradient": "gradients?(?! descent)",
    "loss": "loss(?:es)?(?! functions?)",
    "learning-rate": "learning rates?(?!.schedule)",
    "convergence": "convergence|divergence|converges?|diverges?",
    "local-minimum": "minimum|minima|saddles?",
}


def pages() -> Iterator[str]:
    """The prose of the lesson, in the order in which it is read."""
    for step in LESSON.steps:
        body = step.body
        if isinstance(body, (Reading, Loop, Experiments, Challenge, Cases)):
            yield body.text
        if isinstance(body, Cases):
            yield from (case.text for case in body.cases)


def names(term: Term) -> str:
    """What a text can call the term."""
    parts = (f"{re.escape(part)}(?:s|es)?" for part in re.split(r",\s*", term.name))
    return CALLED.get(term.id) or "|".join(parts)


def first_mention(term: Term, text: str) -> str | None:
    """The link, or the bare words, by which a text first mentions the term."""
    prose = re.sub(ASIDE, "", text)
    link = r"\[[^\]]*\]\([^)]*\)"
    for match in re.finditer(rf"({link})|\b(?:{names(term)})\b", prose, re.IGNORECASE):
        if match[1] is None or f"(term:{term.id})" in match[1]:
            return match[0]
    return None


@pytest.mark.parametrize("term", LESSON.glossary, ids=lambda term: term.id)
def test_a_term_is_linked_where_it_first_appears(term: Term) -> None:
    mentions = (first_mention(term, page) for page in pages())
    first = next((mention for mention in mentions if mention is not None), None)
    assert first is not None, "no page mentions it"
    assert f"(term:{term.id})" in first, f"'{first}' is no link"
