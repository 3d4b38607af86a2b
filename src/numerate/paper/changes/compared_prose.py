"""Prose: the sentences of a document's source, as a version prints them.

Sentences are read from the source, not from a rendered page, so that two versions are compared
without rendering either: numbers, citation sets and labels are put in from what each has built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from numerate.paper.changes.compared_wording import citations_text, label_text, number_text
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.version import Version

TITLE, ABSTRACT = "Title", "Abstract"
_SPAN = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\](?!\{))*)\]\{([^{}]*)\}")
_PAIR = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)(?:\{[^{}]*\})?")
_REFERENCE = re.compile(r"(?<![\w\[])@((?:tbl|fig|sec|eq|lst)-[\w-]+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{<.*?>\}\}")
_MARKUP = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)|`)")
_ESCAPE = re.compile(r"\\([ !-/:-@\[-`{-~])")
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)(?:\s+\{[^{}]*\})?\s*#*$")
_END = re.compile(r"[.!?][\"”’)*]*\s+(?=[\[\"“‘(*]*[A-Z0-9])")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|et al|vs|cf|Fig|Figs|Tab|No|pp?|ca|approx|Dr|St)|\b[A-Z])$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])\s+")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Put = Callable[[dict[str, str], str], str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document.

    Attributes:
        heading: The heading above it, as the author wrote it.
        source: As the author wrote it.
    """

    heading: str
    source: str


def sentences(text: str) -> tuple[Sentence, ...]:
    r"""The sentences of a document in reading order, those of title and abstract first.

    >>> [one.source for one in sentences("# Flow\n\nWe found [4]{num=a.b}. Of these, two fell.")]
    ['We found [4]{num=a.b}.', 'Of these, two fell.']
    """
    found: list[Sentence] = []
    header, body = _front_matter(_COMMENT.sub("", text))
    for key, heading in (("title", TITLE), ("subtitle", TITLE), ("abstract", ABSTRACT)):
        value = header.get(key)
        if isinstance(value, str):
            for _, paragraph in _paragraphs(value):
                found += [Sentence(heading, one) for one in _split(paragraph)]
    for heading, paragraph in _paragraphs(body):
        found += [Sentence(heading, one) for one in _split(paragraph)]
    return tuple(found)


def printed(source: str, version: Version, document: str) -> str:
    """A sentence as a version prints it.

    Args:
        source: The sentence as the author wrote it.
        version: The version whose numbers and labels are put in.
        document: The path of the document.
    """
    name = PurePosixPath(document).stem

    def put(pairs: dict[str, str], words: str) -> str:
        if "num" in pairs:
            return number_text(version, pairs["num"], pairs.get("as", ""))
        if "cite" in pairs:
            return f"[{citations_text(version, pairs['cite'])}]"
        if "ref" in pairs:
            return label_text(version, name, pairs["ref"])
        return words

    return _plain(_replaced(source, put), version, name)


def template(source: str, renames: Renames) -> str:
    """A sentence with keys instead of numbers: equal when only what is put in differs."""

    def put(pairs: dict[str, str], words: str) -> str:
        for kind in ("num", "cite", "ref", "claim"):
            if kind in pairs:
                key = pairs[kind] if kind == "ref" else renames.key(pairs[kind])
                kept = words if kind == "claim" else pairs.get("as", "")
                return f"⟨{kind}:{key}:{kept}⟩"
        return words

    return " ".join(_replaced(source, put).split())


def claims_in(source: str) -> tuple[str, ...]:
    """The keys of the claims that a sentence makes."""
    return tuple(dict.fromkeys(re.findall(r"\bclaim=\"?([\w.]+)", source)))


def sets_in(text: str) -> tuple[str, ...]:
    """The keys of the citation sets that a text prints."""
    return tuple(dict.fromkeys(re.findall(r"\bcite=\"?([\w.]+)", text)))


def _replaced(source: str, put: Put) -> str:
    """The source with each bracketed span replaced, the innermost first."""

    def one(found: re.Match[str]) -> str:
        pairs = {name: a or b or c for name, a, b, c in _PAIR.findall(found[2])}
        return put(pairs, found[1])

    before, after = "", source
    while before != after:
        before, after = after, _SPAN.sub(one, after)
    return after


def _plain(text: str, version: Version, document: str) -> str:
    text = _LINK.sub(r"\1", _SHORTCODE.sub("", text))
    text = _REFERENCE.sub(lambda found: label_text(version, document, found[1]), text)
    return " ".join(_ESCAPE.sub(r"\1", _MARKUP.sub("", text)).split())


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    lines = text.lstrip("\n").split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    for place, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:
            try:
                found = yaml.load("\n".join(lines[1:place]), Loader=_LOADER)  # noqa: S506 - safe
            except yaml.YAMLError:
                found = None
            return found if isinstance(found, dict) else {}, "\n".join(lines[place + 1 :])
    return {}, text


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Each paragraph with the heading above it; code, rules and fences of divs are no text."""
    heading, held, fence = "", list[str](), ""
    for line in [*text.split("\n"), ""]:
        mark = _FENCE.match(line)
        if fence or mark:
            closes = fence and mark and mark[1].startswith(fence)
            fence = "" if closes else (fence or (mark[1] if mark else ""))
            continue
        stripped = line.strip()
        found = _HEADING.match(line)
        ends = not stripped or stripped.startswith(":::") or found or _LIST.match(line)
        if ends and held:
            yield heading, " ".join(held)
            held = []
        if found:
            heading = found["text"]
        elif stripped and not stripped.startswith(":::"):
            item = _LIST.match(line)
            held.append((line[item.end() :] if item else line).strip())


def _split(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph; brackets hold a sentence together."""
    start = 0
    for found in _END.finditer(paragraph):
        said = paragraph[start : found.start()]
        whole = paragraph[start : found.end()]
        if whole.count("[") != whole.count("]") or whole.count("{") != whole.count("}"):
            continue
        if found[0].startswith(".") and _SHORT.search(said):
            continue
        yield whole.strip()
        start = found.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()
