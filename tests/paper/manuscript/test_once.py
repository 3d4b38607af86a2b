"""Once: a value is made a single time, a fault is told to all who wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from numerate.paper.manuscript.once import Once


def test_threads_share_one_making() -> None:
    """Eight threads ask at once; one of them makes."""
    once: Once[int] = Once()
    made: list[int] = []
    start = Barrier(8)

    def ask(_: int) -> int:
        start.wait()
        return once.get("key", lambda: made.append(1) or len(made))  # type: ignore[func-returns-value]  # counts

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [1] * 8
    assert made == [1]


def test_a_fault_is_remembered() -> None:
    """The second to ask meets the same fault without making anew."""
    once: Once[int] = Once()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            once.get("key", lambda: 1 // 0)
