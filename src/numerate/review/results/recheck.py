"""Recheck: what a paper reports against what the data give, one verdict for each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from numerate.review.results.claimvalues import disagreement, value_against, words_against
from numerate.review.results.ledger import Ledger
from numerate.review.results.likeness import readable, same
from numerate.review.results.number import Claim, Number
from numerate.review.results.origin import Origin
from numerate.review.results.printforms import amounts
from numerate.review.synthesis.feasibility import Feasibility, percentage

Outcome = Literal[
    "reproduced", "as stated", "differs", "impossible", "not supported", "not computable"
]
OUTCOMES: tuple[Outcome, ...] = (
    "reproduced",
    "as stated",
    "differs",
    "impossible",
    "not supported",
    "not computable",
)
NOT_COMPUTABLE: Outcome = "not computable"
AGREEING: tuple[Outcome, ...] = ("reproduced", "as stated")

# what a review fixes is stated in these tables; a number that only echoes them is not computed
STATED_TABLES = frozenset({"protocol", "protocol_items"})
CONSTANT = "constant"


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
        check: How it is compared; ``constant`` for what the review states of itself.
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
    check: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of rechecking one reported number.

    Attributes:
        reported: What the paper prints.
        outcome: reproduced, as stated, differs, impossible, not supported, or not computable.
        found: What the data give, as it would be printed; empty when nothing bears on it.
        why: One sentence of explanation; empty when reproduced.
        origin: Where the recomputed number comes from.
        rows: Names of rows to look at (at most 20): those counted, or those that contradict.
        by: What was compared in place of the printed text; empty when the text was.
    """

    reported: Reported
    outcome: Outcome
    found: str = ""
    why: str = ""
    origin: Origin | None = None
    rows: tuple[str, ...] = ()
    by: str = ""

    @property
    def expected(self) -> bool:
        """Whether the compendium declares this outcome."""
        wanted = (self.reported.declared,) if self.reported.declared else AGREEING
        return self.outcome in wanted


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
    """A claim must hold, and amount to what the printed words and the value say."""
    against = "" if claim.holds else claim.rule
    against = against or disagreement(entry.reported, entry.value)
    against = against or words_against(entry.reported, claim.rule)
    if not against and entry.value:
        against = value_against(entry.value, claim.rule)
    held: Outcome = "differs" if against else "reproduced"
    return Verdict(
        reported=entry,
        outcome=held if claim.holds else "not supported",
        found="holds" if claim.holds else "does not hold",
        why=against,
        origin=claim.origin,
        rows=claim.against,
    )


def _of_number(entry: Reported, number: Number, ledger: Ledger) -> Verdict:
    """A number must be what the text prints and what the value says, where either is readable."""
    in_text = same(entry.reported, number) if readable(entry.reported) else None
    in_value = same(entry.value, number, bare=True) if entry.value else None
    if in_text is None and in_value is None:
        in_text = same(entry.reported, number)
    agrees: Outcome = "as stated" if _is_stated(entry, number) else "reproduced"
    if False not in (in_text, in_value):
        how = "" if in_text else f"no number stands in the text; its value {entry.value} was taken"
        return Verdict(
            reported=entry, outcome=agrees, found=number.text, origin=number.origin, by=how
        )
    feasible = _feasibility(entry, number, ledger)
    impossible = feasible is not None and not feasible.possible
    why = f"the paper prints {entry.reported or 'nothing'}, the data give {number.text}"
    if in_text is not False:
        why = f"the value says {entry.value}, the data give {number.text}"
    elif in_value:
        why += f"; the value says {entry.value}, which is not what is printed"
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


def _is_stated(entry: Reported, number: Number) -> bool:
    """Whether a number only echoes what the review states of itself."""
    tables = {selection.table for selection in number.origin.selections}
    return entry.check == CONSTANT or (bool(tables) and tables <= STATED_TABLES)


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


def _feasibility(entry: Reported, number: Number, ledger: Ledger) -> Feasibility | None:
    """Whether a printed percentage can come from its base; None where there is no base.

    Without a stated base it is the largest of the counts that the percentage is computed from.
    """
    keys = [entry.base] if entry.base else number.origin.of
    counts = [ledger.numbers[key].value for key in keys if key in ledger.numbers]
    base = max((count for count in counts if isinstance(count, int)), default=0)
    if base < 1 or number.style.kind != "percent":
        return None
    printed = [one for one in amounts(entry.reported) if one.percent] or amounts(entry.value)
    if len(printed) != 1 or printed[0].digits < 0 or printed[0].value < 0:
        return None
    return percentage(f"{float(printed[0].value):.{printed[0].digits}f}", base)


def summary(verdicts: Iterable[Verdict]) -> dict[Outcome, int]:
    """How many verdicts there are of each kind, in a fixed order."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for verdict in verdicts:
        counts[verdict.outcome] += 1
    return counts


def undeclared(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts that the compendium does not declare."""
    return tuple(verdict for verdict in verdicts if not verdict.expected)
