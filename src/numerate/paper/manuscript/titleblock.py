"""The title block: title, authors, date, abstract and keywords in the form templates expect."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numerate.paper.manuscript.ast import Node, stringify, words
from numerate.paper.manuscript.authors import read_authors
from numerate.paper.manuscript.dates import read_date, written_date
from numerate.paper.manuscript.metatree import meta_inlines

_USED_UP = frozenset(
    {"authors", "crossref", "execute", "filters", "format", "keyword", "language", "metadata-files"}
)


def title_block(
    meta: Mapping[str, Node],
    settings: Mapping[str, Any],
    named: Mapping[str, str],
    path: Path,
) -> dict[str, Node]:
    """The metadata with authors, affiliations, dates and headings of the title block added.

    Args:
        meta: The metadata as pandoc read it, references resolved.
        settings: The merged settings.
        named: The document's words, such as Abstract.
        path: The document, for ``last-modified``.
    """
    made = {key: node for key, node in meta.items() if key not in _USED_UP}
    authors = read_authors(meta)
    if authors.people:
        made["by-author"] = _listed([{"t": "MetaMap", "c": person} for person in authors.people])
        made["author"] = _listed([person["name"]["c"]["literal"] for person in authors.people])
    if authors.affiliations:
        made["affiliations"] = _listed([{"t": "MetaMap", "c": a} for a in authors.affiliations])
    for key in ("date", "date-modified"):
        if key in made:
            made[key] = _date(made[key], settings, path)
    for key in ("subtitle", "title"):
        if key in made and made[key]["t"] == "MetaBlocks":
            made[key] = {"t": "MetaInlines", "c": meta_inlines(made[key])}
    keywords = meta.get("keywords") or meta.get("keyword")
    if keywords is not None:
        listed = keywords["t"] == "MetaList"
        made["keywords"] = keywords if listed else _listed(_parts(keywords))
    defaults = {
        "abstract-title": named["section-title-abstract"],
        "toc-title": named["toc-title-document"],
        "keywords-title": named["title-block-keywords"],
        "references-title": named["section-title-references"],
        "lang": "en",
    }
    for key, value in defaults.items():
        made.setdefault(key, {"t": "MetaString", "c": value})
    return made


def _listed(nodes: list[Node]) -> Node:
    return {"t": "MetaList", "c": nodes}


def _parts(node: Node) -> list[Node]:
    """Keywords stated as one text, parted at commas or semicolons."""
    value = stringify(meta_inlines(node))
    mark = ";" if ";" in value else ","
    return [{"t": "MetaInlines", "c": words(part.strip())} for part in value.split(mark) if part]


def _date(node: Node, settings: Mapping[str, Any], path: Path) -> Node:
    stated = stringify(meta_inlines(node))
    form = settings.get("date-format")
    day = read_date(stated, path)
    if day is None:
        return node
    lang = str(settings.get("lang") or "en")
    return {"t": "MetaString", "c": written_date(day, lang, str(form) if form else None)}
