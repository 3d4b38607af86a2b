"""Refreshing: what is printed is put between the brackets, and no other byte is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from numerate.paper.manuscript.places import Place
from numerate.proof.check.review import Review
from numerate.proof.check.rules.stale_text import Stale, stale

_ENDS = re.compile(r"\r\n|\n|\r")
_MARKS = re.compile(r"([\\`*_\[\]<>#@$~^|\"'])")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """One bracket text put right, or one that was not, with the reason.

    Attributes:
        place: Where it stands.
        before: What stood there.
        after: What stands there now.
        left: Why it was left as it was; empty when it was not.
    """

    place: str
    before: str
    after: str
    left: str = ""


def refreshed(review: Review) -> tuple[dict[Path, bytes], tuple[Refreshed, ...]]:
    """The files whose bracket texts are stale, with these made fresh; and what was done.

    Every other byte of a file stays: line ends, byte order mark, blanks.
    """
    wanted: dict[str, dict[Place, Stale]] = {}
    for _, passage in review.texts:
        for one in stale(passage, review.facts, review.names):
            place = passage.place(one.mark.start)
            if place is not None:
                wanted.setdefault(place.file, {})[place] = one
    files: dict[Path, bytes] = {}
    done: list[Refreshed] = []
    for name, by_place in sorted(wanted.items()):
        path = review.project.root / name
        content, told = _rewritten(path.read_bytes(), by_place)
        done += told
        if content != path.read_bytes():
            files[path] = content
    return files, tuple(done)


def _rewritten(content: bytes, by_place: dict[Place, Stale]) -> tuple[bytes, list[Refreshed]]:
    text = content.decode("utf-8")
    starts = [0, *(match.end() for match in _ENDS.finditer(text))]
    if text.startswith("\ufeff"):
        starts[0] = 1
    edits: list[tuple[int, int, str]] = []
    told: list[Refreshed] = []
    for place, one in sorted(by_place.items()):
        where = f"{place.file}:{place.line}"
        span = _brackets(text, starts[place.line - 1] + place.column - 1, one)
        if span is None:
            left = "its brackets could not be found; change it by hand"
            told.append(Refreshed(place=where, before=one.text, after=one.printed, left=left))
            continue
        edits.append((*span, _MARKS.sub(r"\\\1", one.printed)))
        told.append(Refreshed(place=where, before=one.text, after=one.printed))
    for start, end, new in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text.encode("utf-8"), told


def _brackets(text: str, near: int, one: Stale) -> tuple[int, int] | None:
    """Where the bracket text begins and ends: right before the attributes that name the key."""
    wanted = f"{one.mark.kind}={one.mark.key}"
    for match in _ATTRIBUTES.finditer(text, max(0, near - 2), near + len(one.text) * 3 + 200):
        names = match[0].replace('"', "").replace("'", "").strip("{} ").split()
        if wanted not in names or text[match.start() - 1] != "]":
            continue
        start = _opening(text, match.start() - 1)
        if start is not None and start - 1 <= near <= match.start():
            return start, match.start() - 1
    return None


def _opening(text: str, close: int) -> int | None:
    """Where the text between a closing bracket and its partner begins."""
    depth = 0
    for at in range(close, max(-1, close - 2000), -1):
        escaped = at > 0 and text[at - 1] == "\\"
        if text[at] == "]" and not escaped:
            depth += 1
        elif text[at] == "[" and not escaped:
            depth -= 1
            if depth == 0:
                return at + 1
    return None


def told(done: Sequence[Refreshed]) -> Iterator[str]:
    """One line for each bracket text."""
    for one in done:
        if one.left:
            yield f"{one.place}: «{one.before}» should be «{one.after}»: {one.left}"
        else:
            yield f"{one.place}: «{one.before}» is now «{one.after}»"
