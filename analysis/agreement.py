"""Agreement between reviewers, per stage: percent agreement and Cohen's kappa with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from analysis.rounds import ROUND_3, ROUNDS_12, by_record, by_report
from numerate import (
    Agreement,
    Cell,
    Extraction,
    Number,
    Result,
    Rows,
    Style,
    TableColumn,
    agreement,
    number,
    row,
    table,
)

STAGES = (
    ("screening", "Title and abstract", "screening", "record_id", "records"),
    ("fulltext", "Full text", "fulltext", "report_id", "reports"),
)
_NOTE = (
    "Decisions are include or exclude, before discussion; records of search 3 were rated by one "
    "reviewer. PABAK = prevalence-adjusted bias-adjusted kappa. The single decisions are "
    "reconstructed."
)
_PERCENT = Style("percent", 1)
_COEFFICIENT = Style("decimal", 2, leading_zero=False)


def pairs(ratings: Rows, unit: str) -> list[tuple[str, str]]:
    """The two decisions on each unit that two reviewers rated, in the order of the reviewers.

    Args:
        ratings: One row per unit and reviewer.
        unit: The column that names what was rated.
    """
    wide = ratings.frame.pivot(  # noqa: PD010 - pairs are unique, nothing to aggregate
        index=unit, columns="reviewer", values="decision"
    ).dropna()
    return list(wide.itertuples(index=False, name=None))


def results(data: Extraction) -> Iterator[Result]:
    """Reviewers per stage, agreement per stage, shares handled by one reviewer, and their table."""
    for stage, told, source, unit, counted in STAGES:
        ratings = data[source]
        twice = _rated_twice(ratings, unit)
        yield from _reviewers(data, stage, source)
        yield from _agreement(stage, told, counted, twice, agreement(pairs(twice, unit)))
    yield from _single(data)
    yield _table(data)


def _rated_twice(ratings: Rows, unit: str) -> Rows:
    def by_two(frame: pd.DataFrame) -> pd.Series[bool]:
        return frame.groupby(unit)["reviewer"].transform("nunique") == 2

    return ratings.matching(f"two reviewers rated the {unit.removesuffix('_id')}", by_two)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _reviewers(data: Extraction, stage: str, source: str) -> Iterator[Number]:
    for column in (ROUNDS_12, ROUND_3):
        select = by_record if source == "screening" else by_report
        rows = select(data, source, column)
        yield number(
            f"{stage}.reviewers.{column.key}",
            rows.distinct("reviewer"),
            f"Reviewers who rated at this stage ({source}), {column.label.lower()}",
            rows=rows,
            unit="reviewers",
        )


def _agreement(
    stage: str, told: str, counted: str, twice: Rows, found: Agreement
) -> Iterator[Number]:
    key = f"agreement.{stage}"
    n = number(f"{key}.n", found.n, f"{told}: {counted} rated by two", rows=twice, unit=counted)
    agreed = number(
        f"{key}.agreed",
        found.agreed,
        f"{told}: {counted} on which both reviewers decided alike, before any discussion",
        rows=twice,
        unit=counted,
    )
    yield n
    yield agreed
    yield number(
        key,
        found.percent,
        f"{told}: share of {counted} on which both reviewers decided alike, before discussion",
        rows=twice,
        of=(agreed, n),
        style=_PERCENT,
    )
    yield from _coefficients(key, told, twice, found)


def _coefficients(key: str, told: str, twice: Rows, found: Agreement) -> Iterator[Number]:
    if found.kappa is None or found.kappa_low is None or found.kappa_high is None:
        return
    yield number(
        f"{key}.kappa", found.kappa, f"{told}: Cohen's kappa", rows=twice, style=_COEFFICIENT
    )
    yield number(
        f"{key}.kappa.ci",
        (found.kappa_low, found.kappa_high),
        f"{told}: 95% confidence interval of kappa (Fleiss, Cohen & Everitt, 1969)",
        rows=twice,
        style=_COEFFICIENT,
    )
    yield number(
        f"{key}.kappa.strength",
        found.strength,
        f"{told}: kappa in the words of Landis and Koch (1977)",
        rows=twice,
        style=Style("text"),
    )
    if found.pabak is not None:
        yield number(
            f"{key}.pabak",
            found.pabak,
            f"{told}: prevalence-adjusted bias-adjusted kappa",
            rows=twice,
            style=_COEFFICIENT,
        )


def _single(data: Extraction) -> Iterator[Number]:
    """The shares of records, full texts and included reports that one reviewer handled alone."""
    for name, table_name, unit, told in (
        ("records", "screening_decisions", "records", "Records screened by one reviewer alone"),
        ("fulltexts", "fulltext_decisions", "reports", "Full texts read by one reviewer alone"),
    ):
        rows = data[table_name]
        alone = rows.where(settled_by="one reviewer")
        yield _share(f"screening.single.{name}", alone, rows, f"{told}, as a share of {unit}")
    included = data["fulltext_decisions"].where(decision="include")
    yield _share(
        "screening.single.included",
        included.where(settled_by="one reviewer"),
        included,
        "Included reports that one reviewer alone had read, as a share of included reports",
    )


def _share(key: str, part: Rows, whole: Rows, definition: str) -> Number:
    percent = Fraction(100 * part.count(), whole.count())
    return number(key, percent, definition, rows=(part, whole), style=_PERCENT)


def _table(data: Extraction) -> Result:
    columns = ("n", "agreed", "", "kappa", "kappa.ci", "pabak")
    heads = ("Rated by two", "Agreed", "Agreement", "Cohen’s κ", "95% CI", "PABAK")
    return table(
        "agreement",
        definition="Agreement of two reviewers per stage, before discussion",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in columns)],
        head=[["Stage", *(Cell(text=(head,), align="right") for head in heads)]],
        body=[
            row(
                told,
                *({"num": ".".join(filter(None, ("agreement", stage, c)))} for c in columns),
                name=stage,
            )
            for stage, told, *_ in STAGES
        ],
        notes=[_NOTE],
        rows=[data["screening"], data["fulltext"]],
    )
