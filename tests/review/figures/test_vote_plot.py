"""The chart of votes: bars, counts and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from numerate.review.figures.vote_plot import VotePlot, VoteRow, draw_votes

Read = Callable[[str], Any]
Golden = Callable[[str, str], None]

# votes as the published review states them for sexual orientation; the others are invented
PLOT = VotePlot(
    title="Direction of effect",
    rows=(
        VoteRow(label="Gender (boys and men)", positive=31, negative=0, mixed=3, nonsignificant=14),
        VoteRow(label="Sexual orientation", positive=7, negative=0, mixed=0, nonsignificant=14),
        VoteRow(label="Empathy", positive=0, negative=3, mixed=0, nonsignificant=1),
    ),
    row_head="Construct",
    note="Two articles on one dataset are counted once.",
)
BLUE, VERMILLION = "#0072b2", "#d55e00"


def test_bars_are_as_long_as_their_counts(read: Read) -> None:
    """One scale for all columns: 31 studies are 31/7 as long as 7, and 31/3 as long as 3."""
    page = read(draw_votes(PLOT).svg)
    gender, orientation = (rect for rect in page.rects if rect.fill == BLUE)
    empathy = next(rect for rect in page.rects if rect.fill == VERMILLION)
    assert abs(gender.width / orientation.width - 31 / 7) < 0.02
    assert abs(gender.width / empathy.width - 31 / 3) < 0.05


def test_negative_and_positive_share_one_line(read: Read) -> None:
    """Negative bars end where positive bars begin."""
    page = read(draw_votes(PLOT).svg)
    positive = next(rect for rect in page.rects if rect.fill == BLUE)
    negative = next(rect for rect in page.rects if rect.fill == VERMILLION)
    assert abs(negative.right - positive.x) < 0.02


def test_every_count_is_printed(read: Read) -> None:
    """The n and four counts a row, zeros too: the chart can be read without its colours."""
    texts = read(draw_votes(PLOT).svg).texts
    counts = [text for text in texts if text.isdecimal()]
    assert counts == [
        "48",
        "0",
        "31",
        "3",
        "14",
        "21",
        "0",
        "7",
        "0",
        "14",
        "4",
        "3",
        "0",
        "0",
        "1",
    ]


def test_all_words_are_on_the_paper_and_none_lie_on_another(read: Read) -> None:
    """Measured in the shared font; also with a label that needs two lines."""
    long = VoteRow(
        label="Emotional, physical, and sexual victimization", positive=2, negative=0, mixed=0,
        nonsignificant=0,
    )  # fmt: skip
    page = read(draw_votes(replace(PLOT, rows=(*PLOT.rows, long))).svg)
    paper = page.rects[0]
    assert all(words.inside(paper) for words in page.words)
    for words in page.words:
        beside = [each for each in page.words if each.y == words.y and each.x > words.x]
        assert all(words.x + words.width <= each.x for each in beside)


def test_the_alternative_text_has_every_count() -> None:
    """Whoever cannot see the bars gets the same numbers."""
    alt = draw_votes(PLOT).alt
    assert "Sexual orientation (n = 21): 7 positive, 0 negative, 0 mixed, 14 nonsignificant." in alt


def test_labels_from_data_are_text(read: Read) -> None:
    """A construct called <script> & is printed as such."""
    row = replace(PLOT.rows[0], label="<script>x</script> & y")
    assert "<script>x</script> & y" in read(draw_votes(replace(PLOT, rows=(row,))).svg).texts


def test_the_picture_is_the_same_to_the_byte(golden: Golden) -> None:
    """The golden file shows in a review what a change of layout does to the picture."""
    golden("figures/votes.svg", draw_votes(PLOT).svg)
