"""Raw text for one format: kept where it can be written, page breaks made plain, the rest noted."""

from __future__ import annotations

import re

from numerate.paper.manuscript.ast import Node, Walker, attributes, div, plain, text
from numerate.paper.manuscript.conditional import is_conditional
from numerate.paper.manuscript.formats import writes_raw
from numerate.paper.manuscript.raw_html import html_text, images_in

_PAGE_BREAK = re.compile(r"\\(?:newpage|pagebreak|clearpage|cleardoublepage)(?:\{\}|\[\d\])?")
_HARMLESS = re.compile(
    r"""
      \\(?:noindent|indent|centering|raggedright|raggedleft|linebreak|newline|medskip|smallskip
        |bigskip|vfill|hfill|par|protect|clearpage|leavevmode|small|footnotesize|scriptsize|tiny
        |normalsize|large|Large|LARGE|huge|Huge|singlespacing|doublespacing|onehalfspacing
        |FloatBarrier|allowbreak|appendix|sloppy|fussy|raggedbottom|flushbottom|maketitle
        |tableofcontents|listoffigures|listoftables|frontmatter|mainmatter|backmatter
        |linenumbers|nolinenumbers|pagestyle\{\w*\}|thispagestyle\{\w*\}
        |(?:v|h)space\*?\{[^}]*\}|begin\{(?:landscape|center|flushleft|flushright|small|footnotesize|singlespace|spacing)\}(?:\{[^}]*\})?
        |end\{(?:landscape|center|flushleft|flushright|small|footnotesize|singlespace|spacing)\}
        |(?:new|renew|provide)command\*?\{?\\\w+\}?(?:\[\d\])?(?:\{.*\})?
        |set(?:length|counter)\{[^}]*\}\{[^}]*\}|addtocounter\{[^}]*\}\{[^}]*\}
        |label\{[^}]*\}|index\{[^}]*\}|phantomsection|addcontentsline(?:\{[^}]*\}){3}
        |usepackage(?:\[[^\]]*\])?\{[^}]*\}|bibliographystyle\{[^}]*\}|bibliography\{[^}]*\}
        |nocite\{[^}]*\}|newgeometry\{[^}]*\}|restoregeometry|blandscape|elandscape)
    | %[^\n]*
    """,
    re.VERBOSE,
)
# Typst that changes the look of what follows and says nothing itself
_QUIET_TYPST = re.compile(
    r"^[ \t]*(?://.*|\]|\)|#(?:set|show|let|import|include)\b.*"
    r"|#(?:pagebreak|colbreak|v|h|linebreak|parbreak|counter|outline)\(.*)$",
    re.MULTILINE,
)
_WORD_TEXT = re.compile(r"<w:t[ >]")
_TEX = frozenset({"tex", "latex", "context"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLANK = frozenset({"Space", "SoftBreak", "LineBreak"})
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def raw_block(node: Node, fmt: str) -> list[Node]:
    """What a raw block becomes in a format: itself, a page break, its images, or nothing."""
    name, value = node["c"]
    if name in _TEX:
        return [div([], attributes("", ["pagebreak"]))] if _PAGE_BREAK.search(value) else []
    if writes_raw(fmt, name):
        return [node] if fmt != "html" or _COMMENT.sub("", value).strip() else []
    return [plain([image]) for image in images_in(value)] if name.startswith("html") else []


def raw_inline(node: Node, fmt: str) -> list[Node]:
    """What a raw inline becomes: itself, a space, a line break, an image, or nothing."""
    name, value = node["c"]
    if name in _TEX:
        return [text("\u00a0")] if value.strip() in {"\\ ", "\\,", "~"} else []
    if name.startswith("html"):
        if _BREAK.fullmatch(value.strip()):
            return [{"t": "LineBreak"}]
        if not _COMMENT.sub("", value).strip():
            return []
        images = images_in(value)
        if images:
            return images
    return [node] if writes_raw(fmt, name) else []


def drop_comments(inlines: list[Node]) -> None:
    """Take comments out of a line, in place, with the blank before one that a blank follows.

    >>> line = [text("One"), {"t": "Space"}, {"t": "RawInline", "c": ["html", "<!-- x -->"]}]
    >>> line += [{"t": "SoftBreak"}, text("two")]
    >>> drop_comments(line)
    >>> [node["t"] for node in line]
    ['Str', 'SoftBreak', 'Str']
    """
    kept: list[Node] = []
    after_comment = False
    for node in [*inlines, None]:
        if node is not None and is_comment(node):
            after_comment = True
            continue
        if after_comment and (node is None or node["t"] in _BLANK):
            while kept and kept[-1]["t"] == "Space":
                kept.pop()
        if after_comment and not kept and node is not None and node["t"] in _BLANK:
            continue
        after_comment = False
        kept += [node] if node is not None else []
    inlines[:] = kept


def is_comment(node: Node) -> bool:
    """Whether an inline is a comment of HTML and nothing else."""
    if node["t"] != "RawInline" or not node["c"][0].startswith("html"):
        return False
    return not _COMMENT.sub("", node["c"][1]).strip()


def lost(blocks: list[Node]) -> list[tuple[str, str]]:
    r"""Raw text that some formats do not show: its format and itself; conditional text is meant so.

    >>> lost([{"t": "RawBlock", "c": ["latex", "\\vspace{1em}"]}])
    []
    >>> lost([{"t": "RawBlock", "c": ["latex", "\\textbf{Twelve}"]}])
    [('latex', '\\textbf{Twelve}')]
    >>> lost([{"t": "RawBlock", "c": ["typst", "#pagebreak()"]}])
    []
    """
    found: list[tuple[str, str]] = []

    def visit(node: Node) -> list[Node] | None:
        if node["t"] in {"RawBlock", "RawInline"} and _says(*node["c"]):
            found.append((node["c"][0], node["c"][1]))
        return [node] if is_conditional(node) else None

    Walker(visit, visit, frozenset({"RawInline", "Span"})).blocks(blocks)
    return found


def _says(name: str, value: str) -> bool:
    if name in _TEX:
        return bool(_HARMLESS.sub("", _PAGE_BREAK.sub("", value)).strip("~ \n\\,"))
    if name == "typst":
        return bool(_QUIET_TYPST.sub("", value).strip())
    if name == "openxml":
        return bool(_WORD_TEXT.search(value))
    return name.startswith("html") and bool(html_text(value))
