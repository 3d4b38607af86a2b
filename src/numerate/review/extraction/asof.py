"""Earlier states of a review: the extraction as it stood, declared in datapackage.json.

    "asOf": {"round2": {"title": "searches 1 and 2", "keep": {"records": {"round": [1, 2]}}}}

Rows that a state keeps not, and all rows that point to one of these through a foreign key, are
left out; what remains is a whole extraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from numerate.ground.errors import CannotRunError, NumerateError, stop_on
from numerate.ground.issues import Issue
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.review.extraction.package_file import read_package
from numerate.review.extraction.rows import Positions, Table
from numerate.review.extraction.schema import ForeignKey
from numerate.review.extraction.table_reading import Extraction

AS_OF = "asOf"
SHOWN = f"{DATA}/{DATAPACKAGE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An earlier state of a review.

    Attributes:
        name: How the command line calls it.
        title: How a reader calls it.
        keep: For each table that is cut, the texts that a column must hold for a row to stay.
    """

    name: str
    title: str = ""
    keep: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)


def read_state(data: Path, name: str) -> State:
    """The state of that name as the dictionary declares it.

    Args:
        data: The folder that holds ``datapackage.json``.
        name: The state.

    Raises:
        CannotRunError: When no state of that name is declared.
        NumerateError: When its declaration cannot be understood.
    """
    try:
        package, _ = read_package(data / DATAPACKAGE, SHOWN)
    except NumerateError:  # told when the data are read
        package = {}
    declared = package.get(AS_OF, {}) if isinstance(package, dict) else {}
    if name not in declared:
        raise CannotRunError(
            Issue(
                code="unknown-state",
                file=SHOWN,
                found=f"no state '{name}' of the review",
                expected=f"one of: {', '.join(declared)}"
                if declared
                else f'states under "{AS_OF}"',
                todo="correct the name, or declare the state as docs/versions.md shows",
            )
        )
    entry = declared[name]
    keep = entry.get("keep") if isinstance(entry, dict) else None
    if not isinstance(keep, dict) or not all(isinstance(one, dict) for one in keep.values()):
        raise NumerateError(_bad(name, 'no "keep" with tables, columns and values'))
    return State(
        name=name,
        title=str(entry.get("title", "")),
        keep={
            table: {column: _texts(values) for column, values in columns.items()}
            for table, columns in keep.items()
        },
    )


def as_of(extraction: Extraction, state: State) -> Extraction:
    """The extraction as it stood in a state.

    Raises:
        NumerateError: When the state names a table, column or value that there is not.
    """
    stop_on(_issues(extraction, state))
    kept = {
        name: np.ones(len(table.lines), dtype=bool) for name, table in extraction.tables.items()
    }
    for name, columns in state.keep.items():
        for column, values in columns.items():
            texts = extraction.tables[name].texts[column]
            kept[name] &= np.array([text in values for text in texts], dtype=bool)
    cut = True
    while cut:
        cut = any(_cut_dangling(extraction, name, kept) for name in kept)
    return Extraction(
        {
            name: table if kept[name].all() else _part(table, np.flatnonzero(kept[name]))
            for name, table in extraction.tables.items()
        }
    )


def _cut_dangling(extraction: Extraction, name: str, kept: dict[str, Any]) -> bool:
    """Leave out the rows that point to one left out; whether there were any."""
    table = extraction.tables[name]
    before = int(kept[name].sum())
    for key in table.schema.foreign_keys:
        if key.table in ("", name) or kept[key.table].all():
            continue
        gone = _gone(extraction.tables[key.table], key, kept[key.table])
        here = _joined(table, key.columns)
        kept[name] &= np.array([value not in gone for value in here], dtype=bool)
    return int(kept[name].sum()) < before


def _gone(table: Table, key: ForeignKey, kept: Any) -> set[tuple[str, ...]]:  # noqa: ANN401 - a mask
    values = _joined(table, key.references)
    left = {value for value, stays in zip(values, kept, strict=True) if stays}
    return set(values) - left


def _joined(table: Table, columns: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(table.texts[column] for column in columns), strict=True))


def _part(table: Table, positions: Positions) -> Table:
    places = positions.tolist()
    return Table(
        table.schema,
        table.typed.iloc[positions].reset_index(drop=True),
        {column: [texts[place] for place in places] for column, texts in table.texts.items()},
        [table.lines[place] for place in places],
    )


def _issues(extraction: Extraction, state: State) -> Iterator[Issue]:
    for name, columns in state.keep.items():
        if name not in extraction.tables:
            yield _bad(state.name, f"it cuts the table '{name}', which the dictionary lacks")
            continue
        for column, values in columns.items():
            texts = extraction.tables[name].texts.get(column)
            if texts is None:
                yield _bad(state.name, f"it names '{name}.{column}', which the table lacks")
                continue
            for value in sorted(values - set(texts)):
                yield _bad(state.name, f"no row of '{name}' has '{value}' in '{column}'")


def _bad(name: str, found: str) -> Issue:
    return Issue(
        code="bad-state",
        file=SHOWN,
        found=f"the state '{name}': {found}",
        expected='{"keep": {table: {column: [values]}}} with tables, columns and values that exist',
        todo="correct the declaration",
    )


def _texts(values: Any) -> frozenset[str]:  # noqa: ANN401 - JSON
    several = values if isinstance(values, list) else [values]
    return frozenset(str(value) for value in several)
