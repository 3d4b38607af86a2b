"""What can only be told at the end: the recheck, the claims, and statements that name results.

These parts take the ledger of all other parts beside the extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.covariate_tables import ABBREVIATION
from numerate import (
    AGREEING,
    OUTCOMES,
    Cell,
    Extraction,
    Inline,
    Issue,
    Ledger,
    Number,
    Outcome,
    Result,
    Rows,
    TableColumn,
    TableRow,
    Verdict,
    from_rows,
    group_row,
    number,
    recheck,
    row,
    summary,
    table,
)

_KEY = re.compile(r"\{([a-z0-9_.]+)\}")
_COUNT = re.compile(r"[0-9,]+ of [0-9,]+")
_SECTIONS = {
    "abstract": "Abstract",
    "introduction": "Introduction",
    "method": "Method",
    "results": "Results",
    "discussion": "Discussion",
    "apparatus": "Apparatus",
}
_AUDIENCES = {"research": "Research", "practice": "Practice"}


def results(data: Extraction, ledger: Ledger) -> Iterator[Result | Issue]:
    """The recheck, the table of claims, and Tables 3 and 4 of the article."""
    verdicts = recheck(from_rows(data["reported"]), ledger)
    yield from _counts(data, verdicts)
    yield _summary(verdicts)
    yield _exceptions(verdicts)
    yield _claims(ledger)
    for name in ("critical_findings", "implications"):
        yield from _unknown_keys(data[name], ledger)
    yield _critical_findings(data, ledger)
    yield _implications(data, ledger)


def key_of(outcome: Outcome) -> str:
    """The key of the number of verdicts of one kind."""
    return f"recheck.{outcome.replace(' ', '_')}.n"


def _counts(data: Extraction, verdicts: tuple[Verdict, ...]) -> Iterator[Number]:
    rows = data["reported"]
    yield number("recheck.n", len(verdicts), "Numbers and claims that the published review reports",
                 rows=rows, unit="entries")  # fmt: skip
    for outcome, count in summary(verdicts).items():
        chosen = [verdict.reported.id for verdict in verdicts if verdict.outcome == outcome]
        judged = rows.matching(f"verdict {outcome}", partial(_named, ids=chosen))
        yield number(
            key_of(outcome),
            count,
            f"Reported numbers and claims whose verdict is: {outcome}",
            rows=judged,
            unit="entries",
        )


def _named(frame: pd.DataFrame, ids: list[str]) -> pd.Series[bool]:
    return frame["id"].isin(ids)


def _summary(verdicts: tuple[Verdict, ...]) -> Result:
    body: list[TableRow] = []
    for section, label in _SECTIONS.items():
        mine = [one for one in verdicts if one.reported.section.partition(".")[0] == section]
        counts = summary(mine)
        body.append(row(label, len(mine), *(counts[o] for o in OUTCOMES), name=section))
    totals = ({"num": key_of(outcome)} for outcome in OUTCOMES)
    body.append(row("All", {"num": "recheck.n"}, *totals, name="all", kind="total"))
    heads = ("Reported", *(outcome.capitalize() for outcome in OUTCOMES))
    return table(
        "recheck_summary",
        definition="Reported numbers and claims by part of the published review and verdict",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in heads)],
        head=[["Part", *(Cell(text=(head,), align="right") for head in heads)]],
        body=body,
        notes=[
            "Verdicts on the numbers and claims of the published review, recomputed from the data."
        ],
    )


def _exceptions(verdicts: tuple[Verdict, ...]) -> Result:
    """Every verdict that the data do not bear out, grouped by kind."""
    others = sorted(
        (one for one in verdicts if one.outcome not in AGREEING),
        key=lambda one: (OUTCOMES.index(one.outcome), _place(one), one.reported.id),
    )
    body: list[TableRow] = []
    for outcome, group in groupby(others, key=lambda one: one.outcome):
        body.append(group_row(outcome.capitalize(), 4, outcome.replace(" ", "_")))
        body += [
            row(
                _SECTIONS.get(one.reported.section.partition(".")[0], one.reported.section),
                one.reported.reported,
                one.found or "–",
                _why(one),
                name=one.reported.id,
            )
            for one in group
        ]
    return table(
        "recheck_exceptions",
        definition="Reported numbers and claims that the data do not bear out, with the reason",
        columns=[TableColumn(width=width) for width in (0.14, 0.2, 0.14, 0.52)],
        head=[["Part", "As printed", "From the data", "Why"]],
        body=body,
        notes=["– = nothing in the data bears on it."],
    )


def _place(verdict: Verdict) -> int:
    part = verdict.reported.section.partition(".")[0]
    return list(_SECTIONS).index(part) if part in _SECTIONS else len(_SECTIONS)


def _why(verdict: Verdict) -> str:
    parts = [verdict.why, verdict.reported.note]
    told = [f"{part[:1].upper()}{part[1:]}".rstrip(".") for part in dict.fromkeys(parts) if part]
    return ". ".join(told) + "." if told else ""


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _claims(ledger: Ledger) -> Result:
    body = [
        row(
            claim.definition,
            claim.rule,
            "yes" if claim.holds else "no",
            name=claim.key,
        )
        for claim in ledger.claims.values()
    ]
    return table(
        "claims",
        definition="Every claim that is tested, with what was found",
        columns=[TableColumn(width=0.42), TableColumn(width=0.48), TableColumn(width=0.1)],
        head=[["Claim", "What was found", "Holds"]],
        body=body,
        notes=["A claim that does not hold stops the build when the text makes it."],
    )


def _unknown_keys(rows: Rows, ledger: Ledger) -> list[Issue]:
    """An issue for each statement with a key that no result has."""
    known = {*ledger.claims, *ledger.numbers}
    return [
        Issue(
            code="unknown-key",
            file=f"data/{rows.table.schema.path}",
            line=line,
            found=f"{one['statement_id']} names {key}, which no result has",
            expected="keys of numbers and claims",
            todo="correct the key; numerate explain lists all",
        )
        for one, line in zip(rows, rows.lines, strict=True)
        for key in dict.fromkeys([*one["keys"].split(), *_KEY.findall(one["text"])])
        if key not in known
    ]


def _critical_findings(data: Extraction, ledger: Ledger) -> Result:
    rows = data["critical_findings"]
    body = [
        row(_bound(line["text"]), _support(line, ledger), name=line["statement_id"])
        for line in sorted(rows, key=_position)
    ]
    return table(
        "critical_findings",
        definition="The main findings of the review with the numbers and claims behind each",
        columns=[TableColumn(width=0.58), TableColumn(width=0.42)],
        head=[["Finding", "Support"]],
        body=body,
        notes=[ABBREVIATION],
        rows=rows,
    )


def _implications(data: Extraction, ledger: Ledger) -> Result:
    rows = data["implications"]
    body: list[TableRow] = []
    for audience, label in _AUDIENCES.items():
        body.append(group_row(label, 2, audience))
        body += [
            row(_bound(line["text"]), _support(line, ledger), name=line["statement_id"])
            for line in sorted(rows.where(audience=audience), key=_position)
        ]
    return table(
        "implications",
        definition="Implications for research and practice with the findings behind each",
        columns=[TableColumn(width=0.58), TableColumn(width=0.42)],
        head=[["Implication", "Rests on"]],
        body=body,
        notes=[ABBREVIATION],
        rows=rows,
    )


def _position(line: dict[str, Any]) -> int:
    return int(line["position"])


def _bound(text: str) -> list[Inline]:
    """A statement whose keys in braces are bound numbers.

    >>> _bound("all {covariates.age.n} studies")
    ['all ', {'num': 'covariates.age.n'}, ' studies']
    """
    parts: list[Inline] = []
    for place, part in enumerate(_KEY.split(text)):
        if part:
            parts.append({"num": part} if place % 2 else part)
    return parts


def _support(line: dict[str, Any], ledger: Ledger) -> list[Inline]:
    """What the claims and numbers behind a statement say, but for those that it prints itself."""
    printed = set(_KEY.findall(line["text"]))
    parts: list[Inline] = []
    for key in line["keys"].split():
        if key not in printed:
            parts += ["; "] if parts else []
            parts += _said(key, ledger)
    return parts or ["As stated"]


def _said(key: str, ledger: Ledger) -> list[Inline]:
    """A claim with the count it rests on, or what a number counts with the number."""
    if key in ledger.claims:
        claim = ledger.claims[key]
        counts = _COUNT.findall(claim.rule)
        told = f"{claim.definition} ({counts[0]})" if len(counts) == 1 else claim.definition
        return [told if claim.holds else f"not supported: {told}"]
    if key in ledger.numbers:
        number = ledger.numbers[key]
        label, colon, _ = number.definition.partition(":")
        unit = f" {number.unit}" if colon and number.unit != label.lower() else ""
        return [f"{label} (", {"num": key}, f"{unit})"]
    return []  # told as an issue
