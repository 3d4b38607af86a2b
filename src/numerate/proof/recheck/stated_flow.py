"""Stated flow: steps that take records away, and what is told to be left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.proof.recheck.statement import ARTICLES, COUNT, Sentence, Statement, makes, whole
from numerate.proof.recheck.told_counts import THINGS, counts_in

_TAKEN = (
    r"(?:excluded|removed|discarded|eliminated|rejected|duplicates?|not retrieved|unavailable"
    r"|ineligible|withdrew|dropped out|not eligible|deleted)"
)
# Of A things …, B were excluded …, leaving C
_LEAVING = re.compile(
    rf"(?P<from>{COUNT}) {THINGS}\b(?P<middle>[^.]*?\b{_TAKEN}\b[^.]*?)"
    rf"(?:,|;|and|\()?\s?(?:leaving|which left|this left|that left|left us with)\s"
    rf"(?:us with |behind |only |a total of |a final \w+ of )*(?P<left>{COUNT})",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\bof {ARTICLES}(?P<from>{COUNT}) {THINGS}\b(?P<middle>[^.]*?)"
    rf"(?:,|;|and)\s(?:and )?(?:the )?(?:remaining|other|rest of the|final) (?P<left>{COUNT})\b",
    re.IGNORECASE,
)
_AFTER_REMOVAL = re.compile(
    rf"\b(?:after|following|upon|by) (?:the )?(?:removal of|removing|deletion of|deleting|excluding"
    rf"|exclusion of|discarding|deduplication \() ?(?P<taken>{COUNT}) (?:[a-z-]+ ){{0,3}}?"
    rf"(?:duplicates?"
    rf"|duplicated?)\b[^,.;]*,? (?P<middle>[^.]*?)(?P<left>{COUNT})(?= {THINGS}| remained"
    r"| were (?:screened|left|assessed))",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    rf"\b(?:identified|yielded|retrieved|returned|found|produced|resulted in|generated) "
    rf"(?:a total of |in total |altogether )?(?P<first>{COUNT}) {THINGS}"
    rf"|(?P<second>{COUNT}) {THINGS} (?:were|was) (?:initially |first )?(?:identified"
    rf"|retrieved|found)",
    re.IGNORECASE,
)
_SCREENED = re.compile(
    rf"\(n = (?P<from>{COUNT})\)[^()]{{0,60}}\bscreened\b(?:[^()]"
    rf"{{0,200}}?)\bexclu(?:sion of|ded|ding) "
    rf"(?P<taken>{COUNT}) {THINGS}\b(?:[^()]{{0,120}}?)\b(?:remaining"
    rf"|eligible)\b(?P<rest>[^()]{{0,40}}?)"
    rf"\(n = (?P<left>{COUNT})\)",
    re.IGNORECASE,
)
_REMAINING = re.compile(
    rf"\b(?:the )?remaining (?:\(?n ?= ?)?(?P<first>{COUNT})(?= {THINGS}|\))"
    rf"|(?P<last>{COUNT}) {THINGS} (?:then )?remained\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    rf"({COUNT}) (?:of them |{THINGS} )?(?:were |was )?(?:then |initially )?{_TAKEN}\b"
    rf"|\b(?:excluded|removed|removing|excluding|exclusion of|removal of) ({COUNT})\b",
    re.IGNORECASE,
)
_SOME = re.compile(rf"({COUNT}) {THINGS}\b", re.IGNORECASE)
_MANY = 12
_GOES_ON = re.compile(
    rf"(?P<from>{COUNT}) {THINGS}\b(?P<middle>[^.]*?"
    rf"\b(?:{_TAKEN}|did not meet|failed to meet)\b[^.]*?)"
    rf"(?:,|;|and)\s(?:and )?(?:assessed |included )?(?P<left>{COUNT})(?: {THINGS})? ?"
    r"(?:were (?:assessed|included|screened|retained|read|eligible|selected)|in full)\b",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(
    rf"\bscreened (?P<from>{COUNT}) {THINGS}[^.,]*,(?P<middle> (?:and )?excluded {COUNT}[^.,]*),?"
    rf" and (?:then )?(?:assessed|read|retrieved|reviewed) (?P<left>{COUNT})\b",
    re.IGNORECASE,
)
_META = re.compile(r"[^.]{0,30}(?:meta-analy|quantitative|network|pooled|narrative)", re.IGNORECASE)
_SCREENED_NOW = re.compile(rf"\bscreened (?:the )?(?P<left>{COUNT}) {THINGS}", re.IGNORECASE)
_DUPLICATES = re.compile(
    rf"({COUNT}) (?:of them )?(?:were )?(?:{THINGS} )?duplicates?\b"
    rf"|duplicates? \(n ?= ?({COUNT})\)",
    re.IGNORECASE,
)


def stated_flow(sentence: Sentence) -> Iterator[Statement]:
    """The steps of a sentence that take some away and tell what is left."""
    text = sentence.text
    spans: list[tuple[int, int]] = []
    for pattern in (_LEAVING, _OF):
        for found in pattern.finditer(text):
            if any(low < found.end() and found.start() < high for low, high in spans):
                continue
            taken = counts_in(found["middle"])
            if taken and "%" not in found["middle"]:
                spans.append(found.span())
                yield _step(whole(found["from"]), taken, whole(found["left"]), found[0], sentence)
    later = [*_deduplicated(sentence), *_screened(sentence)]
    yield from later
    if not spans and not later:
        left = [*_remaining(sentence)]
        yield from left or _too_many(sentence)


def _deduplicated(sentence: Sentence) -> Iterator[Statement]:
    """Records identified, here or in the sentence before, less the duplicates removed."""
    for found in _AFTER_REMOVAL.finditer(sentence.text):
        told = [*_IDENTIFIED.finditer(f"{sentence.before} {sentence.text[: found.start()]}")]
        if not told:
            continue
        start = [whole(one["first"] or one["second"]) for one in told]
        others = counts_in(sentence.before) + counts_in(sentence.text[: found.start()])
        taken, left = whole(found["taken"]), whole(found["left"])
        middle = counts_in(found["middle"])
        if (
            any(makes([taken, *middle], one - left) for one in start)
            or sum(start) - taken == left
            or any(one + more - taken == left for one in start for more in others)
        ):
            fault = ""
        else:
            first = start[-1]
            fault = f"{first:,} less {taken:,} is {first - taken:,}, not {left:,}"
        yield Statement(kind="flow", quote=found[0], sentence=sentence, fault=fault)


def _screened(sentence: Sentence) -> Iterator[Statement]:
    """Records screened and excluded, up to two sentences before the one that tells the rest."""
    told = f"{sentence.before} "
    for found in _SCREENED.finditer(told + sentence.text):
        if found.end() <= len(told) or "retriev" in found["rest"].lower():
            continue
        start, taken, left = (whole(found[name]) for name in ("from", "taken", "left"))
        yield _step(start, [taken, *counts_in(found["rest"])], left, found[0], sentence)


def _remaining(sentence: Sentence) -> Iterator[Statement]:
    """What remains of what the paragraph told before: some of it less some other must give it."""
    for found in _REMAINING.finditer(sentence.text):
        told = f"{sentence.before} {sentence.text[: found.start()]}"
        taken = [whole(one[1] or one[2]) for one in _AWAY.finditer(told)]
        starts = [whole(one[1]) for one in _SOME.finditer(told)]
        every, left = counts_in(told), whole(found["first"] or found["last"])
        if not taken or max(starts, default=0) <= max(taken) or len(every) > _MANY:
            continue
        fault = ""
        if not any(makes([*every, *taken], one - left) for one in every):
            fault = f"{left:,} is not what remains of {max(starts):,} less {taken[-1]:,}"
        yield Statement(kind="flow", quote=found[0].strip(), sentence=sentence, fault=fault)


def _too_many(sentence: Sentence) -> Iterator[Statement]:
    """What goes on may be fewer than what is left (not retrieved, several reports), never more."""
    text = sentence.text
    for found in (*_GOES_ON.finditer(text), *_IN_A_ROW.finditer(text)):
        taken, left = counts_in(found["middle"]), whole(found["left"])
        if not taken or "%" in found["middle"] or _META.match(text[found.end() :]):
            continue
        start = whole(found["from"])
        fault = ""
        if left > start - max(taken):
            fault = f"{start:,} less {max(taken):,} is {start - max(taken):,}, fewer than {left:,}"
        yield Statement(kind="flow", quote=found[0], sentence=sentence, fault=fault)
    yield from _screened_now(sentence)


def _screened_now(sentence: Sentence) -> Iterator[Statement]:
    """No more are screened than were found, less the duplicates told beside them."""
    screened = _SCREENED_NOW.search(sentence.text)
    if screened is None:
        return
    told = f"{sentence.before} {sentence.text[: screened.start()]}"
    found, twice = _IDENTIFIED.findall(told), _DUPLICATES.findall(told)
    if len(found) != 1 or len(twice) != 1 or len(counts_in(told)) != 2:  # noqa: PLR2004
        return
    start, gone = whole(found[0][0] or found[0][1]), whole(twice[0][0] or twice[0][1])
    rest, left = start - gone, whole(screened["left"])
    fault = f"{start:,} less {gone:,} is {rest:,}, fewer than {left:,}" if left > rest else ""
    yield Statement(kind="flow", quote=screened[0], sentence=sentence, fault=fault)


def _step(start: int, taken: list[int], left: int, quote: str, sentence: Sentence) -> Statement:
    """A step is consistent when some of what stands between its ends makes their difference."""
    fault = ""
    # what else stands between may be added ("five more from reference lists") or taken away
    if not makes([*taken, *(-one for one in taken)], start - left):
        away = " and ".join(f"{one:,}" for one in taken)
        fault = f"{start:,} less {away} is {start - sum(taken):,}, not {left:,}"
    return Statement(kind="flow", quote=quote, sentence=sentence, fault=fault)
