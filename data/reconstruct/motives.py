"""Items on motives and their comparison by gender.

Stated: the nine ranges, the six studies, and that more boys and men wanted to show off
(barrensedias2020). Which study holds which percentage is not stated: rows are not attributed.
"""

from collections.abc import Sequence

from .draws import shuffled
from .studies import Study
from .tables import ARTICLE, NOT_ATTRIBUTED, NOT_REPORTED, RECONSTRUCTED, Row

MOTIVE_STUDIES = ("barrensedias2020", "clancy2019", "clancy2020", "clancy2023",
                  "clancyklettke2021", "walker2021")  # fmt: skip
# The first and the last percentage of a motive are the ends of its printed range.
PERCENTAGES = {
    "amusement": (22, 31, 38, 45, 54, 62),
    "carelessness": (2, 17, 29, 48),
    "showing_off": (5, 12, 18, 23, 30, 44),
    "social_belonging": (1, 8, 14, 23),
    "social_support": (4, 11, 19),
    "social_rewards": (5, 9, 16),
    "roasting": (9, 11, 12, 14),
    "sexual": (2, 4, 5, 7),
    "malice": (1, 3, 4, 5, 7),
}
WORDINGS = {
    "amusement": ("It was meant as fun", "It was a joke among friends"),
    "carelessness": ("Gave it no thought", "Did not see it as a big thing"),
    "showing_off": ("Wanted to show off", "Was proud of having the image"),
    "social_belonging": ("Others in the group did it too", "Wanted to be part of the group"),
    "social_support": ("Wanted advice from a friend", "Needed to talk about the image"),
    "social_rewards": ("Wanted to be popular", "Hoped for something in return"),
    "roasting": ("Wanted to tease the person", "Wanted others to laugh at the person"),
    "sexual": ("It was arousing", "Wanted somebody else to enjoy it"),
    "malice": ("Wanted to get back at the person", "Wanted to hurt the person"),
}
# Compared items by motive: place among its percentages, higher in, points apart, significant.
BOYS, GIRLS, NEITHER = "boys and men", "girls and women", "neither"
COMPARED = {
    "amusement": ((1, NEITHER, 0, "no"), (3, NEITHER, 0, "no")),
    "showing_off": ((1, BOYS, 8, "yes"), (2, BOYS, 9, "yes"), (4, BOYS, 12, "yes"),
                    (5, BOYS, 4, "no")),
    "roasting": ((0, GIRLS, 5, "no"), (1, GIRLS, 7, "yes"), (3, GIRLS, 4, "no")),
    "malice": ((1, GIRLS, 3, "yes"), (2, GIRLS, 2, "no"), (4, GIRLS, 6, "yes"),
               (0, NEITHER, 0, "no")),
}  # fmt: skip
STATED_COMPARISON = "barrensedias2020"


def item_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table motive_items, by motive and percentage."""
    known = {one.citation: one.study_id for one in all_studies}
    rows: list[Row] = []
    for motive, percentages in PERCENTAGES.items():
        studies = shuffled(f"motive {motive}", MOTIVE_STUDIES)
        ends = (percentages[0], percentages[-1])
        for place, percent in enumerate(percentages):
            rows.append({
                "item_id": f"m{len(rows) + 1:02d}",
                "study_id": known[studies[place]],
                "motive": motive,
                "wording": WORDINGS[motive][place % 2],
                "percent": percent,
                "percent_basis": ARTICLE if percent in ends else RECONSTRUCTED,
                "basis": RECONSTRUCTED,
            })  # fmt: skip
    return rows


def comparison_rows(all_studies: Sequence[Study], items: Sequence[Row]) -> list[Row]:
    """The table motive_comparisons."""
    known = {one.citation: one.study_id for one in all_studies}
    rows: list[Row] = []
    for motive, compared in COMPARED.items():
        own = [item for item in items if item["motive"] == motive]
        if motive == "showing_off":
            stated = next(item for item in own if item["study_id"] == known[STATED_COMPARISON])
            rows.append(_stated(stated))
        for place, higher, apart, significant in compared:
            item = own[place]
            if rows and any(row["item_id"] == item["item_id"] for row in rows):
                continue
            rows.append(_compared(item, higher, apart, significant))
    for serial, row in enumerate(rows, 1):
        row["comparison_id"] = f"g{serial:02d}"
    return rows


def _stated(item: Row) -> Row:
    return {
        "item_id": item["item_id"],
        "percent_boys_men": NOT_REPORTED,
        "percent_girls_women": NOT_REPORTED,
        "higher": BOYS,
        "significant": "yes",
        "attributed_to": STATED_COMPARISON,
        "basis": ARTICLE,
    }


def _compared(item: Row, higher: str, apart: int, significant: str) -> Row:
    """Percentages of both groups on either side of the item's."""
    low = int(item["percent"]) - apart // 2
    high = low + apart
    boys, girls = (low, high) if higher == GIRLS else (high, low)
    return {
        "item_id": item["item_id"],
        "percent_boys_men": boys,
        "percent_girls_women": girls,
        "higher": higher,
        "significant": significant,
        "attributed_to": NOT_ATTRIBUTED,
        "basis": RECONSTRUCTED,
    }
