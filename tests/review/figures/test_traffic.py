"""The traffic-light plot of an appraisal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from numerate.ground.errors import NumerateError
from numerate.review.figures.traffic import DISCS, draw_traffic_light, draw_traffic_lights
from numerate.review.synthesis.ratings import (
    KNOWN,
    Question,
    Rated,
    Ratings,
    ratings_from_csv,
    scale,
)

Read = Callable[[str], Any]
SVG = "{http://www.w3.org/2000/svg}"

# rows of robvis' example set for ROBINS-I (MIT)
ROBINS_I = """Study,D1,D2,D3,D4,D5,D6,D7,Overall
Study 1,Moderate,Critical,Low,Low,Moderate,Moderate,Moderate,Critical
Study 2,Moderate,No information,Moderate,Low,Low,Low,Moderate,Moderate
Study 3,Moderate,Serious,Low,Serious,Low,Low,Low,Serious
"""


def discs(page: Any) -> list[str]:  # noqa: ANN401 - a page of the test's reader
    """Colours of the discs that are answers, without the small parts of symbols."""
    nodes = page.root.iter(f"{SVG}circle")
    return [node.get("fill") for node in nodes if float(node.get("r")) > 4.5]


def test_every_study_has_a_disc_for_every_question(read: Read) -> None:
    """Three studies by eight columns; none is dropped, none is summed up."""
    page = read(draw_traffic_light(ratings_from_csv(ROBINS_I), "Risk of bias").svg)
    assert len(discs(page)) == 24
    assert "Overall" in page.texts


def test_serious_and_no_information_have_colours_of_their_own() -> None:
    """The package robvis once drew both grey; here each rank has its own disc and symbol."""
    ranks = set(KNOWN.values())
    assert set(DISCS) == ranks
    assert len({(disc.fill, disc.symbol) for disc in DISCS.values()}) == len(ranks)


def test_ranks_can_be_told_apart_in_grey() -> None:
    """Good, poor and worst get darker by at least 15 of 100 (luma of ITU-R BT.601)."""

    def luma(rank: str) -> float:
        fill = DISCS[rank].fill  # type: ignore[index] # names of ranks
        red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 2.55

    assert luma("good") - luma("poor") > 15
    assert luma("poor") - luma("worst") > 15
    assert luma("unclear") - luma("good") > 15


def test_the_alternative_text_groups_the_answers() -> None:
    """Each answer with the questions that got it, in reading order."""
    alt = draw_traffic_light(ratings_from_csv(ROBINS_I), "Risk of bias").alt
    assert "Study 3: Moderate: D1; Serious: D2, D4, Overall; Low: D3, D5, D6, D7." in alt


def test_questions_that_were_not_asked_have_no_disc(read: Read) -> None:
    """MMAT: a descriptive study has no answer to the criteria of other designs."""
    ratings = ratings_from_csv("Study,3.1,4.1\nA,Yes,\nB,,No\n")
    assert len(discs(read(draw_traffic_light(ratings, "MMAT").svg))) == 2


def test_labels_of_questions_are_printed_below(read: Read) -> None:
    """Column heads are short ids; what they ask stands in the note."""
    ratings = Ratings(
        questions=(Question("4.1", "Sampling strategy"),),
        studies=(Rated("A", ("Yes",)),),
        scale=scale(["Yes", "No"]),
    )
    texts = read(draw_traffic_light(ratings, "MMAT", "Descriptive studies.").svg).texts
    assert texts[-1] == "4.1: Sampling strategy. Descriptive studies."
    assert {"Yes", "No"} <= set(texts)


def test_an_answer_off_the_scale_is_never_drawn() -> None:
    """A misspelt answer must not become a grey disc."""
    ratings = Ratings(
        questions=(Question("D1"),), studies=(Rated("A", ("Hihg",)),), scale=scale(["High"])
    )
    with pytest.raises(NumerateError) as caught:
        draw_traffic_light(ratings, "Risk of bias")
    assert caught.value.issues[0].code == "answer-off-scale"


@pytest.mark.parametrize(("columns", "label"), [(7, "QN"), (12, "Quantitative study")])
def test_55_studies_fit_on_a_page(columns: int, label: str, read: Read) -> None:
    """Seven criteria stand in two panels, twelve in one; both leave room for a caption on A4."""
    ratings = Ratings(
        questions=tuple(Question(f"C{place}") for place in range(columns)),
        studies=tuple(Rated(f"{label} {i:02d}", ("Yes",) * columns) for i in range(55)),
        scale=scale(["Yes", "No"]),
    )
    made = draw_traffic_light(ratings, "MMAT")
    page = read(made.svg)
    assert made.height_mm < 225
    assert len(discs(page)) == 55 * columns
    assert all(words.inside(page.rects[0]) for words in page.words)


def test_names_from_data_are_text(read: Read) -> None:
    """A study called <script> & is printed as such."""
    ratings = ratings_from_csv("Study,D1\n<script>x</script> & y,Low\n")
    page = read(draw_traffic_light(ratings, "Risk of bias").svg)
    assert "<script>x</script> & y" in page.texts


@pytest.mark.parametrize(
    ("studies", "label", "pages"),
    [
        (40, "Study", 1),
        (41, "Study", 2),
        (90, "Study", 3),
        (90, "Authorson-Verylongname and Othername-Longer et al.", 4),
        (0, "Study", 1),
    ],
)
def test_many_studies_are_split_over_pages(
    studies: int, label: str, pages: int, read: Read
) -> None:
    """Forty on a page, fewer where names take two lines; every study once, every page fits A4."""
    ratings = Ratings(
        questions=tuple(Question(f"D{place}") for place in range(8)),
        studies=tuple(Rated(f"{label} ({2000 + i})", ("Low",) * 8) for i in range(studies)),
        scale=scale(["Low", "High"]),
    )
    made = draw_traffic_lights(ratings, "Risk of bias")
    assert len(made) == pages
    assert sum(len(discs(read(page.svg))) for page in made) == studies * 8
    assert all(page.height_mm <= 235 for page in made)
    if pages > 1:
        assert made[0].alt.startswith(f"Risk of bias (1 of {pages}).")


def test_a_blank_is_not_told_as_low() -> None:
    """One answer and one blank: the text names the question that was answered."""
    ratings = ratings_from_csv("Study,D1,D2\nA,Low,\nB,Low,Low\n")
    alt = draw_traffic_light(ratings, "Risk of bias").alt
    assert alt == "Risk of bias. A: Low: D1. B: Low for all."
