"""The document tree in the styles and fields of Word; pandoc writes what lies between."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from numerate.issues import Issue
from numerate.manuscript.ast import (
    Node,
    Walker,
    attributes,
    cells,
    copied,
    div,
    emph,
    pair,
    para,
    put,
    span,
    stringify,
    taken,
    text,
    words,
)
from numerate.manuscript.ast import link as linked
from numerate.render.floats import (
    callout_of,
    column_shares,
    equation_number,
    float_of,
    has_class,
    is_equation,
    run_together,
)
from numerate.render.metadata import Meta, flag_in, text_in
from numerate.render.page import Page
from numerate.render.pictures import Remote, alt_of, for_word, located, not_shown
from numerate.render.rendition import Place
from numerate.render.tablelook import TableLook, table_look
from numerate.render.titleblock import TitleBlock

LANDSCAPE, PORTRAIT, PAGE_BREAK = "numerate-landscape", "numerate-portrait", "numerate-page-break"
_LABEL = re.compile(r"(.*?)(\d+)", re.S)


def block(source: str) -> Node:
    """WordprocessingML as a block."""
    return {"t": "RawBlock", "c": ["openxml", source]}


def inline(source: str) -> Node:
    """WordprocessingML as an inline."""
    return {"t": "RawInline", "c": ["openxml", source]}


def styled(name: str, blocks: list[Node]) -> Node:
    """Paragraphs in a style of the reference document."""
    return div(blocks, attributes(pairs={"custom-style": name}))


def field(instruction: str, shown: list[Node]) -> list[Node]:
    """A field: Word works out its text anew, others show what stands here (ISO 29500-1, 17.16)."""
    return [
        inline(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'{escape(instruction)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
            "</w:r>"
        ),
        *shown,
        inline('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ]


def bookmark_name(identifier: str) -> str:
    """A hidden bookmark's name that Word accepts: letters, digits, underscores, at most 40.

    >>> len(bookmark_name("tbl-covariates")), bookmark_name("tbl-x")[:4]
    (16, '_Ref')
    """
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    return f"_Ref{int(digest[:12], 16) % 10**12:012d}"


_TITLE_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "authors": "Author",
    "affiliation": "Affiliation",
    "date": "Date",
}


def title_blocks(title: TitleBlock) -> list[Node]:
    """The title block."""
    made = [
        styled(_TITLE_STYLES.get(part, "Author Note"), [para(inlines)])
        for part, inlines in title.lines()
    ]
    if title.abstract:
        made.append(styled("Abstract Title", [para(words(title.abstract_title))]))
        made.append(styled("Abstract", list(title.abstract)))
    if title.keywords:
        label = emph(words(f"{title.keywords_title}:"))
        line = [label, *words(" " + ", ".join(title.keywords))]
        made.append(styled("Keywords", [para(line)]))
    return made


def contents(meta: Meta, blocks: list[Node]) -> list[Node]:
    """A contents list as a TOC field, with the entries it has now; empty when none is asked."""
    depth = int(text_in(meta, "toc-depth") or "3")
    found: list[Node] = []

    def visit(node: Node) -> list[Node] | None:
        if node["t"] == "Header" and node["c"][0] <= depth:
            found.append(node)
        return None

    Walker(block=visit).blocks(blocks)
    if not flag_in(meta, "toc") or not found:
        return []
    entries: list[Node] = []
    for node in found:
        level, attr, inlines = node["c"]
        shown = copied(inlines)
        Walker(inline=lambda one: [] if one["t"] == "Note" else None).inlines(shown)
        entry = [linked(shown, f"#{attr[0]}")] if attr[0] else shown
        entries.append(styled(f"toc {level}", [para(entry)]))
    opening, *_, ending = field(f'TOC \\o "1-{depth}" \\n \\h \\z \\u', [])
    entries[0]["c"][1][0]["c"].insert(0, opening)
    entries[-1]["c"][1][0]["c"].append(ending)
    title = words(text_in(meta, "toc-title") or "Contents")
    return [styled("TOC Heading", [para(title)]), *entries]


TABLE_END = block('<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>')


class WordMarkup:
    """Gives the parts of one document the styles and fields of Word."""

    def __init__(self, place: Place, page: Page, folder: Path) -> None:
        self.place = place
        self.page = page
        self.advice: list[Issue] = []
        self.looks: list[TableLook] = []
        self._folder = folder
        self._width = page.text_width
        self._labels: dict[str, str] = {}
        self._counted: dict[str, int] = {}
        self._bookmarks = 0
        self._walker = Walker(block=self._visit_block, inline=self._visit_inline)

    def finish(self, blocks: list[Node]) -> None:
        """Change a document's blocks, in place, to what pandoc shall write."""
        self._learn_labels(blocks)
        self._walker.blocks(blocks)

    def _learn_labels(self, blocks: list[Node]) -> None:
        def visit(node: Node) -> list[Node] | None:
            if has_class(node, "float") and node["c"][0][0]:
                name = pair(node["c"][0], "label") or ""
                if "subfloat" not in node["c"][0][1] and _LABEL.fullmatch(_spaced(name)):
                    self._labels[node["c"][0][0]] = _spaced(name)
            return None

        Walker(block=visit).blocks(blocks)

    # -------------------------------------------------------------- blocks

    def _visit_block(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Table":
            return self._table(node)
        if kind in {"Para", "Plain"}:
            return self._paragraph(node)
        if kind != "Div":
            return None
        classes = set(node["c"][0][1])
        shapes: dict[str, Callable[[Node], list[Node] | None]] = {
            "hidden": lambda _: [],
            "float": self._float,
            "callout": self._callout,
            "theorem": lambda one: self._held("Theorem", one),
            "layout": self._layout,
            "columns": self._layout,
            "pagebreak": lambda _: [_marker(PAGE_BREAK)],
            "landscape": self._landscape,
            "column-margin": lambda one: self._held("Margin Note", one),
            "aside": lambda one: self._held("Margin Note", one),
            "table-notes": lambda one: self._held("Table Note", one),
            "csl-bib-body": lambda one: self._held("Bibliography", one),
        }
        shape = next((shape for name, shape in shapes.items() if name in classes), None)
        return shape(node) if shape else None

    def _held(self, style: str, node: Node) -> list[Node]:
        attr, blocks = node["c"]
        self._walker.blocks(blocks)
        put(attr, "custom-style", style)
        return [node]

    def _paragraph(self, node: Node) -> list[Node] | None:
        """A paragraph with numbered equations in it becomes several: each stands on its own."""
        inlines: list[Node] = node["c"]
        if not any(is_equation(one) for one in inlines):
            return None
        made: list[Node] = []
        run: list[Node] = []
        for one in [*inlines, None]:
            if one is not None and not is_equation(one):
                run.append(one)
                continue
            while run and run[-1]["t"] in {"Space", "SoftBreak", "LineBreak"}:
                run.pop()
            while run and run[0]["t"] in {"Space", "SoftBreak", "LineBreak"}:
                run.pop(0)
            if run:
                self._walker.inlines(run)
                made.append({"t": node["t"], "c": run})
            run = []
            if one is not None:
                made.append(self._equation(one))
        return made

    def _equation(self, node: Node) -> Node:
        attr, inlines = node["c"]
        number = equation_number(node)
        tab = inline("<w:r><w:tab/></w:r>")
        line: list[Node] = [tab]
        for one in inlines:
            line.append({"t": "Math", "c": [{"t": "InlineMath"}, one["c"][1]]} if one["t"] == "Math" else one)
        if number:
            line += [tab, span([text(number)], attributes(attr[0]))]
        return styled("Equation", [para(line)])

    def _float(self, node: Node) -> list[Node]:
        found = float_of(node)
        self._walker.blocks(found.content)
        self._walker.inlines(found.caption)
        caption = self._caption(found.identifier, found.caption)
        content = found.content
        if found.kind != "tbl":
            content = [_figure(one) for one in content]
        elif not any(has_class(one, "table-notes") for one in content):
            content = [*content, copied(TABLE_END)]
        return [*caption, *content] if found.above else [*content, *caption]

    def _caption(self, identifier: str, inlines: list[Node]) -> list[Node]:
        if not inlines:
            return [para([span([], attributes(identifier))])] if identifier else []
        line: list[Node] = []
        for one in inlines:
            classes = one["c"][0][1] if one["t"] == "Span" else []
            if "float-label" in classes:
                line += self._label(identifier, one["c"][1])
            elif "float-delim" in classes:
                line.append(_bold(one["c"][1]))
            else:
                line.append(one)
        return [styled("Caption", [para(line)])]

    def _label(self, identifier: str, shown: list[Node]) -> list[Node]:
        """"Table 1" with a SEQ field for its number, inside the bookmarks that links go to."""
        found = _LABEL.fullmatch(_spaced(stringify(shown)))
        if not found or identifier not in self._labels:
            return [span([_bold(shown)], attributes(identifier))]
        prefix, number = found[1], found[2]
        sequence = re.sub(r"\W+", "_", prefix).strip("_") or "Item"
        counted = self._counted.get(sequence, 0) + 1
        restart = "" if int(number) == counted else f" \\r {int(number)}"
        self._counted[sequence] = int(number)
        self._bookmarks += 1
        key = f'w:id="{100000 + self._bookmarks}"'
        inside = [
            inline(f'<w:bookmarkStart {key} w:name="{bookmark_name(identifier)}"/>'),
            _bold([text(prefix.replace(" ", "\u00a0"))] if prefix else []),
            *field(f"SEQ {sequence} \\* ARABIC{restart}", [_bold([text(number)])]),
            inline(f"<w:bookmarkEnd {key}/>"),
        ]
        return [span(inside, attributes(identifier))]

    def _callout(self, node: Node) -> list[Node]:
        found = callout_of(node)
        self._walker.inlines(found.title)
        self._walker.blocks(found.body)
        title = [styled("Callout Title", [para(found.title)])] if found.title else []
        body = styled("Callout Text", found.body)
        return [div([*title, body, copied(TABLE_END)], attributes(node["c"][0][0]))]

    def _layout(self, node: Node) -> list[Node]:
        """Things side by side, in a table without rules."""
        attr, blocks = node["c"]
        if not blocks:
            return []
        shares = column_shares(node)
        full, rows, row = self._width, [], []
        place = len(self.looks)
        for index, one in enumerate(blocks):
            column = index % len(shares)
            self._width = full * shares[column] / sum(shares) - 8
            held = [one]
            self._walker.blocks(held)
            row.append([attributes(), {"t": "AlignDefault"}, 1, 1, held])
            if column == len(shares) - 1 or index == len(blocks) - 1:
                empty = [attributes(), {"t": "AlignDefault"}, 1, 1, []]
                row += [copied(empty) for _ in range(len(shares) - len(row))]
                rows.append([attributes(), row])
                row = []
        self._width = full
        parts = tuple(share / sum(shares) for share in shares)
        look = TableLook(
            shares=parts, size=10.0, width=full, heads=0, kinds=("row",) * len(rows), ruled=False
        )
        self.looks.insert(place, look)
        specs = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": part}] for part in parts]
        bodies = [[attributes(), 0, [], rows]]
        empty_end = [attributes(), []]
        table = [attributes(attr[0]), [None, []], specs, empty_end, bodies, copied(empty_end)]
        return [{"t": "Table", "c": table}, copied(TABLE_END)]

    def _landscape(self, node: Node) -> list[Node]:
        before, self._width = self._width, self.page.landscape_width
        self._walker.blocks(node["c"][1])
        self._width = before
        return [_marker(PORTRAIT), *node["c"][1], _marker(LANDSCAPE)]

    def _table(self, node: Node) -> list[Node]:
        attr, caption, specs, *_ = node["c"]
        look = table_look(node, self._width)  # before the cells change
        self.looks.append(look)
        for cell in cells(node):
            self._walker.blocks(cell[4])
        for spec, share in zip(specs, look.shares, strict=True):
            spec[1] = {"t": "ColWidth", "c": share}
        name, attr[0] = attr[0], ""
        inlines = run_together(caption[1])
        caption[1] = []
        self._walker.inlines(inlines)
        if inlines:
            return [*self._caption(name, inlines), node, copied(TABLE_END)]
        return [node]

    # -------------------------------------------------------------- inlines

    def _visit_inline(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Image":
            return self._image(node)
        if kind == "Link":
            return self._link(node)
        if kind == "Note":
            held = len(self.looks)  # tables in footnotes stand in a file of their own
            self._walker.blocks(node["c"])
            del self.looks[held:]
            return [node]
        if is_equation(node):
            number = equation_number(node)
            return [*node["c"][1], *(words(f" {number}") if number else [])]
        return None

    def _link(self, node: Node) -> list[Node] | None:
        attr, inlines, target = node["c"]
        url = target[0]
        if "external" in attr[1]:
            target[0] = re.sub(r"\.html(?=#|$)", ".docx", url).partition("#")[0]
        label = self._labels.get(url[1:]) if url.startswith("#") else None
        if label is not None and _spaced(stringify(inlines)) == label:
            return field(f"REF {bookmark_name(url[1:])} \\h", inlines)
        return None

    def _image(self, node: Node) -> list[Node] | None:
        attr, _, target = node["c"]
        alt = alt_of(node)
        found = located(target[0], self.place)
        if isinstance(found, Remote):
            self.advice.append(not_shown(target[0], self.place, "is not a file"))
            shown = alt or target[0][:80]
            return words(shown) if target[0].startswith("data:") else [linked(words(shown), target[0])]
        usable = for_word(found, self._folder)
        if usable is None:
            self.advice.append(not_shown(target[0], self.place, "is of a type Word does not show"))
            return words(alt or target[0])
        for key in ("fig-alt", "alt"):
            taken(attr, key)
        node["c"][1] = words(alt)
        node["c"][2] = [str(usable), ""]
        return None


def _marker(name: str) -> Node:
    return block(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr></w:p>')


def _bold(inlines: list[Node]) -> Node:
    return span(list(inlines), attributes(pairs={"custom-style": "Caption Label"}))


def _figure(one: Node) -> Node:
    """A picture of a float in a paragraph of its own style."""
    return styled("Figure", [para(one["c"])]) if one["t"] in {"Para", "Plain"} else one


def _spaced(label: str) -> str:
    return label.replace("\u00a0", " ").strip()
