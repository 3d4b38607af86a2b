"""What stands before the text of a Word manuscript: its title block and its contents list."""

from __future__ import annotations

from numerate.paper.manuscript.ast import Node, Walker, copied, emph, para, words
from numerate.paper.manuscript.ast import link as linked
from numerate.paper.render.file_metadata import Meta, flag_in, number_in, text_in
from numerate.paper.render.title_markup import TitleBlock
from numerate.paper.render.wordfields import field, styled

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
    depth = max(1, round(number_in(meta, "toc-depth", 3)))
    found: list[Node] = []

    def visit(node: Node) -> list[Node] | None:
        if node["t"] == "Header" and node["c"][0] <= depth and "unlisted" not in node["c"][1][1]:
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
