"""Audit findings: what an audit has to tell, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

AuditKind = Literal["differs", "changed", "missing", "moved", "typed"]
Segment = tuple[str, str, str]

ORDER: tuple[AuditKind, ...] = ("differs", "missing", "moved", "changed", "typed")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFinding:
    """One place where a file and the data part ways.

    Attributes:
        kind: ``differs``: a number reads otherwise; ``missing``: a row or sentence is not found;
            ``moved``: a cell or words stand elsewhere; ``changed``: a sentence has other words;
            ``typed``: numbers that stand in no sentence of the manuscript.
        fault: Whether it makes the file wrong; other findings are for the reader to judge.
        place: Where in the manuscript, in words.
        page: Page of the file, 0 where there are no pages.
        key: The number's or claim's key, or empty when no key stands behind it.
        printed: What the file has; empty when it has nothing there.
        value: What it should have; empty when it should have nothing there.
        sentence: The manuscript's sentence, cell or row.
        found: What the file has in its place.
        note: More about it, in words.
        reading: Which reading of tracked changes it is found in; empty when in the only one.
    """

    kind: AuditKind
    fault: bool
    place: str
    page: int = 0
    key: str = ""
    printed: str = ""
    value: str = ""
    sentence: str = ""
    found: str = ""
    note: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedNumber:
    """One printed number or claim with a key, and whether it agrees."""

    key: str
    kind: str
    value: str
    place: str
    page: int
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedParagraph:
    """One passage of the manuscript with marks, for the report that shows the sentences.

    Attributes:
        kind: The passage's kind.
        place: Where it stands.
        segments: (state, text, told) in order; states: plain, agrees, claim, differs, removed,
            added, missing.
    """

    kind: str
    place: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """What an audit of one file found.

    Attributes:
        file: The file's name.
        form: ``html``, ``pdf``, ``docx`` or ``text``.
        documents: Names of the documents that it holds.
        findings: Everything found, worst first.
        numbers: Every number and claim with a key that the file ought to print.
        checked: What was compared, as (what, how many, of how many).
        unchecked: What could not be checked, and why.
        typed: Numbers of the manuscript that are typed and have no key.
        paragraphs: The manuscript with marks.
    """

    file: str
    form: str
    documents: tuple[str, ...]
    findings: tuple[AuditFinding, ...]
    numbers: tuple[AuditedNumber, ...]
    checked: tuple[tuple[str, int, int], ...]
    unchecked: tuple[str, ...]
    typed: int
    paragraphs: tuple[MarkedParagraph, ...] = field(default=(), repr=False)

    @property
    def faults(self) -> int:
        """How many findings make the file wrong."""
        return sum(finding.fault for finding in self.findings)
