"""Stated means: a mean, and its standard deviation, that no whole numbers of n people can give.

Sources: Brown and Heathers, the GRIM test, 2017;8:363-369; Anaya, the GRIMMER test, PeerJ Preprints
2016;4:e2400v1. Both hold for answers in whole numbers, which the text seldom states: so a fault of
this kind always tells that condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from numerate.proof.recheck.statement import ABOUT, Sentence, Statement, number_text
from numerate.review.synthesis.feasibility import decimals, mean

_MEAN = re.compile(
    r"(?:\bM\s?=|\bmean(?: [a-z][a-z-]*){0,4}?\s?(?:=|was|were|is|of|:|,)|\baverag(?:e|ed|ing)"
    r"(?: [a-z][a-z-]*){0,4}?\s?(?:=|was|were|is|of|:)?)\s?(?P<mean>-?\d+\.\d{1,3})(?![\d%])"
    r"(?P<unit>\s?[%°$€£A-Za-z][a-zA-Z/]*)?"
    r"(?:\s?(?:[,;(\[]|\+/-|±)*\s?(?:SD\s?(?:=|of"
    r"|:)?\s?)?(?P<sd>(?<=[SDof=: ±(])\d+\.\d{1,3})(?![\d%]))?",
)
_N = re.compile(r"\b[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d+)(?![\d.])")
_PEOPLE = re.compile(
    r"\b(\d{1,3}) (?:participants|patients|respondents|students|women|men|girls|boys"
    r"|children|people"
    r"|adults|adolescents|volunteers|raters|teachers|nurses|physicians)\b"
)
_MEAN_SD = re.compile(
    r"[mM]ean ?(?:\(SD\)|± ?SD)(?: [a-z]+){0,4}?\s?(?:=|was|of|:)?\s?(?P<mean>\d+\.\d{1,3})"
    r"(?P<unit>) ?(?:\(|± ?)(?P<sd>\d+\.\d{1,3})\)?"
    r"|(?P<mean_of>\d+\.\d{1,3}) on average(?: \(SD ?= ?(?P<sd_of>\d+\.\d{1,3}))?"
)
_UNITS = re.compile(
    r"\s?(?:%|°C?|\$|€|£|kg|g|mg|ml|l|cm|mm|m|km|s|ms|sec|seconds?|min|minutes?|h|hours?|mmol|mmHg"
    r"|kcal|USD|EUR|GBP|weeks?|months?|Hz|dB)(?:/.*)?"
)
_MEASURED = re.compile(
    r"\b(?:weighted|pooled|adjusted|standardi[sz]ed|effect|log|ratio|BMI|body mass|index|composite"
    r"|factor|GPA|temperature|weight|height|time|duration|latency|difference|correlation|kappa"
    r"|follow-up|change|estimated|marginal|reaction|percent(?:age)?|proportion|rate|volume|pressure"
    r"|level|concentration|distance|cost|Hedges|Cohen|meta-analy\w+|\d+ (?:studies|trials"
    r"|samples))\b",
    re.IGNORECASE,
)
_WHOLE = "if the answers are whole numbers, not means of several items"
_LARGEST = 1000


def stated_means(sentence: Sentence) -> Iterator[Statement]:
    """The means of a sentence whose n is stated beside them, where n is small enough to tell."""
    means = list(_MEAN.finditer(sentence.text))
    for index, found in enumerate(means):
        n = _stated_n(found, means[index + 1 :], sentence.text)
        if n is None or n < 2 or _is_measured(found, sentence.text):  # noqa: PLR2004 - two people
            continue
        text = number_text(found["mean"])
        if n > 10 ** decimals(text) or n > _LARGEST:
            continue
        yield _statement(found[0], _fault(text, found["sd"], n), sentence)
    for found in _MEAN_SD.finditer(sentence.text) if not means else ():
        text, sd = found["mean"] or found["mean_of"], found["sd"] or found["sd_of"]
        n = _stated_n(found, [], sentence.text)
        measured = _MEASURED.search(sentence.text[: found.end()])
        if n is None or measured or not 2 <= n <= min(10 ** decimals(text), _LARGEST):  # noqa: PLR2004
            continue
        yield _statement(found[0], _fault(text, sd, n), sentence)


def _statement(quote: str, fault: str, sentence: Sentence) -> Statement:
    return Statement(
        kind="mean",
        quote=quote.strip(" ,;(["),
        sentence=sentence,
        fault=fault,
        condition=_WHOLE,
    )


def _stated_n(found: re.Match[str], later: list[re.Match[str]], text: str) -> int | None:
    """The n that belongs to a mean: behind it before the next mean, else the only one there is."""
    end = later[0].start() if later else len(text)
    behind = [int(n.replace(",", "")) for n in _N.findall(text[found.end() : end])]
    every = [int(n.replace(",", "")) for n in _N.findall(text)]
    if len(behind) == 1:
        return behind[0]
    if len(every) == 1 and not later:
        return every[0]
    people = [int(one) for one in _PEOPLE.findall(text)]
    return people[0] if not every and len(people) == 1 and not later else None


def _is_measured(found: re.Match[str], text: str) -> bool:
    unit = (found["unit"] or "").strip()
    return bool(
        (unit and _UNITS.fullmatch(unit))
        or _MEASURED.search(text[: found.end()])
        or ABOUT.search(text[: found.start("mean")])
    )


def _fault(text: str, sd: str | None, n: int) -> str:
    found = mean(text, n)
    if not found.possible:
        near = [f"{end[0]:,}/{n} gives {end[1]}" for end in (found.below, found.above) if end]
        return f"no {n} whole numbers have the mean {text}: {' and '.join(near)}"
    if sd and found.counts and not _has_spread(range(found.counts[0], found.counts[1] + 1), sd, n):
        return f"no {n} whole numbers have the mean {text} and the standard deviation {sd}"
    return ""


def _has_spread(sums: range, sd: str, n: int) -> bool:
    """Whether a sum of squares gives the standard deviation: whole, and odd or even as the sum.

    >>> _has_spread(range(145, 146), "1.19", 28), _has_spread(range(6, 7), "0.60", 3)
    (True, False)
    """
    half = Fraction(1, 2 * 10 ** decimals(sd))
    low, high = max(Fraction(sd) - half, Fraction(0)), Fraction(sd) + half
    for total in sums:
        middle = Fraction(total * total, n)
        # with n - 1, as samples have it, and with n, as some programs give it
        for divisor in (n - 1, n):
            first = ceil(low * low * divisor + middle)
            last = floor(high * high * divisor + middle)
            if any(squares % 2 == total % 2 for squares in range(first, min(last, first + 1) + 1)):
                return True
    return False
