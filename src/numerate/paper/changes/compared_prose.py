"""Prose: the sentences of a document, as a version prints them.

Sentences are read from the source, by the reader that renders it, and not from a rendered page: two
versions are compared without rendering either, and numbers, citation sets and labels are put in
from what each has built. Pandoc is asked once for each text that differs, and two at a time: an
article with its supplement, 9,000 words, costs 0.27 s of CPU a version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from numerate.paper.changes.compared_wording import (
    citations_text,
    enumerated,
    label_text,
    number_text,
)
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.version import Version
from numerate.paper.manuscript.cells import without_cells
from numerate.paper.manuscript.document_reading import read
from numerate.paper.manuscript.metadata import Metadata, read_metadata
from numerate.paper.manuscript.places import Places
from numerate.paper.manuscript.prose import Mark, Passage, unplaced
from numerate.paper.manuscript.sentences import sentence_bounds
from numerate.paper.manuscript.source import Source

TITLE, ABSTRACT = "Title", "Abstract"
_FRONT = {"title": TITLE, "subtitle": TITLE, "abstract": ABSTRACT}
_NOT_PRINTED = ("running-title", "plain-language-summary", "highlights", "heading")
_BOUND = ("num", "list", "plural", "claim", "cite", "ref")
_REFERENCE = re.compile(r"-?@((?:tbl|fig|sec|eq|lst)-[\w-]+)")

Prose = Mapping[str, tuple[Passage, ...]]
Put = Callable[[Mark, str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words with the marks on them, whose bounds are places in the text."""

    text: str
    marks: tuple[Mark, ...] = ()

    def keys(self, kind: str) -> tuple[str, ...]:
        """The keys that marks of a kind name, each once."""
        return tuple(dict.fromkeys(mark.key for mark in self.marks if mark.kind == kind))


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """One sentence of a document, and the heading above it."""

    heading: Words
    words: Words


def read_prose(*versions: Version) -> tuple[Prose, ...]:
    """The passages of every document of some versions, by path; each text is read once."""
    asked: dict[str, tuple[Source, Metadata]] = {}
    signs: list[dict[str, str]] = []
    for version in versions:
        signs.append({})
        for path, source in version.documents.items():
            metadata, _ = read_metadata(source)
            told = [metadata.formats, metadata.variables, source.text]
            signs[-1][path] = json.dumps(told, default=str)
            asked.setdefault(signs[-1][path], (source, metadata))
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = dict(zip(asked, pool.map(_passages, asked.values()), strict=True))
    return tuple({path: found[sign] for path, sign in one.items()} for one in signs)


def _passages(asked: tuple[Source, Metadata]) -> tuple[Passage, ...]:
    source, metadata = asked
    lines = without_cells(source.body, {}, "").lines
    places = Places([*source.header, *source.body])
    return unplaced(read(lines, metadata, places, source))


def compared_sentences(passages: Iterable[Passage]) -> Iterator[ComparedSentence]:
    """The sentences of a document in reading order, those of title and abstract first."""
    heading = Words("")
    for passage in passages:
        whole = Words(passage.text, passage.marks)
        if passage.kind == "heading":
            heading = whole
        if passage.kind in _NOT_PRINTED:
            continue
        above = Words(_FRONT[passage.kind]) if passage.kind in _FRONT else heading
        bound = [(mark.start, mark.end) for mark in passage.marked(*_BOUND)]
        for start, end in sentence_bounds(passage.text, bound):
            yield ComparedSentence(above, _cut(whole, start, end))


def printed(words: Words, version: Version, document: str) -> str:
    """Words as a version prints them.

    Args:
        words: As the author wrote them.
        version: The version whose numbers and labels are put in.
        document: The path of the document.
    """
    name = PurePosixPath(document).stem

    def put(mark: Mark, text: str) -> str:
        if mark.kind == "num":
            return number_text(version, mark.key, mark.form)
        if mark.kind in {"list", "plural"}:
            return enumerated(version, mark.kind, mark.key, mark.form, dict(mark.options))
        if mark.kind == "cite":
            return f"[{citations_text(version, mark.key)}]"
        if mark.kind == "ref":
            return label_text(version, name, mark.key)
        if mark.kind == "citation":
            return _REFERENCE.sub(lambda found: label_text(version, name, found[1]), text)
        return text

    return " ".join(_replaced(words, put).split())


def template(words: Words, renames: Renames) -> str:
    """Words with keys instead of numbers: equal when only what is put in differs."""

    def put(mark: Mark, text: str) -> str:
        if mark.kind not in _BOUND:
            return text
        key = mark.key if mark.kind == "ref" else renames.key(mark.key)
        kept = text if mark.kind == "claim" else mark.form
        said = "".join(f":{name}={value}" for name, value in mark.options)
        return f"⟨{mark.kind}:{key}:{kept}{said}⟩"

    return " ".join(_replaced(words, put).split())


def _replaced(words: Words, put: Put) -> str:
    """The text with each marked stretch replaced, the innermost first."""
    parts: list[str] = []
    done, place = 0, 0
    marks = words.marks
    while place < len(marks):
        mark = marks[place]
        inner = place + 1
        while inner < len(marks) and marks[inner].start < mark.end:
            inner += 1
        parts.append(words.text[done : mark.start])
        held = _cut(Words(words.text, marks[place + 1 : inner]), mark.start, mark.end)
        parts.append(put(mark, _replaced(held, put)))
        done, place = mark.end, inner
    return "".join([*parts, words.text[done:]])


def _cut(words: Words, start: int, end: int) -> Words:
    """The words from one place to another, with the marks that lie there."""
    marks = tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in words.marks
        if mark.start < end and mark.end > start
    )
    return Words(words.text[start:end], marks)
