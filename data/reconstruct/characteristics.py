"""Characteristics of the studies of both strands.

Stated: the totals, the lowest and the highest prevalence with their studies, five online studies.
Everything else is reconstructed. The countries under whose numbers named studies are counted are
set by hand, only so that no pairing is absurd; the article does not state them.
"""

from collections.abc import Sequence

from .draws import draw, picked, shares, shuffled, weighted
from .studies import QUALITATIVE, QUANTITATIVE, SHARED_DATASET, Study
from .tables import (
    ARTICLE,
    NOT_APPLICABLE,
    NOT_ATTRIBUTED,
    NOT_REPORTED,
    RECONSTRUCTED,
    UNCLEAR,
    Row,
)

PARTICIPANTS = 127_728
SHARED_PARTICIPANTS = 1_148
COUNTRIES = {"United States": 12, "Italy": 7, "Spain": 7, "Belgium": 5, "Canada": 4,
             "Australia": 3, "Portugal": 2, "Brazil": 1, "England": 1, "Greece": 1,
             "Netherlands": 1, "Switzerland": 1, "cross-national": 10}  # fmt: skip
SET_COUNTRIES = {
    "United States": ("strassberg2013", "patchin2019", "said2023"),
    "Italy": ("agueli2024",),
    "Spain": ("gamezguadix2022", "ojeda2024"),
    "Belgium": ("vandeneynde2023", "maes2023"),
    "Canada": ("karasavva2022", "seto2023"),
    "Australia": ("clancyklettke2021", "clancymaas2021", "clancy2019"),
    "England": ("walker2021",),
    "Netherlands": ("boer2021",),
    "Switzerland": ("barrensedias2020",),
    "cross-national": ("clancy2020", "clancy2023", "sesar2021"),
}
LONGITUDINAL = 3
STATED_PREVALENCE = {"gamezguadix2022": 0.4, "sesar2021": 31.3}
STATED_BOYS_AND_GIRLS = ("strassberg2013",)
AGES = {"adolescents": (12, 13, 14), "young adults": (16, 18, 18), "adults": (18, 18, 16)}
INSTRUMENTS = {
    "instrument_access": {"received from the depicted person": 5, "received from others": 2,
                          "taken by the perpetrator": 1, "any way": 5, UNCLEAR: 3},
    "instrument_person": {"partner or former partner": 3, "peer or acquaintance": 3, "anyone": 8,
                          UNCLEAR: 1},
    "instrument_content": {"nude or nearly nude": 6, "sexual act or nudity": 4,
                           "sexually suggestive or nude": 5},
    "instrument_channel": {"sent on": 5, "posted online": 2, "shown in person": 1, "any way": 6},
    "instrument_nonconsent": {"yes": 8, "no": 6},
}  # fmt: skip

LOCATIONS = {
    "online": ("semenzin2020", "otteren2021", "hallhearn2019", "hearnhall2019", "hall2022"),
    "United Kingdom": ("ringrose2013", "orourke2024", "storrod2024"),
    "Denmark": ("harder2021", "rasmussen2021"),
    "Netherlands": ("naezer2021",),
    "Sweden": ("hunehall2021",),
    "United States": ("johnstonbaugh2021",),
}
INTERVIEWS = ("harder2021", "johnstonbaugh2021", "rasmussen2021")
# The only non-binary participant and the 35 of unknown gender are put in these two.
NON_BINARY_IN = "storrod2024"
UNKNOWN_IN = "hunehall2021"
BOYS_MEN, GIRLS_WOMEN, NON_BINARY, UNKNOWN = 233, 186, 1, 35


def longitudinal(all_studies: Sequence[Study]) -> set[str]:
    """Numbers of the longitudinal studies: drawn among the unnamed ones from 2018 on."""
    from_2018 = [one.study_id for one in all_studies if _unnamed(one) and one.year >= 2018]  # noqa: PLR2004 - the year
    return picked("longitudinal", from_2018, LONGITUDINAL)


def _unnamed(one: Study) -> bool:
    return one.strand == QUANTITATIVE and not one.citation


def quantitative_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table quantitative_studies."""
    strand = [one for one in all_studies if one.strand == QUANTITATIVE]
    country = _countries(strand)
    people = _participants(strand)
    repeated = longitudinal(strand)
    oldest = picked("oldest", [one.study_id for one in strand if _unnamed(one)], 1)
    rows: list[Row] = []
    for one in strand:
        stated = one.citation in STATED_PREVALENCE
        youngest, eldest = _ages(one)
        rows.append({
            "study_id": one.study_id,
            "design": "longitudinal" if one.study_id in repeated else "cross-sectional",
            "country": country[one.study_id],
            "participants": people[one.study_id],
            "age_min": 18 if one.study_id in oldest else youngest,
            "age_max": 97 if one.study_id in oldest else eldest,
            "prevalence": _prevalence(one, people[one.study_id]),
            "prevalence_basis": ARTICLE if stated else RECONSTRUCTED,
            "attributed_to": one.citation if stated else NOT_ATTRIBUTED,
            **{name: weighted(f"{name} {one.dataset_id}", INSTRUMENTS[name])
               for name in INSTRUMENTS},
            "basis": RECONSTRUCTED,
        })  # fmt: skip
    return rows


def _countries(strand: Sequence[Study]) -> dict[str, str]:
    set_for = {citation: name for name, them in SET_COUNTRIES.items() for citation in them}
    left = [
        (name, serial)
        for name, count in COUNTRIES.items()
        for serial in range(count - len(SET_COUNTRIES.get(name, ())))
    ]
    drawn = [name for name, _ in shuffled("countries", left)]
    return {one.study_id: set_for[one.citation] if one.citation else drawn.pop() for one in strand}


def _participants(strand: Sequence[Study]) -> dict[str, int]:
    """Sample sizes that add up; the two studies of one dataset report the same size."""
    others = [one for one in strand if one.citation not in SHARED_DATASET]
    sizes = shares(
        PARTICIPANTS - 2 * SHARED_PARTICIPANTS,
        [(400 + draw(f"size {one.study_id}", 2200)) ** 2 for one in others],
    )
    people = {one.study_id: SHARED_PARTICIPANTS for one in strand}
    return people | {one.study_id: size for one, size in zip(others, sizes, strict=True)}


def _ages(one: Study) -> tuple[int, int]:
    """Youngest and oldest: a school sample, a student sample or a sample of adults."""
    kinds = {"adolescents": 5, "young adults": 3, "adults": 3}
    if one.citation in STATED_BOYS_AND_GIRLS:
        kinds = {"adolescents": 1}
    kind = weighted(f"ages {one.dataset_id}", kinds)
    youngest = AGES[kind][draw(f"youngest {one.dataset_id}", 3)]
    if kind == "adolescents":
        youngest -= draw(f"pupils {one.dataset_id}", 2)
    low, width = {"adolescents": (17, 3), "young adults": (24, 12), "adults": (54, 30)}[kind]
    return youngest, low + draw(f"oldest {one.dataset_id}", width)


def _prevalence(one: Study, people: int) -> str | float:
    """In percent points; between the two stated ends a whole number of people gives it."""
    if one.citation in STATED_PREVALENCE:
        return STATED_PREVALENCE[one.citation]
    if not one.citation and draw(f"no prevalence {one.study_id}", 6) == 0:
        return NOT_REPORTED
    low, high = people * 15 // 1000 + 1, people * 27 // 100
    count = low + draw(f"prevalence {one.dataset_id}", (high - low) // 2)
    return (2000 * count + people) // (2 * people) / 10


def qualitative_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table qualitative_studies."""
    strand = [one for one in all_studies if one.strand == QUALITATIVE]
    location = {citation: name for name, them in LOCATIONS.items() for citation in them}
    people = _people([one.citation for one in strand if location[one.citation] != "online"])
    rows: list[Row] = []
    for one in strand:
        online = location[one.citation] == "online"
        rows.append({
            "study_id": one.study_id,
            "location": location[one.citation],
            "location_basis": ARTICLE if online else RECONSTRUCTED,
            "method": _method(one.citation, online=online),
            **people.get(one.citation, dict.fromkeys(
                ("boys_men", "girls_women", "non_binary", "gender_unknown", "age_min", "age_max"),
                NOT_APPLICABLE)),
            "theoretical_framework": NOT_REPORTED,
            "analytical_approach": NOT_REPORTED,
            "attributed_to": one.citation if online else NOT_ATTRIBUTED,
            "basis": RECONSTRUCTED,
        })  # fmt: skip
    return rows


def _method(citation: str, *, online: bool) -> str:
    if online:
        return "digital ethnography"
    return "semi-structured interviews" if citation in INTERVIEWS else "combined methods"


def _people(citations: Sequence[str]) -> dict[str, dict[str, str | int]]:
    """Participants by gender and their ages; the sums and the ends are the article's."""
    men = shares(BOYS_MEN, [3 + draw(f"men {one}", 6) for one in citations])
    women = shares(GIRLS_WOMEN, [2 + draw(f"women {one}", 6) for one in citations])
    youngest, oldest = shuffled("ends of ages", citations)[:2]
    return {
        one: {
            "boys_men": men[place],
            "girls_women": women[place],
            "non_binary": NON_BINARY if one == NON_BINARY_IN else 0,
            "gender_unknown": UNKNOWN if one == UNKNOWN_IN else 0,
            "age_min": 12 if one == youngest else 13 + draw(f"from {one}", 4),
            "age_max": 25 if one == oldest else 18 + draw(f"to {one}", 6),
        }
        for place, one in enumerate(citations)
    }
