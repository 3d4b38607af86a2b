"""Makes reference.docx, from which pandoc takes the styles and the page of every DOCX.

Run ``python -m numerate.paper.render.referencedocx`` after a change to the styles.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

from numerate.ground.project import extension_dir
from numerate.paper.render.wordstyles import FONT, STYLES, Style

NAME = "reference.docx"
RUNNING_TITLE = "Running title"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_PARTS = ("styles", "settings", "fontTable", "numbering", "footnotes", "header1")
_IDS = {
    "heading": "Heading",
    "toc": "TOC",
    "caption": "Caption",
    "header": "Header",
    "footer": "Footer",
    "footnotetext": "FootnoteText",
    "footnotereference": "FootnoteReference",
    "linenumber": "LineNumber",
}


def reference_docx() -> bytes:
    """The reference document; the same bytes each time."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {
                f"rId{i}": ("header" if part == "header1" else part, f"{part}.xml")
                for i, part in enumerate([*_PARTS, "theme"], start=1)
                if part != "theme"
            }
            | {"rId9": ("theme", "theme/theme1.xml")}
        ),
        "word/document.xml": _document(),
        "word/styles.xml": styles_xml(),
        "word/settings.xml": settings_xml(),
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": f"{_HEAD}<w:numbering {_NAMESPACES}/>",
        "word/footnotes.xml": _footnotes(),
        "word/header1.xml": _header(),
        "word/theme/theme1.xml": _theme(),
    }
    return packed({name: text.encode("utf-8") for name, text in parts.items()})


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive of the parts, with one fixed time, so that equal parts give equal bytes."""
    buffer = io.BytesIO()
    first = "[Content_Types].xml"  # readers expect it at the start
    names = [first, *sorted(name for name in parts if name != first)]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def style_id(name: str) -> str:
    """The id of a style: what pandoc and Word call it in the text.

    >>> style_id("heading 1"), style_id("Body Text"), style_id("caption")
    ('Heading1', 'BodyText', 'Caption')
    """
    plain = name.replace(" ", "")
    letters = plain.rstrip("0123456789")
    return _IDS.get(letters, letters) + plain[len(letters) :]


def styles_xml() -> str:
    """The part word/styles.xml."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" '
        f'w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    tables = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        '<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
        '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
        "</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
    styles = "".join(_style(style) for style in STYLES)
    return f"{_HEAD}<w:styles {_NAMESPACES}>{defaults}{styles}{tables}</w:styles>"


def _style(style: Style) -> str:
    flags = ' w:default="1"' if style.name in {"Normal", "Default Paragraph Font"} else ""
    flags += "" if style.builtin else ' w:customStyle="1"'
    inside = f"<w:name w:val={quoteattr(style.name)}/>"
    if style.based_on:
        inside += f'<w:basedOn w:val="{style_id(style.based_on)}"/>'
    if style.following:
        inside += f'<w:next w:val="{style_id(style.following)}"/>'
    inside += "<w:qFormat/>" if style.listed else "<w:semiHidden/><w:unhideWhenUsed/>"
    inside += f"<w:pPr>{style.ppr}</w:pPr>" if style.ppr else ""
    inside += f"<w:rPr>{style.rpr}</w:rPr>" if style.rpr else ""
    opening = f'<w:style w:type="{style.kind}"{flags} w:styleId="{style_id(style.name)}">'
    return f"{opening}{inside}</w:style>"


def settings_xml() -> str:
    """The part word/settings.xml: the behaviour of Word 2013 and later, no compatibility mode."""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{_HEAD}<w:settings {_NAMESPACES}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
        "</w:compat>"
        '<w:themeFontLang w:val="en-US"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" '
        'w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" '
        'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
        'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _document() -> str:
    shown = ("Title", "Author", "Abstract", "heading 1", "Body Text", "Bibliography")
    text = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/></w:pPr>'
        f"<w:r><w:t>{name.capitalize()}</w:t></w:r></w:p>"
        for name in shown
    )
    header = f"rId{_PARTS.index('header1') + 1}"
    return (
        f"{_HEAD}<w:document {_NAMESPACES}><w:body>{text}<w:sectPr>"
        f'<w:headerReference w:type="default" r:id="{header}"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
        'w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body>'
        "</w:document>"
    )


def _header() -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return (
        f'{_HEAD}<w:hdr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{RUNNING_TITLE}</w:t></w:r><w:r><w:tab/></w:r>{field}'
        "</w:p></w:hdr>"
    )


def _footnotes() -> str:
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
        f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return f"{_HEAD}<w:footnotes {_NAMESPACES}>{notes}</w:footnotes>"


def _fonts() -> str:
    fonts = (("Times New Roman", "roman", "variable"), ("Courier New", "modern", "fixed"))
    listed = "".join(
        f'<w:font w:name="{name}"><w:charset w:val="00"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
        for name, family, pitch in fonts
    )
    return f"{_HEAD}<w:fonts {_NAMESPACES}>{listed}</w:fonts>"


def _theme() -> str:
    """The least theme that Word accepts: black on white, one typeface."""
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "1C2024", "lt2": "F4F6F8", "accent1": "1B4F7E",
        "accent2": "46627F", "accent3": "2F7A4D", "accent4": "9A4507", "accent5": "B3261E",
        "accent6": "555D66", "hlink": "1B4F7E", "folHlink": "1B4F7E",
    }  # fmt: skip
    listed = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Manuscript"><a:themeElements><a:clrScheme name="Manuscript">{listed}'
        f'</a:clrScheme><a:fontScheme name="Manuscript"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Manuscript"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _content_types() -> str:
    rows = [("word/document.xml", f"{_TYPE}.document.main+xml")]
    rows += [
        (f"word/{part}.xml", f"{_TYPE}.{'header' if part == 'header1' else part}+xml")
        for part in _PARTS
    ]
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    rows.append(("word/theme/theme1.xml", theme))
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in rows
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_P}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relations(rows: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"/>'
        for name, (kind, target) in rows.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_P}/relationships">{listed}</Relationships>'


def main() -> None:
    """Write the reference document beside the other look files, or to the path given."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else extension_dir() / NAME
    path.write_bytes(reference_docx())


if __name__ == "__main__":
    main()
