"""Tables on covariates: votes per construct, findings per study, and labels read as constructs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.evidence import Construct, Evidence, evidence
from analysis.studies import Names, attributions, by_name, names, references
from numerate import (
    CATEGORIES,
    Category,
    Cell,
    Extraction,
    Finding,
    Inline,
    Note,
    Result,
    TableColumn,
    TableRow,
    Vote,
    group_row,
    row,
    table,
)

NONE = "–"
ABBREVIATION = "NCSII = nonconsensual sharing of intimate images."
_MIXED = (
    "Findings of one dataset differ between levels of analysis, subgroups, types of act or "
    "dimensions of the construct, or describe a curve."
)
_FINDINGS_NOTE = (
    "Multiple = multiple regression; ns = nonsignificant; no level stands where none is stated. A "
    "study is cited only beside a result that the published review states; all other rows are "
    "reconstructed."
)
_LEVELS = ("bivariate", "multiple", "longitudinal", "")
_CUT = ("subgroup", "act_type", "dimension")
_WHOLE = {"all", "any", "whole"}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding, how the table words it, and the study that it may be cited with."""

    finding: Finding
    told: str
    citation: str | None


def results(data: Extraction) -> Iterator[Result]:
    """Table 1 of the article, and the supplement's findings and label mapping."""
    known = evidence(data)
    called = names(data)
    yield _votes(data, known, called)
    yield _findings(data, known, called)
    yield _mapping(data, known)


def domain_row(known: Evidence, domain: str, width: int) -> TableRow:
    """The heading of a domain with its number of datasets."""
    size: list[Inline] = [" (", {"em": ["n"]}, " = ", {"num": f"domains.{domain}.n"}, ")"]
    return group_row([known.domains[domain], *size], width, domain)


def _votes(data: Extraction, known: Evidence, called: Names) -> Result:
    stated = attributions(known.rows)
    heads = [Cell(text=(name,)) for name in ("Positive", "Negative", "Nonsignificant")]
    body: list[TableRow] = []
    for domain in known.ordered_domains():
        body.append(domain_row(known, domain, 6))
        body += [_vote_row(known, name, stated, called) for name in known.in_domain(domain)]
    return table(
        "covariates",
        definition="Votes on each construct by category, with the studies behind them, by domain",
        columns=[TableColumn(width=0.19), TableColumn(align="right", width=0.06)]
        + [TableColumn(width=width) for width in (0.23, 0.16, 0.21, 0.15)],
        head=[
            [
                "Covariate",
                Cell(text=({"em": ["n"]},), align="right"),
                *heads,
                Cell(text=("Mixed", {"sup": "a"})),
            ]
        ],
        body=body,
        notes=_vote_notes(data, known, called),
        rows=known.rows,
    )


def _vote_row(known: Evidence, construct: str, stated: dict[str, str], called: Names) -> TableRow:
    named = known.constructs[construct]
    return row(
        _label(named),
        {"num": f"covariates.{construct}.n"},
        *(_vote_cell(known, construct, category, stated, called) for category in CATEGORIES),
        name=construct,
    )


def _label(construct: Construct) -> list[Inline]:
    return [construct.label] if construct.synthesizable else [construct.label, {"sup": "b"}]


def _vote_cell(
    known: Evidence, construct: str, category: Category, stated: dict[str, str], called: Names
) -> Cell:
    votes = known.count(construct).of(category)
    if not votes:
        return Cell(text=(NONE,), id=category)
    study_of = dict(zip(known.rows.ids, known.rows.texts("study_id"), strict=True))
    groups = [_cited(vote, stated, study_of) for vote in votes]
    count: Inline = {"strong": [{"num": f"covariates.{construct}.{category}"}]}
    return Cell(text=(count, {"br": True}, *references(groups, called)), id=category)


def _cited(
    vote: Vote, stated: dict[str, str], study_of: dict[str, str]
) -> tuple[list[str], list[str]]:
    """The citations that may stand for a vote, and its studies that have none."""
    citations = {study_of[name]: stated[name] for name in vote.findings if name in stated}
    return sorted(citations.values()), [one for one in vote.studies if one not in citations]


def _vote_notes(data: Extraction, known: Evidence, called: Names) -> list[Note]:
    pairs = [
        studies for studies in known.studies.groups("dataset_id").values() if studies.count() > 1
    ]
    shared = "; ".join(
        " and ".join(called.short[s] for s in sorted(p.values("study_id"))) for p in pairs
    )
    reason = data["constructs"].where(synthesizable="no").unique("not_synthesizable_reason")
    general = (
        "Domains, and covariates within a domain, stand in order of the number of datasets. "
        "QN = quantitative study of the reconstruction; a study is cited only where the published "
        "review states the result entered for it."
    )
    if shared:
        general += f" Two studies joined by a slash ({shared}) share a dataset and count once."
    return [
        Note(text=(f"{general} {ABBREVIATION}",)),
        Note(
            marker="a",
            text=(_MIXED,),
        ),
        Note(
            marker="b",
            text=(f"Votes cannot be added up to a direction. {' '.join(reason)}".strip(),),
        ),
    ]


def _findings(data: Extraction, known: Evidence, called: Names) -> Result:
    votes = {
        (study, vote.construct): vote
        for count in known.counts.values()
        for vote in count.votes
        for study in vote.studies
    }
    lines = _lines(known)
    constructs = [name for domain in known.ordered_domains() for name in known.in_domain(domain)]
    body: list[TableRow] = []
    for study in sorted(known.studies.values("study_id")):
        body.append(group_row(called.labels[study], 3, study))
        body += [
            _finding_row(known, study, votes[study, construct], lines)
            for construct in constructs
            if (study, construct) in votes
        ]
    return table(
        "findings_quant",
        definition="What each quantitative study found on each construct, by level of analysis",
        columns=[TableColumn(width=width) for width in (0.34, 0.5, 0.16)],
        head=[["Covariate", "Findings by level of analysis", "Vote"]],
        body=body,
        notes=[f"{_FINDINGS_NOTE} {ABBREVIATION}"],
        rows=(known.rows, data["label_map"]),
    )


def _lines(known: Evidence) -> dict[str, Line]:
    stated = attributions(known.rows)
    return {
        finding.id: Line(finding, _told(finding, line), stated.get(finding.id))
        for finding, line in zip(known.findings, by_name(known.rows), strict=True)
    }


def _told(finding: Finding, line: dict[str, Any]) -> str:
    """A finding in words: its outcome, and what it was limited to."""
    outcome: str = "ns" if finding.outcome == "nonsignificant" else finding.outcome
    if outcome == "mixed":
        outcome = finding.direction or "significant"
    limits = [str(line[name]) for name in _CUT if line[name] not in _WHOLE]
    return f"{outcome} ({', '.join(limits)})" if limits else outcome


def _finding_row(known: Evidence, study: str, vote: Vote, lines: dict[str, Line]) -> TableRow:
    mine = [lines[name] for name in vote.findings if lines[name].finding.study == study]
    parts: list[Inline] = []
    for level in _LEVELS:
        at_level = [one for one in mine if one.finding.level == level]
        if at_level:
            parts += ["; "] if parts else []
            parts += [f"{level}: "] if level else []
            parts += _level(at_level)
    label = known.constructs[vote.construct].label
    return row(label, parts, vote.category, name=f"{study}-{vote.construct}")


def _level(lines: Sequence[Line]) -> list[Inline]:
    """The findings of one level; a citation that holds for all of them is printed once."""
    once = len({one.citation for one in lines}) == 1
    parts: list[Inline] = []
    for one in lines:
        parts += [", ", one.told] if parts else [one.told]
        if one.citation and (not once or one is lines[-1]):
            parts += [" ", {"cite": [one.citation]}]
    return parts


def _mapping(data: Extraction, known: Evidence) -> Result:
    reasons = {line["construct"]: line["justification"] for line in data["constructs"]}
    body: list[TableRow] = []
    for domain, label in known.domains.items():
        body.append(group_row(label, 3, domain))
        for name, construct in known.constructs.items():
            if construct.domain == domain:
                dropped: list[Inline] = [{"sup": "a"}] if name in known.dropped else []
                body.append(
                    row(
                        [construct.label, *dropped],
                        ", ".join(construct.labels),
                        reasons[name],
                        name=name,
                    )
                )
    return table(
        "label_mapping",
        definition="Which labels used by studies are read as which construct, and why",
        columns=[TableColumn(width=0.27), TableColumn(width=0.38), TableColumn(width=0.35)],
        head=[["Construct", "Labels read as it", "Why"]],
        body=body,
        notes=[
            Note(text=(ABBREVIATION,)),
            Note(
                marker="a",
                text=(f"Left out of the synthesis: fewer than {known.minimum} datasets.",),
            ),
        ],
        rows=(data["label_map"], data["constructs"]),
    )
