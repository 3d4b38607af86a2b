"""The styles of a Word manuscript in the look of APA 7, as rows of one table.

A style is written as its name, what it is based on, and the paragraph and character properties in
which it differs. Properties stand in the order that the schema of WordprocessingML wants
(ISO/IEC 29500-1, CT_PPr and CT_RPr), because Word refuses files that have them in another.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Times New Roman"
MONO = "Courier New"
SINGLE, HALF = 240, 360  # line spacing in 240ths of a line: single, one and a half


@dataclass(frozen=True, slots=True)
class Style:
    """One style.

    Attributes:
        name: As Word lists it; its id is the name without spaces.
        based_on: Name of the style that it differs from; empty for a root.
        ppr: Paragraph properties as XML.
        rpr: Character properties as XML.
        kind: ``paragraph`` or ``character``.
        following: Name of the style of the next paragraph, where that differs.
        builtin: Whether Word knows the style by itself.
        listed: Whether Word offers the style in its gallery.
    """

    name: str
    based_on: str = "Normal"
    ppr: str = ""
    rpr: str = ""
    kind: str = "paragraph"
    following: str = ""
    builtin: bool = True
    listed: bool = True

    @property
    def id(self) -> str:
        """The id that text refers to."""
        return self.name.replace(" ", "")


def _spacing(before: int = 0, after: int = 0, line: int = SINGLE) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


KEEP_NEXT = "<w:keepNext/>"
KEEP_LINES = "<w:keepLines/>"
BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
PLAIN = '<w:b w:val="0"/><w:bCs w:val="0"/>'
CENTER = '<w:jc w:val="center"/>'
LEFT = '<w:jc w:val="left"/>'
FLUSH = '<w:ind w:firstLine="0"/>'
GREY = '<w:color w:val="555D66"/>'
_INDENT = '<w:ind w:firstLine="720"/>'
_HANGING = '<w:ind w:left="720" w:hanging="720"/>'
_BAR = (
    '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="46627F"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F4F6F8"/>'
)
_MONO = f'<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/>'


def _heading(level: int) -> Style:
    looks = {1: (CENTER, BOLD), 2: (LEFT, BOLD), 3: (LEFT, BOLD + ITALIC), 4: (LEFT, ITALIC)}
    place, letters = looks.get(level, (LEFT, GREY))
    room = {1: (360, 120), 2: (280, 100)}.get(level, (240, 80))
    ppr = KEEP_NEXT + KEEP_LINES + _spacing(*room) + FLUSH + place
    ppr += f'<w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"heading {level}", "Normal", ppr, letters, following="Body Text")


def _unlisted(level: int) -> Style:
    """A heading in the look of its level that no list of contents shows: it counts as text."""
    ppr = '<w:outlineLvl w:val="9"/>'
    name, base = f"Heading {level} Unlisted", f"heading {level}"
    return Style(name, base, ppr, following="Body Text", builtin=False, listed=False)


def _entry(level: int) -> Style:
    ppr = (
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9026"/></w:tabs>'
        + _spacing(0, 40)
        + f'<w:ind w:left="{(level - 1) * 280}"/>'
    )
    return Style(f"toc {level}", "Normal", ppr)


STYLES: tuple[Style, ...] = (
    Style("Normal", ""),
    Style("Body Text", ppr=_spacing(0, 0, HALF) + _INDENT),
    Style("First Paragraph", "Body Text", following="Body Text", builtin=False),
    Style("Compact", "Body Text", _spacing(0, 0, HALF) + FLUSH, builtin=False),
    Style("Title", ppr=KEEP_NEXT + KEEP_LINES + _spacing(240, 160) + CENTER, rpr=BOLD + _size(16)),
    Style("Subtitle", ppr=KEEP_NEXT + KEEP_LINES + _spacing(0, 200) + CENTER, rpr=_size(13)),
    Style("Author", ppr=KEEP_LINES + _spacing(120, 80) + CENTER, builtin=False),
    Style("Affiliation", ppr=KEEP_LINES + _spacing(0, 20) + CENTER, rpr=_size(11), builtin=False),
    Style("Author Note", ppr=_spacing(40, 0) + CENTER, rpr=_size(10), builtin=False),
    Style("Date", ppr=_spacing(160, 120) + CENTER, rpr=_size(11)),
    Style(
        "Abstract Title",
        ppr=KEEP_NEXT + KEEP_LINES + _spacing(320, 80) + CENTER,
        rpr=BOLD,
        following="Abstract",
        builtin=False,
    ),
    Style("Abstract", ppr=_spacing(0, 80, HALF) + FLUSH, builtin=False),
    Style("Keywords", ppr=_spacing(40, 240, HALF) + _INDENT, builtin=False),
    *(_heading(level) for level in range(1, 10)),
    *(_unlisted(level) for level in range(1, 10)),
    Style("Bibliography", ppr=_spacing(0, 0, HALF) + _HANGING),
    Style(
        "Block Text", "Body Text", _spacing(0, 0, HALF) + '<w:ind w:left="720" w:firstLine="0"/>'
    ),
    Style("footnote text", ppr=_spacing(0, 40), rpr=_size(10)),
    Style("Footnote Block Text", "footnote text", '<w:ind w:left="480"/>', builtin=False),
    Style("Definition Term", ppr=KEEP_NEXT + _spacing(80, 0, HALF), rpr=BOLD, builtin=False),
    Style("Definition", ppr=_spacing(0, 80, HALF) + '<w:ind w:left="720"/>', builtin=False),
    Style("caption", ppr=KEEP_LINES + _spacing(220, 140) + FLUSH + LEFT, rpr=_size(11)),
    Style("Table Caption", "caption", KEEP_NEXT + _spacing(280, 100), builtin=False),
    Style("Image Caption", "caption", builtin=False),
    Style("Figure", ppr=KEEP_NEXT + _spacing(280, 0) + FLUSH + CENTER, builtin=False),
    Style("Captioned Figure", "Figure", builtin=False),
    Style("Table Text", ppr=_spacing(30, 30) + FLUSH + LEFT, rpr=_size(10), builtin=False),
    Style("Table Text 9", "Table Text", rpr=_size(9), builtin=False, listed=False),
    Style("Table Text 8", "Table Text", _spacing(20, 20), _size(8), builtin=False, listed=False),
    Style("Table Text 7", "Table Text", _spacing(15, 15), _size(7), builtin=False, listed=False),
    Style("Table Note", ppr=_spacing(60, 0) + FLUSH + LEFT, rpr=_size(10), builtin=False),
    Style("Table End", ppr=_spacing(0, 200, 120), rpr=_size(4), builtin=False, listed=False),
    Style(
        "Callout Title",
        ppr=KEEP_NEXT + KEEP_LINES + _BAR + _spacing(200, 0) + '<w:ind w:left="240"/>',
        rpr=BOLD,
        following="Callout Text",
        builtin=False,
    ),
    Style("Callout Text", ppr=_BAR + _spacing(0, 0) + '<w:ind w:left="240"/>', builtin=False),
    Style(
        "Box Title",
        ppr=KEEP_NEXT + _spacing(100, 40),
        rpr=BOLD,
        following="Box Text",
        builtin=False,
    ),
    Style("Box Text", ppr=_spacing(0, 100), builtin=False),
    Style("Theorem", ppr=_spacing(120, 120, HALF) + FLUSH, builtin=False),
    Style(
        "Margin Note",
        ppr=_spacing(120, 120) + '<w:ind w:left="720" w:right="720"/>',
        rpr=_size(10),
        builtin=False,
    ),
    Style(
        "Equation",
        ppr='<w:tabs><w:tab w:val="center" w:pos="4513"/>'
        '<w:tab w:val="right" w:pos="9026"/></w:tabs>' + _spacing(120, 120, HALF),
        builtin=False,
    ),
    Style(
        "Source Code",
        ppr='<w:shd w:val="clear" w:color="auto" w:fill="F4F6F8"/><w:wordWrap w:val="0"/>'
        + _spacing(80, 160)
        + LEFT,
        rpr=_MONO + _size(9.5),
        builtin=False,
    ),
    Style(
        "header",
        ppr='<w:tabs><w:tab w:val="right" w:pos="9026"/></w:tabs>' + _spacing(),
        rpr=_size(10),
    ),
    Style("footer", ppr='<w:tabs><w:tab w:val="right" w:pos="9026"/></w:tabs>' + _spacing()),
    Style("TOC Heading", ppr=KEEP_NEXT + _spacing(320, 120) + FLUSH + CENTER, rpr=BOLD),
    *(_entry(level) for level in range(1, 5)),
    Style("Default Paragraph Font", "", kind="character", listed=False),
    Style(
        "Verbatim Char",
        "Default Paragraph Font",
        rpr=_MONO + _size(10),
        kind="character",
        builtin=False,
    ),
    Style("Section Number", "Default Paragraph Font", kind="character", builtin=False),
    Style(
        "footnote reference",
        "Default Paragraph Font",
        rpr='<w:vertAlign w:val="superscript"/>',
        kind="character",
    ),
    Style("Hyperlink", "Default Paragraph Font", rpr='<w:color w:val="1B4F7E"/>', kind="character"),
    Style("Caption Label", "Default Paragraph Font", rpr=BOLD, kind="character", builtin=False),
    Style(
        "line number", "Default Paragraph Font", rpr=GREY + _size(8), kind="character", listed=False
    ),
)
