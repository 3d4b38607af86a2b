"""Coded extracts of the thematic synthesis; their text is not public and none is invented.

Stated: what the article reports of a study by name (table stated_facts, entered in extracts), how
many studies each theme has, and the order of the main themes by richness. Reconstructed: which
further studies have a sub-theme, and how many extracts there are.
"""

from collections import defaultdict
from collections.abc import Sequence

from .draws import draw, shuffled
from .studies import QUALITATIVE, Study
from .tables import ARTICLE, NOT_ATTRIBUTED, RECONSTRUCTED, UNCLEAR, Row, entered

# Studies per theme as printed, and reconstructed numbers of extracts, in order of richness.
STUDIES = {"manhood_act": 13, "bodies": 11, "camaraderie": 11, "dominance": 10,
           "targeted_attack": 4, "accountability": 7, "coping": 3}  # fmt: skip
EXTRACTS = {"manhood_act": 13, "bodies": 66, "camaraderie": 54, "dominance": 43,
            "targeted_attack": 47, "accountability": 34, "coping": 21}  # fmt: skip
# Two codes whose studies the article counts: nobody else may have them.
CLOSED = ("female_peer_validation", "anonymity")
KINDS = ("perpetrator statement", "researcher interpretation")


def extract_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table extracts, by study and theme."""
    strand = [one for one in all_studies if one.strand == QUALITATIVE]
    known = {one.citation: one.study_id for one in strand}
    theme_of = {row["code"]: row["theme"] for row in entered("codes")}
    rows = [
        _row(known[fact["citation"]], fact["topic"], fact["citation"])
        for fact in entered("stated_facts")
        if fact["entered_in"] == "extracts"
    ]
    members: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        members[theme_of[str(row["code"])]].append(str(row["study_id"]))
    for theme, count in STUDIES.items():
        rows += _further(theme, count, members[theme], [one.study_id for one in strand], theme_of)
    themes = list(STUDIES)
    codes = list(theme_of)
    rows.sort(
        key=lambda row: (
            str(row["study_id"]),
            themes.index(theme_of[str(row["code"])]),
            codes.index(str(row["code"])),
            str(row["basis"]),
        )
    )
    for serial, row in enumerate(rows, 1):
        row["extract_id"] = f"E{serial:03d}"
        row["description"] = f"Coded extract {serial} (text not public)"
    return rows


def _further(
    theme: str, count: int, stated: Sequence[str], everyone: Sequence[str], theme_of: dict[str, str]
) -> list[Row]:
    """Reconstructed extracts of a theme: one for each open place, the rest spread over all."""
    named = set(stated)
    others = shuffled(f"open {theme}", set(everyone) - named)[: count - len(named)]
    holders = shuffled(f"holders {theme}", [*named, *others])
    codes = [code for code, of in theme_of.items() if of == theme and code not in CLOSED]
    left = EXTRACTS[theme] - len(stated)
    places = [*others, *(holders[draw(f"holder {theme} {one}", count)] for one in range(left))]
    return [
        _row(study, codes[draw(f"code {theme} {place}", len(codes))], "", f"{theme} {place}")
        for place, study in enumerate(places[:left])
    ]


def _row(study: str, code: str, citation: str, name: str = "") -> Row:
    kind = UNCLEAR if citation else KINDS[draw(f"kind {name}", 2)]
    return {
        "study_id": study,
        "code": code,
        "kind": kind,
        "attributed_to": citation or NOT_ATTRIBUTED,
        "basis": ARTICLE if citation else RECONSTRUCTED,
    }
