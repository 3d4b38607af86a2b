"""What a file is, told by its content; its ending is not asked.

What is recognised and cannot be read (a database's error page, JSON, an index of a program) is told
with what to export instead.
"""

from __future__ import annotations

import re
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted

RIS: Final = "ris"
NBIB: Final = "nbib"
OVID: Final = "ovid"
WOS: Final = "wos"
BIBTEX: Final = "bibtex"
ENDNOTE: Final = "endnote-xml"
SHEET: Final = "csv"
XLSX: Final = "xlsx"
ZIP: Final = "zip"
QDA: Final = "refi-qda"

_HEAD: Final = 1 << 16
_FIRST: Final = (
    (RIS, re.compile(r"^[ \t]*TY {1,2}-", re.MULTILINE)),
    (NBIB, re.compile(r"^PMID *- ", re.MULTILINE)),
    (OVID, re.compile(r"^[ \t]*VN {1,2}- ", re.MULTILINE)),
    (WOS, re.compile(r"\A\s*FN (?:Clarivate|Thomson|ISI)|^PT [A-Z]\s*$", re.MULTILINE)),
    (BIBTEX, re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)),
)
_FOREIGN: Final = (
    (r"\A\s*<(?:!doctype html|html)", "an HTML page", "the page of an error or a login was saved"),
    (r"\A\s*<(?:\?xml[^>]*\?>\s*)?(?:<!DOCTYPE PubmedArticleSet[^>]*>\s*)?<?PubmedArticleSet",
     "PubMed XML", "export from PubMed in the PubMed format (.nbib)"),
    (r"\A\s*[{\[]", "JSON", "export as RIS or CSV"),
    (r"\A%0 ", "EndNote's tagged format", "export from EndNote as XML or RIS"),
    (r"\A\{\\rtf", "rich text", "save as plain text, or export as RIS"),
    (r"\A%PDF", "a PDF", "export the records instead of a report of them"),
)  # fmt: skip
_ROOT: Final = re.compile(r"<(?!\?|!)(?:\w+:)?(\w+)")
_ROOTS: Final = {"xml": ENDNOTE, "records": ENDNOTE, "Project": QDA, "CodeBook": QDA}


def format_of_text(text: str, file: str) -> str:
    r"""The format of a decoded text.

    Args:
        text: The text, or its first part.
        file: Its path, for issues.

    Raises:
        NumerateError: When it is empty, or of a kind that cannot be read.

    >>> format_of_text("PMID- 1\nTI  - Reading", "x.txt"), format_of_text("title,year\n", "x.ris")
    ('nbib', 'csv')
    """
    head = text[:_HEAD].lstrip("\ufeff")
    if not head.strip():
        raise NumerateError(_unreadable(file, "an empty file", "check that the export finished"))
    for pattern, what, todo in _FOREIGN:
        if re.search(pattern, head, re.IGNORECASE):
            raise NumerateError(_unreadable(file, what, todo))
    if head.lstrip().startswith("<"):
        root = _ROOT.search(head)
        if root and root[1] in _ROOTS:
            return _ROOTS[root[1]]
        what = f"XML with the root {quoted(root[1])}" if root else "text that begins with <"
        raise NumerateError(_unreadable(file, what, "export as EndNote XML, RIS or CSV"))
    begun = [(found.start(), name) for name, pattern in _FIRST if (found := pattern.search(head))]
    first = head.lstrip().split("\n", 1)[0]
    if begun and not _is_header(first):
        return min(begun)[1]
    if _is_header(first) or "," in first or "\t" in first or ";" in first:
        return SHEET
    if begun:
        return min(begun)[1]
    todo = "export as RIS, NBIB, EndNote XML, BibTeX, CSV or XLSX"
    raise NumerateError(_unreadable(file, f"text that begins {quoted(first)}", todo))


def _is_header(line: str) -> bool:
    """Whether a line names columns that every sheet of records, decisions or judgements has."""
    names = {name.strip(' "\ufeff').lower() for name in re.split(r"[,;\t]", line)}
    known = {"title", "study", "study_id", "article_id", "data", "key", "covidence #", "pt", "ti"}
    return len(names) > 1 and bool(names & known)


def binary_issue(content: bytes, file: str) -> Issue | None:
    """The issue when bytes are of a program's own kind of file.

    >>> binary_issue(b"SQLite format 3", "a.db").code
    'unknown-format'
    """
    if content.startswith(b"SQLite format 3"):
        return _unreadable(file, "a SQLite database", "export the project, not a file inside it")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _unreadable(file, "an old Office file", "save it as XLSX or CSV")
    if content.startswith((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        return _unreadable(
            file, "an archive that is no zip", "unpack it, and import what is inside"
        )
    return None


def _unreadable(file: str, found: str, todo: str) -> Issue:
    return Issue(
        code="unknown-format",
        file=file,
        found=found,
        expected="an export of a database, reference manager, screening or coding tool",
        todo=todo,
    )
