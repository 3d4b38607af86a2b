"""Directions of effect: counts per construct with a sign test, beside the votes on significance."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.covariate_tables import ABBREVIATION, NONE, domain_row
from analysis.evidence import Evidence, evidence
from numerate import (
    CAVEAT,
    WAYS,
    Cell,
    DirectionCount,
    Extraction,
    Number,
    Result,
    Rows,
    Style,
    TableColumn,
    TableRow,
    direction_counts,
    number,
    row,
    table,
)

_LEVEL = Fraction(5, 100)
_SHARE = Style("decimal", 2, leading_zero=False)
_HEADS = ("Positive", "Negative", "Conflicting", "None", "Share", "95% CI", "p")


def results(data: Extraction) -> Iterator[Result]:
    """The direction counts of every construct that can have a direction, and their table."""
    known = evidence(data)
    counts = directed(known)
    for construct, count in counts.items():
        yield from _construct(known, construct, count)
    yield from _totals(known, counts)
    yield _table(known, counts)


def directed(known: Evidence) -> dict[str, DirectionCount]:
    """The direction counts of the constructs kept whose comparison groups are alike enough."""
    return {
        construct: count
        for construct, count in direction_counts(known.findings).items()
        if construct in known.counts and known.constructs[construct].synthesizable
    }


def _construct(known: Evidence, construct: str, count: DirectionCount) -> Iterator[Number]:
    label = known.constructs[construct].label
    rows = known.of(construct)
    for way in WAYS:
        told = "without a direction" if way == "none" else f"with {way} direction"
        yield number(
            f"direction.{construct}.{way}",
            count.count(way),
            f"{label}: datasets {told}, whatever the significance",
            rows=rows,
            unit="studies",
        )
    if count.share is not None and count.interval is not None and count.p is not None:
        yield from _test(construct, label, rows, count.share, count.interval, count.p)


def _test(  # noqa: PLR0913, PLR0917 - a test has these parts
    construct: str,
    label: str,
    rows: Rows,
    share: Fraction,
    interval: tuple[float, float],
    p: Fraction,
) -> Iterator[Number]:
    yield number(
        f"direction.{construct}.share",
        share,
        f"{label}: share of the datasets with one direction that are positive",
        rows=rows,
        style=_SHARE,
    )
    yield number(
        f"direction.{construct}.ci",
        interval,
        f"{label}: 95% confidence interval of that share (Wilson)",
        rows=rows,
        style=_SHARE,
    )
    yield number(
        f"direction.{construct}.p",
        p,
        f"{label}: p of the two-sided sign test on the datasets with one direction",
        rows=rows,
        style=Style("p"),
    )


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _totals(known: Evidence, counts: dict[str, DirectionCount]) -> Iterator[Number]:
    tested = [construct for construct, count in counts.items() if count.directed]
    small = [c for c in tested if (p := counts[c].p) is not None and p < _LEVEL]
    yield number(
        "direction.constructs.n",
        len(tested),
        "Constructs with at least one dataset of one direction",
        rows=known.of(*tested),
        unit="constructs",
    )
    yield number(
        "direction.significant.n",
        len(small),
        "Constructs whose sign test has p < .05",
        rows=known.of(*small),
        unit="constructs",
    )


def _table(known: Evidence, counts: dict[str, DirectionCount]) -> Result:
    body: list[TableRow] = []
    for domain in known.ordered_domains():
        constructs = [construct for construct in known.in_domain(domain) if construct in counts]
        if constructs:
            body.append(domain_row(known, domain, 8))
            body += [_row(known, construct, counts[construct]) for construct in constructs]
    return table(
        "direction",
        definition="Datasets by direction of effect, with the sign test, per construct",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in _HEADS)],
        head=[["Covariate", *(_head(name) for name in _HEADS)]],
        body=body,
        notes=[_note(known, counts)],
        rows=known.of(*counts),
    )


def _head(name: str) -> Cell:
    return Cell(text=({"em": ["p"]},) if name == "p" else (name,), align="right")


def _row(known: Evidence, construct: str, count: DirectionCount) -> TableRow:
    ways = [{"num": f"direction.{construct}.{way}"} for way in WAYS]
    tested = [
        {"num": f"direction.{construct}.{part}"} if count.directed else NONE
        for part in ("share", "ci", "p")
    ]
    return row(known.constructs[construct].label, *ways, *tested, name=construct)


def _note(known: Evidence, counts: dict[str, DirectionCount]) -> str:
    left_out = [
        known.constructs[construct].label for construct in known.counts if construct not in counts
    ]
    return (
        "A dataset is positive or negative when at least 70% of its analyses with a direction "
        "point that way, significant or not, and conflicting otherwise; none = no direction "
        "reported. Share = positive of the datasets with one direction; the sign test and the "
        "interval (Wilson) are about these. "
        f"{CAVEAT} Not tested for want of comparable groups: {', '.join(left_out)}. {ABBREVIATION}"
    )
