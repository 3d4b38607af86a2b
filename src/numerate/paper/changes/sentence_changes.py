"""Sentences that changed between two versions, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from numerate.paper.changes.compared_prose import (
    ComparedSentence,
    Prose,
    compared_sentences,
    printed,
    template,
)
from numerate.paper.changes.difference import Piece, SentenceChange
from numerate.paper.changes.ordered_pairs import ordered_pairs
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.version import Version

_ALIKE = 0.5
_WORD = re.compile(r"\s+|(?:[−+-](?=\d)|@)?\w[\w.,:'’/–-]*[\w%]|\w|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence as one version prints it."""

    sentence: ComparedSentence
    template: str
    text: str


def sentence_changes(
    old: Version, new: Version, renames: Renames, prose: Sequence[Prose]
) -> tuple[SentenceChange, ...]:
    """Every sentence that changed, document by document in reading order.

    Args:
        old: The earlier version.
        new: The later version.
        renames: What has another name in it.
        prose: What the documents of both say, from :func:`read_prose`.
    """
    found: list[SentenceChange] = []
    for document in dict.fromkeys([*new.documents, *old.documents]):
        before = _told(old, document, renames, prose[0])
        after = _told(new, document, Renames(), prose[1])
        pairs = ordered_pairs(before, after, _sign, lambda one: one.template.split(), _alike)
        for was, now in pairs:
            change = _change(document, was, now, (old, new), renames)
            if change is not None:
                found.append(change)
    return tuple(found)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts as one, with the words deleted and inserted marked.

    >>> [(one.how, one.text) for one in pieces("48 studies", "68 studies")]
    [('deleted', '48'), ('inserted', '68'), ('same', ' studies')]
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    made: list[Piece] = []
    for same, (a, b, c, d) in runs(before, after):
        if same:
            made.append(Piece("same", "".join(after[c:d])))
            continue
        if b > a:
            made.append(Piece("deleted", "".join(before[a:b])))
        if d > c:
            made.append(Piece("inserted", "".join(after[c:d])))
    return tuple(made)


def runs(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, tuple[int, int, int, int]]]:
    """Which runs of two sequences of words are the same and which differ, with their bounds.

    A lone blank between two changes is no sameness that helps a reader.
    """
    start: tuple[int, int] | None = None
    codes = _matcher(before, after).get_opcodes()
    for place, (how, a, b, c, d) in enumerate(codes):
        inner = 0 < place < len(codes) - 1
        if how == "equal" and not (inner and not "".join(after[c:d]).strip()):
            if start is not None:
                yield False, (start[0], a, start[1], c)
                start = None
            yield True, (a, b, c, d)
        elif start is None:
            start = (a, c)
    if start is not None:
        yield False, (start[0], len(before), start[1], len(after))


def _told(version: Version, document: str, renames: Renames, prose: Prose) -> list[_Told]:
    return [
        _Told(one, template(one.words, renames), printed(one.words, version, document))
        for one in compared_sentences(prose.get(document, ()))
    ]


def _sign(one: _Told) -> str:
    return one.template


def _alike(ones: list[str], others: list[str]) -> bool:
    """Whether most words of two sentences are the same."""
    return _matcher(ones, others).ratio() > _ALIKE


def _change(
    document: str,
    was: _Told | None,
    now: _Told | None,
    versions: tuple[Version, Version],
    renames: Renames,
) -> SentenceChange | None:
    one = now or was
    if one is None:
        return None
    old, new = (was.text if was else ""), (now.text if now else "")
    claims = now.sentence.words.keys("claim") if now else ()
    before = {renames.key(key): entry for key, entry in versions[0].claims.items()}
    turned = [
        key for key in claims if was and _holds(before, key) != _holds(versions[1].claims, key)
    ]
    why = []
    if was is None or now is None or was.template != now.template:
        why.append("words")
    elif old != new:
        why.append("numbers")
    if turned:
        why.append("claims")
    if not why or (old == new and not turned):
        return None
    return SentenceChange(
        document=document,
        heading=printed(one.sentence.heading, versions[1 if now else 0], document),
        pieces=pieces(old, new),
        why=tuple(why),
        failed=tuple(key for key in turned if not _holds(versions[1].claims, key)),
    )


def _holds(claims: dict[str, object] | object, key: str) -> bool | None:
    entry = claims.get(key) if hasattr(claims, "get") else None
    return bool(entry["holds"]) if entry else None


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before, after, autojunk=False)
