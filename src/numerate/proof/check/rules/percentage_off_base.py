"""Percentages off their base: shares that no whole number of their base can give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from numerate.ground.issues import Issue
from numerate.paper.manuscript.prose import Passage
from numerate.proof.check.facts import Facts, NumberFact
from numerate.proof.check.numerals import numerals
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.suggestions import fraction_of
from numerate.review.synthesis.feasibility import percentage

CODE = "percentage-off-base"
_HUNDRED = 100
_CLOSE = Fraction(1, 10**6)
_COUNT = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+|[A-Za-z]+(?:-[a-z]+)?)"
_PERCENT = r"(?P<percent>\d+(?:\.\d+)?)\s?%"
_PART, _WHOLE = _COUNT.format("part"), _COUNT.format("whole")
_BETWEEN = r"(?:\s+(?!of\b)[^\W\d]+){0,4}?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_PART}{_BETWEEN}\s+of\s+(?:the\s+|all\s+|these\s+)?{_WHOLE}(?:\s+[^\W\d]+){{0,4}},?\s+\({_PERCENT}\)",
        rf"\b{_PART}(?:\s+[^\W\d]+){{0,3}}\s+\({_PERCENT}\)\s+of\s+(?:the\s+|all\s+|these\s+)?{_WHOLE}\b",
        rf"{_PERCENT}\s+\({_PART}\s?(?:of|/|out\s+of)\s?(?:the\s+)?{_WHOLE}\b",
        rf"\b{_PART}\s?/\s?{_WHOLE}\s+\({_PERCENT}\)",
        rf"\b{_PART}\s+of\s+(?:the\s+)?{_WHOLE}(?:\s+[^\W\d]+){{0,3}},?\s+or\s+{_PERCENT}",
    )
)


def _check(review: Review) -> Iterator[Issue]:
    if review.facts is not None:
        for number in review.facts.numbers.values():
            yield from _of_number(number, review.facts)
    for _, passage in review.texts:
        if "%" in passage.text or any(passage.marked("num")):
            yield from _of_text(passage, review.facts)


def _of_number(number: NumberFact, facts: Facts) -> Iterator[Issue]:
    """A computed percentage that is a share of none of the counts that it is computed from."""
    value = fraction_of(number.value)
    bases: list[object] = [facts.numbers[key].value for key in number.of if key in facts.numbers]
    counts = [base for base in bases if isinstance(base, int) and base > 0]
    if value is None or not number.text.endswith("%") or not counts:
        return
    if any(_is_whole(value * base / _HUNDRED) for base in counts):
        return
    told = ", ".join(f"{count:,}" for count in counts)
    yield issue(
        CODE,
        (number.file, number.line),
        found=f"{number.key} is {number.text}, computed from {told}",
        expected="the share that a whole number has of one of them",
        todo="correct the computation, or what it says it is computed from (of=)",
    )


def _is_whole(value: Fraction) -> bool:
    return abs(value - round(value)) < _CLOSE * max(Fraction(1), abs(value))


def printed(passage: Passage, facts: Facts | None) -> tuple[str, list[tuple[int, int]]]:
    """The text with each bound number as it is printed, and where stretches of it came from."""
    parts: list[str] = []
    origins: list[tuple[int, int]] = []
    end = length = 0
    for mark in passage.marked("num"):
        number = facts.numbers.get(mark.key) if facts else None
        if mark.start < end or number is None:
            continue
        text = number.forms.get(mark.form, number.text) if mark.form else number.text
        for origin, part in ((end, passage.text[end : mark.start]), (mark.start, text)):
            origins.append((length, origin))
            parts.append(part)
            length += len(part)
        end = mark.end
    origins.append((length, end))
    parts.append(passage.text[end:])
    return "".join(parts), origins


def _of_text(passage: Passage, facts: Facts | None) -> Iterator[Issue]:
    text, origins = printed(passage, facts)
    if "%" not in text:
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            part, whole = _count(match["part"]), _count(match["whole"])
            if part is None or not whole:
                continue
            counts = percentage(match["percent"], whole).counts
            if counts is not None and counts[0] <= part <= counts[1]:
                continue
            start = next(
                origin + (match.start("percent") - at if at < match.start("percent") else 0)
                for at, origin in reversed(origins)
                if at <= match.start("percent")
            )
            exact = float(Fraction(part * _HUNDRED, whole))
            yield issue(
                CODE,
                passage.place(start),
                found=f"{match['percent']}% beside {part:,} of {whole:,}",
                expected=f"{exact:.1f}%",
                todo="correct the one that is wrong",
            )


def _count(text: str) -> int | None:
    found = list(numerals(text if text[0].isdigit() else f"{text} studies"))
    value = found[0].value if found else None
    return int(value) if value is not None and value.denominator == 1 else None


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A percentage does not fit its base",
    why="A share of whole things moves in steps: no whole number of 195 is 74.8%. Looked at are "
    "sentences that print part, base and percentage together, bound or typed, and computed "
    "percentages that name the counts they are computed from.",
    bad=Example(
        text="Of the records, [5]{num=flow.assessed} of [10]{num=flow.screened} ([55%]{.fixed}) "
        "were read.\n"
    ),
    good=Example(
        text="Of the records, [5]{num=flow.assessed} of [10]{num=flow.screened} ([50%]{.fixed}) "
        "were read.\n"
    ),
    check=_check,
)
