"""PDF: the document as Typst markup through pandoc, laid out by Typst in this process."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.fonts import beyond_embedded
from numerate.ground.issues import Issue
from numerate.ground.issues import quoted as excerpt
from numerate.ground.programs import run
from numerate.paper.manuscript.ast import copied, plain, stringify
from numerate.paper.manuscript.insertions import in_head
from numerate.paper.manuscript.pandoc_warnings import unread_formulas
from numerate.paper.render.file_metadata import Meta, flag_in, number_in, text_in
from numerate.paper.render.headings import order_headings
from numerate.paper.render.html_page import Page, page_of
from numerate.paper.render.rendition import Place, Rendition
from numerate.paper.render.table_rows import CONTINUED, with_headers
from numerate.paper.render.title_markup import TitleBlock, title_block
from numerate.paper.render.typesetting import TypstError, typeset_pdf
from numerate.paper.render.typst_messages import (
    Said,
    advice_on,
    letters_without_font,
    said,
)
from numerate.paper.render.typstmarkup import Markup, block, quoted, titled
from numerate.paper.render.wide_tables import fit_tables

MARGIN, SIZE, STRETCH = 72.0, 10.5, 1.0
_TYPST_LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+)")
_TOO_SHORT = 2  # such a line stands everywhere in a source


def pdf(tree: dict[str, Any], place: Place) -> Rendition:
    """A finished document as a tagged PDF, and one that conforms to PDF/UA-1 where it can.

    The same document gives the same bytes; only where it holds scripts that Typst's own fonts
    lack (East Asian, Arabic, emoji) do the fonts of the computer come in.

    Args:
        tree: Finished document tree for Typst; it is used up.
        place: Where the document stands.

    Raises:
        NumerateError: When a picture is missing, or pandoc or Typst fails.
    """
    meta, body = tree["meta"], tree["blocks"]
    order_headings(body, 1)
    page = page_of(meta, margin=MARGIN, size=SIZE, stretch=STRETCH)
    title = title_block(meta)
    wide = fit_tables(body, page, place, text_in(meta, "lang") or "en")
    markup = Markup(place, page)
    head = titled(title)
    if flag_in(meta, "toc"):
        head.append(block(_outline(meta)))
    blocks = [*copied(head), *body]
    markup.finish(blocks)
    finished = {**tree, "meta": {}, "blocks": blocks}
    arguments = ["-f", "json", "-t", "typst-smart-citations", "--wrap=none", "--eol=lf"]
    done = run("pandoc", arguments, stdin=json.dumps(finished).encode())
    look = (place.look / "numerate.typ").read_text(encoding="utf-8")
    text = with_headers(done.out.decode("utf-8"))
    above = f"{_settings(meta, title, page, place)}\n{in_head(meta, 'typst')}"
    source = f"{look}\n{above}\n{text}"
    advice = (*wide, *markup.advice, *unread_formulas(done.err, place.places))
    content, heard = _laid_out(source, place, own_font=bool(page.font))
    return Rendition(content, (*advice, *heard))


def _outline(meta: Meta) -> str:
    title = quoted(text_in(meta, "toc-title") or "Contents")
    depth = max(1, round(number_in(meta, "toc-depth", 3)))
    return f"#outline(title: {title}, depth: {depth})"


def _settings(meta: Meta, title: TitleBlock, page: Page, place: Place) -> str:
    lang, _, region = (text_in(meta, "lang") or "en").partition("-")
    margins = {"left": page.left, "right": page.right, "top": page.top, "bottom": page.bottom}
    named = stringify([plain(list(title.title))]) or place.source.stem
    settings = {
        "title": quoted(named),
        "authors": _array([author.name for author in title.authors]),
        "keywords": _array(title.keywords),
        "lang": quoted(lang.lower()),
        "region": quoted(region) if re.fullmatch("[A-Za-z]{2}", region) else "none",
        "fonts": _array([page.font] if page.font else []),
        "size": f"{page.size:g}pt",
        "stretch": f"{page.stretch:g}",
        "width": f"{page.width:g}pt",
        "height": f"{page.height:g}pt",
        "margin": "(" + ", ".join(f"{side}: {size:g}pt" for side, size in margins.items()) + ")",
        "numbered-lines": "true" if page.numbered_lines else "false",
        "running-title": quoted(title.running_title),
        "continued": quoted(CONTINUED.get(lang.lower(), CONTINUED["en"])),
    }
    if text_in(meta, "dir") in {"rtl", "ltr"}:
        settings["dir"] = text_in(meta, "dir")
    listed = ",\n".join(f"  {key}: {value}" for key, value in settings.items())
    return f"#show: manuscript.with(\n{listed},\n)\n"


def _array(values: list[str] | tuple[str, ...]) -> str:
    return "(" + "".join(f"{quoted(value)}, " for value in values) + ")"


def _laid_out(source: str, place: Place, *, own_font: bool) -> tuple[bytes, list[Issue]]:
    """The PDF; first as PDF/UA-1, and without that claim when the document does not allow it.

    The fonts of the computer come in where the author names one, or a letter needs one.
    """
    root = Path(place.root.anchor or "/")
    system, claimed = own_font or beyond_embedded(source), True
    messages: tuple[Said, ...] = ()
    while True:
        standards = ["ua-1"] if claimed else []
        try:
            content, warnings = typeset_pdf(
                source, root=root, fonts=place.fonts, system_fonts=system, standards=standards
            )
        except TypstError as error:
            if not claimed:
                raise NumerateError(_not_laid_out(error, source, place)) from error
            messages = said([error.diagnostic])
            claimed = not system and bool(letters_without_font(messages))
            system = system or claimed
        else:
            heard = messages if not claimed else ()
            return content, advice_on((*heard, *said(warnings)), source, place)


def _not_laid_out(error: TypstError, source: str, place: Place) -> Issue:
    """Typst's message, at the line of raw Typst that it is about where it is about one."""
    message = " ".join(str(error).split())[:300]
    at = _TYPST_LINE.search(str(getattr(error, "diagnostic", "")))
    line = source.splitlines()[int(at[1]) - 1].strip() if at else ""
    return Issue(
        code="pdf-not-made",
        **({"file": place.shown} if len(line) < _TOO_SHORT else place.of(line)),
        found=f"Typst says: {message}" + (f", at {excerpt(line)}" if line else ""),
        expected="a document that Typst can lay out",
        todo="look for unusual mathematics or raw Typst in the text; render to HTML works",
    )
