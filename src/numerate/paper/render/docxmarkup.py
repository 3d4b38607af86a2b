"""The document tree in the styles and fields of Word; pandoc writes what lies between."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attributes,
    cells,
    copied,
    div,
    para,
    put,
    span,
    taken,
    text,
    words,
)
from numerate.paper.manuscript.ast import link as linked
from numerate.paper.render.float_blocks import (
    callout_of,
    column_shares,
    equation_number,
    float_of,
    is_equation,
    run_together,
)
from numerate.paper.render.html_page import Page, points
from numerate.paper.render.picture_files import (
    Remote,
    alt_of,
    for_word,
    located,
    natural_size,
    not_shown,
    width_of,
)
from numerate.paper.render.rendition import Place
from numerate.paper.render.tablelook import (
    TableLook,
    box,
    box_look,
    plain_look,
    side_by_side,
    table_look,
)
from numerate.paper.render.wordfields import Captions, block, inline, styled

LANDSCAPE, PORTRAIT, PAGE_BREAK = "numerate-landscape", "numerate-portrait", "numerate-page-break"
_VISITED = frozenset({"Image", "Link", "Span", "Note"})
_HIGHEST = 0.85  # of the page's text; the caption needs room too


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
        self._captions = Captions([])
        self._floats = 0
        self._walker = Walker(self._visit_block, self._visit_inline, _VISITED)

    def finish(self, blocks: list[Node]) -> None:
        """Change a document's blocks, in place, to what pandoc shall write."""
        self._captions = Captions(blocks)
        self._walker.blocks(blocks)

    # -------------------------------------------------------------- blocks

    def _visit_block(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Table":
            return self._table(node)
        if kind in {"Para", "Plain"}:
            return self._paragraph(node)
        if kind == "Header" and "unlisted" in node["c"][1][1]:
            return self._unlisted(node)
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
            "code-filename": lambda one: self._held("Source Code", one),
            "csl-bib-body": lambda one: self._held("Bibliography", one),
        }
        shape = next((shape for name, shape in shapes.items() if name in classes), None)
        return shape(node) if shape else None

    def _unlisted(self, node: Node) -> list[Node]:
        """A heading in a style that Word's list of contents leaves out, however it is updated."""
        level, attr, inlines = node["c"]
        self._walker.inlines(inlines)
        line = [span([], attributes(attr[0])), *inlines] if attr[0] else inlines
        return [styled(f"Heading {level} Unlisted", [para(line)])]

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
        line += [_in_line(one) for one in inlines]
        if number:
            line += [tab, span([text(number)], attributes(attr[0]))]
        return styled("Equation", [para(line)])

    def _float(self, node: Node) -> list[Node]:
        found = float_of(node)
        self._floats += 1
        self._walker.blocks(found.content)
        self._floats -= 1
        self._walker.inlines(found.caption)
        caption = self._captions.caption(found.identifier, found.caption)
        content = found.content
        if found.kind == "tbl":
            content = [*content, copied(TABLE_END)]
        else:
            content = [_figure(one) for one in content]
        return [*caption, *content] if found.above else [*content, *caption]

    def _callout(self, node: Node) -> list[Node]:
        """A box: paragraphs with a bar, or a table of one cell where there is more than text."""
        found = callout_of(node)
        self._walker.inlines(found.title)
        place = len(self.looks)
        self._walker.blocks(found.body)
        text_only = all(one["t"] in {"Para", "Plain"} for one in found.body)
        name = "Callout" if text_only else "Box"
        held = [styled(f"{name} Title", [para(found.title)])] if found.title else []
        held.append(styled(f"{name} Text", found.body))
        if not text_only:
            self.looks.insert(place, box_look(self._width))
            held = [box(held)]
        return [div([*held, copied(TABLE_END)], attributes(node["c"][0][0]))]

    def _layout(self, node: Node) -> list[Node]:
        """Things side by side, in a table without rules."""
        attr, blocks = node["c"]
        if not blocks:
            return []
        shares = column_shares(node)
        full, place = self._width, len(self.looks)
        held: list[list[Node]] = []
        for index, one in enumerate(blocks):
            self._width = full * shares[index % len(shares)] / sum(shares) - 8
            cell = [one]
            self._walker.blocks(cell)
            held.append(cell)
        self._width = full
        parts = tuple(share / sum(shares) for share in shares)
        rows = -(-len(held) // len(parts))
        self.looks.insert(place, plain_look(parts, full, rows))
        return [side_by_side(held, parts, attr[0]), copied(TABLE_END)]

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
            return [*self._captions.caption(name, inlines), node, copied(TABLE_END)]
        return [node] if self._floats else [node, copied(TABLE_END)]

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
        return self._captions.reference(url, inlines)

    def _image(self, node: Node) -> list[Node] | None:
        attr, _, target = node["c"]
        alt = alt_of(node)
        found = located(target[0], self.place)
        if isinstance(found, Remote):
            self.advice.append(not_shown(target[0], self.place, "is not a file"))
            shown = alt or target[0][:80]
            return (
                words(shown) if target[0].startswith("data:") else [linked(words(shown), target[0])]
            )
        usable = for_word(found, self._folder)
        if usable is None:
            self.advice.append(not_shown(target[0], self.place, "is of a type Word does not show"))
            return words(alt or target[0])
        width = self._picture_width(node, usable)
        for key in ("fig-alt", "alt", "width", "height"):
            taken(attr, key)
        if width:
            put(attr, "width", f"{width / 72:.3f}in")
        node["c"][1] = words(alt)
        node["c"][2] = [str(usable), ""]
        return None

    def _picture_width(self, node: Node, path: Path) -> float | None:
        """The width in points: what is asked for or natural, but no more than there is room."""
        asked = width_of(node)
        natural = natural_size(path)
        width = points(asked) or (natural[0] if natural else None)
        if asked.endswith("%"):
            width = self._width * float(asked[:-1]) / 100
        if width is None:
            return None
        highest = (self.page.height - self.page.top - self.page.bottom) * _HIGHEST
        if natural and width * natural[1] / natural[0] > highest:
            width = highest * natural[0] / natural[1]
        return min(width, self._width)


def _marker(name: str) -> Node:
    return block(f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr></w:p>')


def _figure(one: Node) -> Node:
    """A picture of a float in a paragraph of its own style."""
    return styled("Figure", [para(one["c"])]) if one["t"] in {"Para", "Plain"} else one


def _in_line(one: Node) -> Node:
    """Display mathematics as part of a line: so tab stops can centre it beside its number."""
    return {"t": "Math", "c": [{"t": "InlineMath"}, one["c"][1]]} if one["t"] == "Math" else one
