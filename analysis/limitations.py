"""Statements of the published review's limitations that the data do not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.rounds import by_record, by_report, published, together
from numerate import (
    Claim,
    Extraction,
    Number,
    Result,
    Rows,
    Style,
    claim,
    number,
    percentage,
    say_near,
)

REPORTED = "agreement.fulltext"
_PERCENT = Style("percent", 1)
_THIRD = Fraction(1, 3)


def results(data: Extraction) -> Iterator[Result]:
    """Nearest possible agreement on full texts; the share that one reviewer handled alone."""
    yield from _nearest(data)
    yield _around_a_third(data)
    yield _none_near(data)


def _nearest(data: Extraction) -> Iterator[Number]:
    """The percentages next to the printed one that whole numbers of full texts can give."""
    printed = data["reported"].where(id=REPORTED)
    read = by_report(data, "retrieval", together(data)).where(retrieved="yes")
    found = percentage(str(printed.one("reported")), read.count())
    for name, end in (("below", found.below), ("above", found.above)):
        if end is not None:
            yield number(
                f"agreement.fulltext.{name}",
                Fraction(100 * end[0], read.count()),
                f"Nearest possible agreement {name} the printed one: {end[0]} of {read.count()}",
                rows=(printed, read),
                style=_PERCENT,
            )


def _around_a_third(data: Extraction) -> Claim:
    shares = _single_shares(data)
    sayings = [say_near("around a third", *share, _THIRD) for share in shares]
    return claim(
        "screening.single.around_a_third",
        any(saying.holds for saying in sayings[:2]),
        f"records {sayings[0].rule}; full texts {shares[1][0]} of {shares[1][1]}; included "
        f"articles {sayings[2].rule}",
        "Around a third of the records, or of the full texts, were handled by one reviewer alone",
        rows=_handled(data),
    )


def _none_near(data: Extraction) -> Claim:
    """The three shares grow, so that the last comes nearest, and not one reaches a third."""
    shares = _single_shares(data)
    sayings = [say_near("around a third", *share, _THIRD) for share in shares]
    records, texts, included = (Fraction(part, whole) for part, whole in shares)
    return claim(
        "screening.single.last_comes_nearest",
        not any(saying.holds for saying in sayings) and records < texts < included < _THIRD,
        f"records {sayings[0].rule}; full texts {sayings[1].rule}; included articles "
        f"{sayings[2].rule}",
        "Of the shares that one reviewer handled alone, that of the included articles comes "
        "nearest to a third, and is still not around one",
        rows=_handled(data),
    )


def _single_shares(data: Extraction) -> list[tuple[int, int]]:
    """Handled by one reviewer, of all: records, full texts and included articles."""
    records, texts = _handled(data)
    return [_alone(rows) for rows in (records, texts, texts.where(decision="include"))]


def _handled(data: Extraction) -> tuple[Rows, Rows]:
    """The decisions on records and on full texts, in the rounds that the article reports."""
    column = published(data)
    return (
        by_record(data, "screening_decisions", column),
        by_report(data, "fulltext_decisions", column),
    )


def _alone(rows: Rows) -> tuple[int, int]:
    return rows.where(settled_by="one reviewer").count(), rows.count()
