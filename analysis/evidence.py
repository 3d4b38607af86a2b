"""The evidence on covariates: findings of the included studies, and the votes counted from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.rounds import included, of_included
from numerate import Category, Extraction, Finding, Rows, Vote, VoteCount, by_frequency, vote_counts

MINIMUM = "method.min_studies_per_construct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Construct:
    """A covariate, the domain it belongs to, and the labels that are read as it."""

    id: str
    label: str
    domain: str
    labels: tuple[str, ...]
    synthesizable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that the covariate parts need, computed once.

    Attributes:
        rows: Findings of the included studies.
        findings: The same as values.
        counts: The votes on every construct that enough datasets studied.
        dropped: Constructs that too few datasets studied, in the order of the dictionary.
        constructs: Every construct, by id, in the order of the dictionary.
        domains: Wording of each domain, by id, in the order of the text.
        minimum: Datasets that a construct needs.
        studies: Included quantitative studies.
    """

    rows: Rows
    findings: tuple[Finding, ...]
    counts: Mapping[str, VoteCount]
    dropped: tuple[str, ...]
    constructs: Mapping[str, Construct]
    domains: Mapping[str, str]
    minimum: int
    studies: Rows

    def count(self, construct: str) -> VoteCount:
        """The votes on a construct; none when too few datasets studied it."""
        return self.counts.get(construct, VoteCount(construct=construct, votes=()))

    def of(self, *constructs: str) -> Rows:
        """The findings on some constructs."""
        labels = [label for name in constructs for label in self.constructs[name].labels]
        return self.rows.where(raw_label=labels)

    def voting(self, construct: str, *categories: Category) -> Rows:
        """The findings behind the votes of some categories on a construct."""
        return self.those_voting(self.of(construct), construct, *categories)

    def those_voting(self, rows: Rows, construct: str, *categories: Category) -> Rows:
        """Those of the findings on a construct that are behind the votes of some categories."""
        wanted = self.behind(v for c in categories for v in self.count(construct).of(c))
        return self._chosen(rows, f"vote {' or '.join(categories)}", wanted)

    def not_voting(self, construct: str, *categories: Category) -> Rows:
        """The findings behind the votes of all other categories on a construct."""
        votes = self.count(construct).votes
        wanted = self.behind(vote for vote in votes if vote.category not in categories)
        return self._chosen(self.of(construct), f"vote not {' or '.join(categories)}", wanted)

    def behind(self, votes: Iterable[Vote]) -> set[str]:
        """The names of the findings behind some votes."""
        return {name for vote in votes for name in vote.findings}

    def of_votes(self, told: str, votes: Iterable[Vote]) -> Rows:
        """The findings behind some votes, ``told`` in words."""
        return self._chosen(self.rows, told, self.behind(votes))

    def in_domain(self, domain: str) -> tuple[str, ...]:
        """The constructs of a domain that enough datasets studied, the most studied first."""
        mine = {name: c.n for name, c in self.counts.items() if self._domain(name) == domain}
        return tuple(by_frequency(mine, list(self.constructs)))

    def domain_rows(self, domain: str) -> Rows:
        """The findings on the constructs of a domain that enough datasets studied."""
        labels = {
            label for name in self.in_domain(domain) for label in self.constructs[name].labels
        }
        return self.rows.matching(
            f"construct of the domain {domain}", lambda frame: frame["raw_label"].isin(labels)
        )

    def domain_datasets(self, domain: str) -> set[str]:
        """The datasets with a vote on any construct of a domain."""
        return {v.dataset for name in self.in_domain(domain) for v in self.counts[name].votes}

    def ordered_domains(self) -> tuple[str, ...]:
        """The domains by number of datasets, the largest first; ties as in the text."""
        sizes = {domain: len(self.domain_datasets(domain)) for domain in self.domains}
        return tuple(by_frequency(sizes, list(self.domains)))

    def at(self, level: str) -> dict[str, VoteCount]:
        """The votes at one level of analysis."""
        return vote_counts(finding for finding in self.findings if finding.level == level)

    def _domain(self, construct: str) -> str:
        return self.constructs[construct].domain

    def _chosen(self, rows: Rows, told: str, wanted: set[str]) -> Rows:
        def test(frame: pd.DataFrame) -> pd.Series[bool]:
            return frame["finding_id"].isin(wanted)

        return rows.matching(told, test)


def evidence(data: Extraction) -> Evidence:
    """The evidence in an extraction; findings whose label is not mapped are left out."""
    rows = of_included(data, "findings").among("raw_label", data["label_map"])
    findings = tuple(sorted(_findings(data, rows), key=lambda finding: finding.id))
    minimum = data["protocol"].where(key=MINIMUM).whole("value")
    constructs = _constructs(data)
    every = vote_counts(findings)
    return Evidence(
        rows=rows,
        findings=findings,
        counts={name: count for name, count in every.items() if count.n >= minimum},
        dropped=tuple(name for name in constructs if name in every and every[name].n < minimum),
        constructs=constructs,
        domains=_domains(data),
        minimum=minimum,
        studies=included(data).where(strand="quantitative"),
    )


def datasets_of(data: Extraction) -> dict[str, str]:
    """The dataset of every study."""
    studies = data["studies"]
    return dict(zip(studies.texts("study_id"), studies.texts("dataset_id"), strict=True))


def _findings(data: Extraction, rows: Rows) -> Iterable[Finding]:
    dataset = datasets_of(data)
    mapping = data["label_map"]
    read_as = dict(zip(mapping.texts("raw_label"), mapping.texts("construct"), strict=True))
    columns = ("study_id", "raw_label", "direction", "significant", "level")
    cells = zip(rows.ids, *(rows.values(column) for column in columns), strict=True)
    for name, study, label, direction, significant, level in cells:
        yield Finding(
            id=name,
            study=study,
            dataset=dataset[study],
            construct=read_as[label],
            direction=direction or "",
            significant=significant == "yes",
            level=level or "",
        )


def _constructs(data: Extraction) -> dict[str, Construct]:
    labels: dict[str, list[str]] = {}
    for row in data["label_map"]:
        labels.setdefault(row["construct"], []).append(row["raw_label"])
    rows = sorted(data["constructs"], key=lambda row: int(row["position"]))
    return {
        row["construct"]: Construct(
            id=row["construct"],
            label=row["label"],
            domain=row["domain"],
            labels=tuple(sorted(labels.get(row["construct"], ()))),
            synthesizable=row["synthesizable"] == "yes",
        )
        for row in rows
    }


def _domains(data: Extraction) -> dict[str, str]:
    rows = sorted(data["domains"], key=lambda row: int(row["position"]))
    return {row["domain"]: row["label"] for row in rows}
