"""The numbers of a review in the languages of its manuscripts, beside numbers.json.

A manuscript in English needs none of it, so nothing is written or loaded for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from numerate.ground.issues import Issue
from numerate.ground.own_words import base_language, is_known
from numerate.ground.project import ABOUT
from numerate.paper.manuscript.document import Document
from numerate.paper.manuscript.formats import FORMATS
from numerate.review.results import Ledger
from numerate.review.results.estimate import Estimate
from numerate.review.results.languages import in_language, locale_of

FOLDER = "languages"


def translated_files(ledger: Ledger, documents: Iterable[Document]) -> dict[str, bytes]:
    """``languages/de.json`` and so on: text and forms of each number, by its path."""
    languages = {lang for document in documents for lang in _languages(document)}
    return {
        f"{FOLDER}/{base_language(lang)}.json": _file(ledger, lang).encode()
        for lang in sorted(languages)
    }


def language_issues(ledger: Ledger, documents: Iterable[Document]) -> list[Issue]:
    """An advice for each document in whose language something stays English."""
    return [
        _advice(document, lang, left)
        for document in documents
        for lang in _languages(document)
        if (left := list(_left(document, lang, ledger)))
    ]


def _languages(document: Document) -> list[str]:
    stated = [str(document.settings(fmt).get("lang") or "en") for fmt in FORMATS]
    return [lang for lang in dict.fromkeys(stated) if base_language(lang) != "en"]


def _file(ledger: Ledger, lang: str) -> str:
    lines = []
    for key, number in ledger.numbers.items():
        if isinstance(number.value, Estimate):
            continue
        found = in_language(number.value, number.style, lang)
        if found:
            entry = {"text": found[0], "forms": found[1]}
            lines.append(f"{json.dumps(key)}: {json.dumps(entry, ensure_ascii=False)}")
    listed = ",\n".join(lines)
    about = json.dumps(ABOUT, ensure_ascii=False)
    return f'{{"_": {about},\n"numbers": {{\n{listed}\n}}\n}}\n'


def _left(document: Document, lang: str, ledger: Ledger) -> Iterator[str]:
    used = {use.key for use in document.uses if use.kind == "num"}
    if locale_of(lang) is None:
        yield "numbers and dates"
    if not is_known(lang):
        yield "our own words (Note., Correspondence, to, and)"
    if any(isinstance(ledger.numbers[key].value, Estimate) for key in used & set(ledger.numbers)):
        yield "estimates"
    kinds = {use.kind for use in document.uses}
    if "list" in kinds:
        yield "lists"
    if "table" in kinds:
        yield "the texts of computed tables"
    if "figure" in kinds:
        yield "the texts of computed figures"


def _advice(document: Document, lang: str, left: Sequence[str]) -> Issue:
    place = document.places.text(f"lang: {lang}")
    return Issue(
        code="stays-english",
        file=place.file if place else document.source.body[0].file if document.source.body else "",
        line=place.line if place else None,
        found=f"lang: {lang}, while {', '.join(left)} are worded in English",
        expected="one language in a manuscript",
        todo="word them in analysis/ in that language, or type them as [text]{.fixed}",
        severity="advice",
    )
