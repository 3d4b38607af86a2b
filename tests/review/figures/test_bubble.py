"""The bubble plot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from numerate.review.figures.bubble import Bubble, BubblePlot, FittedAt, draw_bubbles

Read = Callable[[str], Any]
Golden = Callable[[str, str], None]
SVG = "{http://www.w3.org/2000/svg}"

# three BCG trials by latitude, weights and fit by metafor
PLOT = BubblePlot(
    title="BCG by latitude",
    bubbles=(
        Bubble(study="Aronson 1948", x=44, y=0.41, weight=5.1),
        Bubble(study="TPT Madras 1980", x=13, y=1.01, weight=10.2),
        Bubble(study="Ferguson 1949", x=55, y=0.20, weight=6.4),
    ),
    line=(FittedAt(13, 0.88, 0.63, 1.23), FittedAt(55, 0.26, 0.18, 0.38)),
    moderator="Latitude",
    effect="Risk ratio",
    log=True,
    null=1.0,
)


def bubbles(page: Any) -> list[tuple[float, float, float]]:  # noqa: ANN401 - the test's reader
    """Places and radii, the heaviest first."""
    return [
        (float(n.get("cx")), float(n.get("cy")), float(n.get("r")))
        for n in page.root.iter(f"{SVG}circle")
    ]


def test_areas_are_weights_and_small_lie_on_top(read: Read) -> None:
    """10.2 against 5.1: twice the area; drawn last is the lightest."""
    found = bubbles(read(draw_bubbles(PLOT).svg))
    assert (found[0][2] / found[2][2]) ** 2 == pytest.approx(10.2 / 5.1, rel=0.02)
    assert found[2][2] == min(radius for *_, radius in found)


def test_bubbles_stand_at_their_moderator(read: Read) -> None:
    """Distances across in the ratio of latitudes."""
    madras, ferguson, aronson = bubbles(read(draw_bubbles(PLOT).svg))
    wanted = (44 - 13) / (55 - 13)
    assert (aronson[0] - madras[0]) / (ferguson[0] - madras[0]) == pytest.approx(wanted, abs=0.01)


def test_without_a_line_there_is_no_band(read: Read) -> None:
    """Only studies."""
    page = read(draw_bubbles(replace(PLOT, line=())).svg)
    assert not [n for n in page.root.iter(f"{SVG}path") if n.get("fill") == "#dcebf5"]


def test_words_stay_on_the_paper(read: Read) -> None:
    """Axes and note, measured."""
    page = read(draw_bubbles(replace(PLOT, note="Area: weight in the random-effects model.")).svg)
    assert all(w.inside(page.rects[0]) for w in page.words if w.text and not w.turned)


def test_the_alternative_text_has_every_study_and_the_line() -> None:
    """Whoever cannot see it gets the same numbers."""
    assert draw_bubbles(PLOT).alt == (
        "BCG by latitude. Risk ratio against Latitude. Aronson 1948: 0.41 at 44. TPT Madras 1980: "
        "1.01 at 13. Ferguson 1949: 0.20 at 55. Fitted line from 0.88 at 13 to 0.26 at 55."
    )


def test_the_picture_is_the_same_to_the_byte(golden: Golden) -> None:
    """The golden file shows in a review what a change of layout does to the picture."""
    golden("figures/bubble.svg", draw_bubbles(PLOT).svg)
