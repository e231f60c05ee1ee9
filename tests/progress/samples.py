"""What the tests of the store keep, and how they are refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gdtui.progress.model import Fact, NotSaved, Progress

FACT = Fact("step", "work", "read", "yes")
SAVED = Progress().adding([FACT])


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(NotSaved) as caught:
        call()
    return str(caught.value)
