"""The funnel plot."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from numerate.review.figures.funnel import FunnelPlot, FunnelPoint, draw_funnel

Read = Callable[[str], Any]
Golden = Callable[[str, str], None]
SVG = "{http://www.w3.org/2000/svg}"

# four BCG log risk ratios with their errors (metafor), and one filled in
PLOT = FunnelPlot(
    title="BCG trials",
    points=(
        FunnelPoint(study="Aronson", y=-0.889, se=0.571),
        FunnelPoint(study="Ferguson", y=-1.585, se=0.441),
        FunnelPoint(study="Madras", y=0.012, se=0.063),
        FunnelPoint(study="Webster", y=0.446, se=0.730),
        FunnelPoint(study="Ferguson (filled)", y=1.0, se=0.441, filled=True),
    ),
    centre=-0.430,
    effect="Risk ratio",
    log=True,
)


def points(page: Any) -> list[tuple[float, float, str]]:  # noqa: ANN401 - the test's reader
    """Centres and fills of the circles that are studies."""
    return [
        (float(node.get("cx")), float(node.get("cy")), node.get("fill"))
        for node in page.root.iter(f"{SVG}circle")
    ]


def test_studies_stand_at_their_effect_and_error(read: Read) -> None:
    """Distances across by log ratio, down by standard error, the most precise on top."""
    a, b, c, d, _ = points(read(draw_funnel(PLOT).svg))[:5]
    assert (a[0] - b[0]) / (d[0] - b[0]) == pytest.approx(
        (-0.889 + 1.585) / (0.446 + 1.585), abs=0.01
    )
    assert (a[1] - c[1]) / (d[1] - c[1]) == pytest.approx(
        (0.571 - 0.063) / (0.730 - 0.063), abs=0.01
    )
    assert c[1] == min(y for _, y, _ in (a, b, c, d))


def test_filled_studies_are_hollow(read: Read) -> None:
    """The filled one is white inside and told in the legend."""
    page = read(draw_funnel(PLOT).svg)
    assert points(page)[4][2] == "#fff"
    assert page.texts[-2:] == ["Study", "Filled in"]


def test_the_dashed_cone_is_where_chance_would_have_them(read: Read) -> None:
    """At the foot, 1.96 standard errors from the centre, on the scale of the points."""
    page = read(draw_funnel(PLOT).svg)
    a, b, *_ = points(page)
    unit = (a[0] - b[0]) / (-0.889 + 1.585)
    dashed = [n.get("d") for n in page.root.iter(f"{SVG}path") if n.get("stroke-dasharray")]
    feet = [float(d.split("L")[1].split()[0]) for d in dashed]
    highest = 0.8  # the axis ends on a round number
    assert (max(feet) - min(feet)) / unit == pytest.approx(2 * 1.96 * highest, abs=0.02)


def test_contours_meet_at_no_effect(read: Read) -> None:
    """Three shades, their tops at a ratio of 1; without a null value there are none."""
    shades = {"#fff", "#d3e3ef", "#a9c6da"}
    page = read(draw_funnel(PLOT).svg)
    tops = [
        node.get("d")[1:].split("L")[0]
        for node in page.root.iter(f"{SVG}path")
        if node.get("fill") in shades
    ]
    assert len(tops) == 3
    assert len(set(tops)) == 1
    plain = read(draw_funnel(replace(PLOT, null=None)).svg)
    assert not [n for n in plain.root.iter(f"{SVG}path") if n.get("fill") in shades]


def test_words_stay_on_the_paper(read: Read) -> None:
    """Axes, legend and note; one study alone, and tiny errors, too."""
    few = replace(PLOT, points=PLOT.points[:1], note="One study.")
    tiny = replace(PLOT, log=False, points=tuple(replace(p, se=p.se / 1e4) for p in PLOT.points))
    for plot in (PLOT, few, tiny):
        page = read(draw_funnel(plot).svg)
        assert all(w.inside(page.rects[0]) for w in page.words if w.text and not w.turned)


def test_the_alternative_text_has_every_study() -> None:
    """With its ratio and error: exp(-0.889) is 0.41."""
    alt = draw_funnel(PLOT).alt
    assert "4 studies and 1 filled in; common effect 0.65." in alt
    assert f"Aronson {math.exp(-0.889):.2f} (SE 0.57)" in alt


def test_the_picture_is_the_same_to_the_byte(golden: Golden) -> None:
    """The golden file shows in a review what a change of layout does to the picture."""
    golden("figures/funnel.svg", draw_funnel(PLOT).svg)
