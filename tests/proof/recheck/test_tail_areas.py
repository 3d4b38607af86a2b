"""Tail areas against printed tables of critical values."""

from __future__ import annotations

import pytest

from numerate.proof.recheck.tail_areas import of_chi2, of_f, of_r, of_t, of_z


@pytest.mark.parametrize(
    ("area", "p"),
    [
        (of_z(2.5758), 0.01),
        (of_z(1.6449), 0.10),
        (of_t(12.706, 1), 0.05),
        (of_t(2.042, 30), 0.05),
        (of_t(3.169, 10), 0.01),
        (of_f(3.316, 2, 30), 0.05),
        (of_f(4.94, 5, 12) * 1.0, 0.011),
        (of_chi2(18.307, 10), 0.05),
        (of_chi2(124.342, 100), 0.05),
        (of_chi2(0.103, 2), 0.95),
        (of_r(0.196, 98), 0.05),
    ],
)
def test_critical_values(area: float, p: float) -> None:
    """The critical values of the usual tables have the areas that head their columns."""
    assert area == pytest.approx(p, abs=0.001)


def test_ends() -> None:
    """No deviation has the whole area behind it, and an endless one none."""
    assert (of_t(0, 5), of_f(0, 1, 5), of_chi2(0, 3), of_z(0)) == (1, 1, 1, 1)
    assert of_r(1.0, 10) == 0
