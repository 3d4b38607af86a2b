"""The sentences about agreement."""

from __future__ import annotations

from numerate.review.results.agreement_sentence import methods_sentence, results_sentence
from numerate.review.synthesis.agreement import ORWIN
from numerate.review.synthesis.double_rating import Rating, Scale, group_agreement

SCALE = Scale(categories=("include", "maybe", "exclude"), becomes={"maybe": "include"})


def team(rows: list[tuple[str, str, int]]) -> list[Rating]:
    """Items by pairs of categories: each row ``first, second, how many``."""
    made = []
    for first, second, many in rows:
        for place in range(many):
            item = f"{first}-{second}-{place}"
            made.append(Rating(item=item, rater="A", value=first))
            made.append(Rating(item=item, rater="B", value=second))
    return made


TEXTBOOK = team(
    [
        ("include", "include", 40),
        ("include", "exclude", 5),
        ("exclude", "maybe", 10),
        ("exclude", "exclude", 45),
    ]
)


def test_results_of_the_textbook_table() -> None:
    """The table 40/5/10/45: 85%, kappa .70 (.56 to .84 by statsmodels 0.14), PABAK .70."""
    found = group_agreement(TEXTBOOK, SCALE)[0]
    assert results_sentence(found, unit="records").startswith(
        "Reviewers agreed on 85 of 100 records (85.0%; Cohen's kappa 0.70, 95% CI 0.56 to 0.84, "
        "substantial; PABAK 0.70; AC1 0.70, 95% CI 0."
    )
    assert "0.84, good;" in results_sentence(found, unit="records", words=ORWIN)


def test_methods_name_every_convention() -> None:
    """Stage, unit, before discussion, categories, the rule for maybe, intervals, words."""
    found = group_agreement(TEXTBOOK, SCALE)[0]
    told = methods_sentence(found, SCALE, unit="records", stage="title and abstract screening")
    for words in (
        "at title and abstract screening",
        "before discussion",
        "records that two reviewers rated",
        "two categories, include and exclude, with maybe counted as include",
        "Cohen's kappa (95% confidence interval",
        "Byrt et al., 1993",
        "AC1 (2008)",
        "Landis and Koch (1977)",
    ):
        assert words in told


def test_more_than_two_raters() -> None:
    """Three people: Fleiss, AC1 and Krippendorff with their conventions, no kappa of Cohen."""
    given = [*TEXTBOOK, Rating(item="extra", rater="C", value="include")]
    found = group_agreement(given, SCALE)[0]
    told = methods_sentence(found, SCALE, unit="records")
    assert "at least two of 3 reviewers" in told
    assert "records with a single rating were left out" in told
    assert "alpha (nominal; 95% confidence interval by the jackknife over records)" in told
    assert "Cohen" not in told
    assert "Fleiss' kappa 0.70" in results_sentence(found, unit="records")


def test_nothing_rated_twice() -> None:
    """Without a pair there is no percentage to print."""
    found = group_agreement([Rating(item="1", rater="A", value="include")], SCALE)[0]
    assert "cannot be told" in results_sentence(found, unit="records")
