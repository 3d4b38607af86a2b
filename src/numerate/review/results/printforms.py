"""Printed forms: the numbers, ranges and dates that a printed text states, in all their spellings.

Journals write one number in many ways: a minus as any of a dozen dashes, thousands apart by a
comma, a space, a point or an apostrophe, decimals after a point, a comma or a raised dot, whole
numbers as words. They are read in this one place, so that no two commands read them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from numerate.review.results.numberwords import ORDINALS, WORD, word_value

Relation = Literal["", "<", "<=", ">", ">=", "~", "!="]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = re.compile(r"(?<=10)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_TIMES_TEN = re.compile(r"[×x*·⋅]\s*10$|⁻")
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
_DOT = re.compile(r"(?<=\d)[·⋅‧•∙](?=\d)")
_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_SOFT = re.compile("[\u00ad\u200e\u200f\u202a-\u202e]")

_DIGITS = re.compile(
    r"""(?:
      (?P<point_groups>\d{1,3}(?:\.\d{3})+,\d+ | \d{1,3}(?:\.\d{3}){2,})(?![\d.]\d)
    | (?P<groups>\d{1,3}(?:(?P<mark>[,\x20'’])\d{3}(?:(?P=mark)\d{3})* | (?:,\d{2})+,\d{3})(?!\d)
        (?:\.\d+)?)
    | (?P<comma>\d+,(?:\d{1,2}|\d{4,})(?![\d,]) | 0,\d+(?![\d,]))
    | (?P<plain>\d+(?:\.\d+)?|(?<!\d)\.\d+)
    )
    (?:\s?[×x*·⋅]\s?10\s?(?:\^|\*\*)?\s?(?P<power>[-+]?\d{1,2})(?!\d)|[eE](?P<exponent>[-+]?\d{1,2})\b)?
    (?P<suffix>(?:st|nd|rd|th)\b|[kK]\b)?
    (?P<scale>\s(?:hundred|thousand|million|billion)\b)?
    (?P<percent>\s?(?:%|per\s?cents?\b|pct\b|Prozent\b|pour\scent\b|por\sciento\b
        |percentage\spoints?\b))?""",
    re.VERBOSE,
)
_SCALES = {"k": 3, "hundred": 2, "thousand": 3, "million": 6, "billion": 9}
_PERCENT_AFTER_WORD = re.compile(r"\s?(?:%|per\s?cents?\b|percentage\spoints?\b)", re.IGNORECASE)
_BEFORE: tuple[tuple[str, Relation], ...] = (
    (r"≤|<\s?=|at most|no more than|not more than|up to|a maximum of", "<="),
    (r"≥|>\s?=|at least|no fewer than|no less than|not (?:less|fewer) than|a minimum of", ">="),
    (r"<|less than|fewer than|lower than|smaller than|under|below|nearly|almost|close to", "<"),
    (r">|more than|greater than|higher than|larger than|over|above|exceeding", ">"),
    (r"~|≈|≃|about|around|approximately|approx\.?|roughly|some|circa|ca\.?|c\.", "~"),
    (r"≠|not|other than|is not", "!="),
)
_RELATIONS = tuple((re.compile(rf"(?:{told})\s?(?:[an]\s)?$"), sign) for told, sign in _BEFORE)
_AFTER = re.compile(
    r"\s?(?:\+|or (?:more|older|above|higher)\b)|\s?or (?:fewer|less|below|younger)\b"
)
_LABEL = re.compile(r"\b[nN]\s?(?:=|:)\s?$|\bp\s?(?:=|<|>|≤|≥)\s?$|\bP\s?(?:=|<|>|≤|≥)\s?$")
_SIGN = re.compile(r"(?:(?:^|(?<=[\s(\[;,=<>≤≥~≈±/|]))-\s?|\b(?:minus|negative)\s)$")
_SPAN_SIGN = re.compile(r"[\d%)\]]\s-\s$")
_RANGE_SIGN = re.compile(r"(?:-|\bto|\band|\bthrough|\.\.\.|…)\s?-\s?$")
_JOIN = re.compile(
    r"\s?(?:-|(?:\.\.\.|…)?\s?(?:to|through|thru|until|till|and|or)\b|\.\.\.|…|[,;|/])\s?"
)
_OF = re.compile(r"\s?(?:of|out of|/|in)\s(?:the\s|all\s|a total of\s)*$|/$")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|±\s?[\d.,]+")
_ALL_BUT = re.compile(r"\b(?:all but|all except|except(?: for)?|but)\s$")
_ROMAN = re.compile(r"(?=[IVXLC]{2,}$)C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = re.compile(r"\(?([a-z])\)(?:\s?[,;]?\s?(?:and\s)?\(?([a-z])\))*")
_LETTER = re.compile(r"\(?([a-z])\)")
_LETTER_SPAN = re.compile(r"\(?([a-z])\)\s?(?:-|to)\s?\(?([a-z])\)")
_INTERVAL = re.compile(r"[\s-]?(?:CI|CrI|PI|HDI|LoA|confidence|credible|prediction|limits)\b")
_THOUSAND = 1000
_LAST_YEAR = 2999


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One number that a text states.

    Attributes:
        value: Its value; percentages in percent points.
        digits: Decimals it is printed with; negative where it is told in tens, hundreds or more.
        percent: Whether it is told as a percentage.
        relation: What stands before it: less than, at least, about …; empty for the number itself.
        labelled: Whether it is told as ``n =`` or ``p =``.
        aside: Whether it stands in parentheses behind another number.
        word: Whether it is written in words.
        base: Whether it is what another one is told to be out of.
        start: Where it begins in the read text.
        end: Where it ends.
    """

    value: Fraction
    digits: int = 0
    percent: bool = False
    relation: Relation = ""
    labelled: bool = False
    aside: bool = False
    word: bool = False
    base: bool = False
    start: int = 0
    end: int = 0


def spelled(text: str) -> str:
    r"""The text with one kind of dash, space, digit and decimal point.

    >>> spelled("−12 (12\N{NO-BREAK SPACE}of 13; 90·0%)")
    '-12 (12 of 13; 90.0%)'
    """
    powers = _POWER.sub(
        lambda found: (
            "^" + found[0].translate(_SUPERSCRIPTS)
            if _TIMES_TEN.search(text[: found.start()]) or found[0][0] in "⁺⁻"
            else found[0]
        ),
        _SOFT.sub("", text),
    )
    plain = unicodedata.normalize("NFKC", _RAISED.sub("", powers).replace("…", "..."))
    return _SPACES.sub(" ", _DASHES.sub("-", _DOT.sub(".", plain))).strip()


def amounts(text: str) -> tuple[Amount, ...]:
    """The numbers that a printed text states, in its order.

    >>> [str(one.value) for one in amounts("from −6.50 to 1.50, twelve of 1 242")]
    ['-13/2', '3/2', '12', '1242']
    >>> [(one.value == 90, one.percent) for one in amounts("9 of 10 (90·0%)")]
    [(False, False), (False, False), (True, True)]
    """
    plain = spelled(text)
    found = sorted([*_in_digits(plain), *_in_words(plain)], key=lambda one: one.start)
    if not found and _ROMAN.fullmatch(plain):
        return (Amount(value=Fraction(_roman(plain)), end=len(plain)),)
    return tuple(_set_aside(_joined(found, plain), plain))


def listed_members(text: str) -> int | None:
    """How many members a text lists by letters or slashes; None where it is no such list.

    >>> listed_members("(a)–(e)"), listed_members("(a) (b)"), listed_members("yes / no / unclear")
    (5, 2, 3)
    """
    plain = spelled(text)
    span = _LETTER_SPAN.fullmatch(plain)
    if span:
        return max(ord(span[2]) - ord(span[1]) + 1, 0) or None
    if _LETTERS.fullmatch(plain):
        return len(_LETTER.findall(plain))
    parts = [part.strip() for part in plain.split("/")]
    if len(parts) < 2 or not all(parts) or re.search(r"\d|and/or", plain):  # noqa: PLR2004 - a list
        return None
    places = [ORDINALS.get(part.lower(), place) for place, part in enumerate(parts, start=1)]
    return len(parts) if places == list(range(1, len(parts) + 1)) else None


def _in_digits(plain: str) -> Iterator[Amount]:
    for found in _DIGITS.finditer(plain):
        before = plain[: found.start()]
        if before[-1:].isalpha() and not before.endswith(("x", "X")):
            continue  # the 9 of PHQ9
        if found["percent"] and _INTERVAL.match(plain, found.end()):
            continue  # the 95% of a confidence interval
        if re.search(r"[^\W\d_]-$", before) and not re.search(r"\d\s?(?:x|to)-$", before):
            continue  # the 19 of COVID-19
        value, digits = _digits_value(found)
        beyond = _RANGE_SIGN.search(before)
        signed = beyond or (_SIGN.search(before) if not _SPAN_SIGN.search(before) else None)
        start = signed.start() if signed and not beyond else found.start()
        yield Amount(
            value=-value if signed else value,
            digits=digits,
            percent=found["percent"] is not None,
            relation=_relation(plain[:start].rstrip("+"), plain[found.end() :]),
            labelled=bool(_LABEL.search(plain[:start])),
            start=start,
            end=found.end(),
        )


def _digits_value(found: re.Match[str]) -> tuple[Fraction, int]:
    """The value of digits, and how many decimals they are told with."""
    if found["point_groups"]:
        text = found["point_groups"].replace(".", "").replace(",", ".")
    elif found["comma"]:
        text = found["comma"].replace(",", ".")
    else:
        text = re.sub(r"[, '’]", "", found["groups"] or found["plain"])
    power = int(found["power"] or found["exponent"] or 0)
    power += _SCALES.get((found["suffix"] or "").lower(), 0)
    power += _SCALES.get((found["scale"] or "").strip(), 0)
    digits = len(text.partition(".")[2]) - power
    return Fraction(text) * Fraction(10) ** power, digits


def _in_words(plain: str) -> Iterator[Amount]:
    lower = plain.lower()
    for found in WORD.finditer(lower):
        before = lower[: found.start()]
        value = word_value(found[0], before, lower[found.end() :])
        if value is None or _ALL_BUT.search(before) or re.search(r"\d\s$", before):
            continue
        percent = _PERCENT_AFTER_WORD.match(lower, found.end())
        negative = re.search(r"\b(?:minus|negative)\s$", before)
        yield Amount(
            value=-value if negative else value,
            percent=percent is not None,
            relation=_relation(before, lower[found.end() :]),
            word=True,
            start=found.start(),
            end=percent.end() if percent else found.end(),
        )


def _relation(before: str, after: str) -> Relation:
    lower = before.lower()
    for told, sign in _RELATIONS:
        found = told.search(lower)
        if found and not (lower[: found.start()][-1:].isalpha() and found[0][0].isalpha()):
            return sign
    follows = _AFTER.match(after)
    if follows:
        return "<=" if re.search("fewer|less|below|younger", follows[0]) else ">="
    return ""


def _joined(found: list[Amount], plain: str) -> Iterator[Amount]:
    """Neighbours seen together: bases, ``22–62%`` and ``2016–22``."""
    for index, one in enumerate(found):
        shown = one
        if index:
            shown = _beside_last(shown, found[index - 1], plain)
        if index + 1 < len(found):
            following = found[index + 1]
            between = plain[shown.end : following.start]
            if following.percent and _JOIN.fullmatch(between) and not one.percent:
                shown = replace(shown, percent=True)
        yield shown


def _beside_last(one: Amount, last: Amount, plain: str) -> Amount:
    between = plain[last.end : one.start]
    if _OF.search(between) and one.value >= last.value and not _is_year(last):
        return replace(one, base=True)
    if not _JOIN.fullmatch(between):
        return one
    if _is_year(last) and between.strip() in {"-", "/"} and 0 < one.end - one.start <= 2:  # noqa: PLR2004 - two digits
        step = 10 ** (one.end - one.start)
        value = last.value - last.value % step + one.value
        return replace(one, value=value if value >= last.value else value + step)
    return replace(one, percent=True) if last.percent and not one.percent else one


def _is_year(one: Amount) -> bool:
    return one.digits == 0 and _THOUSAND <= one.value <= _LAST_YEAR and not one.word


def _set_aside(found: Iterator[Amount], plain: str) -> Iterator[Amount]:
    """Amounts in parentheses are asides where others stand outside them."""
    asides = [(one.start(), one.end()) for one in _ASIDE.finditer(plain)]
    kept = list(found)
    inside = [any(low <= one.start < high for low, high in asides) for one in kept]
    for one, within in zip(kept, inside, strict=True):
        yield replace(one, aside=True) if within and not all(inside) else one


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
