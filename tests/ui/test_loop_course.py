"""Whether the loop's loss comes down is told as it is, with the limit that was passed."""

from __future__ import annotations

from gdtui.descent.trace import start
from gdtui.ui.loop_course import lost, warning


def test_a_run_that_converges_is_not_warned_of() -> None:
    loop = start()
    for _ in range(100):
        assert warning(loop) == ""
        loop = loop.next_batch()


def test_divergence_is_explained_with_the_limit() -> None:
    loop = start(lr=0.1, batch_size=5).to_node(5)
    words = warning(loop)
    assert "106" in words
    assert "57" in words
    assert "lr 0.1 is above the limit 2/λmax = 0.0845 of all data" in words
    assert "small enough" in warning(loop.next_batch().with_lr(0.01))
    alone = start(lr=0.5, batch_size=1).to_node(5).next_batch()
    assert "limit 0.0385 of one batch of this epoch" in warning(alone)
    assert "Diverging" not in warning(alone)


def test_a_run_beyond_all_floats_is_lost() -> None:
    loop = start(lr=0.5, batch_size=5)
    for _ in range(400):
        loop = loop.next_batch()
    assert lost(loop)
    assert "No step leads back" in warning(loop.with_lr(0.01))
    assert not lost(start())
