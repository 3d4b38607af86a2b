"""The drawn PRISMA 2020 diagram: geometry, words, and what it must never be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from numerate.ground.errors import NumerateError
from numerate.review.figures.flowchart import draw_flow
from numerate.review.synthesis.flow import Flow, Inclusion, OtherMethods, Part, Searches, Tally

Golden = Callable[[str, str], None]
Read = Callable[[str], Any]

REASONS = ("Nonconsensual sharing was not measured", "No data", "Wrong population")


def column(label: str, counts: tuple[int, ...], included: int) -> Searches:
    """A column of the published review: identified, duplicates, … reports excluded."""
    found, twice, screened, excluded, sought, lost, assessed, out = counts
    databases = (Part("Web of Science", found - 1000), Part("APA PsycInfo", 1000))
    reasons = (Part(REASONS[0], out - 12), Part(REASONS[1], 9), Part(REASONS[2], 3))
    return Searches(
        label=label,
        databases=Tally(found, databases),
        duplicates=twice,
        screened=screened,
        excluded=excluded,
        sought=sought,
        not_retrieved=lost,
        assessed=assessed,
        reports_excluded=Tally(out, reasons),
        included=Inclusion(included),
    )


# boxes of the published review, printed or derived from printed ones; parts are invented
PUBLISHED = Flow(
    searches=(
        column("Searches 1 and 2", (18781, 10331, 8450, 8254, 196, 1, 195, 147), 48),
        column("Search 3", (6742, 4868, 1874, 1818, 56, 1, 55, 35), 20),
    ),
    included=Inclusion(68),
    strands=(Part("quantitative", 55), Part("qualitative", 13)),
)
SEARCHES = replace(PUBLISHED.searches[1], label="", included=None, automation=0)
OTHER = OtherMethods(
    identified=Tally.of([Part("Websites", 2), Part("Citation searching", 5)]),
    sought=7,
    not_retrieved=1,
    assessed=6,
    reports_excluded=Tally.of([Part("No data", 4)]),
)
OFFICIAL = {
    "new-databases": Flow(searches=(SEARCHES,), included=Inclusion(20, 20)),
    "new-other": Flow(searches=(SEARCHES,), other=OTHER, included=Inclusion(20, 22)),
    "updated-databases": Flow(
        searches=(SEARCHES,),
        included=Inclusion(20, 20),
        previous=Inclusion(48, 50),
        total=Inclusion(68, 70),
    ),
    "updated-other": Flow(
        searches=(SEARCHES,),
        other=OTHER,
        included=Inclusion(20, 22),
        previous=Inclusion(48, 50),
        total=Inclusion(68, 72),
    ),
    "rounds": PUBLISHED,
}


@pytest.fixture(params=list(OFFICIAL))
def flow(request: pytest.FixtureRequest) -> Flow:
    """Each of the four templates, and the review with several rounds."""
    return OFFICIAL[request.param]


def boxes_of(page: Any) -> list[Any]:  # noqa: ANN401 - a page of the test's reader
    """The boxes: white with a border."""
    return [rect for rect in page.rects if rect.fill == "#fff" and rect.stroke]


def test_no_two_boxes_bands_or_labels_overlap(flow: Flow, read: Read) -> None:
    """Every rectangle but the paper keeps clear of every other."""
    rects = read(draw_flow(flow).svg).rects[1:]
    for place, first in enumerate(rects):
        assert not any(first.overlaps(second) for second in rects[place + 1 :])


def test_all_words_stand_inside_their_box(flow: Flow, read: Read) -> None:
    """Measured with the shared font, every line fits in a rectangle that is not the paper."""
    page = read(draw_flow(flow).svg)
    for words in page.words:
        if not words.turned:
            assert any(words.inside(rect) for rect in page.rects[1:]), words.text


def test_nothing_leaves_the_paper(flow: Flow, read: Read) -> None:
    """Borders too: half a line is kept free on each side, so that none is cut."""
    paper, *rects = read(draw_flow(flow).svg).rects
    for rect in rects:
        assert rect.x >= 0.5
        assert rect.y >= 0.5
        assert rect.right <= paper.right - 0.5
        assert rect.bottom <= paper.bottom - 0.5


def test_boxes_are_equally_wide_and_columns_straight(flow: Flow, read: Read) -> None:
    """One width for all boxes; every left edge belongs to one of at most five columns."""
    boxes = boxes_of(read(draw_flow(flow).svg))
    assert len({box.width for box in boxes}) == 1
    assert len({box.x for box in boxes}) in {2, 3, 4, 5}


def test_bands_are_exactly_as_wide_as_what_they_head(flow: Flow, read: Read) -> None:
    """No banner overhangs: each begins and ends with a box."""
    page = read(draw_flow(flow).svg)
    boxes = boxes_of(page)
    bands = [rect for rect in page.rects if rect.fill == "#f5c242"]
    assert bands
    for band in bands:
        assert band.x in {box.x for box in boxes}
        assert band.right in {box.right for box in boxes}


def test_side_labels_span_their_rows(flow: Flow, read: Read) -> None:
    """Identification, Screening and Included stand beside the boxes of their stage, in order."""
    page = read(draw_flow(flow).svg)
    labels = [rect for rect in page.rects if rect.fill == "#a9cbe8"]
    turned = [words for words in page.words if words.turned]
    assert [words.text for words in turned] == ["Identification", "Screening", "Included"]
    assert all(label.height > words.width for label, words in zip(labels, turned, strict=True))
    for box in boxes_of(page):
        beside = [
            label
            for label in labels
            if label.y - 0.02 <= box.y and box.bottom <= label.bottom + 0.02
        ]
        assert len(beside) == 1


def test_it_is_as_wide_as_the_text_of_a_page(flow: Flow) -> None:
    """170 mm is the text width of the manuscript; taller than a page it must not be."""
    made = draw_flow(flow)
    assert made.width_mm == 170
    assert made.height_mm < 220


def test_a_long_list_of_reasons_still_fits_on_a_page(read: Read) -> None:
    """40 reasons, one with two blanks in it: the letters shrink, to 6 points at least."""
    reasons = tuple(Part(f"{place}. A reason  told at some length", 1) for place in range(40))
    column = replace(
        SEARCHES, excluded=1814, sought=60, assessed=59, reports_excluded=Tally(40, reasons)
    )
    flow = Flow(searches=(replace(column, included=None),), included=Inclusion(19))
    made = draw_flow(flow)
    page = read(made.svg)
    assert made.height_mm <= 225
    assert min(words.size for words in page.words) >= 6
    assert sum(text.endswith("told at some length (n = 1)") for text in page.texts) == 40


def test_every_count_of_the_published_review_is_printed(read: Read) -> None:
    """Printed in the article, or the sums of its printed numbers, all with thousands separators."""
    texts = read(draw_flow(PUBLISHED).svg).texts
    for line in (
        "Databases (n = 25,523)",
        "Duplicate records removed (n = 15,199)",
        "Records screened (n = 10,324)",
        "Searches 1 and 2: 8,450; Search 3: 1,874",
        "Records excluded (n = 10,072)",
        "Reports sought for retrieval (n = 252)",
        "Reports not retrieved (n = 2)",
        "Reports assessed for eligibility (n = 250)",
        "Reports excluded (n = 182):",
        "Studies included in review (n = 68)",
        "quantitative (n = 55)",
        "qualitative (n = 13)",
    ):
        assert line in texts


def test_the_alternative_text_names_every_box_with_its_count() -> None:
    """Whoever cannot see the picture reads the same boxes in the same order."""
    alt = draw_flow(PUBLISHED).alt
    parts = (
        "Records identified from: Databases (n = 25,523)",
        "[Searches 1 and 2: 18,781, Search 3: 6,742]",
        "Web of Science (n = 23,523), APA PsycInfo (n = 2,000)",
        "Records removed before screening: Duplicate records removed (n = 15,199)",
        "Records screened (n = 10,324)",
        "Records excluded (n = 10,072)",
        "Reports not retrieved (n = 2)",
        "Reports assessed for eligibility (n = 250)",
        "Reports excluded (n = 182) [Searches 1 and 2: 147, Search 3: 35]: Nonconsensual sharing",
        "Studies included in review (n = 68) [Searches 1 and 2: 48, Search 3: 20]",
        "quantitative (n = 55); qualitative (n = 13).",
    )
    places = [alt.find(part) for part in parts]
    assert places == sorted(places)
    assert places[0] > 0


def test_no_count_is_broken_over_two_lines(flow: Flow, read: Read) -> None:
    """Each line that opens "(n" also closes it."""
    for text in read(draw_flow(flow).svg).texts:
        assert ("(n" in text) == ("= " in text)


def test_words_stay_words(flow: Flow) -> None:
    """Text as text can be searched and read aloud; the font falls back to any sans-serif."""
    made = draw_flow(flow).svg
    assert "Arial, Helvetica, 'Liberation Sans', sans-serif" in made
    assert "before screening</tspan>" in made or "before</tspan>" in made


def test_footnotes_are_printed_in_the_words_of_the_template(read: Read) -> None:
    """Expected: the first words of the two footnotes of the PRISMA 2020 template."""
    texts = read(draw_flow(OFFICIAL["new-other"], footnotes=True).svg).texts
    assert any(text.startswith("*Consider, if feasible to do so, reporting") for text in texts)
    assert any(text.startswith("**If automation tools were used, indicate") for text in texts)


def test_a_flow_that_does_not_balance_is_never_drawn() -> None:
    """One record too many on the way: an issue with the box and both numbers, no picture."""
    wrong = replace(PUBLISHED.searches[1], screened=1875)
    with pytest.raises(NumerateError) as caught:
        draw_flow(replace(PUBLISHED, searches=(PUBLISHED.searches[0], wrong)))
    said = [issue.found for issue in caught.value.issues]
    assert said == [
        "Records screened in Search 3 (n = 1,875)",
        "Reports sought for retrieval in Search 3 (n = 56)",
    ]


def test_names_from_data_are_text(read: Read) -> None:
    """A database called <script> & "x" is printed as such."""
    name = '<script>alert("x")</script> & more'
    databases = Tally(6742, (Part(name, 6742),))
    flow = Flow(searches=(replace(SEARCHES, databases=databases),), included=Inclusion(20))
    page = read(draw_flow(flow).svg)
    assert f"{name} (n = 6,742)" in page.texts
    assert not list(page.root.iter("{http://www.w3.org/2000/svg}script"))


def test_the_picture_is_the_same_to_the_byte(golden: Golden) -> None:
    """The golden file shows in a review what a change of layout does to the picture."""
    made = draw_flow(PUBLISHED)
    assert made == draw_flow(PUBLISHED)
    golden("figures/flow.svg", made.svg)
