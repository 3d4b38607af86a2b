"""Errors carry issues, and advice alone never stops the work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from numerate.ground.errors import CannotRunError, NumerateError, stop_on
from numerate.ground.issues import Issue

FAULT = Issue(code="wrong-type", found="f", expected="e", todo="t", file="b.csv", line=2)
ADVICE = replace(FAULT, severity="advice", file="a.csv")


def test_an_error_tells_its_issues_by_place() -> None:
    """What is printed is sorted and has each issue once, however they were collected."""
    error = NumerateError([FAULT, ADVICE, FAULT])
    assert error.issues == (ADVICE, FAULT)
    assert str(error).endswith("2 issues")


def test_one_issue_is_enough() -> None:
    """An error of a single issue needs no list around it."""
    assert CannotRunError(FAULT).issues == (FAULT,)


def test_advice_alone_does_not_stop() -> None:
    """Only a fault raises, and then the advice is told with it."""
    stop_on([])
    stop_on([ADVICE])
    with pytest.raises(NumerateError) as caught:
        stop_on(iter([ADVICE, FAULT]))
    assert caught.value.issues == (ADVICE, FAULT)
