"""Recheck: what a paper reports against what the data give, one verdict for each number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from numerate.review.results.estimate import Estimate
from numerate.review.results.ledger import Ledger
from numerate.review.results.number import Claim, Number
from numerate.review.results.origin import Origin
from numerate.review.results.wording import Quantity, in_words
from numerate.review.synthesis.feasibility import (
    Feasibility,
    decimals,
    percentage,
    rounded_both_ways,
)

Outcome = Literal["reproduced", "differs", "impossible", "not supported", "not computable"]
OUTCOMES: tuple[Outcome, ...] = (
    "reproduced",
    "differs",
    "impossible",
    "not supported",
    "not computable",
)
NOT_COMPUTABLE: Outcome = "not computable"

_NUMBER = re.compile(r"[-\N{MINUS SIGN}]?\d[\d,]*(?:\.\d+)?|[-\N{MINUS SIGN}]?\.\d+")
# wordings that tell only a part: one end of a range, the year of a date
_PARTS_OF_A_VALUE = frozenset({"low", "high", "year"})
_WORDS = {in_words(value): value for value in range(101)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A number or verbal claim as a paper prints it.

    Attributes:
        id: Name of the entry.
        reported: The words or digits as printed.
        key: The number or claim that recomputes it; empty when nothing in the data bears on it.
        value: Its value for machines, with ``|`` between the ends of a range; empty to read it
            from the printed words.
        base: Key of the number that a percentage is a share of; empty when the paper gives none.
        declared: The outcome other than reproduced that the compendium expects; empty for none.
        note: Why it is expected.
        section: Part of the paper.
        line: Line in the CSV.
    """

    id: str
    reported: str
    key: str
    value: str = ""
    base: str = ""
    declared: str = ""
    note: str = ""
    section: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of rechecking one reported number.

    Attributes:
        reported: What the paper prints.
        outcome: reproduced, differs, impossible, not supported, or not computable.
        found: What the data give, as it would be printed; empty when nothing bears on it.
        why: One sentence of explanation; empty when reproduced.
        origin: Where the recomputed number comes from.
        rows: Names of rows to look at (at most 20): those counted, or those that contradict.
    """

    reported: Reported
    outcome: Outcome
    found: str = ""
    why: str = ""
    origin: Origin | None = None
    rows: tuple[str, ...] = ()

    @property
    def expected(self) -> bool:
        """Whether the compendium declares this outcome."""
        return self.outcome == (self.reported.declared or "reproduced")


def recheck(reported: Iterable[Reported], ledger: Ledger) -> tuple[Verdict, ...]:
    """One verdict for each reported number, in the order given."""
    return tuple(_verdict(entry, ledger) for entry in reported)


def _verdict(entry: Reported, ledger: Ledger) -> Verdict:
    if not entry.key:
        return Verdict(reported=entry, outcome=NOT_COMPUTABLE, why=entry.note)
    if entry.key in ledger.claims:
        return _of_claim(entry, ledger.claims[entry.key])
    if entry.key in ledger.numbers:
        return _of_number(entry, ledger.numbers[entry.key], ledger)
    why = f"no number or claim of the analysis has the key '{entry.key}'"
    return Verdict(reported=entry, outcome=NOT_COMPUTABLE, why=why)


def _of_claim(entry: Reported, claim: Claim) -> Verdict:
    return Verdict(
        reported=entry,
        outcome="reproduced" if claim.holds else "not supported",
        found="holds" if claim.holds else "does not hold",
        why="" if claim.holds else claim.rule,
        origin=claim.origin,
        rows=claim.against,
    )


def _of_number(entry: Reported, number: Number, ledger: Ledger) -> Verdict:
    if same(entry.value or entry.reported, number):
        return Verdict(
            reported=entry, outcome="reproduced", found=number.text, origin=number.origin
        )
    feasible = _feasibility(entry, number, ledger)
    impossible = feasible is not None and not feasible.possible
    why = f"the paper prints {entry.reported}, the data give {number.text}"
    if feasible is not None and impossible:
        why = f"{told_impossible(feasible)}; {why}"
    return Verdict(
        reported=entry,
        outcome="impossible" if impossible else "differs",
        found=number.text,
        why=why,
        origin=number.origin,
        rows=tuple(row for selection in number.origin.selections for row in selection.rows)[:20],
    )


def told_impossible(feasible: Feasibility) -> str:
    """Why a percentage is impossible, with the nearest possible ones.

    >>> told_impossible(percentage("74.8%", 195))
    'no whole number of 195 rounds to 74.8%; 145 gives 74.4% and 146 gives 74.9%'
    """
    nearest = [
        f"{end[0]:,} gives {end[1]}%" for end in (feasible.below, feasible.above) if end is not None
    ]
    told = f"no whole number of {feasible.base:,} rounds to {feasible.printed}%"
    return f"{told}; {' and '.join(nearest)}" if nearest else told


def same(printed: str, number: Number) -> bool:
    """Whether a printed value is the number's value at the precision printed.

    Thousands separators, percent signs and words around the value do not matter; whole numbers
    up to a hundred may be written in words. A tie may be rounded half up or half to even.

    >>> from numerate.review.results import Style, number
    >>> share = number("share.first", Fraction(200, 7), "A share", style=Style("decimal", 1))
    >>> same("28.6%", share), same("28.5%", share), same("29%", share)
    (True, False, True)
    """
    value = number.value
    wordings = [text for form, text in number.forms.items() if form not in _PARTS_OF_A_VALUE]
    if _plain(printed) in {_plain(text) for text in (number.text, *wordings)}:
        return True
    if isinstance(value, date):
        return printed.strip() == value.isoformat()
    wanted = _values(printed)
    given = _computed(value)
    if not wanted or len(wanted) != len(given):
        return False
    return all(_rounds_to(one, text) for one, text in zip(given, wanted, strict=True))


def _computed(value: Quantity | Estimate) -> list[Fraction]:
    if isinstance(value, Estimate):
        return [part for one in value.numbers() for part in _computed(one)]
    if isinstance(value, tuple):
        return [part for end in value for part in _computed(end)]
    if isinstance(value, str):
        return [_fraction(text) for text in _NUMBER.findall(value)]
    if isinstance(value, date):
        return []
    return [Fraction(str(value)) if isinstance(value, float | Decimal) else Fraction(value)]


def _rounds_to(value: Fraction, printed: str) -> bool:
    wanted = _fraction(printed)
    return value == wanted or any(
        Fraction(one) == wanted for one in rounded_both_ways(value, decimals(printed))
    )


def _values(printed: str) -> list[str]:
    """The numbers in a printed text, as texts; one number written in words counts."""
    found = _NUMBER.findall(printed)
    if not found and printed.strip().lower() in _WORDS:
        return [str(_WORDS[printed.strip().lower()])]
    return [text.rstrip(",") for text in found]


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))


def _plain(text: str) -> str:
    return re.sub(r"[\s,]+", "", text).lower()


def _feasibility(entry: Reported, number: Number, ledger: Ledger) -> Feasibility | None:
    """Whether a printed percentage can come from its base; None where there is no base.

    Without a stated base it is the largest of the counts that the percentage is computed from.
    """
    keys = [entry.base] if entry.base else number.origin.of
    counts = [ledger.numbers[key].value for key in keys if key in ledger.numbers]
    base = max((count for count in counts if isinstance(count, int)), default=0)
    if base < 1 or number.style.kind != "percent":
        return None
    values = _values(entry.reported if "%" in entry.reported else entry.value)
    return percentage(values[0], base) if len(values) == 1 else None


def summary(verdicts: Iterable[Verdict]) -> dict[Outcome, int]:
    """How many verdicts there are of each kind, in a fixed order."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for verdict in verdicts:
        counts[verdict.outcome] += 1
    return counts


def undeclared(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts that the compendium does not declare."""
    return tuple(verdict for verdict in verdicts if not verdict.expected)
