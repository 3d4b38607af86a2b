"""Tables on motives: endorsement per group with the comparison by gender, and how items were coded.

Studies keep their neutral names here: which study found which percentage was not published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.covariate_tables import NONE
from analysis.motives import BOYS_MEN, GIRLS_WOMEN, Reasons, reasons
from analysis.studies import by_name, names
from numerate import (
    Cell,
    Contrast,
    Extraction,
    Inline,
    Result,
    Style,
    TableColumn,
    TableRow,
    group_row,
    row,
    table,
    written,
)

_PERCENT = Style("percent")
_NOTE = (
    "Percent of perpetrators who endorsed an item, lowest and highest over items and studies. "
    "The ends of the ranges over all perpetrators are published; percentages by gender are "
    "reconstructed, and a dash stands where none is entered."
)


def results(data: Extraction) -> Iterator[Result]:
    """The supplement's two tables on motives."""
    known = reasons(data)
    yield _motives(known)
    yield _coding(data, known)


def _motives(known: Reasons) -> Result:
    heads = ("Studies", "All", "Boys, men", "Girls, women", "Compared", "Boys, men", "Girls, women")
    spanning: list[Any] = [
        Cell(text=("Motive",), rowspan=2),
        Cell(text=("Studies",), rowspan=2, align="right"),
        Cell(text=("Endorsed by",), colspan=3, align="center"),
        Cell(text=("Comparisons, higher in (significant)",), colspan=3, align="center"),
    ]
    return table(
        "motives",
        definition="Range of endorsement of each group of motives, and comparisons by gender",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in heads)],
        head=[spanning, [Cell(text=(head,), align="right") for head in heads[1:]]],
        body=[_motive_row(known, motive) for motive in known.order],
        notes=[_NOTE],
        rows=(known.items, known.compared),
    )


def _motive_row(known: Reasons, motive: str) -> TableRow:
    found = known.ranges[motive]
    contrast = known.contrasts.get(motive, Contrast(comparisons=()))
    compared = known.comparing(motive)
    return row(
        known.labels[motive],
        len(found.studies),
        {"num": f"motives.{motive}.range"},
        *(_span(compared.values(f"percent_{group}")) for group in ("boys_men", "girls_women")),
        contrast.n or NONE,
        *(_higher(contrast, group) for group in (BOYS_MEN, GIRLS_WOMEN)),
        name=motive,
    )


def _span(percents: list[float | None]) -> str:
    known = [percent for percent in percents if percent is not None]
    return written((min(known), max(known)), _PERCENT) if known else NONE


def _higher(contrast: Contrast, group: str) -> str:
    if not contrast.n:
        return NONE
    return f"{len(contrast.higher(group))} ({len(contrast.higher(group, significantly=True))})"


def _coding(data: Extraction, known: Reasons) -> Result:
    called = names(data)
    body: list[TableRow] = []
    for motive in known.order:
        size: list[Inline] = [" (", {"num": f"motives.{motive}.range"}, ")"]
        body.append(group_row([known.labels[motive], *size], 3, motive))
        body += [
            row(
                item["wording"],
                called.labels[item["study_id"]],
                written(float(item["percent"]), _PERCENT),
                name=item["item_id"],
            )
            for item in by_name(known.items.where(motive=motive))
        ]
    return table(
        "motive_coding",
        definition="Each item on motives with its group, study and percentage",
        columns=[TableColumn(), TableColumn(), TableColumn(align="right")],
        head=[["Item, in sense", "Study", Cell(text=("Endorsed by",), align="right")]],
        body=body,
        notes=[
            (
                "The wording gives the sense of an item. The ends of each range are published "
                "percentages; which study holds them, and all other percentages, are reconstructed."
            )
        ],
        rows=known.items,
    )
