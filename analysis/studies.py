"""How studies are named: by citation where the published review states the row, else by number.

A reconstructed row is no statement about a real study, so it never stands beside a real name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from numerate import Extraction, Inline, Rows

_RUN = 3


@dataclass(frozen=True, slots=True)
class Names:
    """The neutral names of the studies.

    Attributes:
        labels: ``Quantitative study 07`` by study.
        short: ``QN 07`` by study.
    """

    labels: Mapping[str, str]
    short: Mapping[str, str]


def names(data: Extraction) -> Names:
    """The neutral names in an extraction."""
    studies = data["studies"]
    ids = studies.texts("study_id")
    return Names(
        dict(zip(ids, studies.texts("label"), strict=True)),
        dict(zip(ids, studies.texts("short_label"), strict=True)),
    )


def by_name(rows: Rows) -> list[dict[str, Any]]:
    """The rows in the order of their names, whatever their order in the file."""
    named = sorted(zip(rows.ids, rows, strict=True), key=lambda pair: pair[0])
    return [row for _, row in named]


def attributions(rows: Rows) -> dict[str, str]:
    """The citation of each row that the published review states, by the row's name."""
    pairs = zip(rows.ids, rows.values("attributed_to"), strict=True)
    return {name: citation for name, citation in pairs if citation}


def cited(rows: Rows) -> list[str]:
    """The citations of the rows that the published review states, sorted, each once."""
    return sorted(set(attributions(rows).values()))


def references(groups: Iterable[tuple[Sequence[str], Sequence[str]]], known: Names) -> list[Inline]:
    """The studies behind some votes: citations first, then neutral numbers, runs shortened.

    Args:
        groups: For each vote the citations that may be printed, and its other studies.
        known: The neutral names.
    """
    citations: list[str] = []
    numbers: list[str] = []
    prefix = ""
    for keys, studies in groups:
        citations += keys
        short = sorted(known.short[study] for study in studies)
        if short:
            prefix = short[0].partition(" ")[0]
            numbers.append("/".join(one.partition(" ")[2] for one in short))
    parts: list[Inline] = []
    if citations:
        parts.append({"cite": sorted(set(citations)), "style": "bare"})
    if numbers:
        parts += ["; "] if parts else []
        parts.append(f"{prefix} " + ", ".join(_shortened(sorted(numbers))))
    return parts


def _shortened(numbers: Sequence[str]) -> Iterator[str]:
    """Numbers with runs of three and more as a range.

    >>> list(_shortened(["02", "03", "04", "07", "25/31"]))
    ['02–04', '07', '25/31']
    """
    run: list[str] = []
    for number in [*numbers, ""]:
        if run and not (number.isdigit() and int(number) == int(run[-1]) + 1):
            yield from [f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else run
            run = []
        if number.isdigit():
            run.append(number)
        elif number:
            yield number
