"""Answers of the appraisal: all reconstructed and attributed to nobody.

Stated: the two most frequent problems of each strand. Quantitative studies are appraised as
surveys (descriptive), the one category that asks about nonresponse bias.
"""

from collections.abc import Sequence

from .draws import shuffled
from .studies import Study
from .tables import RECONSTRUCTED, Row

# By criterion: how many studies get "no" and how many "can't tell"; the others get "yes".
QUANTITATIVE_ANSWERS = {"S1": (0, 0), "S2": (0, 2), "4.1": (6, 7), "4.2": (34, 9), "4.3": (5, 13),
                        "4.4": (7, 33), "4.5": (3, 8)}  # fmt: skip
QUALITATIVE_ANSWERS = {"S1": (0, 0), "S2": (0, 0), "1.1": (0, 1), "1.2": (1, 1), "1.3": (2, 5),
                       "1.4": (1, 2), "1.5": (5, 1)}  # fmt: skip


def appraisal_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table appraisal, by study and criterion."""
    rows: list[Row] = []
    for strand, category, answers in (
        ("quantitative", "descriptive", QUANTITATIVE_ANSWERS),
        ("qualitative", "qualitative", QUALITATIVE_ANSWERS),
    ):
        ids = [one.study_id for one in all_studies if one.strand == strand]
        given = {criterion: _answers(criterion, ids, *counts)
                 for criterion, counts in answers.items()}  # fmt: skip
        rows += [
            {
                "study_id": study,
                "category": category,
                "criterion": criterion,
                "answer": given[criterion][study],
                "basis": RECONSTRUCTED,
            }
            for study in ids
            for criterion in answers
        ]
    return rows


def _answers(criterion: str, ids: Sequence[str], no: int, cannot_tell: int) -> dict[str, str]:
    drawn = shuffled(f"appraisal {criterion} {ids[0][0]}", ids)
    return {
        study: "no" if place < no else "can't tell" if place < no + cannot_tell else "yes"
        for place, study in enumerate(drawn)
    }
