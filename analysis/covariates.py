"""Covariates of perpetration: votes per construct and domain, datasets shared by studies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.evidence import Evidence, evidence
from analysis.studies import cited
from numerate import (
    CATEGORIES,
    CitationSet,
    Extraction,
    Number,
    Result,
    Rows,
    Vote,
    citation_set,
    number,
)

OWN_IMAGE = "image taken by the perpetrator"


def results(data: Extraction) -> Iterator[Result]:
    """The numbers of Table 1 and of the paragraphs on covariates, with the studies cited."""
    known = evidence(data)
    yield from _totals(known)
    for construct in known.counts:
        yield from _construct(known, construct)
    for domain in known.domains:
        yield _domain(known, domain)
    yield from _sociodemographic(known)
    yield from _single_studies(known)
    yield from _shared_dataset(data, known)


def subgroup_votes(known: Evidence) -> list[Vote]:
    """The gender votes that hold for images taken by the perpetrator only."""
    own = set(known.of("gender").where(act_type=OWN_IMAGE, significant="yes").ids)
    return [vote for vote in known.count("gender").of("mixed") if own & set(vote.findings)]


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _totals(known: Evidence) -> Iterator[Number]:
    kept = known.of(*known.counts)
    votes = sum(count.n for count in known.counts.values())
    yield number(
        "covariates.constructs.n",
        len(known.counts),
        f"Constructs that at least {known.minimum} datasets studied",
        rows=kept,
        unit="constructs",
    )
    yield number(
        "covariates.votes.n",
        votes,
        "Votes: one per dataset and construct, over all constructs kept",
        rows=kept,
        unit="votes",
    )
    yield number(
        "covariates.findings.n",
        known.rows.count(),
        "Results of single analyses, of constructs kept and dropped",
        rows=known.rows,
        unit="findings",
    )
    yield number(
        "covariates.dropped.n",
        len(known.dropped),
        f"Constructs left out because fewer than {known.minimum} datasets studied them",
        rows=known.of(*known.dropped),
        unit="constructs",
    )
    populated = [domain for domain in known.domains if known.in_domain(domain)]
    yield number("domains.n", len(populated), "Domains of constructs", rows=kept, unit="domains")


# numerate: allow unused-key: every construct has the same numbers, whichever of them the text needs
def _construct(known: Evidence, construct: str) -> Iterator[Number]:
    count = known.counts[construct]
    label = known.constructs[construct].label
    rows = known.of(construct)
    yield number(
        f"covariates.{construct}.n",
        count.n,
        f"Datasets in which {label} was studied; studies on one dataset count once",
        rows=rows,
        unit="studies",
    )
    for category in CATEGORIES:
        yield number(
            f"covariates.{construct}.{category}",
            count.count(category),
            f"{label}: datasets whose findings vote {category}",
            rows=known.those_voting(rows, construct, category),
            unit="studies",
        )


def _domain(known: Evidence, domain: str) -> Number:
    return number(
        f"domains.{domain}.n",
        len(known.domain_datasets(domain)),
        f"{known.domains[domain]}: distinct datasets with a vote on any construct of the domain",
        rows=known.domain_rows(domain),
        unit="studies",
    )


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _sociodemographic(known: Evidence) -> Iterator[Result]:
    with_any = known.domain_rows("sociodemographic")
    without = known.studies.not_among("study_id", with_any)
    yield number(
        "quant.without_sociodemographic",
        without.count(),
        "Quantitative studies without any sociodemographic covariate",
        rows=without,
        unit="studies",
    )
    own = subgroup_votes(known)
    yield number(
        "covariates.gender.subgroup.n",
        len(own),
        "Studies with a gender difference only for images taken by the perpetrator",
        rows=known.of_votes("mixed gender vote, positive for images taken by oneself", own),
        unit="studies",
    )
    curves = known.count("age").curvilinear
    rows = known.of_votes("age vote with a curve", curves)
    yield number(
        "covariates.age.curvilinear.n",
        len(curves),
        "Studies in which a significant relationship with age is a curve",
        rows=rows,
        unit="studies",
    )
    yield citation_set(
        "covariates.age.curvilinear", cited(rows), "Studies with a curve over age", rows=rows
    )
    rows = known.of_votes("mixed gender vote, positive for images taken by oneself", own)
    yield citation_set(
        "covariates.gender.subgroup",
        cited(rows),
        "The study with a gender difference only for images taken by the perpetrator",
        rows=rows,
    )


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _single_studies(known: Evidence) -> Iterator[CitationSet]:
    """Citations of the studies that the text names as exceptions or examples."""
    multiple = {"level": "multiple", "significant": "no"}
    for key, rows, told in (
        (
            "covariates.risky_sexting.exception",
            known.not_voting("risky_sexting", "positive"),
            "Studies whose findings on risky sexting do not vote positive",
        ),
        (
            "covariates.cognitions.mixed_studies",
            known.voting("cognitions", "mixed"),
            "Studies with mixed findings on offense-supportive cognitions",
        ),
        (
            "covariates.sexual_activity.multiple_nonsignificant",
            known.of("sexual_activity").where(**multiple),
            "Studies without a significant association with sexual activity in multiple regression",
        ),
        (
            "covariates.dating_app_use.multiple_nonsignificant",
            known.of("dating_app_use").where(**multiple),
            "Studies without a significant association with dating apps in multiple regression",
        ),
    ):
        yield citation_set(key, cited(rows), told, rows=rows)


def shared(studies: Rows) -> Rows:
    """The studies whose dataset another study uses too."""
    return studies.matching(
        "dataset of more than one study",
        lambda frame: frame["dataset_id"].duplicated(keep=False),
    )


def _shared_dataset(data: Extraction, known: Evidence) -> Iterator[Result]:
    pair = shared(known.studies)
    votes = Counter(
        (vote.dataset, vote.construct)
        for count in known.counts.values()
        for vote in count.votes
        if vote.dataset in set(pair.values("dataset_id"))
    )
    yield number(
        "datasets.shared.votes",
        max(votes.values(), default=0),
        "Votes that a dataset used by several studies has on one construct",
        rows=pair,
        unit="votes",
    )
    yield number(
        "datasets.shared.references",
        max(Counter(pair.values("dataset_id")).values(), default=0),
        "References listed for the dataset that several studies use",
        rows=pair,
        unit="references",
    )
    facts = data["stated_facts"].where(topic="shared_dataset")
    yield citation_set(
        "datasets.shared", facts.values("citation"), "Studies that share a dataset", rows=facts
    )
