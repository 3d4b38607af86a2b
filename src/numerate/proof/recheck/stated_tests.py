"""Stated tests: p values beside their statistics, and intervals around their estimates.

A p value is recomputed from the statistic as rounded in print; a test on one side is allowed, and
every value that rounds to what is printed. The idea is that of statcheck (Nuijten and others,
Behavior Research Methods 2016;48:1205-1226).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from numerate.proof.recheck import tail_areas
from numerate.proof.recheck.statement import Sentence, Statement, number_text
from numerate.review.synthesis.feasibility import decimals

_V = r"(?P<value>-?\d*\.?\d+)"
_P = r"[,;]?\s?(?:[A-Za-z]+ )?\(?p\s?(?P<relation>=|<|>|<=|>=|≤|≥)\s?(?P<p>[01]?\.\d+)"
_DF = r"\s?\(\s?(?P<df>\d+(?:\.\d+)?)(?:\s?[,;]\s?[nN]\s?=\s?[\d, ]+)?\s?\)"
_TESTS: tuple[tuple[re.Pattern[str], Callable[[float, re.Match[str]], float]], ...] = (
    (re.compile(rf"\bt{_DF}\s?=\s?{_V}\s?{_P}"), lambda v, m: tail_areas.of_t(v, float(m["df"]))),
    (re.compile(rf"\br{_DF}\s?=\s?{_V}\s?{_P}"), lambda v, m: tail_areas.of_r(v, float(m["df"]))),
    (
        re.compile(
            r"\bF\s?\(\s?(?P<df>\d+(?:\.\d+)?)\s?[,;]\s?(?P<df2>\d+(?:\.\d+)?)\s?\)"
            rf"\s?=\s?{_V}\s?{_P}"
        ),
        lambda v, m: tail_areas.of_f(v, float(m["df"]), float(m["df2"])),
    ),
    (
        re.compile(rf"(?:χ2?|\bX2|\bchi-?squared?|\bQ){_DF}\s?=\s?{_V}\s?{_P}", re.IGNORECASE),
        lambda v, m: tail_areas.of_chi2(v, float(m["df"])),
    ),
    (re.compile(rf"\b[zZ]\s?=\s?{_V}\s?{_P}"), lambda v, _: tail_areas.of_z(v)),
)
_ESTIMATE = re.compile(
    r"(?P<label>[A-Za-z²0-9βηωχτ()]+)?\s?(?:=|:|was|of|is)?\s?"
    r"(?<![\d.,])(?P<estimate>-?(?:\d+\.?\d*|\.\d+))\s?(?P<unit>%?)"
    r"(?:\s?[,;]\s?(?:SE|p)\s?[=<>]\s?\d*\.?\d+)*\s?[,;:]?\s?[(\[]?\s?"
    r"(?:CI ?(?=\d\d ?%))?(?P<level>9\d|8\d)(?:\.\d)?\s?% ?"
    r"(?:CI|confidence interval|CrI|credible interval|(?<=CI ..%)|(?<=CI...%))s?"
    r"\s?(?:=|:|,|of|was|from)?\s?[(\[]?\s?"
    r"(?P<low>-?(?:\d+\.?\d*|\.\d+))\s?%?\s?(?P<by>to|and|-|,|;)\s?(?P<high>-?(?:\d+\.?\d*|\.\d+))"
)
_P_AFTER = re.compile(
    r"^[\s)\],;]*(?:[A-Za-z]+ )?p\s?(?P<relation>=|<|>|<=|>=|≤|≥)\s?(?P<p>[01]?\.\d+)"
)
_NO_ESTIMATE = frozenset(
    "p n k N SE SD z Z t df Q F I I2 tau χ χ2 Table Figure Study in ICC".split()  # noqa: SIM905
)
_STATISTIC = re.compile(r"(?:[tFzZQHUW]|χ2?)\(")
_RATIOS = frozenset(
    {"OR", "RR", "HR", "IRR", "PR", "aOR", "aRR", "aHR", "AOR", "AHR", "ARR", "SMR"}
)
_DIFFERENCES = frozenset({"MD", "SMD", "WMD", "RD", "d", "g", "b", "B", "β", "r", "ARD"})
_DOUBT = Fraction(1, 100)
_FIVE = Fraction(5, 100)


def stated_tests(sentence: Sentence) -> Iterator[Statement]:
    """The test statistics of a sentence that stand beside degrees of freedom and a p value."""
    for pattern, area in _TESTS:
        for found in pattern.finditer(sentence.text):
            if found["df"] if "df" in found.re.groupindex else True:
                yield _test(found, area, sentence)


def _test(
    found: re.Match[str], area: Callable[[float, re.Match[str]], float], sentence: Sentence
) -> Statement:
    text = number_text(found["value"])
    half = float(Fraction(1, 2 * 10 ** decimals(text)))
    size = abs(float(text))
    try:
        high, low = area(max(size - half, 0.0), found), area(size + half, found)
    except (ValueError, ZeroDivisionError, OverflowError):
        return Statement(kind="test", quote=found[0], sentence=sentence)
    agrees = any(_is_p(low * side, high * side, found) for side in (1.0, 0.5))
    exact = area(size, found)
    fault = (
        ""
        if agrees
        else f"the statistic gives p = {exact:.3g}, not {found['relation']} {found['p']}"
    )
    return Statement(kind="test", quote=found[0], sentence=sentence, fault=fault)


def _is_p(low: float, high: float, found: re.Match[str]) -> bool:
    text = number_text(found["p"])
    stated, half = float(text), float(Fraction(1, 2 * 10 ** decimals(text)))
    if found["relation"] == "=":
        return low - half <= stated <= high + half
    return low <= stated if found["relation"] in {"<", "<=", "≤"} else high >= stated


def stated_intervals(sentence: Sentence) -> Iterator[Statement]:
    """The estimates of a sentence with a confidence or credible interval right behind them."""
    for found in _ESTIMATE.finditer(sentence.text):
        label = (found["label"] or "").strip("()")
        bound = sentence.text[: found.start("estimate")].rstrip().endswith(("<", ">", "≤", "≥"))
        if label in _NO_ESTIMATE or _STATISTIC.match(label) or bound:
            continue
        estimate, low, high = (Fraction(number_text(found[k])) for k in ("estimate", "low", "high"))
        fault = ""
        slack = Fraction(1, 2 * 10 ** min(decimals(found[k]) for k in ("estimate", "low", "high")))
        if low > high:
            fault = f"the interval begins at {found['low']}, above its end {found['high']}"
        elif not low - slack <= estimate <= high + slack:
            fault = (
                f"{found['estimate']} lies outside its interval {found['low']} to {found['high']}"
            )
        else:
            fault = _against_p(found, label, sentence.text)
        yield Statement(kind="interval", quote=found[0].strip(), sentence=sentence, fault=fault)


def _against_p(found: re.Match[str], label: str, text: str) -> str:
    """How a p value behind a 95% interval contradicts it; none within a hundredth of .05."""
    after = _P_AFTER.match(text[found.end() :])
    null = 1 if label in _RATIOS else 0 if label in _DIFFERENCES else None
    if after is None or null is None or found["level"] != "95":
        return ""
    low, high = Fraction(number_text(found["low"])), Fraction(number_text(found["high"]))
    slack = Fraction(1, 10 ** min(decimals(found["low"]), decimals(found["high"])))
    outside = null < low - slack or null > high + slack
    inside = low + slack < null < high - slack
    p, relation = Fraction(number_text(after["p"])), after["relation"]
    told = f"the 95% interval {found['low']} to {found['high']}"
    if (
        outside
        and relation in ("=", ">", "≥", ">=")
        and p >= _FIVE + (_DOUBT if relation == "=" else 0)
    ):
        return f"{told} leaves out {null}, but p {relation} {after['p']}"
    if (
        inside
        and relation in ("=", "<", "≤", "<=")
        and p <= _FIVE - (_DOUBT if relation == "=" else 0)
    ):
        return f"{told} holds {null}, but p {relation} {after['p']}"
    return ""
