"""Stated shares: percentages beside their counts and bases, and what they cannot be.

The test of a percentage for its base is that of Brown and Heathers (the GRIM test, Social
Psychological and Personality Science 2017;8:363-369), with ties rounded up and to even.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from numerate.proof.recheck.statement import (
    ABOUT,
    ARTICLES,
    COUNT,
    PERCENT,
    Sentence,
    Statement,
    number_text,
    whole,
)
from numerate.review.synthesis.feasibility import decimals, percentage, rounded_both_ways

_WORDS = r"(?:\s(?!and\b|but\b|while\b|of\b|from\b|to\b)[A-Za-z][A-Za-z'-]*){0,5}?"
_CLOSED = r"(?=\s?(?:[);\],.]|$))"
_C, _B, _P = rf"(?P<count>{COUNT})", rf"(?P<base>{COUNT})", rf"(?P<percent>{PERCENT})"
_N = r"(?:[nN]\s?=\s?)?"
# words up to the percentage, as long as none of them can be what it is a percentage of
_FURTHER = (
    r"[a-z-]+(?: [a-z-]+)?(?: (?!participants|people|patients|women|men|girls|boys|children"
    r"|students|respondents|adults|adolescents|studies|trials|articles|and|but|while)[A-Za-z'-]+){0,7}?"
)
_OPEN = rf"\s?[(\[]\s?{_N}"
_BESIDE = r"\s?(?:[(\[]|[,;:] ?(?:or |i\.e\.,? )?)\s?"
_OUT_OF = rf"\s?(?:/|(?:out )?of)\s?{ARTICLES}"
# each shape names a count, the base it is out of, and the percentage
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_C}{_WORDS} (?:out )?of {ARTICLES}{_B}{_WORDS}{_BESIDE}{_P}{_CLOSED}",
        rf"{_C}\s?/\s?{_B}{_WORDS}\s?[,;:=]?\s?[(\[]?\s?{_P}{_CLOSED}",
        rf"{_P}{_WORDS}(?: of {ARTICLES}[a-z-]+{_WORDS})?,?{_OPEN}{_C}{_WORDS}{_OUT_OF}{_B}",
        rf"{_P},? (?:or |i\.e\.,? |that is,? )?{_N}{_C}\s?(?:/|(?:out )?of)\s?{ARTICLES}{_B}\b",
        rf"{_C}{_WORDS}\s?[(\[]\s?{_P}\s?[)\]]{_WORDS} (?:out )?of {ARTICLES}{_B}",
        rf"{_P} of {ARTICLES}{_B}{_WORDS}\s?[(\[]\s?{_N}{_C}{_CLOSED}",
        rf"{_C}{_WORDS}(?:\s?\(|, or )\s?{_P} of {ARTICLES}{_B}\b",
        rf"{_C}{_WORDS} among {ARTICLES}{_B}{_WORDS}\s?[(\[]\s?{_P}{_CLOSED}",
        rf"{_C} (?:out )?of {ARTICLES}{_B} {_FURTHER}\s?[(\[]\s?{_P}{_CLOSED}",
        rf"(?<![\w-])of {ARTICLES}{_B}{_WORDS},? {_C}{_WORDS}\s?[(\[]\s?{_P}{_CLOSED}",
        rf"(?<![\w-])of {ARTICLES}{_B}{_WORDS},? {_P}\s?[(\[]\s?{_N}{_C}{_CLOSED}",
        rf"(?<![\w-])of {ARTICLES}{_B}{_WORDS},? {_C}{_WORDS},? or {_P}",
    )
)
_SHARE_OF = re.compile(rf"{_P} of {ARTICLES}{_B} (?P<noun>[a-z-]+)", re.IGNORECASE)
_OF_SHARE = re.compile(
    rf"(?:^|[;,.(] ?)of {ARTICLES}{_B}{_WORDS}, {_P} (?:of them |of these )?"
    r"(?:were|was|had|reported|used|did|met|agreed|showed|found|included|came|are|have)\b",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    rf"\bagree(?:ment|d)\b[^.;%]{{0,60}}?({PERCENT})|({PERCENT}) (?:raw |observed )?agreement",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    rf"{_B} [a-z][a-z -]{{2,40}}, (?:of which|of whom"
    rf"|of these) {_C}{_WORDS}\s?[(\[]\s?{_P}{_CLOSED}"
    rf"|(?:^|[;,] )of (?:these|those"
    rf"|them),? (?P<count_of>{COUNT}){_WORDS}\s?[(\[]\s?(?P<share>{PERCENT}){_CLOSED}",
    re.IGNORECASE,
)
_N_IS = re.compile(rf"\b[nN]\s?=\s?(?P<base>{COUNT})")
_JUDGED = re.compile(
    rf"(?P<base>{COUNT}) (?:full[- ]texts?|reports|records|articles|abstracts|titles|papers"
    r"|citations)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"{_C} (?P<noun>studies|articles|reports|records|papers|trials|participants|patients"
    r"|respondents|women|men|girls|boys|children|students|people|reviews|publications|adolescents"
    rf"|adults|cases|individuals) [(]{_P}[)]",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"(?:mg|ml|kg|g|cm|mm|m|km|l|hours?|minutes?|seconds?|days?|weeks?|months?|years?"
    r"|dollars?|euros?"
    r"|points?|degrees?|kcal|calories|percent|million|billion|hundred|thousand)",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\bweighted|\bpooled|\badjusted|\bimputed|\bestimated|\bprevalence of\b", re.IGNORECASE
)
_WHOLE_TEST = 10_000


def stated_shares(sentence: Sentence) -> Iterator[Statement]:
    """The percentages of a sentence whose base is stated, each once."""
    taken: list[tuple[int, int]] = []
    for shape in _SHAPES:
        for found in shape.finditer(sentence.text):
            if _is_new(found, taken):
                statement = _of_count(found, sentence)
                if statement is not None:
                    taken.append(found.span("percent"))
                    yield statement
    for shape in (_SHARE_OF, _OF_SHARE):
        for found in shape.finditer(sentence.text):
            if _is_new(found, taken):
                statement = _of_base(found, sentence)
                if statement is not None:
                    taken.append(found.span("percent"))
                    yield statement
    yield from _of_these(sentence, taken)
    yield from _agreements(sentence, taken)
    yield from _without_base(sentence, taken)


def _is_new(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return all(found.end("percent") <= low or high <= found.start("percent") for low, high in taken)


def _of_count(found: re.Match[str], sentence: Sentence) -> Statement | None:
    count, base = whole(found["count"]), whole(found["base"])
    if not 0 <= count <= base or base == 0 or _is_about(found) or _WEIGHED.search(sentence.text):
        return None
    printed = number_text(found["percent"])
    fault = ""
    if not _is_share(count, base, printed):
        exact = rounded_both_ways(Fraction(100 * count, base), decimals(printed))[0]
        fault = f"{count:,} of {base:,} is {exact}%, not {printed}%"
        if _is_impossible(printed, base):
            fault += f"; no whole number of {base:,} gives {printed}%"
    return Statement(kind="percentage", quote=found[0], sentence=sentence, fault=fault)


def _of_base(found: re.Match[str], sentence: Sentence) -> Statement | None:
    base = whole(found["base"])
    noun = found.groupdict().get("noun") or ""
    if base == 0 or _is_about(found) or _MEASURES.fullmatch(noun) or _WEIGHED.search(sentence.text):
        return None
    printed = number_text(found["percent"])
    if Fraction(printed) > 100:  # noqa: PLR2004 - percent
        return None
    fault = _told(printed, base) if _is_impossible(printed, base) else ""
    return Statement(kind="percentage", quote=found[0], sentence=sentence, fault=fault)


def _of_these(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Statement]:
    """A share of what was named before: one of the numbers before it must be its base."""
    for found in _OF_WHICH.finditer(sentence.text):
        name = "count" if found["count"] else "count_of"
        count, text = whole(found[name]), found["percent"] or found["share"]
        span = found.span("percent" if found["percent"] else "share")
        if any(low < span[1] and span[0] < high for low, high in taken):
            continue
        told = f"{sentence.before} {sentence.text[: found.start(name)]}"
        bases = {whole(one[0]) for one in re.finditer(COUNT, told, re.IGNORECASE)}
        bases = {base for base in bases if base >= count > 0}
        if not bases or ABOUT.search(sentence.text[: span[0]]) or _WEIGHED.search(sentence.text):
            continue
        taken.append(span)
        printed = number_text(text)
        fault = ""
        if not any(_is_share(count, base, printed) for base in bases):
            base = whole(found["base"]) if found["base"] else max(bases)
            exact = rounded_both_ways(Fraction(100 * count, base), decimals(printed))[0]
            fault = f"{count:,} of {base:,} is {exact}%, not {printed}%"
        yield Statement(kind="percentage", quote=found[0], sentence=sentence, fault=fault)


def _agreements(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Statement]:
    """Agreement in percent, beside the numbers that were judged: one of them must give it."""
    for found in _AGREEMENT.finditer(sentence.text):
        text = next(one for one in found.groups() if one)
        start = found.start() + found[0].index(text)
        end = start + len(text)
        bases = [
            (one, whole(one["base"]))
            for pattern in (_N_IS, _JUDGED)
            for one in (
                *pattern.finditer(sentence.text, 0, start),
                *pattern.finditer(sentence.text, end),
            )
        ]
        if not bases or any(low < end and start < high for low, high in taken):
            continue
        printed = number_text(text)
        last, base = max((one for one in bases if one[0].start() < start), default=bases[0],
                         key=lambda one: one[0].start())  # fmt: skip
        every = {value for _, value in bases if value > 0}
        every |= {whole(one[0]) for one in re.finditer(COUNT, sentence.text, re.IGNORECASE)} - {
            0,
            1,
            2,
        }
        fault = _told(printed, base) if all(_is_impossible(printed, b) for b in every) else ""
        quote = sentence.text[min(last.start(), start) : max(last.end(), end)]
        yield Statement(kind="percentage", quote=quote, sentence=sentence, fault=fault)


def _without_base(sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Statement]:
    """A count with a percentage that no base at all can give, such as 3 studies (45%)."""
    for found in _COUNTED.finditer(sentence.text):
        count, printed = whole(found["count"]), number_text(found["percent"])
        share = Fraction(printed)
        if not _is_new(found, taken) or _is_about(found) or not 0 < share <= 100 or count == 0:  # noqa: PLR2004
            continue
        if _WEIGHED.search(sentence.text):
            continue
        middle = int(Fraction(100 * count) / share)
        if middle > _WHOLE_TEST:
            continue
        near = range(max(count, middle - 2), middle + 3)
        fault = ""
        if not any(_is_share(count, base, printed) for base in near):
            fault = f"{count:,} is {printed}% of no whole number"
        yield Statement(kind="percentage", quote=found[0], sentence=sentence, fault=fault)


def _is_about(found: re.Match[str]) -> bool:
    text = found.string
    return any(ABOUT.search(text[: found.start(name)]) for name in ("percent", "count")
               if name in found.re.groupindex)  # fmt: skip


def _is_share(count: int, base: int, printed: str) -> bool:
    exact = Fraction(100 * count, base)
    digits = decimals(printed)
    return any(Fraction(one) == Fraction(printed) for one in rounded_both_ways(exact, digits))


def _is_impossible(printed: str, base: int) -> bool:
    return base <= _WHOLE_TEST and not percentage(printed, base).possible


def _told(printed: str, base: int) -> str:
    found = percentage(printed, base)
    near = [f"{end[0]:,} gives {end[1]}%" for end in (found.below, found.above) if end]
    return f"no whole number of {base:,} rounds to {printed}%: {' and '.join(near)}"
