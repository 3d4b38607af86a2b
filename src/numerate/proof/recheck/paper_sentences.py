"""Sentences of a paper, each with its place, from a file of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.paper.manuscript.sentences import sentence_bounds
from numerate.proof.audit.readers.printed_file import Fragment, PrintedFile
from numerate.proof.recheck.statement import Sentence
from numerate.review.results.printforms import spelled

_REFERENCES = re.compile(
    r"(?:\d+\.?\s)?(?:references|bibliography|literature cited)\W*", re.IGNORECASE
)
_AFTER_REFERENCES = re.compile(r"(?:appendix|supplement\w*|tables?|figures?)\b.*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*•‣]|\d{1,2}[.)]|\([a-z]\))\s")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
# a minus set apart from its number, as some journals have it: "95% CI − 5.46 to − 1.20"
_APART = re.compile(
    r"(?:(?<=[(\[;,=] )|(?<=[(\[=])|(?<=\bCI )|(?<=\bto )|(?<=\bof )|(?<=\b[SWA]MD )|(?<=\bMD )"
    r"|(?<=\bwas ))- (?=\.?\d)"
)
_CUT_WORD = re.compile(r"(?<=[a-z])-$")
_REMEMBERED = 600
_LONGEST = 800
_LONG_LINE = 200
_SHORT_OF = 0.6


def sentences(paper: PrintedFile) -> tuple[Sentence, ...]:
    """The sentences of a file, without its list of references, tables cells one by one.

    Args:
        paper: The file as it was read; of two readings of tracked changes the accepted one.
    """
    wording = paper.readings[0]
    fragments = [one for one in wording.fragments if not one.aside]
    kept = list(_without_references(fragments))
    paragraphs = _structured(kept) if wording.structured else _joined(kept)
    found: list[Sentence] = []
    for place, text in paragraphs:
        before = ""
        for sentence in split(text):
            found.append(Sentence(text=sentence, place=place, before=before))
            before = f"{before} {sentence}".strip()[-_REMEMBERED:]
    return tuple(found)


def split(text: str) -> list[str]:
    """The sentences of a paragraph.

    >>> split("Agreement was 74.8% (cf. Table 2). Of 195 texts, 48 were included, e.g. Smith.")
    ['Agreement was 74.8% (cf. Table 2).', 'Of 195 texts, 48 were included, e.g. Smith.']
    """
    plain = _APART.sub("-", spelled(_MARKUP.sub("", _LINK.sub(r"\1", text))))
    parts = (plain[start:end].strip() for start, end in sentence_bounds(plain))
    return [piece for part in parts if part for piece in _cut(part)]


def _cut(part: str) -> Iterator[str]:
    """What runs on for too long is no sentence (a table's rows, say): it is cut at spaces."""
    while len(part) > _LONGEST:
        end = part.rfind(" ", 1, _LONGEST)
        end = _LONGEST if end < 0 else end
        yield part[:end]
        part = part[end:].strip()
    yield part


def _without_references(fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    """What stands before the references, and what comes after them under a heading of its own."""
    inside = False
    for one in fragments:
        text = one.text.strip().strip("#* ")
        if _REFERENCES.fullmatch(text):
            inside = True
        elif inside and len(text) < _LONG_LINE / 2 and _AFTER_REFERENCES.fullmatch(text):
            inside = False
        if not inside:
            yield one


def _structured(fragments: Sequence[Fragment]) -> Iterator[tuple[str, str]]:
    count = 0
    for one in fragments:
        if one.table >= 0:
            yield f"table {one.table + 1}, row {one.row + 1}", one.text
            continue
        count += 1
        yield f"paragraph {count}", one.text


def _joined(fragments: Sequence[Fragment]) -> Iterator[tuple[str, str]]:
    """Lines joined to paragraphs: a line that ends a sentence far from the margin ends one."""
    width = (
        sorted(len(one.text) for one in fragments)[int(len(fragments) * 0.8)] if fragments else 0
    )
    paged = any(one.page > 1 for one in fragments)
    parts: list[str] = []
    place, count = "", 0
    for index, one in enumerate(fragments):
        if not parts:
            count += 1
            place = f"page {one.page}" if paged else f"paragraph {count}"
        text = one.text.strip()
        parts.append(text)
        following = fragments[index + 1].text.strip() if index + 1 < len(fragments) else ""
        ends = not following or _ends_paragraph(text, following, width)
        if ends:
            yield place, _glued(parts)
            parts = []


def _ends_paragraph(text: str, following: str, width: int) -> bool:
    if len(text) > _LONG_LINE or text.startswith("#") or following.startswith(("#", "|")):
        return True
    if _ITEM.match(following):
        return True
    short = len(text) < width * _SHORT_OF
    return short and (text.endswith((".", "?", "!", ":")) or following[:1].isupper())


def _glued(parts: Sequence[str]) -> str:
    text = ""
    for part in parts:
        text = f"{text}{part}" if _CUT_WORD.search(text) else f"{text} {part}".strip()
    return text
