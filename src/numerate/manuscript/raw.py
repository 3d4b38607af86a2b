"""Raw text for one format: kept where it can be written, page breaks made plain, the rest noted."""

from __future__ import annotations

import re

from numerate.manuscript.ast import Node, attributes, div, text
from numerate.manuscript.formats import writes_raw

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
_TEX = frozenset({"tex", "latex", "context"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def raw_block(node: Node, fmt: str, lost: list[tuple[str, str]]) -> list[Node]:
    """What a raw block becomes in a format; text that no output shows is added to ``lost``."""
    name, value = node["c"]
    if name in _TEX:
        if not value.strip():
            return []
        rest = _HARMLESS.sub("", _PAGE_BREAK.sub("", value)).strip()
        if rest:
            lost.append((name, value))
        return [div([], attributes("", ["pagebreak"]))] if _PAGE_BREAK.search(value) else []
    if writes_raw(fmt, name):
        return [node] if _COMMENT.sub("", value).strip() or fmt != "html" else []
    return []


def raw_inline(node: Node, fmt: str, lost: list[tuple[str, str]]) -> list[Node]:
    """What a raw inline becomes in a format; text that no output shows is added to ``lost``."""
    name, value = node["c"]
    if name in _TEX:
        if value.strip() in {"\\ ", "\\,", "~"}:
            return [text("\u00a0")]
        if _HARMLESS.sub("", _PAGE_BREAK.sub("", value)).strip():
            lost.append((name, value))
        return []
    if name.startswith("html"):
        if _BREAK.fullmatch(value.strip()):
            return [{"t": "LineBreak"}]
        if not _COMMENT.sub("", value).strip():
            return []
    return [node] if writes_raw(fmt, name) else []
