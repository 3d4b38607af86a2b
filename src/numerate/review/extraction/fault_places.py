"""Equal faults of a column are one issue: how many, and the first places.

A column exported in the wrong form is wrong in every row. Sixty-one messages about it hide the one
about something else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable

from numerate.ground.issues import Issue

SHOWN = 5


def gathered(issues: Iterable[tuple[Hashable, Issue]], what: str = "rows") -> list[Issue]:
    """The issues, those of one kind as one where they are more than five.

    Args:
        issues: Each issue with its kind; issues of one kind stand in one file.
        what: What is counted.

    >>> many = [("year", Issue(code="wrong-type", file="data/a.csv", line=n, found=f"year '{n}.'",
    ...                        expected="a year", todo="correct it")) for n in range(2, 63)]
    >>> print(gathered(many)[0])
    data/a.csv:2: wrong-type: 61 rows: year '2.' (line 2); year '3.' (line 3); year '4.' (line 4);
    year '5.' (line 5); year '6.' (line 6) and 56 more
        expected: a year
        to do:    correct it
    """
    kinds: dict[Hashable, list[Issue]] = {}
    for kind, issue in issues:
        kinds.setdefault(kind, []).append(issue)
    return [issue for equal in kinds.values() for issue in _one_or_each(equal, what)]


def _one_or_each(equal: list[Issue], what: str) -> list[Issue]:
    if len(equal) <= SHOWN:
        return equal
    first = "; ".join(f"{issue.found} (line {issue.line})" for issue in equal[:SHOWN])
    found = f"{len(equal)} {what}: {first} and {len(equal) - SHOWN} more"
    return [dataclasses.replace(equal[0], found=found)]
