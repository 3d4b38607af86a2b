"""Characteristics, motives, themes and appraisal, counted by pandas: the article's totals."""

from collections.abc import Callable

import pandas as pd
import pytest

Frame = Callable[[str], pd.DataFrame]

COUNTRIES = {"United States": 12, "Italy": 7, "Spain": 7, "Belgium": 5, "Canada": 4,
             "Australia": 3, "Portugal": 2, "Brazil": 1, "England": 1, "Greece": 1,
             "Netherlands": 1, "Switzerland": 1, "cross-national": 10}  # fmt: skip
RANGES = {"amusement": (22, 62), "carelessness": (2, 48), "showing_off": (5, 44),
          "social_belonging": (1, 23), "social_support": (4, 19), "social_rewards": (5, 16),
          "roasting": (9, 14), "sexual": (2, 7), "malice": (1, 7)}  # fmt: skip


def test_designs_countries_and_samples(frame: Frame) -> None:
    """52 and 3 studies by design, 13 entries of countries, 127,728 people of 11 to 97 years."""
    studies = frame("quantitative_studies")
    assert studies["design"].value_counts().to_dict() == {"cross-sectional": 52, "longitudinal": 3}
    assert studies["country"].value_counts().to_dict() == COUNTRIES
    assert studies["participants"].astype(int).sum() == 127_728
    youngest, oldest = studies["age_min"].astype(int), studies["age_max"].astype(int)
    assert (youngest.min(), oldest.max()) == (11, 97)
    assert (youngest < oldest).all()


def test_prevalence(frame: Frame) -> None:
    """0.4% and 31.3% are the ends, each held by its named study alone."""
    own = frame("quantitative_studies").query("prevalence != 'not reported'")
    order = own["prevalence"].astype(float).sort_values()
    assert order.iloc[[0, -1]].tolist() == [0.4, 31.3]
    assert order.iloc[1] > 0.4
    assert order.iloc[-2] < 31.3
    ends = own.loc[order.index[[0, -1]], "attributed_to"]
    assert ends.tolist() == ["gamezguadix2022", "sesar2021"]


def test_every_prevalence_is_possible(frame: Frame) -> None:
    """Some whole number of the participants rounds (half up) to the prevalence."""
    own = frame("quantitative_studies").query("prevalence != 'not reported'")
    for size, prevalence in zip(own["participants"], own["prevalence"], strict=True):
        people, tenths = int(size), round(float(prevalence) * 10)
        near = people * tenths // 1000
        shown = {(2000 * k + people) // (2 * people) for k in range(near - 1, near + 3)}
        assert tenths in shown, (people, prevalence)


def test_years_and_named_studies(frame: Frame) -> None:
    """55 from 2013 to 2024, 19 named; 13 qualitative: one of 2013, the others 2019 to 2024."""
    studies = frame("studies")
    years = studies["year"].astype(int).groupby(studies["strand"]).agg(sorted)
    assert (len(years["quantitative"]), len(years["qualitative"])) == (55, 13)
    assert (years["quantitative"][0], years["quantitative"][-1]) == (2013, 2024)
    assert (years["qualitative"][:2], years["qualitative"][-1]) == ([2013, 2019], 2024)
    named = frame("named_studies").merge(studies, on="study_id", suffixes=("", "_counted"))
    assert named["strand"].value_counts().to_dict() == {"quantitative": 19, "qualitative": 13}
    assert named["year"].equals(named["year_counted"])


def test_shared_dataset(frame: Frame) -> None:
    """54 datasets for 55 studies; the two papers report the same sample."""
    studies = frame("studies")
    assert studies.query("strand == 'quantitative'")["dataset_id"].nunique() == 54
    pair = studies[studies.duplicated("dataset_id", keep=False)]["study_id"]
    same = frame("quantitative_studies").set_index("study_id").loc[pair]
    assert len(set(same["participants"])) == 1
    names = frame("named_studies").set_index("study_id").loc[pair, "citation"]
    assert sorted(names) == ["clancyklettke2021", "clancymaas2021"]


def test_qualitative_characteristics(frame: Frame) -> None:
    """455 = 233 + 186 + 1 + 35 people of 12 to 25 years; methods 5, 3, 5; six locations."""
    studies = frame("qualitative_studies")
    people = studies.query("boys_men != 'not applicable'")
    genders = ["boys_men", "girls_women", "non_binary", "gender_unknown"]
    assert people[genders].astype(int).sum().tolist() == [233, 186, 1, 35]
    ages = people[["age_min", "age_max"]].astype(int)
    assert (ages["age_min"].min(), ages["age_max"].max()) == (12, 25)
    assert studies["method"].value_counts().to_dict() == {
        "digital ethnography": 5, "combined methods": 5,
        "semi-structured interviews": 3}  # fmt: skip
    assert studies["location"].value_counts().to_dict() == {
        "online": 5, "United Kingdom": 3, "Denmark": 2, "Netherlands": 1, "Sweden": 1,
        "United States": 1}  # fmt: skip
    assert set(studies.query("location == 'online'")["boys_men"]) == {"not applicable"}


@pytest.mark.parametrize("motive", RANGES)
def test_motive_ranges(frame: Frame, motive: str) -> None:
    """The printed ends of each range, which alone are the article's."""
    items = frame("motive_items")
    own = items[items["motive"] == motive]
    percent = own["percent"].astype(int)
    assert (percent.min(), percent.max()) == RANGES[motive]
    ends = percent.isin(RANGES[motive])
    assert (own["percent_basis"] == "article").equals(ends)
    assert own["study_id"].is_unique


def test_motive_comparisons(frame: Frame) -> None:
    """Showing off: boys and men, mostly significant. Roasting, malice: mostly the inverse."""
    items = frame("motive_items")[["item_id", "motive", "percent"]]
    compared = frame("motive_comparisons").merge(items, on="item_id")
    showing = compared.query("motive == 'showing_off'")
    assert set(showing["higher"]) == {"boys and men"}
    assert (showing["significant"] == "yes").mean() > 0.5
    others = compared.query("motive in ['roasting', 'malice']")
    assert (others["higher"] == "girls and women").mean() > 0.5
    assert "boys and men" not in set(others["higher"])
    assert set(others["significant"]) == {"yes", "no"}


def test_shares_of_both_genders_enclose_the_share_of_all(frame: Frame) -> None:
    """A share of all perpetrators lies between those of the two groups."""
    compared = frame("motive_comparisons").query("percent_boys_men != 'not reported'")
    compared = compared.merge(frame("motive_items")[["item_id", "percent"]], on="item_id")
    groups = compared[["percent_boys_men", "percent_girls_women"]].astype(int)
    assert (groups.min(axis=1) <= compared["percent"].astype(int)).all()
    assert (groups.max(axis=1) >= compared["percent"].astype(int)).all()


def test_themes(frame: Frame) -> None:
    """Printed n of each theme; theme 1 is in all 13 by its sub-themes too."""
    extracts = frame("extracts").merge(frame("codes")[["code", "theme"]], on="code")
    assert extracts.groupby("theme")["study_id"].nunique().to_dict() == {
        "manhood_act": 13, "bodies": 11, "camaraderie": 11, "dominance": 10,
        "targeted_attack": 4, "accountability": 7, "coping": 3}  # fmt: skip
    parent = frame("themes").set_index("theme")["parent"]
    subs = extracts[extracts["theme"].map(parent) == "manhood_act"]
    assert subs["study_id"].nunique() == 13


def test_main_themes_by_richness(frame: Frame) -> None:
    """Order by extracts is 1, 2, 3, 4, though the second has fewer studies than the third."""
    extracts = frame("extracts").merge(frame("codes")[["code", "theme"]], on="code")
    parent = frame("themes").set_index("theme")["parent"]
    above = extracts["theme"].map(parent)
    main = extracts["theme"].where(above == "not applicable", above).value_counts()
    assert main.index.tolist() == ["manhood_act", "targeted_attack", "accountability", "coping"]
    assert main.is_unique


@pytest.mark.parametrize(
    ("code", "studies"),
    [("female_peer_validation", {"johnstonbaugh2021", "naezer2021"}),
     ("anonymity", {"otteren2021", "semenzin2020"})],
)  # fmt: skip
def test_codes_of_two_studies(frame: Frame, code: str, studies: set[str]) -> None:
    """The text: two studies each, by name."""
    extracts = frame("extracts")
    assert set(extracts[extracts["code"] == code]["attributed_to"]) == studies


def test_every_code_is_used(frame: Frame) -> None:
    """No code without an extract."""
    assert set(frame("extracts")["code"]) == set(frame("codes")["code"])


def test_appraisal(frame: Frame) -> None:
    """Seven answers a study, of its category; most frequent problems 4.2, 4.4 and 1.3, 1.5."""
    answers = frame("appraisal")
    asked = answers["criterion"].map(frame("appraisal_criteria").set_index("criterion")["category"])
    assert ((asked == answers["category"]) | (asked == "screening")).all()
    assert set(answers.groupby("study_id").size()) == {7}
    assert set(answers["study_id"]) == set(frame("studies")["study_id"])
    problems = answers.query("answer != 'yes'").groupby(["category", "criterion"]).size()
    for strand, expected in (("descriptive", {"4.2", "4.4"}), ("qualitative", {"1.3", "1.5"})):
        own = problems.loc[strand].sort_values(ascending=False)
        assert set(own.index[:2]) == expected
        assert own.iloc[1] > own.iloc[2]
