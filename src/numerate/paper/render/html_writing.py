"""HTML: one file that holds everything, for phones, desktops, paper and screen readers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.programs import run
from numerate.paper.manuscript.ast import (
    Node,
    Walker,
    attr_of,
    attributes,
    cells,
    copied,
    link,
    plain,
    put,
    span,
    stringify,
    taken,
    text,
    words,
)
from numerate.paper.manuscript.insertions import in_head
from numerate.paper.manuscript.pandoc_warnings import unread_formulas
from numerate.paper.manuscript.source import read_text
from numerate.paper.render.file_metadata import Meta, flag_in, number_in, text_in, texts_in
from numerate.paper.render.float_blocks import column_shares, equation_number, float_of, is_equation
from numerate.paper.render.headings import order_headings
from numerate.paper.render.htmltables import scrolling
from numerate.paper.render.picture_files import (
    Remote,
    alt_of,
    for_browser,
    inline_svg,
    located,
    natural_size,
    not_shown,
    width_of,
)
from numerate.paper.render.rendition import Place, Rendition
from numerate.paper.render.title_markup import TitleBlock, title_block

# A header cell without words heads nothing; as a plain cell it is not read aloud as one.
_EMPTY_HEAD = re.compile(rb'<th((?: (?!scope)[\w-]+="[^"]*")*)(?: scope="\w+")?></th>')
_OUR_PAGE = "numerate/quarto/page.html"
_PHONE = 320.0  # points; pictures drawn wider scroll on a phone instead of shrinking unread


def html(tree: dict[str, Any], place: Place) -> Rendition:
    """A finished document as one HTML file.

    Args:
        tree: Finished document tree for HTML; it is used up.
        place: Where the document stands.

    Raises:
        NumerateError: When a picture is missing or pandoc fails.
    """
    meta, body = tree["meta"], tree["blocks"]
    moved = order_headings(body, 2 if "title" in meta else 1)
    page = _Page(place)
    page.walker.blocks(body)
    block = title_block(meta)
    template_meta = _template_meta(meta, block, place)
    page.walker.blocks(template_meta["title-block"]["c"])
    finished = {**tree, "meta": template_meta, "blocks": body}
    arguments = ["-f", "json", "-t", "html5", "--standalone", "--mathml", "--wrap=none"]
    arguments += [f"--template={place.look / 'template.html'}", "--eol=lf"]
    if flag_in(meta, "toc"):
        # our page for Quarto counts its levels with the title's, others those of the source
        counted = 0 if text_in(meta, "template").endswith(_OUR_PAGE) else moved
        depth = round(number_in(meta, "toc-depth", 3)) + counted
        arguments += ["--toc", f"--toc-depth={max(1, min(6, depth))}"]
    done = run("pandoc", arguments, stdin=json.dumps(finished).encode())
    return Rendition(
        _EMPTY_HEAD.sub(rb"<td\1></td>", done.out),
        (*page.advice, *unread_formulas(done.err, place.places)),
    )


def _template_meta(meta: Meta, block: TitleBlock, place: Place) -> Meta:
    style = (place.look / "numerate.css").read_text(encoding="utf-8")
    script = (place.look / "numerate.js").read_text(encoding="utf-8")
    title = stringify([plain(list(block.title))])
    strings = {
        "lang": text_in(meta, "lang") or "en",
        "dir": text_in(meta, "dir"),
        "pagetitle": title or place.source.stem,
        "running-title": block.running_title,
        "toc-title": text_in(meta, "toc-title") or "Contents",
        "description": stringify(list(block.abstract))[:300],
        "doi": block.doi,
        "date": block.date,
    }
    found: Meta = {key: _raw(escape(value)) for key, value in strings.items() if value}
    found["style"] = _raw("\n".join([style, *_own_styles(meta, place)]))
    found["head"] = _raw(in_head(meta, "html"))
    found["script"] = _raw(script)
    for key, values in (
        ("authors", [author.name for author in block.authors]),
        ("keywords", list(block.keywords)),
    ):
        found[key] = {"t": "MetaList", "c": [_raw(escape(value)) for value in values]}
    found["title-block"] = {"t": "MetaBlocks", "c": _title_blocks(block)}
    return found


def _own_styles(meta: Meta, place: Place) -> Iterator[str]:
    """The style sheets that the author names, which come after ours."""
    for name in texts_in(meta, "css"):
        if Path(name).name == "numerate.css":
            continue
        text = read_text(Path(name), place.root)
        if isinstance(text, Issue):
            raise NumerateError(replace(text, **place.of(Path(name).name)))
        yield text


def _raw(source: str) -> Meta:
    return {"t": "MetaInlines", "c": [{"t": "RawInline", "c": ["html", source]}]}


def _block(source: str) -> Node:
    return {"t": "RawBlock", "c": ["html", source]}


def _tagged(opening: str, inlines: list[Node], closing: str) -> Node:
    """Inlines between two tags, as one block."""
    ends = [{"t": "RawInline", "c": ["html", tag]} for tag in (opening, closing)]
    return plain([ends[0], *inlines, ends[1]])


def _title_blocks(block: TitleBlock) -> list[Node]:
    made: list[Node] = []
    for part, inlines in block.lines():
        tag = "h1" if part == "title" else "p"
        made.append(_tagged(f'<{tag} class="{part}">', inlines, f"</{tag}>"))
    if block.abstract:
        made.append(_block('<section class="abstract" aria-labelledby="abstract-title">'))
        heading = words(block.abstract_title)
        made.append(_tagged('<h2 id="abstract-title">', heading, "</h2>"))
        made += [*copied(list(block.abstract)), _block("</section>")]
    if block.keywords:
        label = span(words(f"{block.keywords_title}:"), attributes(classes=["keywords-title"]))
        line = [label, *words(" " + ", ".join(block.keywords))]
        made.append(_tagged('<p class="keywords">', line, "</p>"))
    return made


class _Page:
    """Gives the parts of one document their HTML form."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.advice: list[Issue] = []
        self.walker = Walker(self._visit_block, self._visit_inline, frozenset({"Image", "Span"}))
        self._pictures = 0
        self._floats = 0
        self._tables = 0
        self._tabsets = 0
        self._wide = False
        self._captions: list[str] = []

    def _visit_block(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Table":
            return self._table(node)
        if kind != "Div":
            return None
        shape = self._shape(set(node["c"][0][1]))
        return shape(node) if shape else None

    def _shape(self, classes: set[str]) -> Callable[[Node], list[Node] | None] | None:
        shapes = {
            "hidden": lambda _: [],
            "float": self._float,
            "callout": self._callout,
            "layout": self._layout,
            "panel-tabset": self._tabset,
            "landscape": self._landscape,
            "pagebreak": lambda _: [_block('<div class="pagebreak"></div>')],
        }
        return next((shape for name, shape in shapes.items() if name in classes), None)

    def _float(self, node: Node) -> list[Node]:
        found = float_of(node)
        self._floats += 1
        name = f"{found.identifier or f'float-{self._floats}'}-caption" if found.caption else ""
        self._captions.append(name)
        self.walker.blocks(found.content)
        self._captions.pop()
        self.walker.inlines(found.caption)
        opening = f'<figcaption id="{escape(name)}">'
        caption = [_tagged(opening, found.caption, "</figcaption>")] if name else []
        named = f' id="{escape(found.identifier)}"' if found.identifier else ""
        held = f' aria-labelledby="{escape(name)}"' if name else ""
        return [
            _block(f'<figure{named} class="{escape(" ".join(found.classes))}"{held}>'),
            *(caption if found.above else []),
            *found.content,
            *([] if found.above else caption),
            _block("</figure>"),
        ]

    def _table(self, node: Node) -> list[Node]:
        for cell in cells(node):
            self.walker.blocks(cell[4])
        self._tables += 1
        label = self._captions[-1] if self._captions else ""
        return scrolling(node, label, f"table-{self._tables}", wide=self._wide)

    def _callout(self, node: Node) -> None:
        put(node["c"][0], "role", "note")

    def _landscape(self, node: Node) -> list[Node]:
        before, self._wide = self._wide, True
        self.walker.blocks(node["c"][1])
        self._wide = before
        return [node]

    def _layout(self, node: Node) -> None:
        shares = column_shares(node)
        attr = node["c"][0]
        taken(attr, "widths")
        taken(attr, "columns")
        put(attr, "style", "--columns: " + " ".join(f"minmax(0, {s:g}fr)" for s in shares))

    def _tabset(self, node: Node) -> list[Node]:
        """Panels under their titles; the page's script makes them tabs where it runs."""
        self._tabsets += 1
        blocks: list[Node] = node["c"][1]
        self.walker.blocks(blocks)
        made = [_block('<div class="panel-tabset">')]
        level = next((block["c"][0] for block in blocks if block["t"] == "Header"), None)
        opened = 0
        for block in blocks:
            if block["t"] == "Header" and block["c"][0] == level:
                made += [_block("</section>")] if opened else []
                opened += 1
                name = f"tabset-{self._tabsets}-{opened}"
                made.append(_block(f'<section class="tab-panel" aria-labelledby="{name}">'))
                made.append(_tagged(f'<p class="tab-title" id="{name}">', block["c"][2], "</p>"))
            else:
                made.append(block)
        return [*made, *([_block("</section>")] if opened else []), _block("</div>")]

    def _visit_inline(self, node: Node) -> list[Node] | None:
        kind = node["t"]
        if kind == "Image":
            return self._image(node)
        if is_equation(node):
            return self._equation(node)
        return None

    def _equation(self, node: Node) -> list[Node]:
        attr, inlines = node["c"]
        parts = [span(inlines, attributes(classes=["equation-body"]))]
        number = equation_number(node)
        if number:
            parts.append(span([text(number)], attributes(classes=["equation-number"])))
        return [span(parts, attributes(attr[0], attr[1]))]

    def _image(self, node: Node) -> list[Node]:
        target = node["c"][2][0]
        alt = alt_of(node)
        found = located(target, self.place)
        if isinstance(found, Remote):
            if target.startswith("data:"):
                return [self._img(node, target, alt)]
            self.advice.append(not_shown(target, self.place, "is on the network"))
            return [link(words(alt or target), target)]
        self._pictures += 1
        if found.suffix.lower() == ".svg":
            size = natural_size(found)
            natural = size[0] if size else None
            width = width_of(node) or (f"{natural:.1f}pt" if natural else "100%")
            style = f"width: {width}"
            drawn = inline_svg(found, alt, f"p{self._pictures}-", style)
            if drawn:
                return [{"t": "RawInline", "c": ["html", _boxed(drawn, alt, natural)]}]
        uri = for_browser(found)
        if uri is None:
            self.advice.append(not_shown(target, self.place, "is of a type no browser shows"))
            return words(alt or target)
        return [self._img(node, uri, alt)]

    def _img(self, node: Node, uri: str, alt: str) -> Node:
        width = width_of(node)
        style = f' style="width: {escape(width)}"' if width else ""
        classes = escape(" ".join((attr_of(node) or ["", [], []])[1]))
        named = f' class="{classes}"' if classes else ""
        source = f'<img src="{uri}" alt="{escape(alt)}"{named}{style}>'
        return {"t": "RawInline", "c": ["html", source]}


def _boxed(drawn: str, alt: str, natural: float | None) -> str:
    """A wide drawing in a box that scrolls on a phone, so that its words keep a readable size."""
    if natural is None or natural <= _PHONE:
        return drawn
    name = escape(alt[:80]) or "Figure"
    return (
        f'<span class="picture-scroll" role="group" tabindex="0" aria-label="{name}">{drawn}</span>'
    )
