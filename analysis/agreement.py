"""Agreement between reviewers, per stage: percent agreement and Cohen's kappa with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from analysis.rounds import by_record, by_report, columns, later, published, together
from numerate import (
    Agreement,
    Cell,
    Claim,
    Extraction,
    Number,
    Result,
    Rows,
    Style,
    TableColumn,
    agreement,
    claim,
    number,
    row,
    search_label,
    table,
)

STAGES = (
    ("screening", "Title and abstract", "screening", "record_id", "records"),
    ("fulltext", "Full text", "fulltext", "report_id", "reports"),
)
_NOTE = (
    "Decisions are include or exclude, before discussion; {once}PABAK = prevalence-adjusted "
    "bias-adjusted kappa. The single decisions are reconstructed."
)
PAIR = 2
_LEAD = "main author"
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
    yield from _by_whom(data)
    yield from _single(data)
    yield _table(data)


def _rated_twice(ratings: Rows, unit: str) -> Rows:
    def by_two(frame: pd.DataFrame) -> pd.Series[bool]:
        return frame.groupby(unit)["reviewer"].transform("nunique") == PAIR

    return ratings.matching(f"two reviewers rated the {unit.removesuffix('_id')}", by_two)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _reviewers(data: Extraction, stage: str, source: str) -> Iterator[Number]:
    for column in (*columns(data), later(data)):
        select = by_record if source == "screening" else by_report
        rows = select(data, source, column)
        yield number(
            f"{stage}.reviewers.{column.key}",
            rows.distinct("reviewer"),
            f"Reviewers who rated at this stage ({source}), {column.label.lower()}",
            rows=rows,
            unit="reviewers",
        )


def _by_whom(data: Extraction) -> Iterator[Claim]:
    """Who read what: the same pair the first rounds, the lead author the later ones."""
    pair = set(by_record(data, "screening", together(data)).unique("reviewer"))
    read = by_report(data, "fulltext", together(data))
    other = read.frame.groupby("report_id")["reviewer"].agg(lambda names: set(names) != pair)
    strangers = read.where(report_id=[str(name) for name in other[other].index])
    yield claim(
        "screening.same_pair",
        len(pair) == PAIR and read.count() > 0 and strangers.count() == 0,
        f"{read.distinct('report_id') - strangers.distinct('report_id')} of "
        f"{read.distinct('report_id')} full texts read by {' and '.join(sorted(pair))}",
        "Two reviewers screened the records of the first rounds, and both read each full text",
        rows=read,
        against=strangers,
    )
    rated = (by_record(data, "screening", later(data)), by_report(data, "fulltext", later(data)))
    people = {name for rows in rated for name in rows.unique("reviewer")}
    who = data["reviewers"].where(reviewer=sorted(people))
    yield claim(
        "screening.later_by_lead_author",
        who.count() == 1 and _LEAD in str(who.values("role")[0]),
        f"later rounds were rated by {', '.join(sorted(people)) or 'nobody'}: "
        f"{' '.join(who.values('role'))}",
        "One reviewer, the main author of the review, rated all records and reports of the later "
        "rounds",
        rows=(*rated, who),
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
    """The shares that one reviewer handled alone, in the rounds that the article reports."""
    for name, table_name, unit, told in (
        ("records", "screening_decisions", "records", "Records screened by one reviewer alone"),
        ("fulltexts", "fulltext_decisions", "reports", "Full texts read by one reviewer alone"),
    ):
        select = by_record if unit == "records" else by_report
        rows = select(data, table_name, published(data))
        alone = rows.where(settled_by="one reviewer")
        yield _share(f"screening.single.{name}", alone, rows, f"{told}, as a share of {unit}")
    read = by_report(data, "fulltext_decisions", published(data))
    included = read.where(decision="include")
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
        notes=[_NOTE.format(once=_rated_once(data))],
        rows=[data["screening"], data["fulltext"]],
    )


def _rated_once(data: Extraction) -> str:
    """Which searches' records one reviewer rated."""
    rated = data["screening"]
    once = [
        one
        for column in columns(data)
        for one in column.rounds
        if rated.among("record_id", data["records"].where(round=one)).distinct("reviewer") == 1
    ]
    label = search_label(once)
    return f"records of {label[0].lower()}{label[1:]} were rated by one reviewer. " if once else ""
