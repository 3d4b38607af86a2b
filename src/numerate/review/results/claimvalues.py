"""Claim values: what a list says that a verbal claim amounts to, against what the claim found.

A claim's rule tells its condition with the numbers found ("30 of 48 (62.5%)"). The value that a
list gives ("over half", ``>0.5``, ``vague:handful``) is tested on the same numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from numerate.review.results.numberwords import FRACTION_WORDS
from numerate.review.results.printforms import amounts, spelled
from numerate.review.synthesis.feasibility import decimals, rounded_both_ways
from numerate.review.synthesis.vocabulary import NEAR, WORDS, Word

_OF = re.compile(r"(?<![\d,])(\d[\d,]*) of (?:the )?(\d[\d,]*)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_VALUE = re.compile(r"(?:share\w*)?(<=|>=|<|>|=|~)?\s*(\d+(?:\.\d+)?)(%?)")
_VAGUE = "vague:"
_EACH = re.compile(r"\b(?:each|every) (?:has|votes|is)\b")
_VOCABULARY = sorted(
    ((text, word) for word in WORDS for text in word.words), key=lambda one: -len(one[0])
)
_EXCEPTIONS = re.compile(
    r"\bnot\b|\bexcept|\bbut\b|\.\.\.|\bmost \w+ly\b|\bmost (?:\w+ )?(?:robust|important|common)"
)
_SHARES = sorted(FRACTION_WORDS, key=len, reverse=True)
_RELATION_WORDS = (
    (r"(?:over|more than|above|at least) $", ">"),
    (r"(?:under|less than|fewer than|below|nearly|almost) $", "<"),
    (r"(?:about|around|roughly|approximately|some) $", "~"),
)
_DOUBLE, _HUNDRED = 2, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The numbers that a claim's rule tells.

    Attributes:
        part: How many meet the condition; None where the rule counts nothing out of a whole.
        whole: Out of how many.
        numbers: Every number in the rule.
        pairs: Every part of a whole that the rule tells.
    """

    part: int | None
    whole: int
    numbers: frozenset[Fraction]
    pairs: tuple[tuple[int, int], ...]

    @property
    def share(self) -> Fraction | None:
        """The part of the whole; None where there is none."""
        return None if self.part is None or not self.whole else Fraction(self.part, self.whole)


def found_by(rule: str) -> Found:
    """The numbers that a rule tells.

    >>> found = found_by("30 of 48 (62.5%); 'over half' means more than half")
    >>> found.part, found.whole
    (30, 48)
    """
    told = [one.groups() for one in _OF.finditer(rule)]
    pairs = [(int(part.replace(",", "")), int(whole.replace(",", ""))) for part, whole in told]
    numbers = frozenset(one.value for one in amounts(rule))
    if not pairs:
        percent = _PERCENT.search(rule)
        if percent:
            share = Fraction(percent[1]) / _HUNDRED
            pairs = [(share.numerator, share.denominator)]
        elif _EACH.search(rule):
            pairs = [(1, 1)]
    part, whole = pairs[0] if pairs else (None, 0)
    return Found(part=part, whole=whole, numbers=numbers, pairs=tuple(pairs))


def value_against(value: str, rule: str) -> str:
    """What in a claim's value contradicts what the claim found; empty when nothing does.

    >>> rule = "30 of 48 (62.5%); 'over half' means more than half"
    >>> value_against(">0.5", rule), value_against("=1", rule), value_against("vague:most", rule)
    ('', 'the value says =1, the claim found 30 of 48', '')
    """
    found = found_by(rule)
    if _contradicts(value.strip(), found):
        return f"the value says {value}, the claim found {_told(found, rule)}"
    return ""


def words_against(reported: str, rule: str) -> str:
    """What in a claim's printed words contradicts what the claim found; empty when nothing does.

    >>> words_against("over two-thirds", "30 of 48 (62.5%)")
    'the paper prints over two-thirds, the claim found 30 of 48'
    >>> words_against("over half", "30 of 48 (62.5%)")
    ''
    """
    found = found_by(rule)
    plain = spelled(reported).lower()
    if found.part is None or found.share is None:
        return ""
    stated = _stated_share(plain)
    if stated is not None:
        wrong = not _holds(stated[0], stated[1], found.share, near=NEAR)
    else:
        word = None if _EXCEPTIONS.search(plain) else _vague(plain)
        none_of_them = Fraction(0) in found.numbers and word is not None and word.holds(0, 1)
        wrong = word is not None and not (word.holds(*found.pairs[0]) or none_of_them)
    return f"the paper prints {reported}, the claim found {_told(found, rule)}" if wrong else ""


def disagreement(reported: str, value: str) -> str:
    """How the printed share and the value of one entry contradict each other; empty if not.

    >>> disagreement("roughly two-thirds", "~0.5")
    'the text says roughly two-thirds, the value says ~0.5'
    """
    stated = _stated_share(spelled(reported).lower())
    told = _VALUE.fullmatch(value.strip())
    if stated is None or told is None or not ("." in told[2] or told[3]):
        return ""
    number = Fraction(told[2]) / (_HUNDRED if told[3] else 1)
    alike = abs(number - stated[1]) <= Fraction(1, _HUNDRED)
    directions = {stated[0][:1], (told[1] or "=")[:1]} - {"=", "~"}
    if alike and len(directions) < _DOUBLE:
        return ""
    return f"the text says {reported}, the value says {value}"


def _contradicts(value: str, found: Found) -> bool:
    if value == "=n-1":
        return found.part is not None and found.part != found.whole - 1
    if value.startswith(_VAGUE):
        word = _vague(value.removeprefix(_VAGUE))
        return word is not None and bool(found.pairs) and not word.holds(*found.pairs[0])
    if "|" in value:
        ends = [one.value for one in amounts(value)]
        return bool(ends) and ends[0] not in found.numbers
    told = _VALUE.fullmatch(value)
    return told is not None and _number_contradicts(value, told, found)


def _number_contradicts(value: str, told: re.Match[str], found: Found) -> bool:
    relation, text, percent = told[1] or "", told[2], told[3]
    number = Fraction(text) / (_HUNDRED if percent else 1)
    of_share = bool(percent) or "." in text or value.startswith("share")
    of_share = of_share or (relation == "=" and number in (0, 1))
    if of_share and found.share is None:
        return False
    if of_share and found.share is not None:
        near = NEAR if relation == "~" else Fraction(0)
        rounds = Fraction(rounded_both_ways(found.share, decimals(text))[0]) == number
        exact = number in (0, 1) or relation in (">", "<", ">=", "<=")
        return not (_holds(relation, number, found.share, near=near) or (rounds and not exact))
    if relation in ("<", "<=", ">", ">=") and found.part is not None:
        return not _holds(relation, number, Fraction(found.part), near=Fraction(0))
    return number not in {*found.numbers, Fraction(len(found.pairs))}


def _holds(relation: str, number: Fraction, value: Fraction, *, near: Fraction) -> bool:
    return {
        ">": value > number,
        ">=": value >= number,
        "<": value < number,
        "<=": value <= number,
    }.get(relation, abs(value - number) <= near)


def _stated_share(plain: str) -> tuple[str, Fraction] | None:
    """A share that words state, such as ``over half``, and its relation."""
    if _EXCEPTIONS.search(plain):
        return None
    for words in _SHARES:
        at = re.search(rf"\b{re.escape(words)}\b", plain)
        if at:
            before = plain[: at.start()]
            for pattern, relation in _RELATION_WORDS:
                if re.search(pattern, before):
                    return relation, FRACTION_WORDS[words]
            return "=", FRACTION_WORDS[words]
    percents = [one for one in amounts(plain) if one.percent]
    if len(percents) == 1:
        return percents[0].relation or "=", percents[0].value / _HUNDRED
    return None


def _vague(plain: str) -> Word | None:
    for text, word in _VOCABULARY:
        if re.search(rf"\b{re.escape(text.removeprefix('a '))}\b", plain):
            return word
    return None


def _told(found: Found, rule: str) -> str:
    if _OF.search(rule):
        return f"{found.part:,} of {found.whole:,}"
    return rule
