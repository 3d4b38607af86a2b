"""Findings on covariates, counted by pandas alone: the article's n and statements come out."""

from collections.abc import Callable

import pandas as pd
import pytest

Frame = Callable[[str], pd.DataFrame]
Votes = dict[str, tuple[int, int, int, int]]

# Printed n by domain and construct.
DOMAINS = {"sociodemographic": 48, "sharing": 28, "aggression": 14, "social_cognitive": 13,
           "personality": 13, "wellbeing": 13, "sexual_behavior": 10}  # fmt: skip
CONSTRUCTS = {
    "gender": 48, "age": 33, "sexual_orientation": 21, "ethnicity_race": 10,
    "relationship_status": 5, "nationality": 4, "education": 4, "residence": 3, "ses": 2,
    "victimization": 14, "bystander": 9, "previous_perpetration": 3, "sending": 19, "receiving": 7,
    "requesting": 6, "pressured_sexting": 6, "unwanted_sexting": 5, "risky_sexting": 4,
    "bullying_perpetration": 4, "bullying_victimization": 3, "peer_problems": 2,
    "prosocial_behavior": 2, "drug_use": 2, "impulsivity": 2, "ep_s_victimization": 2,
    "anger_hostility_aggression": 2, "alcohol_use": 3, "self_control": 2,
    "cognitions": 8, "sexism": 3, "moral_disengagement": 2,
    "narcissism": 6, "psychopathy": 5, "machiavellianism": 5, "sadism": 2, "callousness": 2,
    "empathy": 4, "conscientiousness": 2, "agreeableness": 2, "openness": 2, "extraversion": 2,
    "depression": 6, "anxiety": 5, "distress": 4, "self_esteem": 3, "body_esteem": 2,
    "general_mental_health": 2,
    "sexual_activity": 5, "sexual_debut_age": 2, "pornography_use": 4, "dating_app_use": 3,
}  # fmt: skip
DROPPED = {"religiosity", "delinquent_peers", "neuroticism", "loneliness"}
SMALLER = ["ethnicity_race", "relationship_status", "nationality", "education", "residence", "ses"]
DARK = ("narcissism", "psychopathy", "machiavellianism", "sadism", "callousness")
LIGHT = ("empathy", "conscientiousness", "agreeableness", "openness")


def test_studies_per_construct(findings: pd.DataFrame) -> None:
    """The printed n: distinct datasets per construct; 51 constructs, four more with one each."""
    n = findings.groupby("construct")["dataset_id"].nunique().to_dict()
    assert len(CONSTRUCTS) == 51
    assert n == CONSTRUCTS | dict.fromkeys(DROPPED, 1)
    assert sum(CONSTRUCTS.values()) == 308


def test_studies_per_domain(findings: pd.DataFrame) -> None:
    """The printed n: distinct datasets with a finding on a construct of the domain."""
    kept = findings[findings["construct"].isin(CONSTRUCTS)]
    assert kept.groupby("domain")["dataset_id"].nunique().to_dict() == DOMAINS


def test_every_study_has_a_finding(findings: pd.DataFrame) -> None:
    """All 55 quantitative studies, of 54 datasets."""
    assert findings["study_id"].nunique() == 55
    assert findings["dataset_id"].nunique() == 54


def test_no_analysis_stands_twice(findings: pd.DataFrame) -> None:
    """One row per study, construct, level, subgroup, type of act and dimension."""
    columns = ["study_id", "construct", "level", "subgroup", "act_type", "dimension"]
    assert not findings.duplicated(columns).any()


@pytest.mark.parametrize(
    "construct",
    ["victimization", "bystander", "previous_perpetration", "pressured_sexting",
     "unwanted_sexting", "drug_use", "impulsivity", "ep_s_victimization",
     "anger_hostility_aggression", "sexism", "moral_disengagement"],
)  # fmt: skip
def test_all_positive(counted: Votes, construct: str) -> None:
    """The text: invariably, consistently or all positive."""
    assert counted[construct] == (CONSTRUCTS[construct], 0, 0, 0)


@pytest.mark.parametrize("construct", ["alcohol_use", "self_control", "extraversion"])
def test_all_nonsignificant(counted: Votes, construct: str) -> None:
    """The text: consistently nonsignificant, or not connected."""
    assert counted[construct] == (0, 0, CONSTRUCTS[construct], 0)


def test_gender(counted: Votes, findings: pd.DataFrame) -> None:
    """Over half of 48 positive, none negative, one mixed: own images against received ones."""
    positive, negative, nonsignificant, mixed = counted["gender"]
    assert positive > 24
    assert nonsignificant > 0
    assert (negative, mixed) == (0, 1)
    split = findings.query("construct == 'gender' and act_type != 'any'")
    assert set(split["attributed_to"]) == {"strassberg2013"}


def test_age(counted: Votes, findings: pd.DataFrame) -> None:
    """Two-thirds of 33 nonsignificant, the rest positive, negative or mixed; two curvilinear."""
    positive, negative, nonsignificant, _ = counted["age"]
    assert nonsignificant == 22
    assert min(positive, negative) > 0
    curved = findings.query("direction == 'curvilinear'")
    assert set(curved["construct"]) == {"age"}
    assert sorted(curved["attributed_to"]) == ["patchin2019", "vandeneynde2023"]


def test_sexual_orientation(counted: Votes) -> None:
    """Two-thirds of 21 nonsignificant, the rest higher among non-heterosexual participants."""
    assert counted["sexual_orientation"] == (7, 0, 14, 0)


def test_smaller_sociodemographic_constructs(counted: Votes, findings: pd.DataFrame) -> None:
    """Only nonsignificant or mixed votes; a handful of studies is under a quarter of 55."""
    assert {counted[one][:2] for one in SMALLER} == {(0, 0)}
    own = findings[findings["construct"].isin(SMALLER)]
    assert own["dataset_id"].nunique() <= 13


@pytest.mark.parametrize("construct", ["sending", "receiving", "requesting"])
def test_sexting(counted: Votes, construct: str) -> None:
    """Most studies positive, none negative, some nonsignificant or mixed."""
    positive, negative, nonsignificant, mixed = counted[construct]
    assert positive > CONSTRUCTS[construct] / 2
    assert negative == 0
    assert min(nonsignificant, mixed) > 0


def test_risky_sexting(counted: Votes, findings: pd.DataFrame) -> None:
    """Three of four positive, with the exception of one named study."""
    assert counted["risky_sexting"] == (3, 0, 1, 0)
    exception = findings.query("construct == 'risky_sexting' and significant == 'no'")
    assert exception["attributed_to"].tolist() == ["said2023"]


@pytest.mark.parametrize(
    "construct",
    ["bullying_perpetration", "bullying_victimization", "peer_problems", "prosocial_behavior",
     "depression", "anxiety", "distress", "self_esteem", "body_esteem", "general_mental_health"],
)  # fmt: skip
def test_inconsistent(counted: Votes, construct: str) -> None:
    """Results vary within and across studies: a mixed vote and another one."""
    assert counted[construct][3] > 0
    assert sum(one > 0 for one in counted[construct]) > 1


def test_personality(counted: Votes, findings: pd.DataFrame) -> None:
    """Five traits lean positive, four negative; most vary; multiple regression mostly differs."""
    assert all(counted[one][0] == max(counted[one]) for one in DARK)
    assert all(counted[one][1] == max(counted[one]) for one in LIGHT)
    varied = [one for one in (*DARK, *LIGHT) if sum(count > 0 for count in counted[one]) > 1]
    assert len(varied) > len((*DARK, *LIGHT)) / 2
    multiple = findings.query("domain == 'personality' and level == 'multiple'")["significant"]
    assert (multiple == "no").mean() >= 0.5


def test_cognitions(counted: Votes, findings: pd.DataFrame) -> None:
    """Positive, nonsignificant and mixed, none negative; eight instruments; none before 2020."""
    positive, negative, nonsignificant, mixed = counted["cognitions"]
    assert negative == 0
    assert min(positive, nonsignificant, mixed) > 0
    own = findings.query("construct == 'cognitions'")
    assert len(own[["study_id", "instrument"]].drop_duplicates()) == 8
    assert own["instrument"].nunique() == 8
    assert own["year"].astype(int).min() >= 2020
    assert set(findings.query("construct != 'cognitions'")["instrument"]) == {"not applicable"}


@pytest.mark.parametrize(
    ("construct", "direction"),
    [("sexual_activity", "positive"), ("sexual_debut_age", "negative"),
     ("dating_app_use", "positive")],
)  # fmt: skip
def test_sexual_behavior(findings: pd.DataFrame, construct: str, direction: str) -> None:
    """All studies found the association in bivariate analysis."""
    own = findings[(findings["construct"] == construct) & (findings["level"] == "bivariate")]
    assert set(zip(own["direction"], own["significant"], strict=True)) == {(direction, "yes")}
    assert own["dataset_id"].nunique() == CONSTRUCTS[construct]


def test_results_that_multiple_regression_takes_away(findings: pd.DataFrame) -> None:
    """Sexual activity and dating apps: no longer significant in one named study each."""
    own = findings.query("domain == 'sexual_behavior' and level == 'multiple'")
    lost = own.query("significant == 'no' and attributed_to != 'not attributed'")
    assert sorted(zip(lost["construct"], lost["attributed_to"], strict=True)) == [
        ("dating_app_use", "seto2023"), ("sexual_activity", "clancy2020")]  # fmt: skip


def test_pornography(counted: Votes) -> None:
    """Negative, positive and nonsignificant associations."""
    assert min(counted["pornography_use"][:3]) > 0


def test_every_victimization_analysis_is_positive(findings: pd.DataFrame) -> None:
    """The discussion speaks of all analyses, not of all studies."""
    own = findings.query("construct == 'victimization'")
    assert set(zip(own["direction"], own["significant"], strict=True)) == {("positive", "yes")}


def test_previous_perpetration_is_longitudinal(findings: pd.DataFrame, frame: Frame) -> None:
    """Three studies, the longitudinal ones."""
    own = findings.query("construct == 'previous_perpetration'")
    repeated = frame("quantitative_studies").query("design == 'longitudinal'")["study_id"]
    assert set(own["study_id"]) == set(repeated)
    assert set(own["level"]) == {"longitudinal"}


def test_direction_has_a_meaning(findings: pd.DataFrame, frame: Frame) -> None:
    """Where groups cannot be put in order no row is positive or negative, and the other way."""
    constructs = frame("constructs").query("synthesizable == 'no'")["construct"]
    unordered = findings["construct"].isin(constructs)
    assert set(findings[unordered]["direction"]) == {"difference", "not reported"}
    assert "difference" not in set(findings[~unordered]["direction"])
    significant = findings.query("significant == 'yes'")["direction"]
    assert "not reported" not in set(significant)
