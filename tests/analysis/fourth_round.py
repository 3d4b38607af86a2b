"""A fourth search round as rows of data: January 2026, eight records, five studies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

DATABASES = ("wos", "scopus", "psycinfo", "pubpsych", "pubmed", "eric")
_HITS = (3, 1, 1, 1, 1, 1)
_STUDIES = range(56, 61)


def add_fourth_round(root: Path) -> None:
    """Append the rows of the fourth round to the tables of a copy of the compendium.

    One cell changes: the rounds that R3 reads.

    Eight records, none a duplicate; seven sought and retrieved; two excluded in full text; five
    cross-sectional studies, all read by R3 alone.
    """
    searched = zip(DATABASES, _HITS, strict=True)
    found = [name for name, hits in zip(DATABASES, _HITS, strict=True) for _ in range(hits)]
    records = [f"R{25524 + n}" for n in range(8)]
    reports = [f"P{253 + n}" for n in range(7)]
    made = "reconstructed"
    rows: dict[str, Iterable[str]] = {
        "searches": [
            f"s4_{name},4,2026-01-15,{name},not reported,2024,{hits},{made},main,{made}"
            for name, hits in searched
        ],
        "records": [
            f"{one},4,{database},{one},yes,{made}"
            for one, database in zip(records, found, strict=True)
        ],
        "screening": [f"{one},R3,{_of(n, 7)},{made}" for n, one in enumerate(records)],
        "screening_decisions": [
            f"{one},{_of(n, 7)},one reviewer,{made}" for n, one in enumerate(records)
        ],
        "retrieval": [f"{p},{r},yes,{made}" for p, r in zip(reports, records[:7], strict=True)],
        "fulltext": [f"{one},R3,{_judged(n)},{made}" for n, one in enumerate(reports)],
        "fulltext_decisions": [
            f"{one},{_judged(n)},one reviewer,{made}" for n, one in enumerate(reports)
        ],
        "studies": [
            f"q{n},Quantitative study {n},QN {n},quantitative,{report},d{n + 13},2025,{made},{made}"
            for n, report in zip(_STUDIES, reports, strict=False)
        ],
        "quantitative_studies": [
            f"q{n},cross-sectional,Brazil,{n + 44},14,18,10.8,{made},not attributed,any way,anyone,"
            f"nude or nearly nude,posted online,no,{made}"
            for n in _STUDIES
        ],
        "findings": [
            f"F{n + 377:04},q{n},sharing own images,bivariate,all,any,whole,not applicable,"
            f"not applicable,positive,yes,not attributed,{made}"
            for n in _STUDIES
        ],
        "appraisal": [
            line.replace("q55,", f"q{n},")
            for n in _STUDIES
            for line in (root / "data/appraisal.csv").read_text(encoding="utf-8").split("\n")
            if line.startswith("q55,")
        ],
    }
    for name, lines in rows.items():
        path = root / f"data/{name}.csv"
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text("\n".join([text, *lines, ""]), encoding="utf-8")
    reviewers = root / "data/reviewers.csv"
    text = reviewers.read_text(encoding="utf-8")
    assert text.count('is not stated.",3,') == 1
    reviewers.write_text(
        text.replace('is not stated.",3,', 'is not stated.",3 and 4,'), encoding="utf-8"
    )


def _of(position: int, included: int) -> str:
    return "include" if position < included else "exclude"


def _judged(position: int) -> str:
    return "include,not applicable" if position < len(_STUDIES) else "exclude,not_english"
