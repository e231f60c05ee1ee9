"""What the nodes say: the lesson's own numbers to the last digit, and lines that always fit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdtui.descent import trace
from gdtui.descent.trace import NODES, Loop, start
from gdtui.lesson import model
from gdtui.ui.workings import TITLES, Paper, workings

WIDE = Paper(36, 12)


def said(loop: Loop, node: str, paper: Paper = WIDE) -> str:
    at = loop.to_node(len(NODES) - 1)
    return "\n".join(text for text, _ in workings(at, NODES.index(node), paper))


def test_the_rooms_agree_on_the_nodes() -> None:
    assert model.NODES == trace.NODES
    assert [title.lower().replace(" ", "-") for title in TITLES] == list(NODES)


FACTS = [
    (0, "parameters", ["w = 0", "b = 0", "57"]),
    (0, "forward-pass", ["0·1 + 0 = 0   (y = 3)", "0·4 + 0 = 0   (y = 9)"]),
    (0, "loss", ["e = 0 − 9 = −9   e² = 81", "(9+25+49+81)/4", "= 41"]),
    (0, "backward-pass", ["2·(−7)·3/4 = −10.5", "dw = −35", "−1.5−2.5−3.5−4.5", "db = −12"]),
    (0, "update", ["w = 0 − 0.01·(−35) = 0.35", "b = 0 − 0.01·(−12) = 0.12"]),
    (0, "repeat", ["57 → 39.4339"]),
    (1, "forward-pass", ["0.35·5 + 0.12 = 1.87   (y = 11)"]),
    (1, "loss", ["e = 1.87 − 11 = −9.13", "(−9.13)²", "= 83.3569"]),
    (1, "backward-pass", ["dw = −91.3", "db = −18.26"]),
    (1, "update", ["w = 0.35 − 0.01·(−91.3) = 1.263", "= 0.3026"]),
    (1, "repeat", ["39.4339 → 9.54512856", "next: epoch 2"]),
    (2, "loss", ["−1.4344", "−2.1714", "−2.9084", "−3.6454", "= 7.13005326"]),
    (2, "backward-pass", ["dw = −14.542", "db = −5.0798"]),
    (2, "update", ["w = 1.263 − 0.01·(−14.542) = 1.40842"]),
    (2, "update", ["b = 0.3026 − 0.01·(−5.0798) = 0.353398"]),
    (2, "repeat", ["9.54512856 → 6.5628308738"]),
    (3, "forward-pass", ["= 7.395498"]),
    (3, "loss", ["−3.604502", "= 12.992434668"]),
    (3, "backward-pass", ["dw = −36.04502", "db = −7.209004"]),
    (3, "update", ["= 1.7688702", "= 0.42548804"]),
    (3, "repeat", ["6.5628308738 → 1.7144158276"]),
]  # fmt: skip


@pytest.mark.parametrize(("batch", "node", "expected"), FACTS)
def test_the_first_four_mini_batches_to_the_last_digit(
    batch: int, node: str, expected: list[str]
) -> None:
    loop = start()
    for _ in range(batch):
        loop = loop.next_batch()
    shown = said(loop, node, Paper(46, 12))
    for words in expected:
        assert words in shown


def test_the_smallest_box_still_has_the_first_numbers_whole() -> None:
    paper = Paper(19, 4)
    assert "−1.5−5−10.5−18\ndw = −35\ndb = −12" in said(start(), "backward-pass", paper)
    assert "w = 0 − 0.01·(−35)\n= 0.35" in said(start(), "update", paper)
    assert "(9+25+49+81)/4\n= 41" in said(start(), "loss", paper)


def test_nothing_is_told_before_it_is_computed() -> None:
    loop = start().to_node(NODES.index("loss"))
    for node in range(NODES.index("backward-pass"), len(NODES)):
        lines = workings(loop, node, WIDE)
        assert {role for _, role in lines} == {"formula"}
        assert not any(sign.isdigit() and sign != "2" for text, _ in lines for sign in text)


@given(
    width=st.integers(19, 64),
    rows=st.integers(1, 12),
    ascii=st.booleans(),
    lr=st.sampled_from([0.001, 0.01, 0.1, 0.5]),
    size=st.integers(1, 5),
    batches=st.integers(0, 900),
    node=st.integers(0, 5),
    seed=st.none() | st.integers(0, 9),
)
def test_every_line_fits(
    width: int, rows: int, ascii: bool, lr: float, size: int, batches: int, node: int,
    seed: int | None,
) -> None:  # fmt: skip
    loop = start(lr=lr, batch_size=size, seed=seed)
    for _ in range(batches if lr == 0.5 else batches // 30):
        loop = loop.next_batch()
    for each in range(len(NODES)):
        lines = workings(loop.to_node(node), each, Paper(width, rows, ascii))
        assert 1 <= len(lines) <= rows
        assert all(0 < len(text) <= width for text, _ in lines)
        assert not ascii or all(text.isascii() for text, _ in lines)


def test_more_room_gives_more_digits_never_fewer() -> None:
    loop = start().epoch_end().epoch_end()
    shown = [workings(loop, 5, Paper(width, 4))[1][0] for width in range(12, 40)]
    assert all(len(a) <= len(b) for a, b in pairwise(shown))
