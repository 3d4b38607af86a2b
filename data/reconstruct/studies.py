"""The 68 included studies by neutral number, and the named studies counted among them.

Stated: names and years of 19 quantitative and 13 qualitative studies, the shared dataset of two.
Reconstructed: the years of the 36 others, the round that found each study, and its report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .draws import shuffled
from .screening import INCLUDED, Report
from .tables import ARTICLE, RECONSTRUCTED, Row

QUANTITATIVE, QUALITATIVE = "quantitative", "qualitative"

NAMED_QUANTITATIVE = {
    "strassberg2013": "Strassberg et al.",
    "clancy2019": "Clancy et al.",
    "patchin2019": "Patchin and Hinduja",
    "barrensedias2020": "Barrense-Dias et al.",
    "clancy2020": "Clancy et al.",
    "boer2021": "Boer et al.",
    "clancyklettke2021": "Clancy, Klettke, et al.",
    "clancymaas2021": "Clancy, Maas, et al.",
    "sesar2021": "Sesar et al.",
    "walker2021": "Walker et al.",
    "gamezguadix2022": "Gamez-Guadix et al.",
    "karasavva2022": "Karasavva and Forth",
    "clancy2023": "Clancy et al.",
    "maes2023": "Maes et al.",
    "said2023": "Said and McNealy",
    "seto2023": "Seto et al.",
    "vandeneynde2023": "Van den Eynde et al.",
    "agueli2024": "Agueli et al.",
    "ojeda2024": "Ojeda et al.",
}
NAMED_QUALITATIVE = {
    "ringrose2013": "Ringrose et al.",
    "hallhearn2019": "Hall and Hearn",
    "hearnhall2019": "Hearn and Hall",
    "semenzin2020": "Semenzin and Bainotti",
    "harder2021": "Harder",
    "hunehall2021": "Hunehall Berndtsson",
    "johnstonbaugh2021": "Johnstonbaugh",
    "naezer2021": "Naezer and van Oosterhout",
    "otteren2021": "Otteren and Gynnhild",
    "rasmussen2021": "Rasmussen and Søndergaard",
    "hall2022": "Hall et al.",
    "orourke2024": "O’Rourke and Haslop",
    "storrod2024": "Storrod",
}
SHARED_DATASET = ("clancyklettke2021", "clancymaas2021")
DISCUSSION_ONLY = ("boer2021", "agueli2024", "ojeda2024", "karasavva2022")
NOTE_ONLY = ("clancymaas2021",)
# Years of the 36 unnamed studies by search round; a study cannot be younger than its search.
UNNAMED_YEARS = {
    1: [2014, 2015, 2016, 2016, 2017, 2017, 2018, 2018, 2018, 2019, 2019, 2019, 2019,
        2020, 2020, 2020, 2020, 2020, 2021, 2021, 2021],
    2: [2021, 2021, 2022, 2022],
    3: [2022, 2022, 2022, 2023, 2023, 2023, 2023, 2023, 2024, 2024, 2024],
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One included study; `citation` is empty for a study the article does not name."""

    study_id: str
    strand: str
    year: int
    round: int
    citation: str
    dataset_id: str
    report_id: str

    @property
    def label(self) -> str:
        """The neutral name."""
        return f"{self.strand.capitalize()} study {self.study_id[1:]}"

    @property
    def short_label(self) -> str:
        """The neutral name, short."""
        return f"Q{'N' if self.strand == QUANTITATIVE else 'L'} {self.study_id[1:]}"


def studies(sought: Sequence[Report]) -> list[Study]:
    """All studies, numbered within their strand by year."""
    places = _places(NAMED_QUANTITATIVE, unnamed=True) + _places(NAMED_QUALITATIVE, unnamed=False)
    strands = [QUANTITATIVE] * 55 + [QUALITATIVE] * 13
    report_ids = _report_ids(sought, [number for number, _, _ in places])
    result: list[Study] = []
    for serial, ((number, year, citation), strand, report) in enumerate(
        zip(places, strands, report_ids, strict=True)
    ):
        own = serial + 1 if strand == QUANTITATIVE else serial - 54
        shared = [one.dataset_id for one in result if _share(one.citation, citation)]
        result.append(
            Study(
                study_id=f"{'q' if strand == QUANTITATIVE else 'l'}{own:02d}",
                strand=strand,
                year=year,
                round=number,
                citation=citation,
                dataset_id=shared[0] if shared else f"d{serial + 1:02d}",
                report_id=report,
            )
        )
    return result


def _share(one: str, other: str) -> bool:
    return one in SHARED_DATASET and other in SHARED_DATASET


def _places(named: dict[str, str], *, unnamed: bool) -> list[tuple[int, int, str]]:
    """Round, year and citation of every study of a strand, by year, drawn within a year."""
    places = [(_round(int(citation[-4:])), int(citation[-4:]), citation) for citation in named]
    if unnamed:
        places += [(number, year, "") for number, years in UNNAMED_YEARS.items() for year in years]
    numbered = [(*place, serial) for serial, place in enumerate(places)]
    drawn = shuffled("numbers of studies", numbered)
    return [(number, year, citation) for number, year, citation, _ in sorted(drawn, key=_year)]


def _year(place: tuple[int, int, str, int]) -> int:
    return place[1]


def _round(year: int) -> int:
    """The round that can have found a named study: searches of 2021-11, 2022-11 and 2024-05."""
    limits = (0, 2022, 2023, 9999)
    return next(
        number for number, (low, high) in enumerate(pairwise(limits), 1) if low <= year < high
    )


def _report_ids(sought: Sequence[Report], rounds: Sequence[int]) -> list[str]:
    """An included report of the right round for every study."""
    free = {
        number: shuffled(
            f"reports {number}",
            [one.report_id for one in sought if one.included and one.round == number],
        )
        for number in INCLUDED
    }
    return [free[number].pop() for number in rounds]


def study_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table studies."""
    return [
        {
            "study_id": one.study_id,
            "label": one.label,
            "short_label": one.short_label,
            "strand": one.strand,
            "report_id": one.report_id,
            "dataset_id": one.dataset_id,
            "year": one.year,
            "year_basis": ARTICLE if one.citation else RECONSTRUCTED,
            "basis": ARTICLE if one.citation else RECONSTRUCTED,
        }
        for one in all_studies
    ]


def named_rows(all_studies: Sequence[Study]) -> list[Row]:
    """The table named_studies."""
    names = NAMED_QUANTITATIVE | NAMED_QUALITATIVE
    return [
        {
            "citation": one.citation,
            "study_id": one.study_id,
            "name": names[one.citation],
            "year": one.year,
            "named_in": _named_in(one.citation),
            "basis": ARTICLE,
        }
        for one in sorted(all_studies, key=lambda study: study.citation)
        if one.citation
    ]


def _named_in(citation: str) -> str:
    if citation in NOTE_ONLY:
        return "note of Table 1"
    return "discussion" if citation in DISCUSSION_ONLY else "results"
