"""An issue: one fault, where it is, what was found and expected, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_QUOTED = 80
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

Severity = Literal["fault", "advice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One fault, told so that its reader can mend it without reading our code.

    Attributes:
        code: Short stable name of the kind of fault, such as ``wrong-type``.
        file: Path relative to the compendium, with forward slashes; empty when no file is at fault.
        line: Line in that file, counted from 1, or None where a line makes no sense.
        column: Column in that line, counted from 1, or None.
        found: What is there, quoted as it stands.
        expected: What should be there.
        todo: What the reader should do.
        severity: A fault stops the work; an advice does not.
    """

    code: str
    found: str
    expected: str
    todo: str
    file: str = ""
    line: int | None = None
    column: int | None = None
    severity: Severity = "fault"

    @property
    def place(self) -> str:
        """Where the fault is, as ``file:line:column`` so that editors can jump to it.

        >>> Issue(code="c", found="f", expected="e", todo="t", file="data/a.csv", line=3).place
        'data/a.csv:3'
        """
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        """The issue as it is printed in a terminal.

        >>> print(Issue(code="wrong-type", found="year is 'soon'", expected="a whole number",
        ...             todo="correct the cell", file="data/studies.csv", line=14))
        data/studies.csv:14: wrong-type: year is 'soon'
            expected: a whole number
            to do:    correct the cell
        """
        head = f"{self.place}: " if self.place else ""
        return (
            f"{head}{self.code}: {self.found}\n"
            f"    expected: {self.expected}\n"
            f"    to do:    {self.todo}"
        )


def quoted(text: str) -> str:
    r"""A text as issues quote it: on one line, shortened, with control characters spelt out.

    >>> print(quoted("two\nlines"), quoted("\x1b[31m"), len(quoted("x" * 99)))
    'two⏎lines' '\x1b[31m' 83
    """
    cut = text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"
    shown = cut.replace("\r\n", "\n").replace("\n", "⏎").replace("\t", " ")
    return "'" + _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", shown) + "'"


def ordered(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues by file, line and column, each once."""
    unique = dict.fromkeys(issues)
    return tuple(
        sorted(unique, key=lambda i: (i.file, i.line or 0, i.column or 0, i.code, i.found))
    )


def told(issues: Sequence[Issue]) -> str:
    """All issues as one text, with their number in the last line.

    >>> told([])
    'no issues'
    """
    if not issues:
        return "no issues"
    count = f"{len(issues)} issue" + ("s" if len(issues) > 1 else "")
    return "\n".join([*(str(issue) for issue in issues), count])
