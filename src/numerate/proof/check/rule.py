"""A rule: what it finds, why that matters, and an example of the fault and of its absence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from numerate.ground.issues import Issue, Severity
from numerate.paper.manuscript.places import Place
from numerate.proof.check.review import Review

# What a rule must have before it can look: it is left out, and said to be, when that is missing.
Need = Literal["documents", "ledger", "stages", "bibliography", "pages", "data"]
Check = Callable[[Review], Iterable[Issue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A short text with or without the fault, as an author would have written it.

    Attributes:
        text: The text of the file, or what replaces ``instead_of`` in the file of the miniature
            review that the tests work on.
        file: The file.
        instead_of: The part of the miniature's file that ``text`` stands in for; empty for all.
    """

    text: str
    file: str = "manuscript/article.qmd"
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        code: Its name, which issues carry and silences name.
        severity: ``fault`` fails a check; ``advice`` does so only with ``--strict``.
        title: What it finds, in one line.
        why: Why that is worth mending, and what is not found.
        bad: A text that has the fault.
        good: The same text without it.
        needs: What it looks at.
        check: The function that finds the faults; None when an earlier step finds them on its way
            (reading the manuscript, the data or the analysis).
    """

    code: str
    severity: Severity
    title: str
    why: str
    bad: Example
    good: Example
    needs: tuple[Need, ...] = ("documents",)
    check: Check | None = None


def issue(  # noqa: PLR0913 - an issue is told by these
    code: str,
    place: Place | tuple[str, int | None] | None,
    *,
    found: str,
    expected: str,
    todo: str,
    severity: Severity = "fault",
) -> Issue:
    """An issue at a place: file, line and column, or file and line.

    >>> issue("typed-number", ("a.qmd", 3), found="«68»", expected="a key", todo="bind it").place
    'a.qmd:3'
    """
    file, line, column = "", None, None
    if isinstance(place, Place):
        file, line, column = place.file, place.line, place.column
    elif place is not None:
        file, line = place
    return Issue(
        code=code,
        severity=severity,
        file=file,
        line=line,
        column=column,
        found=found,
        expected=expected,
        todo=todo,
    )
