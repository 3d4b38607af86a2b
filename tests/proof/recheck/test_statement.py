"""Counts and sums of statements."""

from __future__ import annotations

import pytest

from numerate.proof.recheck.statement import makes, number_text, whole


def test_counts_in_all_spellings() -> None:
    """Digits with commas or spaces, and words."""
    assert [whole(one) for one in ("10,324", "1 242", "Twelve", "sixty-eight")] == [
        10324, 1242, 12, 68,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no whole number"):
        whole("several")


def test_some_parts_make_a_total() -> None:
    """A total may leave parts out, but never without any part, and never count one twice."""
    assert makes([1, 8254], 8255)
    assert makes([1, 8254], 8254)
    assert not makes([60], 120)
    assert not makes([5, 7], 0)


def test_numbers_as_python_reads_them() -> None:
    """No leading zero, thousands and percent signs."""
    assert [number_text(one) for one in (".05", "-.5", "1,242.5", "74.8 %")] == [
        "0.05", "-0.5", "1242.5", "74.8",
    ]  # fmt: skip
