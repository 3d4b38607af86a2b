"""DOCX: a Word manuscript with real captions, fields, footnotes, equations and sections."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from numerate.ground.programs import run
from numerate.paper.manuscript.ast import copied, plain, stringify
from numerate.paper.manuscript.pandoc_warnings import unread_formulas
from numerate.paper.render.docxfinish import Properties, finished
from numerate.paper.render.docxmarkup import WordMarkup
from numerate.paper.render.file_metadata import text_in
from numerate.paper.render.headings import order_headings
from numerate.paper.render.html_page import page_of
from numerate.paper.render.referencedocx import NAME
from numerate.paper.render.rendition import Place, Rendition
from numerate.paper.render.tablelook import WORD_SIZES
from numerate.paper.render.title_markup import title_block
from numerate.paper.render.wide_tables import fit_tables
from numerate.paper.render.wordfront import contents, title_blocks

MARGIN, SIZE, STRETCH = 72.0, 12.0, 1.5


def docx(tree: dict[str, Any], place: Place) -> Rendition:
    """A finished document as a Word file; the same document gives the same bytes.

    Args:
        tree: Finished document tree for DOCX; it is used up.
        place: Where the document stands.

    Raises:
        NumerateError: When a picture is missing or pandoc fails.
    """
    meta, body = tree["meta"], tree["blocks"]
    order_headings(body, 1)
    page = page_of(meta, margin=MARGIN, size=SIZE, stretch=STRETCH)
    title = title_block(meta)
    language = text_in(meta, "lang") or "en"
    with tempfile.TemporaryDirectory() as folder:
        wide = fit_tables(body, page, place, language, WORD_SIZES)
        markup = WordMarkup(place, page, Path(folder))
        blocks = [*copied(title_blocks(title)), *contents(meta, body), *body]
        markup.finish(blocks)
        lang = {"lang": {"t": "MetaString", "c": language}}
        arguments = ["-f", "json", "-t", "docx", "-o", "-"]
        arguments.append(f"--reference-doc={place.look / NAME}")
        source = json.dumps({**tree, "meta": lang, "blocks": blocks}).encode()
        done = run("pandoc", arguments, stdin=source)
    properties = Properties(
        title=stringify([plain(list(title.title))]) or place.source.stem,
        authors=tuple(author.name for author in title.authors),
        keywords=title.keywords,
        language=language,
        running_title=title.running_title,
    )
    content = finished(done.out, markup.looks, page, properties)
    return Rendition(content, (*wide, *markup.advice, *unread_formulas(done.err, place.places)))
