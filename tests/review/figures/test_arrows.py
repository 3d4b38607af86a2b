"""The effect direction plot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numerate.review.figures.arrows import ArrowPlot, StudyWays, draw_arrows

Read = Callable[[str], Any]

PLOT = ArrowPlot(
    title="Direction of effect by study",
    constructs=("Narcissism", "Empathy"),
    studies=(
        StudyWays("Study 1", ("positive", "negative")),
        StudyWays("Study 2", ("conflicting", None)),
        StudyWays("Study 3", ("none", "negative")),
    ),
)


def test_the_alternative_text_counts_and_lists_the_directions() -> None:
    """By hand: one positive, one conflicting, one without direction; two negative."""
    assert draw_arrows(PLOT).alt == (
        "Direction of effect by study. Narcissism: 1 positive, 1 conflicting, 1 no direction told. "
        "Empathy: 2 negative. Study 1: Narcissism positive, Empathy negative. "
        "Study 2: Narcissism conflicting. Study 3: Narcissism no direction told, Empathy negative."
    )


def test_the_legend_names_what_is_drawn_and_nothing_else(read: Read) -> None:
    """A plot without conflicting studies needs no key for them."""
    texts = read(draw_arrows(PLOT).svg).texts
    assert texts[-4:] == ["Positive", "Negative", "Conflicting", "No direction told"]
    few = ArrowPlot(title="T", constructs=("A",), studies=(StudyWays("S", ("positive",)),))
    assert read(draw_arrows(few).svg).texts[-1:] == ["Positive"]


def test_directions_differ_in_shape_not_only_in_colour(read: Read) -> None:
    """In grey an arrow up has its point above its base, an arrow down below it."""
    root = read(draw_arrows(PLOT).svg).root
    filled = [
        node.get("d")
        for node in root.iter("{http://www.w3.org/2000/svg}path")
        if node.get("fill") in {"#0072b2", "#d55e00"}
    ]
    ways = []
    for course in filled:
        corners = [float(pair.split(" ")[1]) for pair in course[1:-1].split("L")]
        ways.append("up" if corners[0] < corners[1] else "down")
    assert ways == ["up", "down", "down", "up", "down"]


def test_samples_size_the_signs(read: Read) -> None:
    """Thomson and Thomas (2013): over 300, 50 to 300, under 50; three sizes and the samples."""
    plot = ArrowPlot(
        title="T",
        constructs=("A",),
        studies=tuple(StudyWays(f"S{n}", ("positive",), n) for n in (301, 300, 50, 49)),
    )
    made = draw_arrows(plot)
    assert "S301 (n = 301): A positive." in made.alt
    page = read(made.svg)
    paths = [node.get("d") for node in page.root.iter("{http://www.w3.org/2000/svg}path")]
    arrows = [path for path in paths if path.endswith("Z")][:4]
    heights = [
        max(float(point.split()[1]) for point in path[1:-1].split("L"))
        - min(float(point.split()[1]) for point in path[1:-1].split("L"))
        for path in arrows
    ]
    assert heights[0] > heights[1] == heights[2] > heights[3]
    assert {"301", "49", "n"} <= set(page.texts)
