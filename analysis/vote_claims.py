"""Claims that take one form for many constructs: unanimous, leading or varied votes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.evidence import Evidence, evidence
from numerate import CATEGORIES, Category, Claim, Extraction, Result, claim, say

# construct, the category that every vote has, and the last part of the key
_UNANIMOUS: tuple[tuple[str, Category, str], ...] = (
    ("victimization", "positive", "all_positive"),
    ("bystander", "positive", "all_positive"),
    ("pressured_sexting", "positive", "all_positive"),
    ("unwanted_sexting", "positive", "all_positive"),
    ("drug_use", "positive", "all_positive"),
    ("impulsivity", "positive", "all_positive"),
    ("ep_s_victimization", "positive", "all_positive"),
    ("anger_hostility_aggression", "positive", "all_positive"),
    ("sexism", "positive", "all_positive"),
    ("moral_disengagement", "positive", "all_positive"),
    ("alcohol_use", "nonsignificant", "all_nonsignificant"),
    ("self_control", "nonsignificant", "all_nonsignificant"),
    ("extraversion", "nonsignificant", "all_nonsignificant"),
)


def results(data: Extraction) -> Iterator[Result]:
    """Every construct is studied enough, and the constructs on which all votes are alike."""
    known = evidence(data)
    yield _at_least_two(known)
    for construct, category, name in _UNANIMOUS:
        yield unanimous(known, construct, category, name)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def unanimous(known: Evidence, construct: str, category: Category, name: str) -> Claim:
    """The claim that every vote on a construct is of one category."""
    count = known.count(construct)
    label = known.constructs[construct].label
    saying = say("all", count.count(category), count.n)
    return claim(
        f"covariates.{construct}.{name}",
        saying.holds,
        f"{label}, {category} votes: {saying.rule}",
        f"{label}: every dataset votes {category}",
        rows=known.of(construct),
        against=known.not_voting(construct, category),
    )


def leading(
    known: Evidence, key: str, constructs: Sequence[str], category: Category, told: str
) -> Claim:
    """The claim that no category of votes is larger than one, on each of some constructs."""
    failing = [name for name in constructs if not known.count(name).leads(category)]
    shown = "; ".join(_told_votes(known, name) for name in constructs)
    return claim(
        key,
        bool(constructs) and not failing,
        f"{category} votes are as many as those of any other category on each: {shown}",
        told,
        rows=known.of(*constructs),
        against=known.of(*failing),
    )


def varied(known: Evidence, key: str, constructs: Sequence[str], told: str) -> Claim:
    """The claim that the votes on each of some constructs are mixed or of several categories."""
    steady = [name for name in constructs if known.count(name).consistent]
    shown = "; ".join(_told_votes(known, name) for name in constructs)
    return claim(
        key,
        bool(constructs) and not steady,
        f"each has votes of more than one category, or a mixed vote: {shown}",
        told,
        rows=known.of(*constructs),
        against=known.of(*steady),
    )


def _told_votes(known: Evidence, construct: str) -> str:
    count = known.count(construct)
    parts = [f"{count.count(c)} {c}" for c in CATEGORIES if count.count(c)]
    return f"{known.constructs[construct].label}: {', '.join(parts) or 'not studied enough'}"


def _at_least_two(known: Evidence) -> Claim:
    fewest = min((count.n for count in known.counts.values()), default=0)
    return claim(
        "covariates.constructs.at_least_two",
        fewest >= known.minimum,
        f"the construct with fewest datasets has {fewest}, the least allowed is {known.minimum}",
        "Every construct in the table was studied in as many datasets as the method asks for",
        rows=known.of(*known.counts),
    )
