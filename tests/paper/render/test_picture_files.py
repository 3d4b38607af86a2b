"""Pictures are found, made fit for each format, and never fetched from the network."""

from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.project import extension_dir
from numerate.paper.manuscript.ast import attributes, words
from numerate.paper.render.picture_files import (
    Remote,
    alt_of,
    for_browser,
    for_word,
    inline_svg,
    located,
    natural_size,
    with_dpi,
)
from numerate.paper.render.rendition import Place
from numerate.paper.render.typesetting import typeset
from tests.paper.render.conftest import without_font

SVG = (
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" '
    'viewBox="0 0 72 36"><!-- c --><g id="a"><title>node</title><path id="b" fill="url(#a)"/>'
    "<text>n = 3</text></g></svg>"
)


@pytest.fixture
def here(tmp_path: Path) -> Place:
    """A compendium with one picture at its root and one beside the document."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "root.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "manuscript" / "a b.svg").write_text(SVG, encoding="utf-8")
    source = tmp_path / "manuscript" / "article.qmd"
    return Place(root=tmp_path, source=source, look=extension_dir())


def image(**pairs: str) -> dict[str, Any]:
    """An image with a description and attributes."""
    attr = attributes(pairs={key.replace("_", "-"): value for key, value in pairs.items()})
    return {"t": "Image", "c": [attr, words("described"), ["f.svg", ""]]}


def test_the_alternative_text_is_the_most_explicit_one() -> None:
    """Quarto's fig-alt goes before alt, and alt before the description in brackets."""
    assert alt_of(image(fig_alt="one", alt="two")) == "one"
    assert alt_of(image(alt="two")) == "two"
    assert alt_of(image()) == "described"


def test_paths_begin_at_the_root_or_beside_the_document(here: Place) -> None:
    """As in Quarto: a leading slash means the project; %20 is a blank."""
    assert located("/root.svg", here) == here.root / "root.svg"
    assert located("a%20b.svg", here) == here.root / "manuscript" / "a b.svg"


def test_a_missing_picture_is_an_issue_that_names_it(here: Place) -> None:
    """File of the document, target as written, and where the file was expected."""
    with pytest.raises(NumerateError) as caught:
        located("/figures/none.svg", here)
    (issue,) = caught.value.issues
    assert (issue.code, issue.file) == ("missing-picture", "manuscript/article.qmd")
    assert "/figures/none.svg" in issue.found


@pytest.mark.parametrize("target", ["https://example.org/a.png", "//example.org/a.png"])
def test_a_picture_on_the_network_is_not_fetched(here: Place, target: str) -> None:
    """It is known as remote, and nobody opens a connection."""
    assert located(target, here) == Remote(target)


def test_an_inline_drawing_has_one_name_and_ids_of_its_own(here: Place) -> None:
    """One image to a screen reader (role img, WAI-ARIA), no tooltips, ids that clash with none."""
    drawn = inline_svg(here.root / "root.svg", 'Three "records" & more', "p1-", "width: 72pt")
    assert drawn is not None
    assert drawn.startswith('<svg role="img" aria-label="Three &quot;records&quot; &amp; more"')
    assert 'id="p1-a"' in drawn
    assert "url(#p1-a)" in drawn
    assert "<title>" not in drawn
    assert "<?xml" not in drawn
    assert "n = 3" in drawn


@pytest.mark.parametrize("part", ["<style>p{}</style>", "<script>x()</script>", "<image/>"])
def test_a_drawing_that_would_reach_beyond_itself_stays_apart(here: Place, part: str) -> None:
    """Styles and scripts inside a page would act on all of it; as an image they cannot."""
    path = here.root / "s.svg"
    path.write_text(SVG.replace("<g ", f"{part}<g "), encoding="utf-8")
    assert inline_svg(path, "", "p-", "") is None
    uri = for_browser(path)
    assert uri is not None
    head, _, data = uri.partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(data) == path.read_bytes()


def test_word_gets_the_png_beside_a_drawing_or_one_that_is_made(here: Place) -> None:
    """The PNG sibling as it is; else one of 300 dots per inch: 72 pt are 300 pixels."""
    drawing = here.root / "root.svg"
    made = for_word(drawing, here.root / "manuscript")
    assert made is not None
    content = made.read_bytes()
    assert struct.unpack(">II", content[16:24]) == (300, 150)
    assert natural_size(made) == pytest.approx((72, 36), rel=0.001)
    (here.root / "root.png").write_bytes(content)
    assert for_word(drawing, here.root) == here.root / "root.png"


def test_a_type_that_no_reader_shows_is_said_so(here: Place) -> None:
    """Encapsulated PostScript is for neither browsers nor Word."""
    path = here.root / "a.eps"
    path.write_bytes(b"%!PS")
    assert for_browser(path) is None
    assert for_word(path, here.root) is None


def test_a_pdf_figure_becomes_a_drawing_in_the_browser(here: Place) -> None:
    """Journals' articles often have PDF figures; a browser gets them as SVG."""
    path = here.root / "plot.pdf"
    path.write_bytes(typeset("#set page(width: 72pt, height: 72pt)\nx", "pdf", root=here.root))
    uri = for_browser(path)
    assert uri is not None
    assert b"<svg" in base64.b64decode(uri.partition(",")[2])


def test_sizes_are_those_of_css_and_png() -> None:
    """300 pixels at 300 dots per inch are 72 points; without a density a pixel is 0.75 points."""
    page = "#set page(width: 72pt, height: 36pt, margin: 0pt)\n"
    content = typeset(page, "png", root=Path(), ppi=300)
    start = with_dpi(content, 300)
    assert start[:8] == b"\x89PNG\r\n\x1a\n"
    assert b"pHYs" in start[:64]


def test_letters_of_other_scripts_are_drawn_in_words_picture(tmp_path: Path) -> None:
    """A PNG with Chinese letters differs from one with boxes; where there is a font for them."""
    if without_font("知网"):
        pytest.skip("this computer has no font with Chinese letters")
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text x="2" y="15">'
    pictures = []
    for name, letter in (("one", "知"), ("other", "网")):
        (tmp_path / f"{name}.svg").write_text(f"{start}{letter}</text></svg>", encoding="utf-8")
        made = for_word(tmp_path / f"{name}.svg", tmp_path)
        assert made is not None
        pictures.append(made.read_bytes())
    assert pictures[0] != pictures[1]
