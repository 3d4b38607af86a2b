"""Elements of an SVG."""

from __future__ import annotations

import pytest
from lxml import etree

from numerate.review.figures import svg


@pytest.mark.parametrize(
    ("value", "text"), [(1.005, "1"), (2.5, "2.5"), (-0.0, "0"), (1200.0, "1200"), (0.126, "0.13")]
)
def test_lengths_are_written_short(value: float, text: str) -> None:
    """Two decimals are less than a printer's dot; one way to write a number keeps bytes stable."""
    assert svg.n(value) == text


def test_text_from_data_is_never_markup() -> None:
    """A title with a script, an ampersand and quotes is read back as the same characters."""
    words = "<script>alert('x')</script> & \"A & B\" ]]>"
    node = etree.fromstring(svg.text(1, 2, words, size=8).encode())
    assert node.text == words
    assert len(node) == 0


def test_characters_that_xml_forbids_are_replaced() -> None:
    """A NUL byte or half a surrogate pair would make the whole file unreadable."""
    node = etree.fromstring(svg.text(1, 2, "a\x00b\ud800c\nd", size=8).encode())
    assert node.text == "a\ufffdb\ufffdc d"


def test_the_document_says_who_wrote_it_and_what_it_shows() -> None:
    """First line: who wrote it. Then role, title and description, for those who do not see it."""
    made = svg.document([], (481.89, 72), "A & B", "Four of <5")
    assert made.splitlines()[0] == (
        "<!-- Written by numerate build from data/ and analysis/. Do not edit. -->"
    )
    root = etree.fromstring(made.encode())
    assert root.get("role") == "img"
    assert (root.get("width"), root.get("height")) == ("170mm", "25.4mm")
    assert root.get("viewBox") == "0 0 481.89 72"
    assert [node.text for node in root[:2]] == ["A & B", "Four of <5"]


def test_shapes_are_well_formed() -> None:
    """Each element is one node with the attributes given to it."""
    parts = [
        svg.rect(0, 0, 2, 3, fill="#fff", stroke="#000", radius=1),
        svg.circle(1, 1, 2, fill="#000", stroke="#111"),
        svg.path([(0, 0), (1, 1)], stroke="#000", dash="2 2"),
        svg.polygon([(0, 0), (1, 1), (0, 1)], fill="#000", stroke="#111"),
        svg.text(0, 0, "a", size=8, style="bold", anchor="middle", fill="#111", turn=-90),
        svg.runs(0, 0, [("a ", "regular"), ("b", "italic")], size=8),
    ]
    tags = [etree.fromstring(part.encode()).tag for part in parts]
    assert tags == ["rect", "circle", "path", "path", "text", "text"]
