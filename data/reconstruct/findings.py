"""Findings on covariates, one row per analysis.

Rows of basis article hold results that the text states of a study by name. All others are
reconstructed from the planned votes and attributed to nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .draws import draw, shuffled, weighted
from .studies import Study
from .tables import (
    ARTICLE,
    NOT_APPLICABLE,
    NOT_ATTRIBUTED,
    NOT_REPORTED,
    RECONSTRUCTED,
    Row,
    entered,
)
from .votes import (
    FORCED_GENDER,
    FORCED_MIXED_SENDING,
    FORCED_NARCISSISM,
    FORCED_POSITIVE_SENDING,
    MIXED,
    NEGATIVE,
    NONSIGNIFICANT,
    POSITIVE,
    Vote,
    planned,
)

BIVARIATE, MULTIPLE, LONGITUDINAL = "bivariate", "multiple", "longitudinal"
COMPARISONS = {
    "ethnicity_race": ("White participants", "participants of the majority group",
                       "participants born in the country", "Hispanic participants"),
    "relationship_status": ("single participants", "participants in a relationship",
                            "married participants"),
    "nationality": ("nationals of the country", "participants of the largest nationality"),
    "residence": ("urban participants", "participants from large cities"),
}  # fmt: skip
# Constructs of which the text says what the bivariate results were, or that all analyses agree.
BIVARIATE_ONLY = ("sexual_activity", "sexual_debut_age", "dating_app_use")
SPLITS = {
    "level": ({"level": BIVARIATE}, {"level": MULTIPLE}),
    "subgroup": ({"subgroup": "boys and men"}, {"subgroup": "girls and women"}),
    "act": ({"act_type": "sent on"}, {"act_type": "posted online"}),
    "dimension": ({"dimension": "facet 1"}, {"dimension": "facet 2"}),
}
MIXED_BY = {
    "sociodemographic": {"level": 2, "subgroup": 1, "act": 1},
    "sharing": {"level": 1, "subgroup": 2, "act": 1},
    "aggression": {"level": 2, "subgroup": 1, "dimension": 1},
    "social_cognitive": {"dimension": 1},
    "personality": {"level": 3, "dimension": 1},
    "wellbeing": {"level": 2, "subgroup": 1, "dimension": 1},
    "sexual_behavior": {"subgroup": 1},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A result that the article states of a named study."""

    citation: str
    raw_label: str
    significant: str
    direction: str = NOT_REPORTED
    level: str = NOT_REPORTED
    act_type: str = "any"
    dimension: str = "whole"


STATED = (
    Stated(citation="strassberg2013", raw_label="gender", direction=POSITIVE, significant="yes",
           act_type="image taken by the perpetrator"),
    Stated(citation="strassberg2013", raw_label="gender", significant="no",
           act_type="image received"),
    Stated(citation="patchin2019", raw_label="age", direction="curvilinear", significant="yes"),
    Stated(citation="vandeneynde2023", raw_label="age", direction="curvilinear",
           significant="yes"),
    Stated(citation="boer2021", raw_label="being a victim of NCSII", direction=POSITIVE,
           significant="yes"),
    Stated(citation="said2023", raw_label="risky sexting", significant="no"),
    Stated(citation="clancy2023", raw_label="offense-supportive cognitions", direction=POSITIVE,
           significant="yes", dimension="facet 1"),
    Stated(citation="clancy2023", raw_label="offense-supportive cognitions", significant="no",
           dimension="facet 2"),
    Stated(citation="karasavva2022", raw_label="offense-supportive cognitions",
           direction=POSITIVE, significant="yes", dimension="facet 1"),
    Stated(citation="karasavva2022", raw_label="offense-supportive cognitions", significant="no",
           dimension="facet 2"),
    Stated(citation="agueli2024", raw_label="sexism", direction=POSITIVE, significant="yes"),
    Stated(citation="ojeda2024", raw_label="moral disengagement", direction=POSITIVE,
           significant="yes"),
    Stated(citation="clancy2020", raw_label="lifetime sexual activity", direction=POSITIVE,
           significant="yes", level=BIVARIATE),
    Stated(citation="clancy2020", raw_label="lifetime sexual activity", significant="no",
           level=MULTIPLE),
    Stated(citation="seto2023", raw_label="dating app use", direction=POSITIVE,
           significant="yes", level=BIVARIATE),
    Stated(citation="seto2023", raw_label="dating app use", significant="no", level=MULTIPLE),
)  # fmt: skip


def finding_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table findings, in the order of the constructs and of the studies within each."""
    known = {one.citation: one for one in all_studies if one.citation}
    construct_of = {row["raw_label"]: row["construct"] for row in entered("label_map")}
    constructs = {row["construct"]: row for row in entered("constructs")}
    rows = [_stated_row(known[one.citation], one, construct_of) for one in STATED]
    for vote in [*planned(all_studies), *_forced(known)]:
        labels = [label for label, construct in construct_of.items() if construct == vote.construct]
        domain = constructs[vote.construct]["domain"]
        rows += _vote_rows(vote, labels, domain, constructs[vote.construct]["reference_category"])
    order = list(constructs)
    rows.sort(key=lambda row: (order.index(construct_of[str(row["raw_label"])]), row["study_id"]))
    instruments: dict[str, str] = {}
    for serial, row in enumerate(rows, 1):
        row["finding_id"] = f"F{serial:04d}"
        row["instrument"] = NOT_APPLICABLE
        if construct_of[str(row["raw_label"])] == "cognitions":
            study = str(row["study_id"])
            row["instrument"] = instruments.setdefault(study, f"Instrument {len(instruments) + 1}")
    return rows


def _forced(known: dict[str, Study]) -> list[Vote]:
    """Votes that the totals force upon numbers of named studies; see votes.py."""
    return [
        *(Vote(known[one], "gender", NONSIGNIFICANT, POSITIVE) for one in FORCED_GENDER),
        Vote(known[FORCED_MIXED_SENDING], "sending", MIXED, POSITIVE),
        Vote(known[FORCED_POSITIVE_SENDING], "sending", POSITIVE, POSITIVE),
        Vote(known[FORCED_NARCISSISM], "narcissism", NONSIGNIFICANT, POSITIVE),
    ]


def _stated_row(study: Study, one: Stated, construct_of: dict[str, str]) -> Row:
    gender = construct_of[one.raw_label] == "gender"
    return {
        "study_id": study.study_id,
        "raw_label": one.raw_label,
        "level": one.level,
        "subgroup": "all",
        "act_type": one.act_type,
        "dimension": one.dimension,
        "reference_category": "girls and women" if gender else NOT_APPLICABLE,
        "direction": one.direction,
        "significant": one.significant,
        "attributed_to": one.citation,
        "basis": ARTICLE,
    }


def _vote_rows(vote: Vote, labels: Sequence[str], domain: str, reference: str) -> list[Row]:
    name = f"{vote.construct} {vote.study.study_id}"
    if vote.construct in COMPARISONS:
        reference = shuffled(f"reference {name}", COMPARISONS[vote.construct])[0]
    frame: Row = {
        "study_id": vote.study.study_id,
        "raw_label": labels[draw(f"label {name}", len(labels))],
        "level": BIVARIATE,
        "subgroup": "all",
        "act_type": "any",
        "dimension": "whole",
        "reference_category": reference,
        "attributed_to": NOT_ATTRIBUTED,
        "basis": RECONSTRUCTED,
    }
    return [frame | analysis for analysis in _analyses(vote, domain, name)]


def _analyses(vote: Vote, domain: str, name: str) -> Iterable[Row]:
    """What varies between the rows of a vote: level, subgroup, act, dimension and result."""
    if vote.construct == "previous_perpetration":
        return [{"level": LONGITUDINAL, "direction": POSITIVE, "significant": "yes"}]
    if vote.construct == "narcissism" and vote.study.citation:
        return [{"level": MULTIPLE, "direction": NOT_REPORTED, "significant": "no"}]
    if vote.kind == MIXED:
        return _mixed(vote, domain, name)
    result = _result(vote, name)
    # Personality: multiple regression is frequently not significant, so agreeing rows are rare.
    chance = 0 if domain == "personality" or vote.construct in BIVARIATE_ONLY else 35
    again = draw(f"multiple {name}", 100) < chance
    return [result, result | {"level": MULTIPLE}] if again else [result]


def _result(vote: Vote, name: str) -> Row:
    if vote.kind != NONSIGNIFICANT:
        return {"direction": vote.kind, "significant": "yes"}
    if vote.construct in COMPARISONS:
        return {"direction": NOT_REPORTED, "significant": "no"}
    lean = {POSITIVE: 30, NEGATIVE: 20, NOT_REPORTED: 50}
    return {"direction": weighted(f"direction {name}", lean), "significant": "no"}


def _mixed(vote: Vote, domain: str, name: str) -> list[Row]:
    """Two analyses that differ, by level, subgroup, type of act or dimension."""
    if vote.construct == "age":
        return [
            {"subgroup": "adolescents", "direction": POSITIVE, "significant": "yes"},
            {"subgroup": "adults", "direction": NEGATIVE, "significant": "yes"},
        ]
    one, other = SPLITS[weighted(f"split {name}", MIXED_BY[domain])]
    return [
        {**one, "direction": vote.lean, "significant": "yes"},
        {**other, "direction": NOT_REPORTED, "significant": "no"},
    ]
