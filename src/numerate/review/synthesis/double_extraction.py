"""Agreement of double extraction: cell by cell, and by variable.

Two people extract the same study. A cell that one of them filled in and the other left blank is a
disagreement, for one of them has seen what the other has not; a cell that both left blank is not
counted, since most cells of a wide form are blank and would make any pair look alike. Numbers are
compared as numbers, words without regard to capitals and spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from numerate.review.synthesis.agreement import Agreement, agreement
from numerate.review.synthesis.double_rating import Disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one person extracted for one variable of one study; empty when left blank."""

    study: str
    variable: str
    extractor: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionAgreement:
    """How far extractors agree on one variable, or on all.

    Attributes:
        variable: The variable; empty for all of them.
        studies: Studies that at least two people extracted.
        cells: Cells compared: those that at least one of them filled in.
        agreed: Cells in which all have the same.
        two: Chance-corrected agreement on one variable, where each study has the same two
            extractors; None otherwise. It compares the categories as they were written.
        disagreements: The cells to be discussed, as ``study: variable``.
    """

    variable: str
    studies: int
    cells: int
    agreed: int
    two: Agreement | None
    disagreements: tuple[Disagreement, ...]

    @property
    def percent(self) -> Fraction | None:
        """Agreed cells in percent points; None when there is no cell to compare."""
        return Fraction(100 * self.agreed, self.cells) if self.cells else None


def extraction_agreement(rows: Iterable[Extracted]) -> tuple[ExtractionAgreement, ...]:
    """The agreement on all variables, and then on each of them in the order of the rows.

    >>> rows = [Extracted(study="s1", variable=v, extractor=e, value=x) for v, e, x in
    ...         [("n", "A", "120"), ("n", "B", "120.0"), ("country", "A", "Chile"),
    ...          ("country", "B", ""), ("note", "A", ""), ("note", "B", "")]]
    >>> [(found.variable, found.cells, found.agreed) for found in extraction_agreement(rows)]
    [('', 2, 1), ('n', 1, 1), ('country', 1, 0), ('note', 0, 0)]
    """
    given = list(rows)
    by_study: dict[str, set[str]] = {}
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for one in given:
        by_study.setdefault(one.study, set()).add(one.extractor)
        cells.setdefault((one.variable, one.study), {})[one.extractor] = _told(one.value)
    twice = {study: people for study, people in by_study.items() if len(people) > 1}
    variables = tuple(dict.fromkeys(one.variable for one in given))
    compared = {
        name: {
            study: {person: cells.get((name, study), {}).get(person, "") for person in people}
            for study, people in sorted(twice.items())
        }
        for name in variables
    }
    each = tuple(_one(name, compared[name]) for name in variables)
    whole = ExtractionAgreement(
        variable="",
        studies=len(twice),
        cells=sum(found.cells for found in each),
        agreed=sum(found.agreed for found in each),
        two=None,
        disagreements=tuple(
            sorted((one for found in each for one in found.disagreements), key=lambda d: d.item)
        ),
    )
    return (whole, *each)


def _one(variable: str, studies: dict[str, dict[str, str]]) -> ExtractionAgreement:
    filled = {study: values for study, values in studies.items() if any(values.values())}
    apart = {
        study: values
        for study, values in filled.items()
        if len({_compared(value) for value in values.values()}) > 1
    }
    people = {tuple(sorted(values)) for values in filled.values()}
    return ExtractionAgreement(
        variable=variable,
        studies=len(studies),
        cells=len(filled),
        agreed=len(filled) - len(apart),
        two=_pair(list(filled.values())) if len(people) == 1 else None,
        disagreements=tuple(
            Disagreement(
                item=f"{study}: {variable}",
                stage="extraction",
                round="",
                ratings=tuple(sorted(values.items())),
            )
            for study, values in apart.items()
        ),
    )


def _pair(values: Sequence[dict[str, str]]) -> Agreement | None:
    ordered = [tuple(_compared(one[person]) for person in sorted(one)) for one in values]
    pairs = [(both[0], both[1]) for both in ordered if len(both) == 2]  # noqa: PLR2004 - a pair
    return agreement(pairs) if pairs else None


def _told(value: str) -> str:
    return " ".join(value.split())


def _compared(value: str) -> str:
    """The value as it is compared: 120 and 120.0 are one number, Chile and chile one word."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value.casefold()
    return f"{number.normalize():f}" if number.is_finite() else value.casefold()
