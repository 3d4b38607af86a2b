"""The forest plot: its places, its words, and its pages."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from numerate.review.figures.effectrows import (
    ForestGroup,
    ForestLine,
    ForestPlot,
    ForestPrediction,
)
from numerate.review.figures.forest import draw_forest, forest_pages

Read = Callable[[str], Any]
Golden = Callable[[str, str], None]
BLUE, TOTAL, PREDICTED = "#0072b2", "#003b5c", "#9a9a9a"
SVG = "{http://www.w3.org/2000/svg}"

# three of the BCG trials (Colditz et al. 1994), weights and pooled values by metafor
STUDIES = (
    ForestLine(label="Aronson 1948", cells=("4", "123", "11", "139"), weight=5.1,
               estimate=0.41, lower=0.13, upper=1.26, words="0.41 [0.13, 1.26]"),
    ForestLine(label="TPT Madras 1980", cells=("505", "88,391", "499", "88,391"), weight=10.2,
               estimate=1.01, lower=0.89, upper=1.14, words="1.01 [0.89, 1.14]"),
    ForestLine(label="Comstock & Webster 1969", cells=("5", "2,498", "3", "2,341"), weight=3.8,
               estimate=1.56, lower=0.37, upper=6.53, words="1.56 [0.37, 6.53]"),
)  # fmt: skip
TOTALS = ForestLine(
    label="Total (95% CI)", cells=("514", "91,012", "513", "90,871"), weight=100.0,
    estimate=0.49, lower=0.33, upper=0.73, words="0.49 [0.33, 0.73]",
)  # fmt: skip
PLOT = ForestPlot(
    title="Tuberculosis",
    groups=(
        ForestGroup(
            studies=STUDIES,
            total=TOTALS,
            prediction=ForestPrediction(
                label="95% prediction interval", lower=0.14, upper=1.76, words="[0.14, 1.76]"
            ),
            remarks=("Heterogeneity: τ² = 0.31; χ² = 152.23, df = 12 (P < 0.001); I² = 92%",),
        ),
    ),
    heads=("Events", "Total", "Events", "Total"),
    arms=(("BCG", 2), ("Control", 2)),
    effect_head="Risk ratio",
    effect_note="IV, Random, 95% CI",
    log=True,
    null=1.0,
    favours=("Favours BCG", "Favours control"),
    note="Trials of Colditz et al. (1994).",
)


def squares(page: Any) -> list[Any]:  # noqa: ANN401 - a page of the test's reader
    """The squares of studies, from top to bottom."""
    return [rect for rect in page.rects if rect.fill == BLUE]


def corners(page: Any, fill: str) -> list[list[tuple[float, float]]]:  # noqa: ANN401
    """The corners of filled shapes of a colour."""
    found = []
    for node in page.root.iter(f"{SVG}path"):
        if node.get("fill") == fill:
            pairs = node.get("d")[1:-1].split("L")
            found.append([tuple(float(x) for x in pair.split()) for pair in pairs])
    return found


def test_areas_are_weights(read: Read) -> None:
    """10.2 % against 5.1 %: twice the area."""
    first, second, _ = squares(read(draw_forest(PLOT).svg))
    assert (second.width / first.width) ** 2 == pytest.approx(10.2 / 5.1, rel=0.02)


def test_squares_stand_where_their_ratios_are(read: Read) -> None:
    """On a logarithmic axis, distances are in the ratio of differences of logarithms."""
    a, b, c = (one.x + one.width / 2 for one in squares(read(draw_forest(PLOT).svg)))
    wanted = math.log(1.01 / 0.41) / math.log(1.56 / 0.41)
    assert (b - a) / (c - a) == pytest.approx(wanted, abs=0.002)


def test_the_diamond_is_as_long_as_the_interval(read: Read) -> None:
    """Against the distance of two squares on the same axis."""
    page = read(draw_forest(PLOT).svg)
    a, b, _ = (one.x + one.width / 2 for one in squares(page))
    diamond = corners(page, TOTAL)[0]
    long = diamond[2][0] - diamond[0][0]
    assert long / (b - a) == pytest.approx(math.log(0.73 / 0.33) / math.log(1.01 / 0.41), abs=0.005)


def test_order_is_that_of_reviews(read: Read) -> None:
    """Study, events and totals, weight, effect in words; totals, remarks, axis, favours below."""
    texts = read(draw_forest(PLOT).svg).texts
    at = [texts.index(text) for text in ("Aronson 1948", "4", "123", "11", "139", "5.1%")]
    assert at == sorted(at)
    after = ["0.41 [0.13, 1.26]", "Total (95% CI)", "95% prediction interval"]
    assert [texts.index(text) for text in after] == sorted(texts.index(text) for text in after)
    assert texts[-3:-1] == ["Favours BCG", "Favours control"]


def test_an_interval_beyond_the_axis_has_an_arrow(read: Read) -> None:
    """Where the axis ends at 2 the interval to 6.53 is cut, and said to go on."""
    page = read(draw_forest(replace(PLOT, limits=(0.1, 2.0))).svg)
    assert len(corners(page, "#111")) == 1
    assert "6.53" in "".join(page.texts)


def test_a_cut_diamond_has_arrows_too(read: Read) -> None:
    """A pooled interval beyond the axis does not end where the axis does."""
    wide = replace(TOTALS, lower=0.01, upper=20.0)
    group = replace(PLOT.groups[0], total=wide)
    page = read(draw_forest(replace(PLOT, groups=(group,), limits=(0.1, 2.0))).svg)
    assert len(corners(page, TOTAL)) == 3


def test_one_wild_study_does_not_flatten_the_others(read: Read) -> None:
    """An interval to a million is cut where it would take most of the axis."""
    wild = replace(STUDIES[0], upper=1e6, words="0.41 [0.00, 1000000.00]")
    many = (*(STUDIES * 4), wild)
    page = read(draw_forest(replace(PLOT, groups=(ForestGroup(studies=many),))).svg)
    assert "1,000,000" not in page.texts
    assert len(corners(page, "#111")) == 1


def test_what_cannot_be_estimated_is_said(read: Read) -> None:
    """A study without events has its counts and a word, and no square."""
    empty = ForestLine(label="Yucel 2004", cells=("0", "118", "0", "105"), words="Not estimable")
    page = read(draw_forest(replace(PLOT, groups=(ForestGroup(studies=(*STUDIES, empty)),))).svg)
    assert "Not estimable" in page.texts
    assert len(squares(page)) == 3


def test_subgroups_have_headings_and_subtotals(read: Read) -> None:
    """Each with its diamond; the overall effect comes last."""
    groups = (
        ForestGroup(heading="Random", studies=STUDIES[:2], total=replace(TOTALS, label="Subtotal")),
        ForestGroup(heading="Other", studies=STUDIES[2:], total=replace(TOTALS, label="Subtotal")),
        ForestGroup(total=TOTALS),
    )
    page = read(draw_forest(replace(PLOT, groups=groups)).svg)
    assert len(corners(page, TOTAL)) == 3
    assert page.texts.count("Subtotal") == 2
    assert "Study or subgroup" in page.texts


@pytest.mark.parametrize("count", [1, 3, 13, 40])
def test_words_stay_on_the_paper(count: int, read: Read) -> None:
    """Labels, numbers, axis and favours, with one study and with many, measured."""
    group = replace(PLOT.groups[0], studies=(STUDIES * 14)[:count])
    made = draw_forest(replace(PLOT, groups=(group,)))
    page = read(made.svg)
    assert all(words.inside(page.rects[0]) for words in page.words if words.text)
    assert made.height_mm < 240


def test_words_do_not_lie_on_each_other(read: Read) -> None:
    """Of two texts on one line the first ends before the second begins, long favours included."""
    long = replace(PLOT, favours=("Favours specialist nursing", "Favours care as usual"))
    for page in (read(draw_forest(PLOT).svg), read(draw_forest(long).svg)):
        for words in page.words:
            beside = [each for each in page.words if each.y == words.y and each.x > words.x]
            assert all(words.x + words.width <= each.x + 0.01 for each in beside), words.text


def test_a_hundred_studies_take_two_pages(read: Read) -> None:
    """Every study once, heads and axis on each page, one scale, the pooled effect on the last."""
    studies = tuple(replace(STUDIES[i % 3], label=f"Trial {i:03d}") for i in range(100))
    pages = forest_pages(replace(PLOT, groups=(replace(PLOT.groups[0], studies=studies),)))
    texts = [read(page.svg).texts for page in pages]
    assert len(pages) == 2
    labels = [text for page in texts for text in page if text.startswith("Trial ")]
    assert labels == [f"Trial {i:03d}" for i in range(100)]
    assert ["Total (95% CI)" in page for page in texts] == [False, True]
    assert all("Events" in page and "Favours BCG" in page for page in texts)
    assert all(page.height_mm < 240 for page in pages)
    assert "(continued)" in pages[1].alt


def test_few_studies_take_one_page() -> None:
    """The same picture as without pages."""
    assert [page.svg for page in forest_pages(PLOT)] == [draw_forest(PLOT).svg]


def test_a_subgroup_over_a_page_is_continued(read: Read) -> None:
    """Its heading stands on both pages, the second time as continued."""
    studies = tuple(replace(STUDIES[i % 3], label=f"Trial {i:03d}") for i in range(70))
    group = ForestGroup(heading="Random", studies=studies, total=TOTALS)
    texts = [read(page.svg).texts for page in forest_pages(replace(PLOT, groups=(group,)))]
    assert "Random" in texts[0]
    assert "Random (continued)" in texts[1]


def test_the_alternative_text_has_every_value() -> None:
    """Whoever cannot see the plot gets the same words."""
    alt = draw_forest(PLOT).alt
    assert alt.startswith("Tuberculosis. Risk ratio. Aronson 1948: 0.41 [0.13, 1.26], weight 5.1%.")
    assert "Total (95% CI): 0.49 [0.33, 0.73], weight 100.0%." in alt
    assert "95% prediction interval: [0.14, 1.76]." in alt
    assert alt.endswith("Left of 1: Favours BCG; right: Favours control.")


def test_labels_from_data_are_text(read: Read) -> None:
    """A study called <script> & is printed as such."""
    line = replace(STUDIES[0], label="<b>x</b> & y")
    plot = replace(PLOT, groups=(ForestGroup(studies=(line,)),))
    assert "<b>x</b> & y" in read(draw_forest(plot).svg).texts


def test_the_picture_is_the_same_to_the_byte(golden: Golden) -> None:
    """The golden file shows in a review what a change of layout does to the picture."""
    golden("figures/forest.svg", draw_forest(PLOT).svg)
