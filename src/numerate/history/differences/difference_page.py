"""The note as one HTML page that needs nothing beside it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from numerate.history.differences.difference_note import (
    Group,
    Line,
    Moved,
    Note,
    Passage,
    Picture,
    Section,
)
from numerate.paper.changes.difference import Piece

STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1e; --paper: #fff; --soft: #5a5a60; --rule: #d4d4d8;
  --in: #0b6b34; --in-ground: #e3f4e8; --out: #a3141f; --out-ground: #fbe7e8; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececef; --paper: #17171a; --soft: #a8a8b0;
  --rule: #3c3c42; --in: #7fd8a0; --in-ground: #12301d; --out: #ff9aa2; --out-ground: #3d1518; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 70rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.55 system-ui, "Segoe UI", Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
.summary, .told, .remark, .why { color: var(--soft); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
a { color: inherit; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere;
  border-bottom: 1px solid var(--rule); }
thead th { border-bottom: 2px solid var(--rule); }
tbody th { font-weight: 400; width: 32%; } tbody th code { font-size: .85em; }
.told { display: block; font-size: .85rem; }
td.old, td.new { width: 13%; font-variant-numeric: tabular-nums; }
td.new { font-weight: 600; }
.why { margin: 0; padding: 0 0 0 1rem; font-size: .85rem; }
ins { color: var(--in); background: var(--in-ground); text-decoration: underline; }
del { color: var(--out); background: var(--out-ground); text-decoration: line-through; }
.passage { margin: .6rem 0; padding-left: .8rem; border-left: 3px solid var(--rule); }
.remark { display: block; font-size: .8rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 0 0 1rem; }
.pair img { width: 100%; height: auto; background: #fff; border: 1px solid var(--rule); }
.pair figure { margin: 0; } figcaption { font-size: .85rem; color: var(--soft); }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; }
  table, tbody, tr, th, td { display: block; width: auto !important; } thead { display: none; }
  td::before { content: attr(data-head) " "; color: var(--soft); font-size: .8rem; } }
"""


def page(note: Note) -> str:
    """The note as a page; everything from the data is escaped."""
    title = escape(note.title)
    links = "".join(
        f'<li><a href="#{_id(section)}">{escape(section.title)}</a></li>'
        for section in note.sections
    )
    contents = f'<nav aria-label="Contents"><ul>{links}</ul></nav>' if links else ""
    body = "\n".join(_section(section) for section in note.sections)
    summary = escape(note.summary)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="summary">{summary}</p>\n{contents}\n{body}\n'
        "</main>\n</body>\n</html>\n"
    )


def marked(pieces: tuple[Piece, ...]) -> str:
    """Words with deletions and insertions as HTML elements."""
    tags = {"deleted": "del", "inserted": "ins"}
    made = ""
    for piece in pieces:
        tag = tags.get(piece.how)
        body = escape(piece.text)
        made += f"<{tag}>{body}</{tag}>" if tag and piece.text.strip() else body
    return made.replace("</del><ins>", "</del> <ins>")


def _id(section: Section) -> str:
    return section.title.lower().replace(" ", "-")


def _section(section: Section) -> str:
    name = _id(section)
    groups = "\n".join(part for group in section.groups for part in _group(group))
    title = escape(section.title)
    return f'<section aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n{groups}\n</section>'


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield f"<h3>{escape(group.title)}</h3>"
    moved = [point for point in group.points if isinstance(point, Moved)]
    lines = [point for point in group.points if isinstance(point, Line)]
    if moved:
        yield _table(moved)
    if lines:
        items = "".join(f"<li>{escape(line.text)}{_reasons(line.details)}</li>" for line in lines)
        yield f"<ul>{items}</ul>"
    for point in group.points:
        if isinstance(point, Passage):
            yield _passage(point)
        elif isinstance(point, Picture):
            yield _pair(point)


def _table(moved: list[Moved]) -> str:
    rows = "\n".join(
        f'<tr><th scope="row"><code>{escape(one.name)}</code>'
        f'<span class="told">{escape(one.told)}</span></th>'
        f'<td class="old" data-head="Old">{escape(one.old)}</td>'
        f'<td class="new" data-head="New">{escape(one.new)}</td>'
        f'<td data-head="Because">{_reasons(one.because)}</td></tr>'
        for one in moved
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Key", "Old", "New", "Because"))
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _reasons(reasons: tuple[str, ...]) -> str:
    if not reasons:
        return ""
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    return f'<ul class="why">{items}</ul>'


def _passage(passage: Passage) -> str:
    place = escape(passage.place or "At the beginning")
    remark = f" ({escape(passage.remark)})" if passage.remark else ""
    told = f'<span class="remark">{place}{remark}</span>'
    return f'<p class="passage">{told}{marked(passage.pieces)}</p>'


def _pair(picture: Picture) -> str:
    sides = "".join(
        f"<figure><figcaption>{word}</figcaption>{_drawn(svg, alt)}</figure>"
        for word, svg, alt in (
            ("Old", picture.old_svg, picture.old_alt),
            ("New", picture.new_svg, picture.new_alt),
        )
    )
    return f'<h3>{escape(picture.name)}</h3>\n<div class="pair">{sides}</div>'


def _drawn(svg: str, alt: str) -> str:
    """A drawing as an image: nothing inside it can run or reach the page."""
    if not svg:
        return "<p>not in this version</p>"
    data = base64.b64encode(svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt, quote=True)}">'
