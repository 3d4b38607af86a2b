"""Planting: putting a fault, or a harmless change, into a file of a review."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ARTICLE = "manuscript/article.qmd"
SUPPLEMENT = "manuscript/supplement.qmd"
BIB = "references.bib"
STUDIES = "data/studies.csv"
REPORTS = "data/reports.csv"
SCREENING = "data/screening.csv"
RECORDS = "data/records.csv"
SEARCHES = "data/searches.csv"
PACKAGE = "data/datapackage.json"
FLOW = "analysis/flow.py"
FINDINGS = "analysis/findings.py"
HEAD = "# Introduction\n"
END = "# References {.unnumbered}\n"
FIRST_ENTRY = "@article{amsel2016,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One fault.

    Attributes:
        code: The rule that must find it.
        file: The file that it is planted in.
        old: A text in that file.
        new: What stands there instead.
        at: A text on the line at which the issue must stand; the planted text without it. Empty
            where the issue is about a whole file.
        other: The file at which it must stand, when it is another.
    """

    code: str
    file: str
    old: str
    new: str
    at: str | None = None
    other: str = ""


def changed(root: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands in a file once or more; the whole file when ``old`` is empty."""
    path = root / file
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    assert not old or old in text, f"{file} does not hold {old!r}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((text.replace(old, new, 1) if old else new).encode("utf-8"))
