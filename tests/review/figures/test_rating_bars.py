"""The summary plot of an appraisal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.errors import NumerateError
from numerate.review.figures.rating_bars import draw_rating_summary
from numerate.review.figures.traffic import draw_traffic_light
from numerate.review.synthesis.ratings import Question, Rated, Ratings, ratings_from_csv, scale

Read = Callable[[str], Any]
REAL = Path(__file__).parents[4] / "shared" / "real" / "risk_of_bias"

SCALE = scale(["yes", "no", "can't tell"])
QUANTITATIVE = Ratings(
    label="Quantitative studies",
    questions=(Question("4.1", "Sampling strategy"), Question("4.2", "Representative sample")),
    studies=(
        Rated("A", ("yes", "no")),
        Rated("B", ("yes", "can't tell")),
        Rated("C", ("yes", "yes")),
        Rated("D", ("no", None)),
    ),
    scale=SCALE,
)
QUALITATIVE = Ratings(
    label="Qualitative studies",
    questions=(Question("1.1", "Approach"),),
    studies=(Rated("E", ("yes",)),),
    scale=SCALE,
)
SKY, YELLOW, VERMILLION = "#56b4e9", "#f0e442", "#d55e00"


def bars(page: Any) -> list[list[Any]]:  # noqa: ANN401 - a page of the test's reader
    """Segments of each bar, from left to right."""
    rows: dict[float, list[Any]] = {}
    for rect in page.rects[1:]:
        rows.setdefault(rect.y, []).append(rect)
    return [rows[y] for y in sorted(rows)]


def test_every_bar_is_whole_and_its_parts_are_as_large_as_their_counts(read: Read) -> None:
    """4.1: three of four yes, one no. 4.2 was asked of three studies: one of each answer."""
    first, second, third = bars(read(draw_rating_summary([QUANTITATIVE, QUALITATIVE], "M").svg))
    whole = third[0].width
    assert [rect.fill for rect in first] == [SKY, VERMILLION]
    assert [round(rect.width / whole, 2) for rect in first] == [0.75, 0.25]
    assert [rect.fill for rect in second] == [SKY, YELLOW, VERMILLION]
    assert [round(rect.width / whole, 2) for rect in second] == [0.33, 0.33, 0.33]


def test_the_number_of_studies_asked_stands_beside_each_bar(read: Read) -> None:
    """Bars of 100% hide their base, so each shows its n; counts stand in the bars."""
    texts = read(draw_rating_summary([QUANTITATIVE], "M").svg).texts
    rows = [text for text in texts if text.isdecimal()]
    assert rows == ["4", "3", "1", "3", "1", "1", "1"]


def test_the_alternative_text_has_groups_bases_and_counts() -> None:
    """By hand from the seven answers above."""
    alt = draw_rating_summary([QUANTITATIVE, QUALITATIVE], "Appraisal").alt
    assert alt == (
        "Appraisal. Quantitative studies: 4.1 Sampling strategy (n = 4): yes 3, no 1. "
        "4.2 Representative sample (n = 3): yes 1, can't tell 1, no 1. "
        "Qualitative studies: 1.1 Approach (n = 1): yes 1."
    )


def test_all_words_are_on_the_paper(read: Read) -> None:
    """The last tick, 100%, stands at the right end of the axis."""
    page = read(draw_rating_summary([QUANTITATIVE, QUALITATIVE], "M", "A note.").svg)
    assert all(words.inside(page.rects[0]) for words in page.words)


def test_an_answer_off_the_scale_is_never_drawn() -> None:
    """It would be missing from the bar, and the bar would still be whole."""
    odd = Ratings(questions=(Question("D1"),), studies=(Rated("A", ("Hihg",)),), scale=SCALE)
    with pytest.raises(NumerateError):
        draw_rating_summary([odd], "M")


def test_bars_by_weight() -> None:
    """Weights 60, 30 and 10 of three studies: Low has 70% though it is two of three studies."""
    made = ratings_from_csv("Study,D1,Weight\nA,Low,60\nB,High,30\nC,Low,10\n")
    drawn = draw_rating_summary([made], "Risk of bias", weighted=True)
    assert drawn.alt == (
        "Risk of bias. D1 (n = 3): Low 2 (70% of the weight), High 1 (30% of the weight)."
    )
    assert "shares of the studies' weight" in drawn.svg


def test_a_weighted_plot_needs_weights() -> None:
    """A study without a weight is named; it must not vanish from the bar."""
    made = ratings_from_csv("Study,D1\nA,Low\n")
    with pytest.raises(NumerateError) as caught:
        draw_rating_summary([made], "Risk of bias", weighted=True)
    assert caught.value.issues[0].code == "no-weight"


@pytest.mark.skipif(not REAL.is_dir(), reason="the example sets of robvis are not here")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.csv")), ids=lambda path: path.stem)
def test_every_set_of_robvis_gives_both_plots(path: Path) -> None:
    """The eight example sets: each study is a row of the one and counts in the other."""
    made = ratings_from_csv(path.read_text(encoding="utf-8"), path.name)
    rows = len(path.read_text(encoding="utf-8").strip().splitlines()) - 1
    assert len(made.studies) == rows
    assert made.questions[-1].id == "Overall"
    light = draw_traffic_light(made, "Risk of bias")
    assert all(f"{one.study}:" in light.alt for one in made.studies)
    assert f"Overall (n = {rows})" in draw_rating_summary([made], "Risk of bias").alt
