"""The document tree in the forms of our Typst template; pandoc writes what lies between."""

from __future__ import annotations

import re
from collections.abc import Callable

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attr_of,
    cells,
    pair,
    plain,
    put,
    strong,
    words,
)
from numerate.paper.manuscript.ast import link as linked
from numerate.paper.render.columns import SIZES, layout
from numerate.paper.render.figure_places import ANCHOR, let_figures_move
from numerate.paper.render.float_blocks import (
    callout_of,
    column_shares,
    equation_number,
    float_of,
    is_equation,
    run_together,
)
from numerate.paper.render.html_page import Page
from numerate.paper.render.picture_files import (
    Remote,
    alt_of,
    for_typst,
    located,
    not_shown,
    width_of,
)
from numerate.paper.render.rendition import Place
from numerate.paper.render.table_rows import close_table, head_cells, marked_rows, notes_of
from numerate.paper.render.title_markup import TitleBlock

# Words that Typst could read as markup where pandoc does not think of it: list and heading marks
# at the start of a cell, and the shorthands for dashes, dots and comments.
_MARKUP = re.compile(r"^[-+=/]|^\d+\.|--|\.\.\.|-\?|//|/\*|\*/")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_VISITED = frozenset({"Str", "Math", "Image", "Link", "Span"})
_LABEL = re.compile(r"[A-Za-z_][\w.:-]*", re.ASCII)
_KEPT_TOGETHER = 18  # lines; a table this short stays on one page


def block(source: str) -> Node:
    """Typst code as a block."""
    return {"t": "RawBlock", "c": ["typst", source]}


def inline(source: str) -> Node:
    """Typst code as an inline."""
    return {"t": "RawInline", "c": ["typst", source]}


def quoted(value: str) -> str:
    r"""A Typst string that holds any text.

    >>> print(quoted('say "#set"\n'))
    "say \"#set\"\n"
    """
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + value.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'


def escaped(value: str) -> str:
    r"""Text as Typst markup in which nothing has a meaning.

    >>> print(escaped("#set -- @x"))
    \#set \-\- \@x
    """
    return _PUNCTUATION.sub(r"\\\1", value)


def label(identifier: str) -> str:
    """A label as markup, so that links find the place.

    >>> label("tbl-x"), label("1 a")
    ('<tbl-x>', '#label("1 a")')
    """
    if not identifier:
        return ""
    return f"<{identifier}>" if _LABEL.fullmatch(identifier) else f"#label({quoted(identifier)})"


def between(opening: str, inlines: list[Node], closing: str) -> Node:
    """Inlines between two pieces of Typst code, as one block."""
    return plain([inline(opening), *inlines, inline(closing)])


_TITLE_FORMS = {
    "title": "#title[",
    "subtitle": "#subtitle[",
    "authors": "#authors[",
    "date": "#small-line(above: 0.9em)[",
}


def titled(title: TitleBlock) -> list[Node]:
    """The title block."""
    made = [
        between(_TITLE_FORMS.get(part, "#small-line["), inlines, "]")
        for part, inlines in title.lines()
    ]
    if title.abstract:
        made.append(between("#abstract([", words(title.abstract_title), "])["))
        made += [*title.abstract, block("]")]
    if title.keywords:
        made.append(between("#keywords([", words(f"{title.keywords_title}:"), "])["))
        made += [plain(words(", ".join(title.keywords))), block("]")]
    return made


class Markup:
    """Gives the parts of one document the forms of the template."""

    def __init__(self, place: Place, page: Page) -> None:
        self.place = place
        self.page = page
        self.advice: list[Issue] = []
        self._width = page.text_width
        self._tall = False
        self._floats = 0
        self._groups = 0
        self._notes: list[Node] = []
        self._targets: set[str] = set()
        self._walker = Walker(self._visit_block, self._visit_inline, _VISITED)

    def finish(self, blocks: list[Node]) -> None:
        """Change a document's blocks, in place, to what pandoc shall write."""
        self._learn_targets(blocks)
        let_figures_move(blocks)
        self._walker.blocks(blocks)

    def _learn_targets(self, blocks: list[Node]) -> None:
        """Ids that can be linked to; Typst stops at a label that is missing or twice there."""

        def visit(node: Node) -> list[Node] | None:
            attr = attr_of(node)
            if attr is not None and node["t"] != "Link" and attr[0]:
                if attr[0] in self._targets:
                    attr[0] = ""
                self._targets.add(attr[0])
            return None

        Walker(block=visit, inline=visit).blocks(blocks)

    # -------------------------------------------------------------- blocks

    def _visit_block(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Table":
            return self._table(node)
        if kind in {"Para", "Plain"}:
            _mark_inline(node["c"])
        if kind == "CodeBlock" and node["c"][0][0]:
            return [block(f"#metadata(none) {label(node['c'][0][0])}"), _unnamed(node)]
        if kind != "Div":
            return None
        classes = set(node["c"][0][1])
        shapes: dict[str, Callable[[Node], list[Node] | None]] = {
            "hidden": lambda _: [],
            "float": self._float,
            "callout": self._callout,
            "theorem": lambda one: self._held("#theorem[", one),
            "layout": self._layout,
            "columns": self._layout,
            "pagebreak": lambda _: [block("#pagebreak(weak: true)")],
            "landscape": self._landscape,
            "column-margin": lambda one: self._held("#aside[", one),
            "aside": lambda one: self._held("#aside[", one),
            "table-notes": lambda one: self._held("#table-notes[", one),
            "code-filename": lambda one: self._held("#small-line[", one),
            "csl-bib-body": lambda one: self._held("#references[", one),
        }
        shape = next((shape for name, shape in shapes.items() if name in classes), None)
        return shape(node) if shape else None

    def _held(self, opening: str, node: Node) -> list[Node]:
        """The content of a division in a call of the template."""
        attr, blocks = node["c"]
        self._walker.blocks(blocks)
        return [block(opening), *blocks, block(f"] {label(attr[0])}".rstrip())]

    def _float(self, node: Node) -> list[Node]:
        found = float_of(node)
        self._tall = False
        self._notes = notes_of(found.content)
        self._floats += 1
        self._walker.blocks(found.content)
        self._walker.blocks(self._notes)
        found.content.extend(self._notes)
        self._notes = []
        self._floats -= 1
        self._walker.inlines(found.caption)
        together = ", together: true" if found.kind == "tbl" and not self._tall else ""
        above = "true" if found.above else "false"
        anchor = pair(node["c"][0], ANCHOR)
        free = f", after: <{anchor}>, name: {quoted(found.identifier)}" if anchor else ""
        opening = f"#float(kind: {quoted(found.kind)}, above: {above}{free}{together}"
        ending = block("]" if anchor else f"] {label(found.identifier)}".rstrip())
        if not found.caption:
            return [block(f"{opening})["), *found.content, ending]
        inlines = _bold_label(found.caption)
        return [between(f"{opening}, caption: [", inlines, "])["), *found.content, ending]

    def _callout(self, node: Node) -> list[Node]:
        found = callout_of(node)
        self._walker.inlines(found.title)
        self._walker.blocks(found.body)
        opening = f"#callout({quoted(found.kind)}, "
        start = block(f"{opening}none)[")
        if found.title:
            start = between(f"{opening}[", found.title, "])[")
        return [start, *found.body, block(f"] {label(node['c'][0][0])}".rstrip())]

    def _layout(self, node: Node) -> list[Node]:
        attr, blocks = node["c"]
        shares = column_shares(node)
        full = self._width
        made = [block(f"#beside(columns: ({', '.join(f'{share:g}fr' for share in shares)},))[")]
        for index, one in enumerate(blocks):
            self._width = full * shares[index % len(shares)] / sum(shares) - 8
            held = [one]
            self._walker.blocks(held)
            made += [*held, block("][" if index < len(blocks) - 1 else "]")]
        self._width = full
        anchor = [block(f"#metadata(none) {label(attr[0])}")] if attr[0] else []
        return [*anchor, *made] if blocks else []

    def _landscape(self, node: Node) -> list[Node]:
        before, self._width = self._width, self.page.landscape_width
        made = self._held("#landscape[", node)
        self._width = before
        return made

    def _table(self, node: Node) -> list[Node]:
        attr, caption, specs, head, bodies, foot = node["c"]
        sizes = [size for size in SIZES if size <= self.page.size] or SIZES[-1:]
        columns = layout(node, self._width, sizes)  # before the cells change
        self._tall |= columns.lines > _KEPT_TOGETHER
        for cell in cells(node):
            self._walker.blocks(cell[4])
        for spec, share in zip(specs, columns.shares, strict=True):
            spec[1] = {"t": "ColWidth", "c": share}
        rows = len(head[1]) + len(foot[1])
        rows += sum(len(body[2]) + len(body[3]) for body in bodies)
        put(attr, "typst:stroke", f"booktabs({len(head[1])}, {rows})")
        attr[1] = [*attr[1], "typst:no-figure"]
        name, attr[0] = attr[0], ""
        head_cells(head, [spec[0]["t"] for spec in specs])
        self._groups = marked_rows(bodies, self._groups)
        if columns.lines > _KEPT_TOGETHER:
            self._walker.blocks(self._notes)
            self._notes = close_table(node, self._notes)
        inlines = run_together(caption[1])
        caption[1] = []
        look = ", hyphenate: false" if columns.whole_words else ""
        look += "" if self._floats or caption[1] else ", standing: true"
        opening = f"#table-text({columns.size:g}pt, {columns.padding:g}pt{look})["
        made = [block(opening), node, block("]")]
        if not inlines:
            return [*([block(f"#metadata(none) {label(name)}")] if name else []), *made]
        self._walker.inlines(inlines)
        captioned = between('#float(kind: "tbl", above: true, caption: [', inlines, "])[")
        return [captioned, *made, block(f"] {label(name)}".rstrip())]

    # -------------------------------------------------------------- inlines

    def _visit_inline(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Str":
            value = node["c"]
            return [inline(escaped(value))] if _MARKUP.search(value) else None
        if kind == "Math":
            return [inline(f"#spoken({quoted(node['c'][1].strip())})["), node, inline("]")]
        if kind == "Image":
            return self._image(node)
        if kind == "Link":
            return self._link(node)
        if is_equation(node):
            return self._equation(node)
        return None

    def _equation(self, node: Node) -> list[Node]:
        attr, inlines = node["c"]
        self._walker.inlines(inlines)
        anchor = [inline(f"#metadata(none){label(attr[0])}")] if attr[0] else []
        number = equation_number(node)
        if not number:
            return [*anchor, *inlines]
        return [*anchor, inline(f"#numbered({quoted(number)})["), *inlines, inline("]")]

    def _link(self, node: Node) -> list[Node] | None:
        attr, inlines, target = node["c"]
        url = str(target[0])
        if url.startswith("#") and url[1:] not in self._targets:
            self._walker.inlines(inlines)
            return list(inlines)  # Typst stops at a link to nowhere; the reader has told of it
        if "external" in attr[1]:
            target[0] = re.sub(r"\.html(?=#|$)", ".pdf", url).partition("#")[0]
        return None

    def _image(self, node: Node) -> list[Node]:
        target = node["c"][2][0]
        alt = alt_of(node)
        found = located(target, self.place)
        if isinstance(found, Remote):
            self.advice.append(not_shown(target, self.place, "is not a file"))
            shown = words(alt or target[:80])
            self._walker.inlines(shown)
            return shown if target.startswith("data:") else [linked(shown, target)]
        if not for_typst(found):
            self.advice.append(not_shown(target, self.place, "is of a type Typst does not read"))
            shown = words(alt or target)
            self._walker.inlines(shown)
            return shown
        path = found.resolve()
        inside = "/" + path.relative_to(path.anchor).as_posix()
        width = typst_length(width_of(node))
        named = f", alt: {quoted(alt)}" if alt else ""
        sized = f", width: {width}" if width else ""
        call = f"picture({quoted(inside)}{named}{sized})"
        return [inline(f"#box({call})" if "inline" in node["c"][0][1] else f"#{call}")]


def typst_length(width: str) -> str:
    """A CSS width as Typst writes it; empty when it is none.

    >>> typst_length("96px"), typst_length("50%"), typst_length("auto")
    ('72pt', '50%', '')
    """
    found = re.fullmatch(r"([\d.]+)(px|pt|mm|cm|in|em|%)", width)
    if not found:
        return ""
    return f"{float(found[1]) * 0.75:g}pt" if found[2] == "px" else width


def _mark_inline(inlines: list[Node]) -> None:
    """A picture among words stands in their line; one by itself is a block."""
    pictures = [one for one in inlines if one["t"] == "Image"]
    if pictures and any(one["t"] not in {"Image", "Space", "SoftBreak"} for one in inlines):
        for one in pictures:
            one["c"][0][1] = [*one["c"][0][1], "inline"]


def _unnamed(node: Node) -> Node:
    return {"t": "CodeBlock", "c": [["", *node["c"][0][1:]], node["c"][1]]}


def _bold_label(inlines: list[Node]) -> list[Node]:
    marks = {"float-label", "float-delim"}
    return [
        strong([one]) if one["t"] == "Span" and marks & set(one["c"][0][1]) else one
        for one in inlines
    ]
