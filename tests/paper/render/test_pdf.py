"""The PDF: tagged, named, laid out as a manuscript; nothing in the text acts as markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from numerate.ground.errors import NumerateError
from numerate.paper.manuscript.ast import copied
from numerate.paper.manuscript.places import Places
from numerate.paper.manuscript.source import Line
from numerate.paper.render.pdf import pdf
from numerate.paper.render.rendition import Place
from numerate.paper.render.typesetting import typeset, typeset_pdf
from tests.paper.render.one_content import of_pdf, solid

Tree = dict[str, Any]
Finished = Callable[[str], Tree]


@pytest.fixture(scope="module")
def reader(renditions: Mapping[str, bytes]) -> PdfReader:
    """The showcase as a PDF."""
    return PdfReader(BytesIO(renditions["pdf"]))


def texts(content: bytes) -> list[str]:
    """The text of each page, page header included."""
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def tags(reader: PdfReader) -> list[tuple[str, str]]:
    """The structure elements in order, as (type, alternative text)."""
    found: list[tuple[str, str]] = []
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop(0)
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            waiting[:0] = list(node)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            waiting[:0] = [node.get("/K", [])]
    return found


def test_the_pdf_is_tagged_and_says_so(finished: Finished, place: Place, reader: PdfReader) -> None:
    """PDF/UA-1 (ISO 14289-1): its identifier, marked content, language, title in the window."""
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    plain = pdf(finished("# Method\n\nTwo reviewers."), place)  # in letters that Typst has
    assert b"pdfuaid:part>1<" in plain.content
    assert PdfReader(BytesIO(plain.content)).trailer["/Root"]["/ViewerPreferences"][
        "/DisplayDocTitle"
    ]
    assert not plain.advice


def test_the_pdf_names_title_authors_and_keywords(reader: PdfReader) -> None:
    """The document information of the metadata, and no time of making."""
    info = reader.metadata or {}
    assert info["/Title"] == "Image sharing without consent: a review of 68 studies"
    assert info["/Author"] == "Ada Márquez, Bo Lindström"
    assert info["/Keywords"] == "systematic review, image-based abuse, adolescents"
    assert "/CreationDate" not in info


def test_structure_names_headings_tables_and_pictures(reader: PdfReader) -> None:
    """Headings H1 and H2, tables with header cells, captions, figures with alternative text."""
    found = tags(reader)
    kinds = [kind for kind, _ in found]
    for kind in ("/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/L", "/Note", "/Formula"):
        assert kind in kinds
    spoken = [alt for kind, alt in found if kind == "/Figure"]
    assert spoken[0].startswith("Flow of 25,523 records")
    assert spoken[1:] == ["First panel.", "Second panel."]
    formulas = [alt for kind, alt in found if kind == "/Formula"]
    assert r"\kappa = \frac{p_o - p_e}{1 - p_e}" in formulas


def test_pages_carry_running_title_and_number(renditions: Mapping[str, bytes]) -> None:
    """From the second page on: the running title of the metadata and the page's number."""
    pages = texts(renditions["pdf"])
    assert not pages[0].startswith("Image sharing without consent 1")
    for number, page in enumerate(pages[1:], start=2):
        assert page.split("\n")[0].split() == [
            "Image",
            "sharing",
            "without",
            "consent",
            str(number),
        ]


def test_a_long_table_repeats_its_head_on_each_page(finished: Finished, place: Place) -> None:
    """200 rows take several pages; every page begins with the head, every row is there once."""
    rows = "\n".join(f"| row{n:03} | {n} |" for n in range(200))
    pages = texts(pdf(finished(f"| Name | Value |\n|:--|--:|\n{rows}\n"), place).content)
    assert len(pages) > 3
    assert all(page.count("Name") == 1 for page in pages)
    everything = "".join(pages)
    assert all(everything.count(f"row{n:03}") == 1 for n in range(200))


def test_a_landscape_table_turns_its_page(reader: PdfReader) -> None:
    """Exactly one page is wider than high: A4 on its side."""
    wide = [p.mediabox for p in reader.pages if p.mediabox.width > p.mediabox.height]
    assert [(round(box.width), round(box.height)) for box in wide] == [(842, 595)]


def test_links_lead_to_their_targets(reader: PdfReader) -> None:
    """Cross references inside the document, web addresses and the other document outside it."""
    outside, inside = set(), 0
    for page in reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            outside |= {str(action["/URI"])} if "/URI" in action else set()
            inside += "/URI" not in action
    assert "https://doi.org/10.1016/j.tele.2023.101932" in outside
    assert "supplement.pdf" in outside
    assert inside > 5


def test_the_same_document_gives_the_same_bytes(
    renditions: Mapping[str, bytes], showcase: Tree, place: Place
) -> None:
    """No time, no chance."""
    assert pdf(copied(showcase), place).content == renditions["pdf"]


@pytest.mark.parametrize(
    "words",
    [
        "a---b -- c ... d",
        "- x",
        "= x",
        "+ x",
        "/ x: y",
        "1. x",
        "// x /* y */",
        "#set text(red) #[x] #x()",
        "$x$ @x <x> `x` _x_ *x*",
        "\\x \\u{41} ~ \\",
        "[x] {x} (x) |",
        "\"x\" 'x'",
        "https://example.org/a_b#c",
        "-?-?-",
    ],
)
def test_text_that_looks_like_typst_stays_text(
    finished: Finished, place: Place, words: str
) -> None:
    """In a paragraph, a heading, a cell, a caption, the title: letter by letter."""
    tree = finished("::: p\nx\n:::\n\n# h\n\n| t |\n|---|\n| c |\n\n: caption\n")
    pieces = [{"t": "Str", "c": one} for one in words.split(" ")]
    inlines: list[Tree] = []
    for piece in pieces:
        inlines += [{"t": "Space"}, piece] if inlines else [piece]
    wrapper, heading, table = tree["blocks"]
    wrapper["c"][1][0]["c"] = inlines
    heading["c"][2] = inlines
    table["c"][1][1][0]["c"] = inlines
    table["c"][4][0][3][0][1][0][4] = [{"t": "Plain", "c": inlines}]
    tree["meta"]["title"] = {"t": "MetaInlines", "c": inlines}
    assert solid(of_pdf(pdf(tree, place).content).text).count(solid(words)) == 5


def test_letters_are_printed_or_named(finished: Finished, place: Place) -> None:
    """Emoji, Hebrew, Arabic and Chinese may lack a shape on some computer, never in silence."""
    words = ("😀", "🧪", "שלום", "العربية", "中文")
    made = pdf(finished(" ".join(words)), place)
    text = of_pdf(made.content).text
    named = " ".join(issue.found for issue in made.advice if issue.code == "letters-without-font")
    for word in words[:3] + words[4:]:
        assert word in text or all(letter in named for letter in word)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without fonts."""

    def alone(source: str, **given: Any) -> tuple[bytes, tuple[str, ...]]:  # noqa: ANN401
        return typeset_pdf(source, **{**given, "system_fonts": False})

    monkeypatch.setattr(f"{pdf.__module__}.typeset_pdf", alone)


@pytest.mark.usefixtures("no_fonts")
def test_letters_without_a_font_are_named_with_place_and_font(
    finished: Finished, place: Place
) -> None:
    """Korean and Thai: one advice each with the letters, the line, and a font that has them."""
    text = "Some words.\n\n한국어 and ไทย.\n"
    lines = [
        Line(line, "manuscript/a.qmd", number) for number, line in enumerate(text.split("\n"), 1)
    ]
    made = pdf(finished(text), replace(place, places=Places(lines)))
    korean, thai = made.advice
    assert (korean.code, korean.severity) == ("letters-without-font", "advice")
    assert (korean.file, korean.line) == (thai.file, thai.line) == ("manuscript/a.qmd", 3)
    assert "한 국 어" in korean.found
    assert "Noto Serif CJK" in korean.todo
    assert "ไ ท ย" in thai.found
    assert "Noto Sans Thai" in thai.todo
    assert b"pdfuaid" not in made.content


@pytest.mark.usefixtures("no_fonts")
def test_letters_of_a_picture_are_named_with_its_file(finished: Finished, place: Place) -> None:
    """Letters in an SVG: the file and line of the SVG."""
    path = place.source.parent / "cnki.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">\n'
        '<text x="2" y="15">知网</text></svg>',
        encoding="utf-8",
    )
    (issue,) = pdf(finished("![](cnki.svg){fig-alt=Databases}"), place).advice
    assert (issue.code, issue.file, issue.line) == (
        "letters-without-font",
        "manuscript/cnki.svg",
        2,
    )


def test_a_typeface_that_is_not_there_is_advice(finished: Finished, place: Place) -> None:
    """The warning of Typst, at the line of mainfont."""
    header = "---\nmainfont: Nofontofthisname\n---\n"
    places = Places([Line("mainfont: Nofontofthisname", "manuscript/a.qmd", 2)])
    (issue,) = pdf(finished(f"{header}\nWords."), replace(place, places=places)).advice
    assert (issue.code, issue.line) == ("typst-warning", 2)
    assert "nofontofthisname" in issue.found


def test_a_picture_in_a_pdf_file_is_printed(finished: Finished, place: Place) -> None:
    """With its words; PDF/UA does not allow it, so the claim is dropped and that is said."""
    inner = typeset("#set page(width: 200pt, height: 60pt)\nKaplan curve", "pdf", root=place.root)
    (place.source.parent / "curve.pdf").write_bytes(inner)
    made = pdf(finished("![](curve.pdf){fig-alt=Curve}"), place)
    assert "Kaplan curve" in of_pdf(made.content).text
    (issue,) = made.advice
    assert issue.code == "not-accessible"
    assert "curve.pdf" in issue.found
    assert "SVG" in issue.todo


def test_options_for_submission(finished: Finished, place: Place) -> None:
    """Double spacing takes about twice the room; numbered lines count on from 1; paper as asked."""
    prose = "\n\n".join(["Words that fill a line of the page and a bit more than that. " * 8] * 14)
    single = PdfReader(BytesIO(pdf(finished(prose), place).content))
    options = "---\ndouble-spaced: true\nline-numbers: true\npapersize: us-letter\n---\n\n"
    double = PdfReader(BytesIO(pdf(finished(options + prose), place).content))
    assert len(double.pages) >= 2 * len(single.pages) - 1
    assert [round(double.pages[0].mediabox[i]) for i in (2, 3)] == [612, 792]
    first = double.pages[0].extract_text()
    assert all(str(number) in first for number in range(1, 20))


def test_a_picture_without_alternative_text_only_costs_the_claim(
    finished: Finished, place: Place
) -> None:
    """PDF/UA forbids it, so the file does not claim to conform; it is made all the same."""
    made = pdf(finished("![](/_generated/figures/flow.svg)"), place)
    assert b"pdfuaid" not in made.content
    (issue,) = made.advice
    assert issue.found == "Typst says: missing alt text (flow.svg)"
    assert len(PdfReader(BytesIO(made.content)).pages) == 1


def test_what_typst_cannot_lay_out_is_an_issue(finished: Finished, place: Place) -> None:
    """Raw Typst with a fault names the document and what Typst says."""
    with pytest.raises(NumerateError) as caught:
        pdf(finished("```{=typst}\n#nonsense-function()\n```\n"), place)
    (issue,) = caught.value.issues
    assert (issue.code, issue.file) == ("pdf-not-made", "manuscript/showcase.qmd")
    assert "nonsense-function" in issue.found


def test_a_link_to_nowhere_does_not_stop_the_pdf(finished: Finished, place: Place) -> None:
    """Its words are printed; the reader of the sources reports it."""
    assert "words" in of_pdf(pdf(finished("[words](#nowhere)"), place).content).text


def test_group_and_total_rows_keep_their_words(finished: Finished, place: Place) -> None:
    """Rows of class group and total are set in bold and lose nothing."""
    tree = finished("| a | b |\n|---|---|\n| Group | |\n| x | 1 |\n| All | 2 |\n")
    rows = tree["blocks"][0]["c"][4][0][3]
    rows[0][0][1].append("group")
    rows[0][1] = rows[0][1][:1]
    rows[0][1][0][3] = 2
    rows[2][0][1].append("total")
    text = of_pdf(pdf(tree, place).content).text
    assert text == "a b Group x 1 All 2"
